import type { Resource } from "@pulumi/pulumi";
import { checkGcpRegion } from "../gcpRegion";
import { Problems } from "../problems";
import type { TransitHubArgs } from "./args";
import { checkAwsHub } from "./aws/check";
import { checkAzureHub } from "./azure/check";
import { checkAsns } from "./checkAsns";
import type { TransitPlan } from "./plan";

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
  checkAsns(problems, plan);
}
