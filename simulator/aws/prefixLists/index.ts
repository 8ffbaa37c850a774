import { managedPrefixList } from "./managedPrefixList";
import { managedPrefixListEntry } from "./managedPrefixListEntry";
import type { ResourceType } from "../../providers/resourceType";

export const prefixListTypes: readonly ResourceType[] = [managedPrefixList, managedPrefixListEntry];
