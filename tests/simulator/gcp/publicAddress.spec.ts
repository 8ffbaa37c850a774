import { expect } from "chai";

import { tokens } from "./scene";
import { drawAddress } from "../../../simulator/gcp/compute/publicAddress";
import type { OperationContext } from "../../../simulator/providers/resourceType";
import { Draws } from "../../../simulator/world/draws";
import type { WorldRecord } from "../../../simulator/world/record";

/** What is drawn where those addresses are reserved already. */
function drawn(...reserved: readonly string[]): string {
  const records = reserved.map(
    (address) => ({ outputs: { address, addressType: "EXTERNAL" } }) as unknown as WorldRecord,
  );
  const world = { all: (token: string) => (token === tokens.address ? records : []) };
  return drawAddress({ draws: new Draws("key"), world } as unknown as OperationContext);
}

describe("drawAddress", () => {
  it("draws again while the address is taken", () => {
    const first = drawn();
    const second = drawn(first);
    expect(second).to.not.equal(first);
    expect(drawn(first, second)).to.not.be.oneOf([first, second]);
    expect(drawn("34.1.1.1")).to.equal(first);
  });
});
