import { principalAssociation } from "./principalAssociation";
import { resourceAssociation } from "./resourceAssociation";
import { resourceShare } from "./resourceShare";
import { resourceShareAccepter } from "./resourceShareAccepter";
import type { ResourceType } from "../../providers/resourceType";

/** AWS Resource Access Manager, from the side of the account that shares. */
export const resourceSharing: readonly ResourceType[] = [
  principalAssociation,
  resourceAssociation,
  resourceShare,
  resourceShareAccepter,
];
