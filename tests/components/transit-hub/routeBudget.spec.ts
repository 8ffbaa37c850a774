import { ComponentResource } from "@pulumi/pulumi";
import { expect } from "chai";
import { TransitHub, type TransitHubArgs } from "../../../components";
import { planTransit } from "../../../components/transit-hub/plan";
import { warnOfQuotas } from "../../../components/transit-hub/quotas";
import { routeBudget, warnOfBudget } from "../../../components/transit-hub/routeBudget";
import { record } from "../../helpers/recordedMocks";

const args: TransitHubArgs = {
  segments: { prod: { number: 0 }, shared: { number: 1 } },
  allowed: [["prod", "shared"]],
  hubs: {
    aws: { number: 0, aws: {} },
    azure: { number: 1, azure: { addressSpace: "10.250.0.0/20" } },
    gcp: { number: 2, gcp: {} },
  },
  spokes: {
    shop: { hub: "aws", segment: "prod", aws: vpc("10.0.0.0/16", "10.1.0.0/16") },
    tools: { hub: "aws", segment: "shared", aws: vpc("10.2.0.0/16") },
    office: {
      hub: "azure",
      segment: "prod",
      azure: {
        resourceGroupName: "group",
        virtualNetworkName: "office",
        virtualNetworkId: "office",
        addressPrefixes: ["10.32.0.0/16"],
      },
    },
    data: {
      hub: "gcp",
      segment: "prod",
      gcp: { networkId: "data", ipCidrRanges: ["10.16.0.0/20", "10.16.16.0/20"] },
    },
  },
};

function vpc(...cidrBlocks: string[]) {
  return {
    vpcId: cidrBlocks.join(),
    cidrBlocks,
    attachmentSubnetIds: ["subnet"],
    routeTableIds: { main: "table" },
  };
}

describe("TransitHub's route budget", () => {
  const budgets = routeBudget(planTransit(args), args);
  const told = (link: string, from: string) =>
    budgets.find((each) => each.link === link && each.from === from);

  it("counts what each side tells, and names the lower limit of the two", () => {
    // Both networks of its own, that of shared services, and Google Cloud's two.
    expect(told("prod-aws-azure", "aws")).to.include({ to: "azure", prefixes: 5, limit: 4000 });
    // Its own network and the hub's, and what it hears from the others.
    expect(told("prod-aws-azure", "azure")).to.include({
      to: "aws",
      prefixes: 4,
      limit: 1000,
      adjustable: false,
    });
    expect(told("prod-aws-gcp", "gcp")).to.include({ prefixes: 2, limit: 200 });
    expect(told("prod-aws-gcp", "aws")).to.include({ limit: 250, adjustable: true });
    expect(budgets.every(({ source }) => source.includes("https://"))).to.equal(true);
  });

  it("warns from four fifths of a limit on", async () => {
    const ranges = Array.from({ length: 160 }, (_, index) => `172.16.${index}.0/24`);
    const gcp = { networkId: "data", ipCidrRanges: ranges };
    const spokes = { ...args.spokes, data: { hub: "gcp", segment: "prod", gcp } };
    const written = await warningsOf(() => new TransitHub("corp", { ...args, spokes }));
    expect(written).to.match(
      /prod-aws-gcp: gcp tells aws 160 prefixes of at most 200, custom advertised routes.+ give several ipCidrRanges of a network as one/,
    );
    expect(await warningsOf(() => new TransitHub("corp", args))).to.equal("");
  });

  it("never has ranges summarised that a cloud tells as they are", async () => {
    const tools = { hub: "aws", segment: "shared", aws: vpc(...many(800)) };
    const office = {
      ...{ hub: "azure", segment: "prod" },
      azure: { ...args.spokes["office"]!.azure!, addressPrefixes: many(800) },
    };
    const larger = { ...args, spokes: { ...args.spokes, tools, office } };
    const written = await warningsOf(() =>
      warnOfBudget(
        routeBudget(planTransit(larger), larger),
        larger,
        new ComponentResource("test:a:Test", "test"),
      ),
    );
    expect(written).to.match(
      /azure tells aws 80\d prefixes of at most 1000, .+\): renumber networks so that fewer ranges are told/,
    );
    expect(written).to.match(/aws tells gcp 160\d .+: have it raised before you go on, or renumber/);
  });
});

function many(count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `10.${100 + Math.floor(index / 256)}.${index % 256}.0/24`,
  );
}

describe("TransitHub's transit gateways", () => {
  const withRanges = (count: number): TransitHubArgs => ({
    ...args,
    hubs: { ...args.hubs, west: { number: 3, aws: { region: "us-west-2" } } },
    spokes: { ...args.spokes, tools: { hub: "west", segment: "shared", aws: vpc(...many(count)) } },
  });
  const warnings = (count: number) =>
    warningsOf(
      () => warnOfQuotas(planTransit(withRanges(count)), new ComponentResource("test:index:Test", "test")),
      "routes and blackholes",
    );

  it("warn from four fifths of 10,000 routes on, over all their tables", async () => {
    // In the tables of two segments at both hubs; five ranges are in other networks, two of them at the first hub.
    const written = await warnings(3994);
    expect(written).to.match(
      /hubs\.aws: has 8000 routes and blackholes in all its tables, of at most 10000 /,
    );
    expect(written).to.match(/hubs\.west: has 11992 routes /);
    expect(await warnings(2000)).to.equal("");
  });
});

async function warningsOf(program: () => unknown, what = "prefixes of at most"): Promise<string> {
  const written: string[] = [];
  const original = console.warn;
  console.warn = (...parts: unknown[]) => void written.push(parts.join(" "));
  try {
    await record(program, { config: { "gcp:region": "europe-west3" } });
  } finally {
    console.warn = original;
  }
  return written.filter((line) => line.includes(what)).join("\n");
}
