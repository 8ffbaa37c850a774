import type { Resource } from "@pulumi/pulumi";
import { asnClashes } from "../../addressing/asns";
import { sideAsnProblems } from "../cross-cloud-vpn/checkLink";
import { checkGcpRegion } from "../gcpRegion";
import { Problems } from "../problems";
import type { TransitHubArgs } from "./args";
import { checkAwsHub } from "./aws/check";
import { checkAzureHub } from "./azure/check";
import type { SideFacts } from "../cross-cloud-vpn/sides";
import type { HubPlan, TransitNode, TransitPlan } from "./plan";

const gcpKeys = ["region", "asn", "provider"];

/** Adds what is wrong with a hub by itself, and with the ASNs of all. */
export function checkHubs(
  problems: Problems,
  args: TransitHubArgs,
  plan: TransitPlan,
  component: Resource,
): void {
  for (const hub of plan.hubs) {
    const path = `hubs.${hub.name}`;
    const { aws, azure, gcp } = args.hubs[hub.name] ?? {};
    if (aws !== undefined) {
      checkAwsHub(problems, `${path}.aws`, aws);
    }
    if (azure !== undefined) {
      checkAzureHub(problems, `${path}.azure`, azure);
    }
    if (gcp !== undefined) {
      problems.unknownKeys(gcp, gcpKeys, `${path}.gcp.`);
      checkGcpRegion(problems, `${path}.gcp.region`, component, gcp);
    }
  }
  // All hubs of Virtual WAN have the same, and are not joined by BGP of ours.
  const own = plan.nodes.filter(({ hub }) => args.hubs[hub.name]?.azure?.kind !== "virtual-wan");
  own.forEach((node) => checkAsn(problems, node, plan.hubs));
  const speakers = new Map(
    own.map((node) => [node.hub.cloud === "aws" ? node.hub.name : node.name, node.asn]),
  );
  const clashes = asnClashes([...speakers].map(([name, asn]) => ({ name, asn })));
  clashes.forEach((problem) => problems.add("hubs", problem));
}

function checkAsn(problems: Problems, { hub, asn }: TransitNode, hubs: readonly HubPlan[]): void {
  const peers = [...new Set(hubs.map(({ cloud }) => cloud))].filter((cloud) => cloud !== hub.cloud);
  for (const problem of sideAsnProblems(plainSide(hub.cloud, asn), hub.cloud, peers)) {
    problems.add(`hubs.${hub.name}.${hub.cloud}.asn`, problem);
  }
}

function plainSide(cloud: HubPlan["cloud"], asn: number): SideFacts {
  switch (cloud) {
    case "aws":
      return { aws: { cidrBlocks: [], asn } };
    case "azure":
      return { azure: { addressPrefixes: [], asn } };
    case "gcp":
      return { gcp: { ipCidrRanges: [], asn } };
  }
}
