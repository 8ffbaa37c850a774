import { type Cidr, contains } from "../../addressing";
import type { NextHop } from "../model";
import { labelOf } from "../resources";
import type { NetworkAcl, NetworkAcls } from "./networkAcls";
import type { Reader } from "./reader";
import type { SubnetTables } from "./subnetTables";
import type { Subnet } from "./subnets";
import type { Attachment, PeeringSide, VpcSide } from "./transitAttachments";
import { endsOf } from "./tunnelEnds";

/** How packets leave a transit gateway by its attachments. */
export class TransitExits {
  readonly #reader: Reader;
  readonly #tables: SubnetTables;
  readonly #acls: NetworkAcls;
  readonly #nodes = new Set<string>();

  constructor(reader: Reader, tables: SubnetTables, acls: NetworkAcls) {
    this.#reader = reader;
    this.#tables = tables;
    this.#acls = acls;
  }

  /** Where a route of a transit gateway's table to an attachment leads. */
  hops(attachment: Attachment | "outside" | undefined, prefix: Cidr): readonly NextHop[] {
    if (attachment === undefined) {
      return [{ to: "undecided", why: "which attachment it is can't be told" }];
    }
    if (attachment === "outside") {
      return [{ to: "outside", what: "an attachment that is in none of these stacks" }];
    }
    switch (attachment.to.kind) {
      case "vpc":
        return this.#intoVpc(attachment, attachment.to, prefix);
      case "vpn":
        return endsOf(attachment.resource).map((end) => ({ to: "tunnel", end }));
      case "peering":
        return [peeringHop(attachment, attachment.to)];
      case "connect":
        return [{ to: "undecided", why: "Connect attachments are not modelled" }];
    }
  }

  /**
   * A packet comes out in a subnet of the attachment, passes its network ACL and goes on by its route table. Where
   * nothing there can make a difference, it is delivered at once.
   *
   * Source: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
   */
  #intoVpc(attachment: Attachment, side: VpcSide, prefix: Cidr): readonly NextHop[] {
    const { vpc, subnets, complete, possible } = side;
    const plain = (complete ? subnets : possible).every(
      (subnet) => this.#acls.of(subnet).open && !this.#tables.detours(subnet),
    );
    if (plain && vpc.ranges.some((range) => contains(range, prefix))) {
      return [{ to: "network", network: vpc.id }];
    }
    if (subnets.length === 0 || !complete) {
      return [{ to: "undecided", why: `the subnets of ${attachment.name} can't be told` }];
    }
    // Which zone it comes out in depends on where it came from: every one must do.
    const exits = new Map(
      subnets.map((subnet) => this.#exit(attachment, subnet)).map((node) => [node, node]),
    );
    return [...exits.keys()].map((node) => ({ to: "node", node }));
  }

  #exit(attachment: Attachment, subnet: Subnet): string {
    const table = this.#tables.of(subnet);
    const acl = this.#acls.of(subnet);
    const id = `${attachment.node} to ${table} past ${keyOf(acl)}`;
    if (!this.#nodes.has(id)) {
      this.#nodes.add(id);
      this.#reader.estate.nodes.push({
        id,
        name: attachment.name,
        kind: "router",
        cloud: "aws",
        urn: attachment.resource.urn,
        region: subnet.region,
        table,
        leaving: acl.open ? [] : [acl.outbound],
      });
    }
    return id;
  }
}

function keyOf({ open, outbound }: NetworkAcl): string {
  return open ? "nothing" : outbound.id;
}

/**
 * Into the other transit gateway of a peering, which must have accepted it.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html
 */
function peeringHop({ resource }: Attachment, { peer, peerNode, accepted }: PeeringSide): NextHop {
  const name = `peering attachment ${labelOf(resource)}`;
  if (peer === undefined) {
    return { to: "undecided", why: `the other transit gateway of ${name} can't be told` };
  }
  if (peer.resource === undefined) {
    return { to: "outside", what: `transit gateway ${peer.name}, which is in none of these stacks` };
  }
  if (accepted !== true) {
    return accepted === false
      ? { to: "nowhere", why: `${name} was not accepted` }
      : { to: "undecided", why: `whether ${name} was accepted can't be told` };
  }
  return { to: "node", node: peerNode };
}
