import { ikeVersionsOf, proposalOf, tunnelPath } from "../../reachability/aws/tunnelDefaults";
import { tokens as aws } from "../../reachability/aws/tokens";
import { proposalsOf as azureProposals } from "../../reachability/azure/proposals";
import { tokens as azure } from "../../reachability/azure/tokens";
import { proposalsOf as gcpProposals } from "../../reachability/gcp/proposals";
import { types as gcp } from "../../reachability/gcp/types";
import type { Proposal, TunnelEnd } from "../../reachability/model";
import {
  known,
  labelOf,
  orElse,
  read,
  readList,
  readNumber,
  readText,
  type Resource,
  type Stack,
} from "../../reachability/resources";
import { asDeclared, unknownPath } from "./unknowns";

/** A place in a program where the key and the algorithms of a tunnel's end are set. */
export interface DeclaredTunnel {
  readonly resource: Resource;
  readonly cloud: "aws" | "azure" | "gcp";
  /** How a reader calls it. */
  readonly name: string;
  /** Where its preshared key is. */
  readonly keyPath: string;
  readonly ike: Role & { readonly versions: readonly (1 | 2)[] | undefined };
  readonly phases: readonly [Phase, Phase];
  /** Whether an end of the reachability model is one that this declares; an Azure connection declares one an instance. */
  readonly declares: (end: TunnelEnd) => boolean;
}

/** What an end offers and accepts in a phase. */
export interface Phase {
  readonly number: 1 | 2;
  /** Undefined while something of it is not known. */
  readonly proposal: Proposal | undefined;
  readonly roles: Readonly<Record<keyof Proposal, Role>>;
}

/** One setting of an end. */
export interface Role {
  /** Of the property that sets it, for {@link read}. */
  readonly path: string;
  /** Whether the program sets it; else the cloud's default holds. */
  readonly isChosen: boolean;
  /** Where something of it is known only after the update. */
  readonly unknown: string | undefined;
}

/** Every end of an IPsec tunnel in a stack, of AWS, Azure and Google Cloud. */
export function declaredTunnels(stack: Stack): readonly DeclaredTunnel[] {
  const all = (type: string): Resource[] => stack.all(type).map(asDeclared);
  return [
    ...all(aws.vpnConnection).flatMap((one) => [awsTunnel(one, 1), awsTunnel(one, 2)]),
    ...all(azure.connection).flatMap((one) => (isExpressRoute(one) ? [] : [azureConnection(one)])),
    ...all(azure.vpnConnection).flatMap((one) => hubLinks(one, "")),
    ...all(azure.vpnGateway).flatMap(inlineHubLinks),
    ...all(gcp.vpnTunnel).map(gcpTunnel),
  ];
}

function roleOf(resource: Resource, path: string): Role {
  const value = read(resource, path);
  const isEmpty = value.state === "known" && Array.isArray(value.value) && value.value.length === 0;
  return { path, isChosen: value.state !== "absent" && !isEmpty, unknown: unknownPath(resource, path) };
}

function awsTunnel(connection: Resource, number: 1 | 2): DeclaredTunnel {
  const at = (option: string): Role => roleOf(connection, tunnelPath(number, option));
  const phase = (phaseNumber: 1 | 2): Phase => ({
    number: phaseNumber,
    proposal: proposalOf(connection, number, `Phase${phaseNumber}`),
    roles: {
      encryption: at(`Phase${phaseNumber}EncryptionAlgorithms`),
      integrity: at(`Phase${phaseNumber}IntegrityAlgorithms`),
      groups: at(`Phase${phaseNumber}DhGroupNumbers`),
    },
  });
  return {
    resource: connection,
    cloud: "aws",
    name: `tunnel ${number} of VPN connection ${labelOf(connection)}`,
    keyPath: tunnelPath(number, "PresharedKey"),
    ike: { ...at("IkeVersions"), versions: ikeVersionsOf(connection, number) },
    phases: [phase(1), phase(2)],
    declares: ({ id }) => id === `${connection.urn}#tunnel ${number}`,
  };
}

function isExpressRoute(connection: Resource): boolean {
  return known(readText(connection, "connectionType"))?.toLowerCase() === "expressroute";
}

