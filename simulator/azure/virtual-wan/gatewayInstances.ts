import { sameId } from "../arm/ids";
import { asList, asObject, asString, asStrings, type Props } from "../../protocol/values";
import type { WorldRecord } from "../../world/record";

/** Hub routers and gateways have this one; Azure does not let it be changed. */
export const hubAsn = 65515;

/** How Azure calls the two instances of a hub's VPN gateway, also as the ids of their IP configurations. */
export const instances = ["Instance0", "Instance1"] as const;

export type Instance = (typeof instances)[number];

/** What a gateway's BGP settings, as asked for or as shown, have of one instance. */
export const peeringOf = (gateway: Props, instance: Instance): Props =>
  asList(asObject(gateway.bgpSettings).bgpPeeringAddresses)
    .map(asObject)
    .find((entry) => sameId(asString(entry.ipconfigurationId), instance)) ?? {};

/** The custom addresses of one instance. */
export const customAddresses = (gateway: Props, instance: Instance): string[] =>
  asStrings(peeringOf(gateway, instance).customBgpIpAddresses);

/** The public addresses of the instances of a gateway that exists. */
export const publicAddresses = ({ outputs }: WorldRecord): string[] =>
  asList(outputs.ipConfigurations)
    .map(asObject)
    .map(({ publicIpAddress }) => asString(publicIpAddress) ?? "");
