import type { NextHop, Node } from "../model";
import type { Reference } from "../resources";
import type { NetworkAcls } from "./networkAcls";
import type { Subnet } from "./subnets";
import type { Attachment, TransitAttachments, VpcSide } from "./transitAttachments";
import type { TransitGateways } from "./transitGateways";
import type { Vpc } from "./vpcs";

/** A way into a transit gateway past the network ACL of the subnet that the attachment has in a zone. */
export interface TransitEntry {
  readonly node: string;
  readonly attachment: Attachment;
  readonly entering: NonNullable<Node["entering"]>;
}

/** How packets of a VPC get into a transit gateway. */
export class TransitEntries {
  readonly #gateways: TransitGateways;
  readonly #attachments: TransitAttachments;
  readonly #acls: NetworkAcls;
  readonly #guarded = new Map<string, TransitEntry>();

  constructor(gateways: TransitGateways, attachments: TransitAttachments, acls: NetworkAcls) {
    this.#gateways = gateways;
    this.#attachments = attachments;
    this.#acls = acls;
  }

  /**
   * Where a route of a subnet to a transit gateway leads: through the attachment's subnet of the same availability zone;
   * a zone without one can't reach the transit gateway.
   *
   * Source: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
   */
  hop(reference: Reference, vpc: Vpc, subnet: Subnet | undefined): NextHop {
    const gateway = this.#gateways.referenced(reference);
    if (gateway === undefined) {
      return { to: "undecided", why: "which transit gateway it is can't be told" };
    }
    const attachment = this.#attachments.ofVpc(gateway, vpc);
    if (attachment?.to.kind !== "vpc" || subnet === undefined) {
      if (this.#attachments.mayAttach(gateway, vpc)) {
        const why = `whether ${vpc.name} is attached to transit gateway ${gateway.name} can't be told`;
        return { to: "undecided", why };
      }
      return gateway.undecided === undefined
        ? { to: "nowhere", why: `${vpc.name} is not attached to transit gateway ${gateway.name}` }
        : { to: "outside", what: `transit gateway ${gateway.name}, which is in none of these stacks` };
    }
    const entered = entrySubnet(attachment.to, subnet);
    if (entered === undefined) {
      return noEntry(attachment, attachment.to, subnet);
    }
    return { to: "node", node: this.#nodeOf(attachment, entered) };
  }

  /** The nodes besides those of the attachments themselves that routes found so far lead to. */
  guarded(): Iterable<TransitEntry> {
    return this.#guarded.values();
  }

  /**
   * The network ACL of the attachment's subnet looks at what comes from the instances.
   *
   * Source: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
   */
  #nodeOf(attachment: Attachment, entered: Subnet): string {
    const acl = this.#acls.of(entered);
    if (acl.open) {
      return attachment.node;
    }
    const node = `${attachment.node} from ${entered.id}`;
    this.#guarded.set(node, { node, attachment, entering: [acl.inbound] });
    return node;
  }
}

function entrySubnet({ subnets }: VpcSide, subnet: Subnet): Subnet | undefined {
  return subnets.includes(subnet)
    ? subnet
    : subnets.find(({ zone }) => zone !== undefined && zone === subnet.zone);
}

function noEntry({ name }: Attachment, { subnets, complete }: VpcSide, subnet: Subnet): NextHop {
  const zonesKnown = complete && subnets.every(({ zone }) => zone !== undefined);
  return zonesKnown && subnet.zone !== undefined
    ? {
        to: "nowhere",
        why: `${name} has no subnet in ${subnet.zone}, the availability zone of ${subnet.name}`,
      }
    : {
        to: "undecided",
        why: `whether ${name} has a subnet in the availability zone of ${subnet.name} can't be told`,
      };
}