function azureConnection(connection: Resource): DeclaredTunnel {
  const name = `connection ${labelOf(connection)}`;
  return azureTunnel(connection, "", "connectionProtocol", name, ({ urn }) => urn === connection.urn);
}

/** The links of a Virtual WAN connection, or the connection itself where its site is written as one. */
function hubLinks(resource: Resource, prefix: string): DeclaredTunnel[] {
  const links = known(readList(resource, `${prefix}vpnLinkConnections`)) ?? [];
  const places =
    links.length === 0 ? [prefix] : links.map((_, index) => `${prefix}vpnLinkConnections.${index}.`);
  return places.map((place) => {
    const link = known(readText(resource, `${place}name`));
    const isLink = place !== prefix && link !== undefined;
    const name = `connection ${labelOf(resource)}${isLink ? `, link ${link}` : ""}`;
    const declares = ({ urn, id }: TunnelEnd): boolean =>
      urn === resource.urn && (!isLink || id.startsWith(`${urn}#${link} `));
    return azureTunnel(resource, place, "vpnConnectionProtocolType", name, declares);
  });
}

/** Connections that are written inside a Virtual WAN's VPN gateway. */
function inlineHubLinks(gateway: Resource): DeclaredTunnel[] {
  const connections = known(readList(gateway, "connections")) ?? [];
  return connections.flatMap((_, index) => hubLinks(gateway, `connections.${index}.`));
}

function azureTunnel(
  resource: Resource,
  prefix: string,
  protocol: string,
  name: string,
  declares: DeclaredTunnel["declares"],
): DeclaredTunnel {
  const version = readText(resource, prefix + protocol);
  const versions = orElse(version, "IKEv2")?.toLowerCase() === "ikev1" ? ([1] as const) : ([2] as const);
  const policies = `${prefix}ipsecPolicies`;
  const list = readList(resource, policies);
  const isChosen = orElse(list, []) === undefined || (known(list)?.length ?? 0) > 0;
  const { phase1, phase2 } = azureProposals(list);
  // https://learn.microsoft.com/azure/vpn-gateway/ipsec-ike-policy-howto: all of one policy, or the defaults.
  const role = (property: string): Role =>
    isChosen && list.state === "known"
      ? { ...roleOf(resource, `${policies}.0.${property}`), isChosen }
      : { path: policies, isChosen, unknown: unknownPath(resource, policies) };
  return {
    resource,
    cloud: "azure",
    name,
    keyPath: `${prefix}sharedKey`,
    ike: {
      ...roleOf(resource, prefix + protocol),
      versions: version.state === "unknown" ? undefined : versions,
    },
    phases: [
      {
        number: 1,
        proposal: phase1,
        roles: {
          encryption: role("ikeEncryption"),
          integrity: role("ikeIntegrity"),
          groups: role("dhGroup"),
        },
      },
      {
        number: 2,
        proposal: phase2,
        roles: {
          encryption: role("ipsecEncryption"),
          integrity: role("ipsecIntegrity"),
          groups: role("pfsGroup"),
        },
      },
    ],
    declares,
  };
}

function gcpTunnel(tunnel: Resource): DeclaredTunnel {
  const at = (path: string): Role => roleOf(tunnel, path);
  const { phase1, phase2 } = gcpProposals(tunnel);
  const version = orElse(readNumber(tunnel, "ikeVersion"), 2);
  return {
    resource: tunnel,
    cloud: "gcp",
    name: `tunnel ${labelOf(tunnel)}`,
    keyPath: "sharedSecret",
    ike: { ...at("ikeVersion"), versions: version === 1 || version === 2 ? [version] : undefined },
    phases: [
      {
        number: 1,
        proposal: phase1,
        roles: {
          encryption: at("cipherSuite.phase1.encryptions"),
          integrity: at("cipherSuite.phase1.integrities"),
          groups: at("cipherSuite.phase1.dhs"),
        },
      },
      {
        number: 2,
        proposal: phase2,
        roles: {
          encryption: at("cipherSuite.phase2.encryptions"),
          integrity: at("cipherSuite.phase2.integrities"),
          groups: at("cipherSuite.phase2.pfs"),
        },
      },
    ],
    declares: ({ id }) => id === tunnel.urn,
  };
}
