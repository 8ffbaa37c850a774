import type { Resource } from "../../reachability/resources";
import { planned } from "./planned";
import type { ResourceArgs } from "./programs/program";

type Props = ResourceArgs["props"];

/** Changes to a scene, by resource name: properties to add, or `undefined` to leave the resource out. */
export type Changes = Readonly<Record<string, Props | undefined>>;

const strongAws = (tunnel: 1 | 2): Props => ({
  [`tunnel${tunnel}IkeVersions`]: ["ikev2"],
  ...strongPhase(tunnel, 1),
  ...strongPhase(tunnel, 2),
});

const strongPhase = (tunnel: 1 | 2, phase: 1 | 2): Props => ({
  [`tunnel${tunnel}Phase${phase}EncryptionAlgorithms`]: ["AES256-GCM-16"],
  [`tunnel${tunnel}Phase${phase}IntegrityAlgorithms`]: ["SHA2-384"],
  [`tunnel${tunnel}Phase${phase}DhGroupNumbers`]: [20],
});

const strongGcp: Props = {
  ikeVersion: 2,
  cipherSuite: {
    phase1: { encryptions: ["AES-GCM-16-256"], prves: ["PRF-HMAC-SHA2-384"], dhs: ["Group-20"] },
    phase2: { encryptions: ["AES-GCM-16-256"], pfs: ["Group-20"] },
  },
};

export const strongAzure = {
  ikeEncryption: "GCMAES256",
  ikeIntegrity: "SHA384",
  dhGroup: "ECP384",
  ipsecEncryption: "GCMAES256",
  ipsecIntegrity: "GCMAES256",
  pfsGroup: "ECP384",
  saLifeTimeSeconds: 3600,
  saDataSizeKilobytes: 102400000,
};

/** Four random keys. */
export const keys = [
  "k7Rq2ZtXw9LmBv4NcJ8sHd3FgYpQe6Ua",
  "mX3vTz8KpWq5RnL2bYc9JhGd7FsEu4Aa",
  "pQ9wLk4ZrMt7XvB2nHc6JyFd8GsUe3Ra",
  "rT5xNj8VqLw3ZkM7bPc2HyGd9FsQe6Ua",
] as const;

/** Each tunnel's /30: 169.254.6.0, .4, .8, .12. */
const inside = (index: number, host: number): string => `169.254.6.${4 * index + host}`;
const awsOutside = (index: number): string => `3.120.0.${index + 1}`;
const gcpOutside = (face: number): string => `34.100.0.${face + 1}`;

/** AWS and Google Cloud joined by the four tunnels of Google's guide, as raw resources. */
export function awsGcp(changes: Changes = {}): readonly ResourceArgs[] {
  const connections = [0, 1].flatMap((face): ResourceArgs[] => [
    {
      type: "aws:ec2/customerGateway:CustomerGateway",
      name: `cgw-${face}`,
      props: { id: `cgw-${face}`, bgpAsn: "64514", ipAddress: gcpOutside(face), type: "ipsec.1" },
    },
    {
      type: "aws:ec2/vpnConnection:VpnConnection",
      name: `vpn-${face}`,
      props: {
        id: `vpn-${face}`,
        vpnGatewayId: "vgw",
        customerGatewayId: `cgw-${face}`,
        type: "ipsec.1",
        ...([1, 2] as const).reduce<Props>((props, number) => {
          const index = 2 * face + number - 1;
          return {
            ...props,
            ...strongAws(number),
            [`tunnel${number}Address`]: awsOutside(index),
            [`tunnel${number}InsideCidr`]: `${inside(index, 0)}/30`,
            [`tunnel${number}PresharedKey`]: keys[index],
          };
        }, {}),
      },
    },
  ]);
  const tunnels = [0, 1, 2, 3].flatMap((index): ResourceArgs[] => [
    {
      type: "gcp:compute/vPNTunnel:VPNTunnel",
      name: `tunnel-${index}`,
      props: {
        name: `tunnel-${index}`,
        vpnGateway: "gateway",
        vpnGatewayInterface: index >> 1,
        peerExternalGateway: "external",
        peerExternalGatewayInterface: index,
        router: "router",
        sharedSecret: keys[index],
        ...strongGcp,
      },
    },
    {
      type: "gcp:compute/routerInterface:RouterInterface",
      name: `face-${index}`,
      props: {
        name: `face-${index}`,
        router: "router",
        vpnTunnel: `tunnel-${index}`,
        ipRange: `${inside(index, 2)}/30`,
      },
    },
    {
      type: "gcp:compute/routerPeer:RouterPeer",
      name: `peer-${index}`,
      props: {
        router: "router",
        interface: `face-${index}`,
        peerIpAddress: inside(index, 1),
        peerAsn: 64512,
      },
    },
  ]);
  return changed(
    [
      { type: "aws:ec2/vpnGateway:VpnGateway", name: "vgw", props: { id: "vgw", amazonSideAsn: "64512" } },
      ...connections,
      { type: "gcp:compute/network:Network", name: "data", props: { name: "data" } },
      {
        type: "gcp:compute/haVpnGateway:HaVpnGateway",
        name: "gateway",
        props: {
          name: "gateway",
          network: "data",
          vpnInterfaces: [0, 1].map((id) => ({ id, ipAddress: gcpOutside(id) })),
        },
      },
      {
        type: "gcp:compute/router:Router",
        name: "router",
        props: { name: "router", network: "data", bgp: { asn: 64514 } },
      },
      {
        type: "gcp:compute/externalVpnGateway:ExternalVpnGateway",
        name: "external",
        props: {
          name: "external",
          interfaces: [0, 1, 2, 3].map((id) => ({ id, ipAddress: awsOutside(id) })),
        },
      },
      ...tunnels,
    ],
    changes,
  );
}

