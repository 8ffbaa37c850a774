import { expect } from "chai";
import { TransitHub, type TransitHubArgs } from "../../../components";
import { planTransit } from "../../../components/transit-hub/plan";
import { routeBudget } from "../../../components/transit-hub/routeBudget";
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
      /prod-aws-gcp: gcp tells aws 160 prefixes of at most 200, custom advertised routes/,
    );
    expect(await warningsOf(() => new TransitHub("corp", args))).to.equal("");
  });
});

async function warningsOf(program: () => unknown): Promise<string> {
  const written: string[] = [];
  const original = console.warn;
  console.warn = (...parts: unknown[]) => void written.push(parts.join(" "));
  try {
    await record(program, { config: { "gcp:region": "europe-west3" } });
  } finally {
    console.warn = original;
  }
  return written.filter((line) => line.includes("prefixes of at most")).join("\n");
}
