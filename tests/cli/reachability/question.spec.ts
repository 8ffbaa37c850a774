import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { analyseFiles, portOption, protocolOption } from "../../../cli/reachability/question";
import { rejection } from "../../helpers/rejection";

describe("the options of questions", () => {
  it("take protocols by name and by number", () => {
    expect(["TCP", "icmp", "47"].map(protocolOption)).to.deep.equal(["tcp", "icmp", 47]);
    for (const wrong of ["tpc", "256", "-1", ""]) {
      expect(() => protocolOption(wrong), wrong).to.throw(/give icmp, tcp/);
    }
  });

  it("take ports alone", () => {
    expect(["0", "443", "65535"].map(portOption)).to.deep.equal([0, 443, 65535]);
    for (const wrong of ["65536", "https", "-1", "4.5", ""]) {
      expect(() => portOption(wrong), wrong).to.throw("give a number from 0 to 65535");
    }
  });
});

describe("the files of questions", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "crosscloud-test-"));
  });
  after(() => rm(folder, { recursive: true }));

  const stack = (...names: string[]): string =>
    JSON.stringify({
      deployment: {
        resources: names.map((name) => ({
          urn: `urn:pulumi:dev::shop::a:b:C::${name}`,
          type: "a:b:C",
          custom: true,
        })),
      },
    });

  async function messageOf(...contents: string[]): Promise<string> {
    const files = contents.map((_, index) => join(folder, `${index}.json`));
    await Promise.all(contents.map((content, index) => writeFile(files[index] ?? "", content)));
    return await rejection(analyseFiles(files));
  }

  it("must each hold a stack", async () => {
    expect(await messageOf("{")).to.match(/0\.json is not JSON: give the output of/);
    expect(await messageOf("[]")).to.match(/0\.json holds no stack/);
  });

  it("must hold each stack once", async () => {
    expect(await messageOf(stack("a"), stack("b", "a"))).to.match(
      /::a is in .*0\.json and in .*1\.json: give each/,
    );
  });

  it("must be there", async () => {
    expect(await rejection(analyseFiles(["nowhere.json"]))).to.equal("there is no file nowhere.json");
    expect(await rejection(analyseFiles(["-", "-"]))).to.match(/read only once/);
  });
});
