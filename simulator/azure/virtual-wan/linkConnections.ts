import type { ArmCheck } from "../arm/armType";
import { referredId } from "../arm/ids";
import { type Fields, reference } from "../arm/inputShape";
import { nameProblem, networkName } from "../arm/nameRules";
import { checkConnectionSettings, customAddressFields } from "../rules/connectionSettings";
import { ipsecPolicyFields } from "../rules/ipsecPolicy";
import { asList, asNumber, asObject, asString, type Props } from "../../protocol/values";

/** Source: https://learn.microsoft.com/azure/virtual-wan/virtual-wan-faq, "up to 4 link connections in a VPN connection". */
const mostLinks = 4;

export const linkConnectionFields: Fields = {
  connectionBandwidth: "number",
  dpdTimeoutSeconds: "number",
  egressNatRules: [reference],
  enableBgp: "boolean",
  enableRateLimiting: "unsimulated boolean",
  id: "unsimulated string",
  ingressNatRules: [reference],
  ipsecPolicies: [ipsecPolicyFields],
  name: "string",
  routingWeight: "number",
  sharedKey: "string",
  useLocalAzureIpAddress: "unsimulated boolean",
  usePolicyBasedTrafficSelectors: "unsimulated boolean",
  vpnConnectionProtocolType: "string",
  vpnGatewayCustomBgpAddresses: [customAddressFields],
  vpnLinkConnectionMode: "string",
  vpnSiteLink: reference,
};

/** The link connections of a VPN connection, as asked for. */
export const linkConnectionsOf = (connection: Props): Props[] =>
  asList(connection.vpnLinkConnections).map(asObject);

/** Two tunnels, one from each instance of the gateway, to one link of the site. */
export function checkLinkConnections({ inputs, refuse }: ArmCheck): void {
  const links = linkConnectionsOf(inputs);
  if (typeof inputs.vpnLinkConnections !== "symbol" && (links.length === 0 || links.length > mostLinks)) {
    refuse(
      "vpnLinkConnections",
      "BadRequest",
      `A VPN connection must have 1 to ${mostLinks} link connections, got ${links.length}.`,
    );
  }
  asList(inputs.vpnLinkConnections).forEach((link, i) => {
    const path = `vpnLinkConnections[${i}]`;
    if (typeof link !== "symbol") {
      checkLink(asObject(link), (property, code, reason) => refuse(`${path}.${property}`, code, reason));
    }
  });
  const values = {
    name: links.map(({ name }) => asString(name)?.toLowerCase()),
    vpnSiteLink: links.map(({ vpnSiteLink }) => referredId(asObject(vpnSiteLink))?.toLowerCase()),
  };
  for (const [property, all] of Object.entries(values)) {
    const given = all.filter((value) => value !== undefined);
    if (new Set(given).size < given.length) {
      refuse("vpnLinkConnections", "BadRequest", `Two link connections have the same ${property}.`);
    }
  }
}

function checkLink(link: Props, refuse: ArmCheck["refuse"]): void {
  const problem =
    typeof link.name === "symbol" ? undefined : nameProblem(asString(link.name) ?? "", networkName());
  if (problem) {
    refuse("name", problem.code, problem.reason);
  }
  if (link.vpnSiteLink === undefined) {
    refuse("vpnSiteLink", "BadRequest", "A link connection must have a vpnSiteLink.");
  }
  const bandwidth = asNumber(link.connectionBandwidth);
  if (bandwidth !== undefined && !(Number.isInteger(bandwidth) && bandwidth > 0)) {
    refuse(
      "connectionBandwidth",
      "BadRequest",
      `connectionBandwidth must be a whole number of Mbps above 0, got ${bandwidth}.`,
    );
  }
  // "There is no mechanism to set a weight on a VPN connection": virtual-wan-faq
  const weight = asNumber(link.routingWeight);
  if (weight !== undefined && weight !== 0) {
    refuse("routingWeight", "BadRequest", `A VPN connection of Virtual WAN has no weight, got ${weight}.`);
  }
  checkConnectionSettings(
    { inputs: link, refuse },
    {
      mode: "vpnLinkConnectionMode",
      protocol: "vpnConnectionProtocolType",
      customAddresses: "vpnGatewayCustomBgpAddresses",
    },
  );
}
