import { expect } from "chai";
import fc from "fast-check";

import { radixSort } from "../../addressing/radixSort";

describe("radixSort", () => {
  it("orders places as a comparing sort does, equal ones as they came", () => {
    const words = fc.array(fc.oneof(fc.nat({ max: 3 }), fc.integer({ min: 0, max: 0xffffffff })));
    fc.assert(
      fc.property(words, (values) => {
        const order = Uint32Array.from(values.keys());
        radixSort(Uint32Array.from(values), order);
        const expected = [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
        expect([...order]).to.deep.equal(expected);
      }),
    );
  });
});
