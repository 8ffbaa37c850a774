import { types } from "../../../../reachability/gcp/types";
import { asProperties } from "../../../../reachability/gcp/values";
import { follow, known, read, readList } from "../../../../reachability/resources";
import type { Joining, Linker } from "./linker";

const more = {
  interconnect: "gcp:compute/interconnect:Interconnect",
  interconnectAttachment: "gcp:compute/interconnectAttachment:InterconnectAttachment",
  transport: "gcp:networkconnectivity/transport:Transport",
} as const;

/** Properties that join, and what they point to. */
const links: readonly Joining[] = [
  [types.networkPeering, "network", types.network],
  [types.networkPeering, "peerNetwork", types.network],
  [types.haVpnGateway, "network", types.network],
  [types.vpnGateway, "network", types.network],
  [types.router, "network", types.network],
  [types.vpnTunnel, "vpnGateway", types.haVpnGateway],
  [types.vpnTunnel, "targetVpnGateway", types.vpnGateway],
  [types.vpnTunnel, "router", types.router],
  [types.vpnTunnel, "peerGcpGateway", types.haVpnGateway, "crossing"],
  [types.vpnTunnel, "peerExternalGateway", types.externalVpnGateway, "crossing"],
  [types.spoke, "hub", types.hub],
  [types.spoke, "linkedVpcNetwork.uri", types.network],
  [types.spoke, "linkedVpnTunnels.uris", types.vpnTunnel],
  [types.spoke, "linkedInterconnectAttachments.uris", more.interconnectAttachment],
  [more.interconnectAttachment, "router", types.router],
  [more.interconnectAttachment, "interconnect", more.interconnect, "crossing"],
  [more.transport, "network", types.network],
  [more.transport, "hub", types.hub],
];

/** Links what joins VPC networks with each other and with the rest of the world. */
export function linkGcp(linker: Linker): void {
  const { stack } = linker;
  linker.linkAll(links);
  for (const tunnel of stack.all(types.vpnTunnel)) {
    // A tunnel to an external gateway tells its address there.
    if (
      read(tunnel, "peerExternalGateway").state === "absent" &&
      read(tunnel, "peerGcpGateway").state === "absent"
    ) {
      linker.linkAddress(tunnel, read(tunnel, "peerIp"), "peerIp", { crossing: true });
    }
  }
  for (const gateway of stack.all(types.externalVpnGateway)) {
    const list = readList(gateway, "interfaces");
    for (const element of known(list) ?? []) {
      linker.linkAddress(gateway, follow(asProperties(element), "ipAddress"), "interfaces");
      linker.linkAddress(gateway, follow(asProperties(element), "ipv6Address"), "interfaces");
    }
    if (list.state === "unknown") {
      linker.linkAddress(gateway, list, "interfaces");
    }
  }
  for (const gateway of stack.all(types.haVpnGateway)) {
    for (const element of known(readList(gateway, "vpnInterfaces")) ?? []) {
      const address = follow(asProperties(element), "ipAddress");
      if (address.state === "known") {
        linker.linkAddress(gateway, address, "vpnInterfaces");
      }
    }
  }
  for (const rule of stack.all(types.forwardingRule)) {
    const target = linker.nodes(rule, "target", types.vpnGateway) ?? [];
    const isGateway = target.some((node) => stack.get(node) !== undefined);
    if (isGateway) {
      linker.linkNodes(rule, "target", target);
      linker.linkNodes(rule, "ipAddress", linker.nodes(rule, "ipAddress", types.address) ?? []);
      const address = read(rule, "ipAddress");
      if (address.state === "known") {
        linker.linkAddress(rule, address, "ipAddress");
      }
    }
  }
  for (const address of stack.all(types.address)) {
    const value = read(address, "address");
    if (value.state === "known") {
      linker.linkAddress(address, value, "address");
    }
  }
}
