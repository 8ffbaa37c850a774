import { computeType } from "./compute/computeType";
import { between, list, number, text, textWhich, unsimulated } from "../providers/shapes";
import { checkCipherSuite, cipherSuiteShape } from "./rules/cipherSuite";
import { checkEndpoints, requireEndpoints } from "./rules/tunnelEndpoints";
import { tunnelStatus } from "./rules/tunnelStatus";
import { tokens } from "./tokens";
import type { CheckContext, ResourceType } from "../providers/resourceType";

/**
 * A VPN tunnel of an HA VPN gateway. Classic VPN, with its target gateways and static routes, is not simulated.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/vpnTunnels
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/vpntunnel/. Only labels change in place.
 */
export const vpnTunnel: ResourceType = computeType({
  token: tokens.vpnTunnel,
  kind: "VpnTunnel",
  collection: "vpnTunnels",
  regional: true,
  labelled: true,
  fields: {
    cipherSuite: cipherSuiteShape,
    description: text,
    ikeVersion: between(1, 2),
    localTrafficSelectors: list(text),
    peerExternalGateway: text,
    peerExternalGatewayInterface: number,
    peerGcpGateway: text,
    peerIp: text,
    remoteTrafficSelectors: list(text),
    router: text,
    // The message never holds the key.
    sharedSecret: textWhich((secret) => (secret === "" ? '"sharedSecret" must not be empty' : undefined)),
    sharedSecretWo: unsimulated("string", "give sharedSecret, which is kept as a secret"),
    sharedSecretWoVersion: unsimulated("string", "give sharedSecret, which is kept as a secret"),
    targetVpnGateway: unsimulated("string", "Classic VPN is not; give vpnGateway, an HA VPN gateway"),
    vpnGateway: text,
    vpnGatewayInterface: between(0, 1),
  },
  mutable: [],
  defaults: { ikeVersion: 2 },
  secrets: ["sharedSecret", "sharedSecretWo"],
  computed: [
    "creationTimestamp",
    "detailedStatus",
    "localTrafficSelectors",
    "peerIp",
    "remoteTrafficSelectors",
    "sharedSecretHash",
    "tunnelId",
  ],
  // Rough figures.
  durations: { create: 12, update: 6, delete: 12 },
  check(context) {
    checkSecret(context);
    checkCipherSuite(context);
    checkEndpoints(context);
  },
  create: (context) => ({
    ...requireEndpoints(context),
    creationTimestamp: context.now,
    sharedSecretHash: context.draws.hex("sharedSecretHash", 27),
    tunnelId: String(context.draws.below("tunnelId", 2 ** 47)),
  }),
  observe: (record, world) => ({ detailedStatus: tunnelStatus(record, world) }),
});

function checkSecret({ inputs, fail }: CheckContext): void {
  if (inputs.sharedSecret === undefined && inputs.sharedSecretWo === undefined) {
    fail("sharedSecret", "one of sharedSecret, sharedSecretWo must be specified");
  }
}
