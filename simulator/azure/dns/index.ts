import { privateRecordSet } from "./privateRecordSet";
import { privateZone } from "./privateZone";
import { recordSet } from "./recordSet";
import { virtualNetworkLink } from "./virtualNetworkLink";
import { zone } from "./zone";
import type { ResourceType } from "../../providers/resourceType";

/** Public and private zones. */
export const dnsTypes: readonly ResourceType[] = [
  zone,
  recordSet,
  privateZone,
  privateRecordSet,
  virtualNetworkLink,
];