/** An active-active Azure gateway with a connection to each of two addresses of an office, as raw resources. */
export function azureOffice(changes: Changes = {}): readonly ResourceArgs[] {
  const id = (kind: string, name: string): string =>
    `/subscriptions/s/providers/Microsoft.Network/${kind}/${name}`;
  const addresses = [0, 1].map((index): ResourceArgs => ({
    type: "azure-native:network:PublicIPAddress",
    name: `ip-${index}`,
    props: {
      id: id("publicIPAddresses", `ip-${index}`),
      sku: { name: "Standard" },
      ipAddress: `20.50.0.${index + 1}`,
    },
  }));
  const connections = [0, 1].flatMap((index): ResourceArgs[] => [
    {
      type: "azure-native:network/v20240501:LocalNetworkGateway",
      name: `office-${index}`,
      props: {
        id: id("localNetworkGateways", `office-${index}`),
        gatewayIpAddress: `185.43.7.${index + 9}`,
        bgpSettings: { asn: 65010, bgpPeeringAddress: `169.254.21.${4 * index + 1}` },
      },
    },
    {
      type: "azure-native:network:VirtualNetworkGatewayConnection",
      name: `to-office-${index}`,
      props: {
        connectionType: "IPsec",
        enableBgp: true,
        virtualNetworkGateway1: { id: id("virtualNetworkGateways", "azure") },
        localNetworkGateway2: { id: id("localNetworkGateways", `office-${index}`) },
        sharedKey: keys[index],
        ipsecPolicies: [strongAzure],
      },
    },
  ]);
  return changed(
    [
      ...addresses,
      {
        type: "azure-native:network:VirtualNetworkGateway",
        name: "azure",
        props: {
          id: id("virtualNetworkGateways", "azure"),
          gatewayType: "Vpn",
          activeActive: true,
          sku: { name: "VpnGw1AZ", tier: "VpnGw1AZ" },
          bgpSettings: {
            asn: 65521,
            bgpPeeringAddresses: [0, 1].map((index) => ({
              ipconfigurationId: `x/ipConfigurations/c${index}`,
              customBgpIpAddresses: [`169.254.21.${4 * index + 2}`],
            })),
          },
          ipConfigurations: [0, 1].map((index) => ({
            name: `c${index}`,
            publicIPAddress: { id: id("publicIPAddresses", `ip-${index}`) },
          })),
        },
      },
      ...connections,
    ],
    changes,
  );
}

/** What a rule reads of a program. */
export function resourcesOf(stack: readonly ResourceArgs[]): readonly Resource[] {
  const bare = new Map(stack.map((one) => [one.name, planned(one.type, one.name, one.props)]));
  return stack.map(({ type, name, props, from = {} }) => {
    const sources = Object.entries(from).map(([property, names]) => {
      const urns = [names].flat().map((source) => bare.get(source)?.urn ?? source);
      return [property, urns] as const;
    });
    const resource = planned(type, name, props);
    const id = typeof props["id"] === "string" ? props["id"] : undefined;
    return { ...resource, id, propertyDependencies: Object.fromEntries(sources) };
  });
}

function changed(stack: readonly ResourceArgs[], changes: Changes): readonly ResourceArgs[] {
  return stack
    .filter(({ name }) => !Object.hasOwn(changes, name) || changes[name] !== undefined)
    .map((one) => ({ ...one, props: { ...one.props, ...changes[one.name] } }));
}

/** The same with something that was made of other resources. */
export function madeFrom(
  stack: readonly ResourceArgs[],
  name: string,
  from: NonNullable<ResourceArgs["from"]>,
): readonly ResourceArgs[] {
  return stack.map((one) => (one.name === name ? { ...one, from: { ...one.from, ...from } } : one));
}
