import { expect } from "chai";

import { timeScale } from "../../../cli/sim/simCommand";

describe("--time-scale", () => {
  for (const text of ["0", "0.002", "1", "1e-3"]) {
    it(`takes ${text}`, () => expect(timeScale(text)).to.equal(Number(text)));
  }
  for (const text of ["", " ", "-1", "1.1", "fast", "NaN", "0,5"]) {
    it(`refuses "${text}"`, () => expect(() => timeScale(text)).to.throw("from 0 (answer at once) to 1"));
  }
});
