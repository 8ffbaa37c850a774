import type { EstateBuilder } from "../model";
import type { Stack } from "../resources";
import { publishHosts, publishSubnets } from "./endpoints";
import { instancesByInterface, readHosts } from "./hosts";
import { InternetGateways } from "./internetGateways";
import { NatGateways } from "./natGateways";
import { NetworkAcls } from "./networkAcls";
import { Peerings } from "./peering";
import { PrefixLists } from "./prefixLists";
import { RouteTables } from "./routeTables";
import { SecurityGroups } from "./securityGroups";
import { SubnetTables } from "./subnetTables";
import { Subnets } from "./subnets";
import { TransitAttachments } from "./transitAttachments";
import { TransitEntries } from "./transitEntries";
import { TransitExits } from "./transitExits";
import { TransitGateways } from "./transitGateways";
import { publishTransit, transitRouting } from "./transitRouting";
import { addStaticRoutes, TransitTables } from "./transitTables";
import { VirtualPrivateGateways } from "./virtualPrivateGateways";
import { readVpnConnections } from "./vpnConnections";
import { Vpcs } from "./vpcs";

/** Reads what a stack has in AWS. What can't be told is said so where it matters; nothing is guessed, nothing throws. */
export function readAws(stack: Stack, estate: EstateBuilder): void {
  const reader = { stack, estate };
  const vpcs = new Vpcs(reader);
  const subnets = new Subnets(reader, vpcs);
  const lists = new PrefixLists(reader);
  const acls = new NetworkAcls(reader, vpcs, subnets);
  const declared = new RouteTables(reader, vpcs, subnets, lists);

  const peerings = new Peerings(reader, vpcs);
  const virtualPrivateGateways = new VirtualPrivateGateways(reader, vpcs);
  const natGateways = new NatGateways(reader, subnets);
  const transitGateways = new TransitGateways(reader);
  const attachments = new TransitAttachments(reader, transitGateways, vpcs, subnets);
  const transitEntries = new TransitEntries(transitGateways, attachments, acls);

  const tables = new SubnetTables(reader, declared, subnets, {
    internetGateways: new InternetGateways(reader, vpcs),
    natGateways,
    peerings,
    transitEntries,
    virtualPrivateGateways,
    instanceOfInterface: instancesByInterface(reader),
  });
  const groups = new SecurityGroups(reader, vpcs, lists, (vpc, named, egress) =>
    eitherMay(peerings.joins(vpc, named), !egress && attachments.joinGroups(vpc, named)),
  );
  const hosts = readHosts(reader, subnets, groups);
  publishSubnets(reader, subnets, tables, acls, hosts);
  natGateways.publish(tables, acls);

  const transitTables = new TransitTables(reader, transitGateways);
  const exits = new TransitExits(reader, tables, acls);
  const routing = transitRouting(reader, attachments, transitTables);
  addStaticRoutes(reader, transitTables, attachments, exits, lists);
  publishTransit(reader, attachments, transitTables, routing, transitEntries, exits);

  readVpnConnections(reader, virtualPrivateGateways, attachments, routing);
  virtualPrivateGateways.publish(declared, tables, subnets);

  publishHosts(reader, hosts, groups);
}

/** Undefined where that can't be told. */
function eitherMay(one: boolean | undefined, other: boolean | undefined): boolean | undefined {
  return one === true || other === true ? true : one === undefined || other === undefined ? undefined : false;
}
