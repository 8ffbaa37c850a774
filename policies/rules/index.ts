import type { Rule } from "../rule";
import { asns } from "./asns";
import { deniedSegmentBlackholes } from "./denied-segment-blackholes/deniedSegmentBlackholes";
import { failoverHealthChecks } from "./failoverHealthChecks";
import { flowLogs } from "./flowLogs";
import { insideCidrs } from "./insideCidrs";
import { intents } from "./intents";
import { loadBalancerTargets } from "./loadBalancerTargets";
import { openManagementPorts } from "./open-management-ports/openManagementPorts";
import { overlappingCidrs } from "./overlapping-cidrs";
import { presharedKeys } from "./presharedKeys";
import { requiredTags } from "./required-tags/requiredTags";
import { retiredSkus } from "./retiredSkus";
import { routeBack } from "./route-back/routeBack";
import { singleTransformSet } from "./singleTransformSet";
import { singleTunnel } from "./singleTunnel";
import { subnetOutsideNetwork } from "./subnetOutsideNetwork";
import { transitGatewayDefaults } from "./transitGatewayDefaults";
import { tunnelLogs } from "./tunnelLogs";
import { weakProposals } from "./weakProposals";

/** Every rule of the pack, in the order in which the table of the README lists them. */
export const rules: readonly Rule[] = [
  overlappingCidrs,
  subnetOutsideNetwork,
  insideCidrs,
  asns,
  weakProposals,
  singleTransformSet,
  presharedKeys,
  singleTunnel,
  retiredSkus,
  transitGatewayDefaults,
  deniedSegmentBlackholes,
  routeBack,
  openManagementPorts,
  flowLogs,
  tunnelLogs,
  failoverHealthChecks,
  loadBalancerTargets,
  requiredTags,
  intents,
];
