import { objectsIn, textIn } from "../../../../reachability/azure/arm";
import { prefixOf } from "../../../../reachability/azure/prefixes";
import { tokens } from "../../../../reachability/azure/tokens";
import {
  follow,
  known,
  type Properties,
  read,
  readList,
  readText,
  type Resource,
} from "../../../../reachability/resources";
import { type Linker, parentNodes } from "../joins";
import type { Place } from "./claim";
import type { Claims } from "./claims";
import { placeOf, placeWithin } from "./place";

/** The ranges of Azure: virtual networks, hubs, subnets, VPN clients, and what is told of the other ends of VPNs. */
export function collectAzure(claims: Claims, linker: Linker): void {
  const { stack } = claims;
  const declared = collectSubnets(claims, linker);
  for (const network of stack.all(tokens.virtualNetwork)) {
    const place = placeOf(network, "network");
    readSpace(claims, network, "addressSpace", place);
    readInlineSubnets(claims, network, declared.get(network.urn) ?? new Set());
  }
  for (const hub of stack.all(tokens.virtualHub)) {
    claims.read(hub, "addressPrefix", placeOf(hub, "network"));
  }
  for (const site of stack.all(tokens.localNetworkGateway)) {
    readSpace(claims, site, "localNetworkAddressSpace", placeOf(site, "remote"));
  }
  for (const site of stack.all(tokens.vpnSite)) {
    readSpace(claims, site, "addressSpace", placeOf(site, "remote"));
  }
  collectClients(claims);
  collectTunnels(claims);
}

/** An address space: its prefixes, or what pools of Network Manager will give. */
function readSpace(claims: Claims, resource: Resource, path: string, place: Place): void {
  const prefixes = `${path}.addressPrefixes`;
  const isGiven = read(resource, prefixes).state === "known";
  if (!isGiven && read(resource, `${path}.ipamPoolPrefixAllocations`).state !== "absent") {
    claims.leaveOpen(resource, prefixes, place);
  } else {
    claims.read(resource, prefixes, place);
  }
}

/** @returns the names of the subnets that are resources of their own, by network */
function collectSubnets(claims: Claims, linker: Linker): ReadonlyMap<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const subnet of claims.stack.all(tokens.subnet)) {
    const networks = parentNodes(linker, subnet, "virtualNetworkName", tokens.virtualNetwork);
    const place = placeWithin(linker, subnet, "virtualNetworkName", "subnet", networks);
    const lists = known(readList(subnet, "addressPrefixes"));
    // Azure answers with both where there is one.
    claims.read(subnet, lists?.length ? "addressPrefixes" : "addressPrefix", place);
    if (read(subnet, "addressPrefixes").state === "unknown") {
      claims.leaveOpen(subnet, "addressPrefixes", place);
    } else if (read(subnet, "ipamPoolPrefixAllocations").state !== "absent" && !lists?.length) {
      claims.leaveOpen(subnet, "ipamPoolPrefixAllocations", place);
    }
    for (const network of place.networks) {
      const present = names.get(network) ?? new Set();
      names.set(network, present.add(nameOfSubnet(subnet)));
    }
  }
  return names;
}

function nameOfSubnet(subnet: Resource): string {
  const name = known(readText(subnet, "subnetName")) ?? known(readText(subnet, "name"));
  return (name ?? subnet.id?.split("/").at(-1) ?? "").toLowerCase();
}

/** Subnets inside their network; it also shows there those that are resources of their own. */
function readInlineSubnets(claims: Claims, network: Resource, declared: ReadonlySet<string>): void {
  const place: Place = { kind: "subnet", networks: [network.urn], nodes: [network.urn] };
  const list = known(readList(network, "subnets")) ?? [];
  list.forEach((subnet, index) => {
    const [element] = objectsIn([subnet]);
    if (element === undefined || declared.has((textIn(element, "name") ?? "").toLowerCase())) {
      return;
    }
    const prefixes = follow(element, "addressPrefixes");
    const path = prefixes.state === "absent" ? "addressPrefix" : "addressPrefixes";
    claims.readValue(follow(element, path), network, `subnets.${index}.${path}`, place);
  });
}

/** Addresses of VPN clients: https://learn.microsoft.com/azure/vpn-gateway/point-to-site-about */
function collectClients(claims: Claims): void {
  const pool = "vpnClientAddressPool.addressPrefixes";
  const readEach = (gateway: Resource, list: string): void => {
    const value = readList(gateway, list);
    for (const [index, element] of (known(value) ?? []).entries()) {
      for (const configuration of objectsIn([element])) {
        claims.readValue(
          follow(configuration, pool),
          gateway,
          `${list}.${index}.${pool}`,
          placeOf(gateway, "pool"),
        );
      }
    }
    if (value.state === "unknown") {
      claims.leaveOpen(gateway, list, placeOf(gateway, "pool"));
    }
  };
  for (const gateway of claims.stack.all(tokens.virtualNetworkGateway)) {
    claims.read(gateway, `vpnClientConfiguration.${pool}`, placeOf(gateway, "pool"));
    readEach(gateway, "vpnClientConfiguration.vngClientConnectionConfigurations");
  }
  for (const gateway of claims.stack.all("azure-native:network:P2sVpnGateway")) {
    readEach(gateway, "p2SConnectionConfigurations");
  }
}

/** The addresses of 169.254.0.0/16 by which a gateway speaks BGP; what isn't one of them is no concern of this rule. */
function collectTunnels(claims: Claims): void {
  for (const gateway of claims.stack.all(tokens.virtualNetworkGateway)) {
    const addresses = known(readList(gateway, "bgpSettings.bgpPeeringAddresses")) ?? [];
    addresses.forEach((element, index) => {
      for (const [position, address] of customAddresses(element).entries()) {
        const cidr = prefixOf(address);
        if (cidr !== undefined) {
          const path = `bgpSettings.bgpPeeringAddresses.${index}.customBgpIpAddresses.${position}`;
          claims.addCidr(gateway, path, cidr, placeOf(gateway, "tunnel"));
        }
      }
    });
  }
}

function customAddresses(element: unknown): readonly unknown[] {
  const [settings] = objectsIn([element]);
  const value = settings && known(follow(settings satisfies Properties, "customBgpIpAddresses"));
  return Array.isArray(value) ? value : [];
}
