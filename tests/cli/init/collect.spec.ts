import { expect } from "chai";

import type { Texts } from "../../../cli/init/answers";
import { AnswersError, collectAnswers } from "../../../cli/init/collect";
import type { Prompts } from "../../../cli/init/prompts";
import { answersWith } from "./answers";

/** Answers by the key of their question, and notes what is asked; takes the fallback where there is none. */
function scripted(answers: Texts): { readonly prompts: Prompts; readonly asked: string[] } {
  const asked: string[] = [];
  const prompts: Prompts = {
    ask({ key }, fallback, problem) {
      asked.push(key);
      const answer = answers[key] ?? fallback;
      const wrong = problem(answer);
      return wrong === undefined ? Promise.resolve(answer) : Promise.reject(new Error(wrong));
    },
    confirm: () => Promise.resolve(true),
  };
  return { prompts, asked };
}

async function problemsOf(flags: Texts): Promise<readonly string[]> {
  return collectAnswers(flags, { folder: "shop", yes: true }).then(
    () => [],
    (error: unknown) => (error as AnswersError).problems,
  );
}

describe("the answers that crosscloud init collects", () => {
  it("are AWS and Azure with two networks each by default, by the central address plan", async () => {
    expect(await answersWith()).to.deep.equal({
      name: "shop",
      clouds: ["aws", "azure"],
      awsRegion: "eu-central-1",
      azureLocation: "germanywestcentral",
      gcpRegion: "",
      gcpProject: "",
      segments: ["main"],
      spokes: 2,
      azureHub: "hub-virtual-network",
      tunnels: "standard",
      ranges: { aws: "10.0.0.0/12", azure: "10.32.0.0/12", gcp: "" },
    });
  });

  it("have a network for each segment, and clouds in one order however they are given", async () => {
    const { clouds, spokes } = await answersWith({ clouds: "gcp, aws", segments: "a,b,c" });
    expect({ clouds, spokes }).to.deep.equal({ clouds: ["aws", "gcp"], spokes: 3 });
  });

  for (const [folder, name] of [
    ["My Shop", "my-shop"],
    ["2026_estate--x", "estate-x"],
    ["東京", "my-network"],
    ["a-folder-whose-name-is-too-long", "my-network"],
  ] as const) {
    it(`have the name ${name} in a folder called ${folder}`, async () => {
      expect((await collectAnswers({}, { folder, yes: true })).name).to.equal(name);
    });
  }

  it("are asked for, but for those given and those of clouds that were not chosen", async () => {
    const { prompts, asked } = scripted({ clouds: "aws,gcp", segments: "prod,shared", spokes: "3" });
    const answers = await collectAnswers({ name: "given" }, { folder: "shop", yes: false, prompts });
    expect(asked).to.deep.equal([
      ...["clouds", "awsRegion", "gcpRegion", "gcpProject", "segments", "spokes", "tunnels"],
    ]);
    expect(answers.name).to.equal("given");
    expect(answers.clouds).to.deep.equal(["aws", "gcp"]);
    expect(answers.spokes).to.equal(3);
  });

  it("are refused when asked as they are as flags, beside the answers before", async () => {
    const { prompts } = scripted({ segments: "a,b,c", spokes: "2" });
    const refused = collectAnswers({}, { folder: "shop", yes: false, prompts });
    expect(await refused.catch(String)).to.contain("each of the 3 segments has a network in each cloud");
  });

  it("are refused where they would not go with what was answered before", async () => {
    const { prompts } = scripted({ name: "a-very-long-name", clouds: "aws,gcp", segments: "production" });
    const asked = collectAnswers({}, { folder: "shop", yes: false, prompts });
    expect(await asked.catch(String)).to.contain("--name: with the segments' names");
  });

  it("are missed where nobody can be asked, with the flags that give them", async () => {
    const given = { clouds: "aws,azure", awsRegion: "eu-west-1" };
    const error: unknown = await collectAnswers(given, { folder: "shop", yes: false }).catch(
      (reason: unknown) => reason,
    );
    const { message } = error as Error;
    expect(message).to.contain("--yes for the defaults");
    for (const flag of ["--name", "--azure-location", "--segments", "--spokes", "--azure-hub", "--tunnels"]) {
      expect(message).to.contain(`${flag} <`);
    }
    expect(message).not.to.match(/--(aws|gcp)-region|--clouds <|-range/);
  });

  it("need nobody to be asked once all flags are given", async () => {
    const all = {
      name: "shop",
      clouds: "aws,gcp",
      awsRegion: "us-gov-west-1",
      gcpRegion: "northamerica-northeast1",
      gcpProject: "shop-network-1",
      segments: "main",
      spokes: "1",
      tunnels: "double",
    };
    expect((await collectAnswers(all, { folder: "x", yes: false })).awsRegion).to.equal("us-gov-west-1");
  });

  for (const [title, flags, problem] of [
    ["a name that is none", { name: "Shop!" }, /--name: "Shop!" is no name of a project: use 1 to 20/],
    ["a name that ends in a hyphen", { name: "shop-" }, /--name: "shop-"/],
    ["a name that is too long", { name: "a".repeat(21) }, /--name/],
    ["one cloud", { clouds: "aws" }, /--clouds: "aws" is not enough to join: give two or three of/],
    ["one cloud twice", { clouds: "aws,aws" }, /--clouds: "aws,aws" is not enough/],
    ["another cloud", { clouds: "aws,oci" }, /--clouds: "oci" is no cloud that can be joined/],
    ["a zone for a region of AWS", { awsRegion: "eu-central-1a" }, /--aws-region: "eu-central-1a".*zones/],
    [
      "a location as the portal shows it",
      { azureLocation: "West Europe" },
      /--azure-location: "West Europe"/,
    ],
    [
      "a zone for a region of Google Cloud",
      { clouds: "aws,gcp", gcpRegion: "europe-west3-a" },
      /--gcp-region/,
    ],
    ["a project by its name", { clouds: "aws,gcp", gcpProject: "My Project" }, /--gcp-project: "My Project"/],
    [
      "a flag of a cloud that is not chosen",
      { gcpRegion: "europe-west3" },
      /--gcp-region: there is nothing to do/,
    ],
    ["a segment with a hyphen", { segments: "prod-eu" }, /--segments: "prod-eu" is no name of a segment/],
    ["a segment twice", { segments: "prod,prod" }, /--segments: "prod" is there twice/],
    ["no segment", { segments: " , " }, /--segments: there are 0 segments: give 1 to 6/],
    ["too many segments", { segments: "a,b,c,d,e,f,g", spokes: "7" }, /--segments: there are 7 segments/],
    ["shared services for nobody", { segments: "shared" }, /--segments: "shared" is what all other/],
    [
      "shared services without a transit gateway",
      { clouds: "azure,gcp", segments: "prod,shared" },
      /--segments: "shared" needs a hub in AWS/,
    ],
    ["no networks", { spokes: "0" }, /--spokes: "0" is refused: give 1 to 7/],
    ["half a network", { spokes: "1.5" }, /--spokes: "1.5" is refused/],
    [
      "a segment without networks",
      { segments: "a,b,c", spokes: "2" },
      /--spokes: 2 is refused: each of the 3/,
    ],
    [
      "another kind of hub",
      { azureHub: "route-server" },
      /--azure-hub: "route-server" is refused: give hub-v/,
    ],
    ["a number of tunnels", { tunnels: "4" }, /--tunnels: "4" is refused: give standard or double/],
    ["a range that is none", { awsRange: "10.0.0.1/12" }, /--aws-range: "10.0.0.1\/12" has host bits set/],
    ["a public range", { awsRange: "8.0.0.0/12" }, /--aws-range: 8.0.0.0\/12 is not private/],
    ["IPv6", { awsRange: "fd00::/12" }, /--aws-range: fd00::\/12 is not private/],
    [
      "ranges that overlap",
      { awsRange: "10.0.0.0/10" },
      /--azure-range: 10.32.0.0\/12 overlaps 10.0.0.0\/10 of --aws-range/,
    ],
    [
      "a range without room for all networks",
      { awsRange: "10.0.0.0/15" },
      /--aws-range: 10.0.0.0\/15 has no room for 2 networks of \/16 in each of dev and prod: give a \/14/,
    ],
    [
      "a range without room for Azure's hubs",
      { azureRange: "10.32.0.0/14" },
      /--azure-range: 10.32.0.0\/14 has no room for 2 networks of \/16 and its hubs .* give a \/13/,
    ],
    [
      "names that are too long together",
      { name: "a-very-long-name", clouds: "aws,gcp", segments: "production" },
      /--name: with the segments' names .* too long/,
    ],
    [
      "more tunnels than Azure has addresses for",
      { segments: "a,b,c,d,e,f", tunnels: "double" },
      /--tunnels: double takes more inside CIDRs for 6 segments than Azure has/,
    ],
  ] as const) {
    it(`are refused with ${title}`, async () => {
      const problems = await problemsOf(flags);
      expect(problems).to.have.length(1);
      expect(problems[0]).to.match(problem);
    });
  }

  it("are refused with all that is wrong at once", async () => {
    const flags = {
      name: "?",
      awsRegion: "frankfurt",
      spokes: "2",
      tunnels: "many",
      azureRange: "10.8.0.0/13",
    };
    expect((await problemsOf(flags)).map((problem) => problem.split(":")[0])).to.deep.equal([
      ...["--name", "--aws-region", "--tunnels", "--azure-range"],
    ]);
  });
});
