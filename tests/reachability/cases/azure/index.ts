import type { Case } from "../case";
import { cases as bgp } from "./bgp";
import { cases as gateways } from "./gateways";
import { cases as peerings } from "./peerings";
import { cases as preview } from "./preview";
import { cases as routes } from "./routes";
import { cases as securityGroups } from "./securityGroups";
import { cases as virtualWan } from "./virtualWan";
import { cases as virtualWanBranches } from "./virtualWanBranches";

export const azureCases: readonly Case[] = [
  ...routes,
  ...securityGroups,
  ...peerings,
  ...gateways,
  ...bgp,
  ...virtualWan,
  ...virtualWanBranches,
  ...preview,
];
