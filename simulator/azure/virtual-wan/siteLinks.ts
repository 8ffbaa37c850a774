import { sameId } from "../arm/ids";
import { asList, asNumber, asObject, asString, type Props } from "../../protocol/values";
import type { WorldRecord } from "../../world/record";

/** One line of a site to the internet, with the device at its end. */
export interface SiteLink {
  readonly id: string;
  readonly name: string;
  readonly address: string | undefined;
  /** Undefined where the link is routed statically. */
  readonly bgp: { readonly asn: number | undefined; readonly address: string | undefined } | undefined;
}

export const linkId = (siteId: string, name: string): string => `${siteId}/vpnSiteLinks/${name}`;

/** The links of a site, as asked for. */
export const linksOf = (site: Props): Props[] => asList(site.vpnSiteLinks).map(asObject);

export function findLink(site: WorldRecord, id: string): SiteLink | undefined {
  const link = linksOf(site.inputs).find(({ name }) => sameId(linkId(site.id, asString(name) ?? ""), id));
  const bgp = asObject(link?.bgpProperties);
  return (
    link && {
      id: linkId(site.id, asString(link.name) ?? ""),
      name: asString(link.name) ?? "",
      address: asString(link.ipAddress),
      bgp:
        link.bgpProperties === undefined
          ? undefined
          : { asn: asNumber(bgp.asn), address: asString(bgp.bgpPeeringAddress) },
    }
  );
}
