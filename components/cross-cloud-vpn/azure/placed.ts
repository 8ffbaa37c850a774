import type { ComponentContext } from "../gateway";
import type { AzureVpnSide } from "./args";

/** Where an Azure resource is, and its tags. */
export function placed({ tags }: ComponentContext, { resourceGroupName, location }: AzureVpnSide) {
  return { resourceGroupName, location, tags };
}
