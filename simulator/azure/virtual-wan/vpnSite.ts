import { namedBy } from "./ids";
import { linkConnectionsOf } from "./linkConnections";
import { linkId, linksOf } from "./siteLinks";
import { contains } from "../../../addressing/cidr";
import { armType, networkApiVersion, type ArmCheck, type ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { lastName, parentOf, referredId } from "../arm/ids";
import { reference } from "../arm/inputShape";
import { nameProblem, networkName } from "../arm/nameRules";
import { dependents, findById } from "../arm/references";
import { checkPrefix, firstOverlap, wellFormed } from "../rules/addressPrefixes";
import { asnProblem } from "../rules/asns";
import { busyUntilDone } from "../rules/busy";
import { isLinkLocal } from "../rules/gatewayBgp";
import { isAddress } from "../rules/routes";
import { invalidReference } from "../rules/subnets";
import { tokens } from "../tokens";
import {
  asList,
  asNumber,
  asObject,
  asString,
  asStrings,
  hasUnknown,
  type Props,
} from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

/** Source: https://learn.microsoft.com/azure/virtual-wan/virtual-wan-site-to-site-portal#site, "Four links per VPN Site are supported". */
const mostLinks = 4;

/** A place with VPN devices. https://learn.microsoft.com/azure/virtual-wan/virtual-wan-site-to-site-portal#site */
export const vpnSite: ResourceType = armType({
  token: tokens.vpnSite,
  armType: "Microsoft.Network/vpnSites",
  apiVersion: networkApiVersion,
  nameProperty: "vpnSiteName",
  nameRule: networkName(),
  inputs: {
    addressSpace: { addressPrefixes: ["string"], ipamPoolPrefixAllocations: "unsimulated array" },
    bgpProperties: "unsimulated object",
    deviceProperties: { deviceModel: "string", deviceVendor: "string", linkSpeedInMbps: "number" },
    id: "unsimulated string",
    ipAddress: "unsimulated string",
    isSecuritySite: "unsimulated boolean",
    o365Policy: "unsimulated object",
    siteKey: "unsimulated string",
    virtualWan: reference,
    vpnSiteLinks: [
      {
        bgpProperties: { asn: "number", bgpPeeringAddress: "string" },
        fqdn: "string",
        id: "unsimulated string",
        ipAddress: "string",
        linkProperties: { linkProviderName: "string", linkSpeedInMbps: "number" },
        name: "string",
      },
    ],
  },
  regional: true,
  computed: [],
  enriches: { vpnSiteLinks: ["id", "etag", "provisioningState", "type"] },
  durations: { create: 10, update: 30, delete: 10 },
  check(context) {
    checkLinks(context);
    checkAddressSpace(context);
  },
  create(context) {
    requireWan(context);
    return shown(context, "create");
  },
  update(context, record) {
    requireWan(context);
    requireConnectedLinks(context);
    return shown(context, asString(record.outputs.etag) ?? "");
  },
  delete({ world, id }) {
    const connections = dependents(world, [tokens.vpnConnection], id);
    if (connections.length > 0) {
      throw badRequest(
        "BadRequest",
        `VPN site ${id} cannot be deleted because it is connected: ${connections.map((one) => lastName(one.id)).join(", ")}. Delete these connections first.`,
      );
    }
  },
  busy(context) {
    const own = namedBy(context, "vpnSites", "vpnSiteName");
    const connected = dependents(context.world, [tokens.vpnConnection], own);
    return busyUntilDone(context, [own, ...new Set(connected.map(({ id }) => parentOf(id)))], false);
  },
});

function checkLinks({ inputs, refuse }: ArmCheck): void {
  if (inputs.virtualWan === undefined) {
    refuse("virtualWan", "BadRequest", "A VPN site must have a virtualWan.");
  }
  const links = linksOf(inputs);
  if (typeof inputs.vpnSiteLinks !== "symbol" && (links.length === 0 || links.length > mostLinks)) {
    refuse(
      "vpnSiteLinks",
      "BadRequest",
      `A VPN site must have 1 to ${mostLinks} links, got ${links.length}.`,
    );
  }
  asList(inputs.vpnSiteLinks).forEach((link, i) => {
    if (typeof link !== "symbol") {
      checkLink(asObject(link), `vpnSiteLinks[${i}]`, refuse);
    }
  });
  const values = {
    name: links.map(({ name }) => asString(name)?.toLowerCase()),
    ipAddress: links.map(({ ipAddress }) => asString(ipAddress)),
    bgpPeeringAddress: links.map(({ bgpProperties }) => asString(asObject(bgpProperties).bgpPeeringAddress)),
  };
  for (const [property, all] of Object.entries(values)) {
    const given = all.filter((value) => value !== undefined);
    if (new Set(given).size < given.length) {
      refuse("vpnSiteLinks", "BadRequest", `Two links of the VPN site have the same ${property}.`);
    }
  }
}

/**
 * Source: as above, "IP Address/FQDN" and "Border Gateway Protocol", which refers to VPN Gateway's rules:
 * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq, "What ASNs can I use?"; the ASNs also in
 * https://learn.microsoft.com/azure/virtual-wan/virtual-wan-faq, "Will BGP communities … be preserved…"
 */
function checkLink(link: Props, path: string, refuse: ArmCheck["refuse"]): void {
  const problem =
    typeof link.name === "symbol" ? undefined : nameProblem(asString(link.name) ?? "", networkName());
  if (problem) {
    refuse(`${path}.name`, problem.code, problem.reason);
  }
  if (link.ipAddress === undefined && link.fqdn === undefined) {
    refuse(`${path}.ipAddress`, "BadRequest", "A link of a VPN site must have an ipAddress or an fqdn.");
  }
  const address = asString(link.ipAddress);
  if (address !== undefined && !isIPv4(address)) {
    refuse(`${path}.ipAddress`, "BadRequest", `ipAddress ${address} is not an IPv4 address.`);
  }
  if (link.bgpProperties === undefined || typeof link.bgpProperties === "symbol") {
    return;
  }
  const bgp = asObject(link.bgpProperties);
  for (const property of ["asn", "bgpPeeringAddress"]) {
    if (bgp[property] === undefined) {
      refuse(
        `${path}.bgpProperties.${property}`,
        "BadRequest",
        `The BGP properties of a link must have its ${property}.`,
      );
    }
  }
  const asn = asNumber(bgp.asn);
  const reserved = asn === undefined ? undefined : asnProblem(asn, false);
  if (reserved) {
    refuse(`${path}.bgpProperties.asn`, "BadRequest", reserved);
  }
  const peer = asString(bgp.bgpPeeringAddress);
  if (peer !== undefined && !isIPv4(peer)) {
    refuse(
      `${path}.bgpProperties.bgpPeeringAddress`,
      "BadRequest",
      `bgpPeeringAddress ${peer} is not an IPv4 address.`,
    );
  } else if (peer !== undefined && peer === address) {
    refuse(
      `${path}.bgpProperties.bgpPeeringAddress`,
      "BadRequest",
      `bgpPeeringAddress ${peer} must not be the public address of the VPN device.`,
    );
  }
}

const isIPv4 = (text: string): boolean => isAddress(text) && wellFormed([`${text}/32`]).length > 0;

/** Source: as above, "Private address space … is required when BGP is not enabled for the site". */
function checkAddressSpace(check: ArmCheck): void {
  const { inputs, refuse } = check;
  const property = "addressSpace.addressPrefixes";
  const prefixes = asStrings(asObject(inputs.addressSpace).addressPrefixes);
  const links = linksOf(inputs);
  if (
    prefixes.length === 0 &&
    !hasUnknown(inputs.addressSpace) &&
    asList(inputs.vpnSiteLinks).some(
      (link) => typeof link !== "symbol" && asObject(link).bgpProperties === undefined,
    )
  ) {
    refuse(property, "BadRequest", "A VPN site with a link without BGP must have an address space.");
  }
  const cidrs = prefixes.flatMap((prefix) => checkPrefix(prefix, property, check) ?? []);
  const overlap = firstOverlap(cidrs);
  if (overlap) {
    refuse(
      property,
      "BadRequest",
      `Address prefixes ${overlap[0].text} and ${overlap[1].text} of the VPN site overlap.`,
    );
  }
  for (const { bgpProperties } of links) {
    const peer = asString(asObject(bgpProperties).bgpPeeringAddress) ?? "";
    if (
      isLinkLocal(peer) &&
      wellFormed([`${peer}/32`]).some((one) => cidrs.some((cidr) => contains(cidr, one)))
    ) {
      refuse(
        property,
        "BadRequest",
        `The address space must not hold the APIPA BGP peering address ${peer}.`,
      );
    }
  }
}

function requireWan({ world, inputs, id }: ArmOperation): void {
  const wanId = referredId(asObject(inputs.virtualWan)) ?? "";
  if (!findById(world, tokens.virtualWan, wanId)) {
    throw invalidReference(wanId, id);
  }
}

/** A link that a connection uses cannot go. */
function requireConnectedLinks({ world, inputs, id }: ArmOperation): void {
  const left = linksOf(inputs).map(({ name }) => linkId(id, asString(name) ?? "").toLowerCase());
  for (const connection of dependents(world, [tokens.vpnConnection], id)) {
    for (const { vpnSiteLink } of linkConnectionsOf(connection.inputs)) {
      const used = referredId(asObject(vpnSiteLink)) ?? "";
      if (!left.includes(used.toLowerCase())) {
        throw badRequest(
          "BadRequest",
          `Link ${lastName(used)} of VPN site ${id} cannot be removed while connection ${connection.id} uses it.`,
        );
      }
    }
  }
}

function shown({ id, inputs, draws }: ArmOperation, revision: string): Props {
  return {
    addressSpace: { addressPrefixes: [], ...asObject(inputs.addressSpace) },
    deviceProperties: { linkSpeedInMbps: 0, ...asObject(inputs.deviceProperties) },
    isSecuritySite: false,
    vpnSiteLinks: linksOf(inputs).map((link) => ({
      ...link,
      id: linkId(id, asString(link.name) ?? ""),
      etag: `W/"${draws.uuid(`etag ${revision}`)}"`,
      provisioningState: "Succeeded",
      type: "Microsoft.Network/vpnSites/vpnSiteLinks",
    })),
  };
}
