import type { EstateBuilder } from "../model";
import type { Stack } from "../resources";
import { readBgpPeers } from "./bgpPeers";
import { PolicyLevels } from "./firewallPolicies";
import { readFirewallRules } from "./firewallRules";
import { Firewalls } from "./firewalls";
import { readHubs, spokesByTunnel } from "./hubs";
import { addEndpoints, readInterfaces } from "./instances";
import { addLoadBalancers } from "./loadBalancers";
import { Marked } from "./marked";
import { addNetworks } from "./networks";
import { readPeerings } from "./peerings";
import { Pointers } from "./pointers";
import { readPolicyRoutes } from "./policyRoutes";
import type { Reader } from "./reader";
import { readRouters } from "./routers";
import { RouteTables } from "./routeTables";
import { readSpokes } from "./spokes";
import { readStaticRoutes } from "./staticRoutes";
import { Subnets } from "./subnets";
import { addSelectors } from "./trafficSelectors";
import { readVpnTunnels } from "./vpnTunnels";
import { Vpcs } from "./vpcs";

/** Reads what Google Cloud's resources say of networks, routes, tunnels and firewalls. */
export function readGcp(stack: Stack, estate: EstateBuilder): void {
  const pointers = new Pointers(stack);
  const vpcs = new Vpcs(stack, pointers, estate);
  const reader: Reader = { stack, estate, pointers, vpcs, tables: new RouteTables() };
  const subnets = new Subnets(reader);
  const interfaces = readInterfaces(reader, subnets);
  const { peers, insideOf } = readBgpPeers(reader, readRouters(reader), subnets);
  const spokes = readSpokes(reader);
  const spokeOf = spokesByTunnel(spokes);
  readVpnTunnels(reader, insideOf, ({ urn }) => spokeOf.get(urn));
  addSelectors(stack, estate);
  readStaticRoutes(reader);
  readPolicyRoutes(reader);
  readPeerings(reader);
  readHubs(reader, spokes, peers);
  const marked = new Marked(interfaces);
  const levels = new PolicyLevels(reader, marked);
  const firewalls = new Firewalls(readFirewallRules(reader, marked), levels);
  const all = addNetworks(reader);
  addEndpoints(reader, interfaces, firewalls, all);
  addLoadBalancers(reader, subnets);
  reader.tables.write(estate);
}
