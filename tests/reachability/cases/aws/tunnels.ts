import { sources } from "./pages";
import { vpnConnection, vpnGateway, vpnRoute } from "./resources";
import {
  a,
  amazonSide,
  answered,
  connection,
  customer,
  desk,
  gateway,
  google,
  linked,
  nothingLearned,
  office,
  officeRouter,
  onPremises,
  propagated,
  reached,
  shop,
} from "./vpnEstate";
import type { Case } from "../case";

export const tunnelCases: readonly Case[] = [
  {
    name: "tunnels whose preshared keys differ stay down",
    source: sources.vpnTunnels,
    resources: [...linked(connection, { tunnel: { sharedSecret: "some.other.key" } }), ...propagated],
    flows: [nothingLearned],
  },
  {
    name: "a tunnel that speaks IKEv1 alone does not come up with a peer that speaks IKEv2",
    source: sources.vpnTunnels,
    resources: [
      ...linked(
        vpnConnection("to-google", gateway, customer, 10, {
          tunnel1IkeVersions: ["ikev1"],
          tunnel2IkeVersions: ["ikev1"],
        }),
      ),
      ...propagated,
    ],
    flows: [nothingLearned],
  },
  {
    name: "one tunnel of two is enough",
    source: sources.vpnTunnels,
    resources: [
      ...linked(vpnConnection("to-google", gateway, customer, 10, { tunnel1IkeVersions: ["ikev1"] })),
      ...propagated,
    ],
    flows: [reached, answered],
  },
  {
    name: "a session whose customer gateway has another ASN than its device stays down",
    source: sources.vpnRouting,
    resources: [...linked(connection, { asn: 65011 }), ...propagated],
    flows: [nothingLearned],
  },
  {
    name: "an Amazon side with another ASN than the peer expects stays down",
    source: sources.vpn,
    resources: [
      shop,
      a,
      vpnGateway("vgw", shop, { amazonSideAsn: "64600" }),
      customer,
      connection,
      ...google([connection]),
      ...propagated,
    ],
    flows: [nothingLearned],
  },
  {
    name: "a connection with static routes alone speaks no BGP",
    source: sources.vpnRouting,
    resources: [
      ...linked(vpnConnection("to-google", gateway, customer, 10, { staticRoutesOnly: true })),
      ...propagated,
    ],
    flows: [nothingLearned],
  },
  {
    name: "a connection's static routes propagate, too, and lead out of the model to a device that is in no stack",
    source: sources.vpnRouting,
    resources: [
      ...amazonSide,
      officeRouter,
      onPremises,
      vpnRoute(onPremises, "192.168.0.0/16"),
      ...propagated,
      ...[office, desk],
    ],
    flows: [{ from: "a", to: "desk", verdict: "leaves the model", because: /in none of these stacks/ }],
  },
  {
    name: "what a peer in no stack tells by BGP can't be told",
    source: sources.vpnRouting,
    resources: [
      ...amazonSide,
      officeRouter,
      vpnConnection("to-office", gateway, officeRouter, 30),
      ...propagated,
      office,
      desk,
    ],
    flows: [{ from: "a", to: "desk", verdict: "undecided", because: /none of these stacks/ }],
  },
];
