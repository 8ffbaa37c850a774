import { expect } from "chai";
import { parseCidr } from "../../../addressing";
import { analyse, partsOf } from "../../../reachability";
import type { Resource } from "../../../reachability/resources";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { placedSpokes, transitHub, type TransitEstate } from "./estates";
import { differences } from "./segmentTable";

const estate: TransitEstate = {
  segments: ["prod", "staging", "shared"],
  allowed: [
    ["prod", "shared"],
    ["staging", "shared"],
  ],
  hubs: { east: "aws", west: "aws", azure: "hub-virtual-network", gcp: "gcp" },
  spokes: {
    ...{ "east-prod": "east prod", "east-staging": "east staging", "east-shared": "east shared" },
    ...{ "west-prod": "west prod", "west-staging": "west staging" },
    ...{ "azure-prod": "azure prod", "azure-staging": "azure staging", "azure-shared": "azure shared" },
    ...{ "gcp-prod": "gcp prod", "gcp-staging": "gcp staging", "gcp-shared": "gcp shared" },
  },
};

const tokens = {
  route: "aws:ec2transitgateway/route:Route",
  routeTable: "aws:ec2transitgateway/routeTable:RouteTable",
  attachment: "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
  router: "gcp:compute/router:Router",
};

describe("TransitHub", function () {
  let recorded: readonly Resource[] = [];

  before(async () => {
    recorded = (await inSimulatedClouds(() => transitHub(estate))).recorded;
  });

  it("keeps its segments as they are whichever tunnel is lost", () => {
    const analysis = analyse(recorded);
    const tunnels = partsOf(analysis).filter(({ kind }) => kind === "tunnel");
    // 4 and 4 to each transit gateway, and 2 between Azure and Google Cloud, for each segment.
    expect(tunnels.length).to.be.at.least(3 * (4 * 4 + 2));
    const wrong = tunnels.flatMap(({ name, failures }) =>
      differences(analysis.without(failures), estate).map((difference) => `without ${name}: ${difference}`),
    );
    expect(wrong.join("\n")).to.equal("");
  });

  it("opens nothing where a segment's table on AWS gets a more specific route into another segment", () => {
    for (const table of resourcesOf(tokens.routeTable)) {
      for (const spoke of placedSpokes(estate).filter(({ hub }) =>
        nameOf(table).startsWith(`corp-${hub}-`),
      )) {
        if (isDenied(nameOf(table), spoke.segment)) {
          const injected = route(table, attachmentOf(spoke.name), firstHalf(spoke.range));
          expectNothingOpened([...recorded, injected], `${spoke.range} in ${nameOf(table)}`);
        }
      }
    }
  });

  it("opens nothing where a segment's gateway tells a more specific route of another segment", () => {
    const routers = resourcesOf(tokens.router).filter(
      (router) => nameOf(router) === "corp-gcp-staging-router",
    );
    expect(routers).to.have.lengthOf(1);
    for (const { range, segment } of placedSpokes(estate).filter((spoke) => spoke.segment === "prod")) {
      const told = recorded.map((resource) =>
        routers.includes(resource) ? telling(resource, firstHalf(range)) : resource,
      );
      expectNothingOpened(told, `${range} of ${segment}`);
    }
  });

  function resourcesOf(type: string): Resource[] {
    return recorded.filter((resource) => resource.type === type);
  }

  function attachmentOf(spoke: string): Resource {
    return resourcesOf(tokens.attachment).find((each) => nameOf(each) === `corp-${spoke}-vpc-attachment`)!;
  }

  /** What is told wrongly may be lost. */
  function expectNothingOpened(resources: readonly Resource[], what: string): void {
    const opened = differences(analyse(resources), estate).filter(
      (each) => !each.includes("instead of reachable"),
    );
    expect(opened.join("\n"), what).to.equal("");
  }
});

function nameOf({ urn }: Resource): string {
  return urn.split("::").at(-1) ?? "";
}

/** Whether a route table is that of a segment which may not talk to another. */
function isDenied(table: string, segment: string): boolean {
  return (
    (table.endsWith("-prod") && segment === "staging") || (table.endsWith("-staging") && segment === "prod")
  );
}

function firstHalf(range: string): string {
  const { prefixLength } = parseCidr(range);
  return range.replace(/\/\d+$/, `/${prefixLength + 1}`);
}

function route(table: Resource, attachment: Resource, destinationCidrBlock: string): Resource {
  const properties = {
    destinationCidrBlock,
    transitGatewayRouteTableId: table.id,
    transitGatewayAttachmentId: attachment.id,
  };
  const urn = `urn:pulumi:stack::project::${tokens.route}::injected`;
  return { ...table, urn, id: "injected", type: tokens.route, inputs: properties, outputs: properties };
}

function telling(router: Resource, range: string): Resource {
  const withRange = (properties: Resource["inputs"]) => {
    const bgp = properties["bgp"] as { readonly advertisedIpRanges: readonly object[] };
    return { ...properties, bgp: { ...bgp, advertisedIpRanges: [...bgp.advertisedIpRanges, { range }] } };
  };
  return {
    ...router,
    inputs: withRange(router.inputs),
    outputs: withRange(router.outputs),
  };
}
