import { linkConnection, linkId, vpn, withLink } from "./hubEstate";
import { but, ipsecPolicy, itChecks, tokens } from "../estate";
import { type Props, UNKNOWN, type Value } from "../../../../simulator/protocol/values";

const addresses = (...entries: [customBgpIpAddress: string, ipConfigurationId: string][]): Props =>
  withLink({
    vpnGatewayCustomBgpAddresses: entries.map(([customBgpIpAddress, ipConfigurationId]) => ({
      customBgpIpAddress,
      ipConfigurationId,
    })),
  });
const at = (property: string): string => `vpnLinkConnections[0].${property}: BadRequest`;
const links = (count: number): Value[] =>
  Array.from({ length: count }, (_, i) =>
    linkConnection({ name: `l${i}`, vpnSiteLink: { id: linkId(`link${i}`) } }),
  );

describe("azure-native VpnConnection rules", () => {
  itChecks(tokens.vpnConnection, [
    {
      rule: "has a site",
      refused: but(vpn, { remoteVpnSite: undefined }),
      accepted: but(vpn, { remoteVpnSite: { id: UNKNOWN } }),
      says: "remoteVpnSite: BadRequest",
      text: /must have a remoteVpnSite/,
    },
    ...[0, 5].map((count) => ({
      rule: `has no ${count} link connections`,
      refused: { ...vpn, vpnLinkConnections: links(count) },
      accepted: { ...vpn, vpnLinkConnections: links(4) },
      says: "vpnLinkConnections: BadRequest",
      text: new RegExp(`1 to 4 link connections, got ${count}`),
    })),
    {
      rule: "uses a link once",
      refused: { ...vpn, vpnLinkConnections: [linkConnection(), linkConnection({ name: "again" })] },
      accepted: { ...vpn, vpnLinkConnections: links(2) },
      says: "vpnLinkConnections: BadRequest",
      text: /same vpnSiteLink/,
    },
    {
      rule: "has link connections with names of their own",
      refused: {
        ...vpn,
        vpnLinkConnections: [linkConnection(), linkConnection({ vpnSiteLink: { id: linkId("b") } })],
      },
      accepted: vpn,
      says: "vpnLinkConnections: BadRequest",
      text: /same name/,
    },
    {
      rule: "has the link of each link connection",
      refused: withLink({ vpnSiteLink: undefined }),
      accepted: { ...vpn, vpnLinkConnections: [linkConnection({ vpnSiteLink: { id: UNKNOWN } }), UNKNOWN] },
      says: at("vpnSiteLink"),
      text: /must have a vpnSiteLink/,
    },
    {
      rule: "has a sensible bandwidth",
      refused: withLink({ connectionBandwidth: 0 }),
      accepted: withLink({ connectionBandwidth: 1250 }),
      says: at("connectionBandwidth"),
      text: /above 0, got 0/,
    },
    {
      rule: "has no weight",
      refused: withLink({ routingWeight: 10 }),
      accepted: withLink({ routingWeight: 0 }),
      says: at("routingWeight"),
      text: /has no weight, got 10/,
    },
    ...["Abc-123", "abc def", "~", "x".repeat(129)].map((sharedKey) => ({
      rule: `has no shared key of ${sharedKey.length} characters like ${sharedKey.slice(0, 7)}`,
      refused: withLink({ sharedKey }),
      accepted: withLink({ sharedKey: "x".repeat(128) }),
      says: at("sharedKey"),
      text: /without space, hyphen or tilde/,
    })),
    ...[8, 3601].map((dpdTimeoutSeconds) => ({
      rule: `has no DPD timeout of ${dpdTimeoutSeconds} seconds`,
      refused: withLink({ dpdTimeoutSeconds }),
      accepted: withLink({ dpdTimeoutSeconds: dpdTimeoutSeconds < 9 ? 0 : 3600 }),
      says: at("dpdTimeoutSeconds"),
      text: /must be 9 to 3600/,
    })),
    {
      rule: "speaks IKEv1 or IKEv2",
      refused: withLink({ vpnConnectionProtocolType: "IKEv3" }),
      accepted: withLink({ vpnConnectionProtocolType: "IKEv1" }),
      says: at("vpnConnectionProtocolType"),
      text: /'IKEv3' is not one of/,
    },
    {
      rule: "initiates, responds, or does both",
      refused: withLink({ vpnLinkConnectionMode: "Initiator" }),
      accepted: withLink({ vpnLinkConnectionMode: "ResponderOnly" }),
      says: at("vpnLinkConnectionMode"),
      text: /'Initiator' is not one of/,
    },
    {
      rule: "has one IPsec policy",
      refused: withLink({ ipsecPolicies: [ipsecPolicy, ipsecPolicy] }),
      accepted: withLink({ ipsecPolicies: [ipsecPolicy] }),
      says: at("ipsecPolicies"),
      text: /only one IPsec policy, got 2/,
    },
    {
      rule: "has an IPsec policy with every field",
      refused: withLink({ ipsecPolicies: [but(ipsecPolicy, { pfsGroup: undefined })] }),
      accepted: withLink({ ipsecPolicies: [] }),
      says: "vpnLinkConnections[0].ipsecPolicies[0]",
      text: /missing required property/,
    },
    {
      rule: "chooses custom BGP addresses only with BGP",
      refused: but(addresses(["169.254.21.2", "Instance0"]), {
        vpnLinkConnections: [
          linkConnection({
            enableBgp: undefined,
            vpnGatewayCustomBgpAddresses: [
              { customBgpIpAddress: "169.254.21.2", ipConfigurationId: "Instance0" },
            ],
          }),
        ],
      }),
      accepted: addresses(["169.254.21.2", "Instance0"]),
      says: at("vpnGatewayCustomBgpAddresses"),
      text: /need enableBgp/,
    },
    {
      rule: "chooses one custom BGP address for each instance",
      refused: addresses(["169.254.21.2", "Instance0"], ["169.254.22.2", "instance0"]),
      accepted: addresses(["169.254.21.2", "Instance0"], ["169.254.21.6", "Instance1"]),
      says: at("vpnGatewayCustomBgpAddresses"),
      text: /Only one custom BGP IP address/,
    },
    {
      rule: "describes its tunnels on the link connections alone",
      refused: { ...vpn, sharedKey: "Abc" },
      accepted: { ...vpn, enableBgp: false, ipsecPolicies: [] },
      says: "sharedKey",
      text: /not simulated/,
    },
  ]);
});
