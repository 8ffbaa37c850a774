import { type Cidr, formatAddress, parseAddress, parseCidr, parseCidrOrReport } from "../../addressing";
import { tokens as aws } from "../../reachability/aws/tokens";
import { tokens as azure } from "../../reachability/azure/tokens";
import { types as gcp } from "../../reachability/gcp/types";
import {
  known,
  labelOf,
  nameOf,
  read,
  readList,
  readText,
  type Resource,
  type Stack,
} from "../../reachability/resources";
import { isGiven, shown } from "./unknowns";

/** The range inside a tunnel, as one of its ends has it. */
export interface InsideRange {
  readonly resource: Resource;
  readonly cloud: "aws" | "azure" | "gcp";
  /** As a reader writes it. */
  readonly path: string;
  readonly name: string;
  /** What the program wrote, if it is known. */
  readonly text: string | undefined;
  readonly cidr: Cidr | "unknown" | "malformed";
  /** What is wrong with a malformed one. */
  readonly problem?: string;
  /** Where no other tunnel may have it. */
  readonly domains: readonly Domain[];
}

export interface Domain {
  readonly key: string;
  /** How a reader calls it. */
  readonly name: string;
}

/** The ranges inside all tunnels of a stack. What a program leaves to its cloud is not among them. */
export function insideRanges(stack: Stack): readonly InsideRange[] {
  return [
    ...stack.all(aws.vpnConnection).flatMap((connection) => awsRanges(stack, connection)),
    ...stack.all(azure.connection).flatMap((connection) => azureRange(stack, connection)),
    ...stack.all(gcp.routerInterface).flatMap((face) => gcpRange(stack, face)),
  ];
}

function awsRanges(stack: Stack, connection: Resource): InsideRange[] {
  const domains = [
    ...domainOf(stack, connection, "vpnGatewayId", "VPN gateway", aws.vpnGateway),
    ...domainOf(stack, connection, "transitGatewayId", "transit gateway", aws.transitGateway),
    ...domainOf(stack, connection, "customerGatewayId", "customer gateway", aws.customerGateway),
  ];
  return [1, 2].flatMap((number) =>
    ["InsideCidr", "InsideIpv6Cidr"].flatMap((option) => {
      const path = `tunnel${number}${option}`;
      const value = readText(connection, path);
      const common = {
        resource: connection,
        cloud: "aws" as const,
        path,
        name: `tunnel ${number} of VPN connection ${labelOf(connection)}`,
        domains,
      };
      if (value.state === "unknown") {
        return isGiven(connection, path) ? [{ ...common, text: undefined, cidr: "unknown" as const }] : [];
      }
      return value.state === "absent" || value.value === "" ? [] : [{ ...common, ...parsed(value.value) }];
    }),
  );
}

/** The /30 around the peer's address: Azure itself knows no range. */
function azureRange(stack: Stack, connection: Resource): InsideRange[] {
  const reference = stack.reference(connection, "localNetworkGateway2.id", azure.localNetworkGateway);
  const site = reference.state === "found" ? reference.resource : undefined;
  const address = site && known(readText(site, "bgpSettings.bgpPeeringAddress"));
  if (address?.startsWith("169.254.") !== true) {
    return [];
  }
  return [
    {
      resource: connection,
      cloud: "azure",
      path: `the BGP address of ${labelOf(site ?? connection)}`,
      name: `connection ${labelOf(connection)}`,
      ...parsed(`${address}/30`, true),
      domains: domainOf(
        stack,
        connection,
        "virtualNetworkGateway1.id",
        "virtual network gateway",
        azure.virtualNetworkGateway,
      ),
    },
  ];
}

function gcpRange(stack: Stack, face: Resource): InsideRange[] {
  const value = readText(face, "ipRange");
  // Those of Interconnect and of router appliances follow rules of their own.
  if (read(face, "vpnTunnel").state === "absent" || value.state === "absent") {
    return [];
  }
  const router = stack.reference(face, "router", gcp.router);
  const owner = router.state === "found" ? router.resource : named(stack, known(readText(face, "router")));
  const common = {
    resource: face,
    cloud: "gcp" as const,
    path: "ipRange",
    name: `router interface ${labelOf(face)}`,
    domains: owner === undefined ? [] : domainOf(stack, owner, "network", "network", gcp.network),
  };
  if (value.state === "unknown") {
    return isGiven(face, "ipRange") ? [{ ...common, text: undefined, cidr: "unknown" }] : [];
  }
  return value.value === "" ? [] : [{ ...common, ...parsed(value.value, true) }];
}

/** The only router of a name. */
function named(stack: Stack, name: string | undefined): Resource | undefined {
  const [only, another] = stack.all(gcp.router).filter((one) => known(readText(one, "name")) === name);
  return name !== undefined && another === undefined ? only : undefined;
}

function domainOf(stack: Stack, from: Resource, path: string, kind: string, type: string): Domain[] {
  const reference = stack.reference(from, path, type);
  if (reference.state === "found") {
    return [{ key: reference.resource.urn, name: `${kind} ${nameOf(reference.resource.urn)}` }];
  }
  return reference.state === "outside" && reference.id !== ""
    ? [{ key: reference.id, name: `${kind} ${reference.id}` }]
    : [];
}

/** @param asAddress - whether the text is an address with a prefix length, rather than a network */
function parsed(text: string, asAddress = false): Pick<InsideRange, "text" | "cidr" | "problem"> {
  let problem = "";
  const cidr = parseCidrOrReport(asAddress ? networkOf(text) : text, (what) => (problem = what));
  return cidr === undefined ? { text, cidr: "malformed", problem } : { text, cidr };
}

/** The network that an address with a prefix length lies in; the text itself where it is no such thing. */
function networkOf(text: string): string {
  const [address = "", length = ""] = text.split("/");
  try {
    const { version, value } = parseAddress(address);
    const bits = (version === 4 ? 32n : 128n) - BigInt(length);
    return parseCidr(`${formatAddress(version, (value >> bits) << bits)}/${length}`).text;
  } catch {
    return text;
  }
}

/** The custom BGP addresses of Azure's gateways, each with its place. */
export function customAddresses(
  stack: Stack,
): readonly { readonly resource: Resource; readonly path: string; readonly address: unknown }[] {
  const gateways = [azure.virtualNetworkGateway, azure.vpnGateway].flatMap((type) => stack.all(type));
  const ofGateways = gateways.flatMap((resource) =>
    (known(readList(resource, "bgpSettings.bgpPeeringAddresses")) ?? []).flatMap((_, index) => {
      const path = `bgpSettings.bgpPeeringAddresses.${index}.customBgpIpAddresses`;
      const list = readList(resource, path);
      return list.state === "unknown"
        ? [{ resource, path: shown(path), address: undefined }]
        : (known(list) ?? []).map((address, position) => ({
            resource,
            path: shown(`${path}.${position}`),
            address,
          }));
    }),
  );
  const ofConnections = stack.all(azure.connection).flatMap((resource) =>
    (known(readList(resource, "gatewayCustomBgpIpAddresses")) ?? []).map((_, index) => {
      const path = `gatewayCustomBgpIpAddresses.${index}.customBgpIpAddress`;
      return { resource, path: shown(path), address: known(readText(resource, path)) };
    }),
  );
  return [...ofGateways, ...ofConnections];
}
