import { expect } from "chai";
import { check, getFileInfo } from "prettier";
import { parse } from "yaml";

import { project } from "../../../cli/init/project";
import { spokesOf } from "../../../cli/init/spokes";
import { answersWith, costs, kinds } from "./answers";

describe("the files that crosscloud init writes", () => {
  for (const [kind, flags] of Object.entries(kinds)) {
    it(`are formatted as prettier would: ${kind}`, async () => {
      const files = Object.entries(project(await answersWith(flags), costs));
      for (const [filepath, text] of files) {
        const { inferredParser } = await getFileInfo(filepath);
        if (inferredParser !== null) {
          expect(await check(text, { filepath }), `${filepath}:\n${text}`).to.equal(true);
        }
        expect(text.endsWith("\n") && !text.endsWith("\n\n"), filepath).to.equal(true);
      }
    });
  }

  it("have a range for every network in every stack, and no range twice", async () => {
    const answers = await answersWith(kinds["three segments"]);
    const files = project(answers, costs);
    const ranges = ["dev", "prod"].map(
      (stack) =>
        (parse(files[`Pulumi.${stack}.yaml`] ?? "") as { config: Record<string, Record<string, string>> })
          .config["shop:ranges"]!,
    );
    const names = spokesOf(answers).map(({ name }) => name);
    for (const own of ranges) {
      expect(Object.keys(own)).to.deep.equal(names);
    }
    const all = ranges.flatMap((own) => Object.values(own));
    expect(new Set(all)).to.have.property("size", 24);
  });

  it("deal the networks to the segments, so that each segment is in every cloud", async () => {
    const answers = await answersWith({ clouds: "aws,gcp", segments: "prod,staging", spokes: "3" });
    expect(spokesOf(answers).map(({ name, index }) => `${name} ${index}`)).to.deep.equal([
      ...["prod-aws-1 0", "prod-aws-2 2", "prod-gcp-1 0", "prod-gcp-2 2"],
      ...["staging-aws-1 1", "staging-gcp-1 1"],
    ]);
  });

  it("promise that segments stay apart both ways, and that all reach the shared one", async () => {
    const flags = { segments: "prod,staging,shared", spokes: "3" };
    const intents = parse(project(await answersWith(flags), costs)["intents.yaml"] ?? "") as {
      from: string;
      to: string;
      expect: string;
    }[];
    const pairs = (means: string) => [
      ...new Set(intents.filter((one) => one.expect === means).map(({ from, to }) => `${from} > ${to}`)),
    ];
    expect(pairs("redundant")).to.have.members([
      ...["prod-* > prod-*", "staging-* > staging-*", "shared-* > shared-*"],
      ...["prod-* > shared-*", "shared-* > prod-*", "staging-* > shared-*", "shared-* > staging-*"],
    ]);
    expect(pairs("denied")).to.include.members(["prod-* > staging-*", "staging-* > prod-*"]);
  });

  it("ask of npm what the library asks for, and name no file of this checkout", async () => {
    const files = project(await answersWith(), costs);
    const { dependencies } = JSON.parse(files["package.json"] ?? "") as { dependencies: object };
    expect(dependencies).to.include.keys(
      "@pulumi/pulumi",
      "@pulumi/aws",
      "@pulumi/azure-native",
      "pulumi-crosscloud",
    );
    expect(Object.values(files).join("\n")).not.to.match(/file:|\.\.\//);
  });

  it("have a program that grows by a line a network", async () => {
    const lines = async (spokes: string) =>
      project(await answersWith({ spokes }), costs)["index.ts"]!.split("\n").length;
    expect((await lines("3")) - (await lines("2"))).to.equal(2);
    expect(await lines("2")).to.be.at.most(60);
  });
});
