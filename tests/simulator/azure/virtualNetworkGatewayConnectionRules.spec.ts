import { but, configurationId, connection, ipsecPolicy, itChecks, tokens } from "./estate";
import { type Props, type Value } from "../../../simulator/protocol/values";

const withPolicy = (changes: Record<string, Value | undefined>): Props => ({
  ...connection,
  ipsecPolicies: [but(ipsecPolicy, changes)],
});
const withAddresses = (...entries: [customBgpIpAddress: string, instance: number][]): Props => ({
  ...connection,
  gatewayCustomBgpIpAddresses: entries.map(([customBgpIpAddress, i]) => ({
    customBgpIpAddress,
    ipConfigurationId: configurationId(i),
  })),
});

describe("azure-native VirtualNetworkGatewayConnection rules", () => {
  itChecks(tokens.connection, [
    {
      rule: "has two ends",
      refused: but(connection, { localNetworkGateway2: undefined }),
      accepted: connection,
      says: "localNetworkGateway2: GatewayConnectionMustHaveExactlyTwoEndpoints",
      text: /connections\/c must have exactly two endpoints/,
    },
    {
      rule: "is site-to-site",
      refused: { ...connection, connectionType: "Vnet2Vnet" },
      accepted: connection,
      says: "connectionType: BadRequest",
      text: /not simulated; use IPsec/,
    },
    ...["with space", "with-hyphen", "with~tilde", "ümlaut", "x".repeat(129), ""].map((sharedKey) => ({
      rule: `has no shared key like ${JSON.stringify(sharedKey.slice(0, 12))}`,
      refused: { ...connection, sharedKey },
      accepted: { ...connection, sharedKey: "!#$%&'()*+,./09:;<=>?@AZ[]^_`az{|}" },
      says: "sharedKey: BadRequest",
      text: /1 to 128 printable ASCII characters without space, hyphen or tilde/,
    })),
    {
      rule: "has one policy",
      refused: { ...connection, ipsecPolicies: [ipsecPolicy, ipsecPolicy] },
      accepted: { ...connection, ipsecPolicies: [ipsecPolicy] },
      says: "ipsecPolicies: BadRequest",
      text: /only one IPsec policy, got 2/,
    },
    ...Object.keys(ipsecPolicy).map((field) => ({
      rule: `has ${field} in its policy`,
      refused: withPolicy({ [field]: undefined }),
      accepted: withPolicy({}),
      says: "ipsecPolicies[0]",
      text: new RegExp(`missing required property 'ipsecPolicies\\[0\\]\\.${field}'`),
    })),
    ...(
      [
        ["dhGroup", "DHGroup18", "DHGroup14"],
        ["ikeEncryption", "AES-256", "AES256"],
        ["ikeIntegrity", "SHA512", "SHA256"],
        ["pfsGroup", "PFS20", "PFS2048"],
      ] as const
    ).map(([field, bad, good]) => ({
      rule: `knows no ${bad}`,
      refused: withPolicy({ [field]: bad }),
      accepted: withPolicy({ [field]: good }),
      says: `ipsecPolicies[0].${field}: BadRequest`,
      text: new RegExp(`'${bad}' is not one of`),
    })),
    {
      rule: "has GCM for encryption and integrity alike",
      refused: withPolicy({ ipsecIntegrity: "SHA256" }),
      accepted: withPolicy({ ipsecEncryption: "AES256", ipsecIntegrity: "SHA256" }),
      says: "ipsecPolicies[0].ipsecIntegrity: BadRequest",
      text: /got GCMAES256 and SHA256/,
    },
    {
      rule: "has one key length of GCM",
      refused: withPolicy({ ipsecIntegrity: "GCMAES128" }),
      accepted: withPolicy({ ipsecEncryption: "GCMAES128", ipsecIntegrity: "GCMAES128" }),
      says: "ipsecPolicies[0].ipsecIntegrity: BadRequest",
      text: /same algorithm and key length/,
    },
    {
      rule: "lives for 300 seconds at least",
      refused: withPolicy({ saLifeTimeSeconds: 299 }),
      accepted: withPolicy({ saLifeTimeSeconds: 300 }),
      says: "ipsecPolicies[0].saLifeTimeSeconds: BadRequest",
      text: /300 to 172799, got 299/,
    },
    {
      rule: "lives for 1024 kilobytes at least",
      refused: withPolicy({ saDataSizeKilobytes: 1023 }),
      accepted: withPolicy({ saDataSizeKilobytes: 1024 }),
      says: "ipsecPolicies[0].saDataSizeKilobytes: BadRequest",
      text: /got 1023/,
    },
    ...[8, 3601].map((dpdTimeoutSeconds) => ({
      rule: `has no DPD timeout of ${dpdTimeoutSeconds} seconds`,
      refused: { ...connection, dpdTimeoutSeconds },
      accepted: { ...connection, dpdTimeoutSeconds: dpdTimeoutSeconds === 8 ? 0 : 3600 },
      says: "dpdTimeoutSeconds: BadRequest",
      text: /9 to 3600/,
    })),
    {
      rule: "has a routing weight of 0 to 32000",
      refused: { ...connection, routingWeight: 32001 },
      accepted: { ...connection, routingWeight: 32000 },
      says: "routingWeight: BadRequest",
      text: /got 32001/,
    },
    {
      rule: "knows the modes",
      refused: { ...connection, connectionMode: "Initiator" },
      accepted: { ...connection, connectionMode: "InitiatorOnly", connectionProtocol: "IKEv2" },
      says: "connectionMode: BadRequest",
      text: /'Initiator' is not one of/,
    },
    {
      rule: "chooses custom BGP addresses only with BGP",
      refused: { ...withAddresses(["169.254.21.2", 0]), enableBgp: false },
      accepted: withAddresses(["169.254.21.2", 0]),
      says: "gatewayCustomBgpIpAddresses: BadRequest",
      text: /need enableBgp/,
    },
    {
      rule: "chooses one custom BGP address for an instance",
      refused: withAddresses(["169.254.21.2", 0], ["169.254.22.2", 0]),
      accepted: withAddresses(["169.254.21.2", 0], ["169.254.22.6", 1]),
      says: "gatewayCustomBgpIpAddresses: BadRequest",
      text: /Only one custom BGP IP address/,
    },
    {
      rule: "refuses what is known but not simulated",
      refused: { ...connection, usePolicyBasedTrafficSelectors: true },
      accepted: { ...connection, usePolicyBasedTrafficSelectors: false },
      says: "usePolicyBasedTrafficSelectors",
      text: /not simulated/,
    },
  ]);
});
