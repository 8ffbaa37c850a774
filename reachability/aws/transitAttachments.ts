import { known, labelOf, read, readBoolean, type Resource } from "../resources";
import { pointsTo, type Reader, regionOf, textOf } from "./reader";
import type { Subnet, Subnets } from "./subnets";
import { tokens } from "./tokens";
import { isEnabled, type TransitGateway, type TransitGateways } from "./transitGateways";
import type { Vpc, Vpcs } from "./vpcs";

/** What is attached to a transit gateway: packets come in by it and leave by it. */
export interface Attachment {
  /** The node that looks up what comes in by it. */
  readonly node: string;
  readonly name: string;
  readonly resource: Resource;
  readonly gateway: TransitGateway;
  /** Whether it goes with the gateway's defaults; undefined where that can't be told. */
  readonly associates: boolean | undefined;
  readonly propagates: boolean | undefined;
  readonly to: VpcSide | VpnSide | PeeringSide | ConnectSide;
}

export interface VpcSide {
  readonly kind: "vpc";
  readonly vpc: Vpc;
  readonly subnets: readonly Subnet[];
  /** Whether these are all its subnets. */
  readonly complete: boolean;
  /** All subnets of the VPC. */
  readonly possible: readonly Subnet[];
  readonly ipv6: boolean | undefined;
  readonly securityGroups: boolean | undefined;
}

export interface VpnSide {
  readonly kind: "vpn";
}

export interface PeeringSide {
  readonly kind: "peering";
  readonly peer: TransitGateway | undefined;
  /** The node of the other side, where it is in the stacks. */
  readonly peerNode: string;
  readonly accepted: boolean | undefined;
}

/** An attachment of which it can't be told to which gateway, or which VPC, it is. */
export interface OpenAttachment {
  readonly resource: Resource;
  readonly gateway: TransitGateway | undefined;
  readonly vpc: Vpc | undefined;
}

export interface ConnectSide {
  readonly kind: "connect";
}

const attachmentTypes = [
  tokens.transitGatewayVpcAttachment,
  tokens.transitGatewayVpcAttachmentAccepter,
  tokens.transitGatewayPeeringAttachment,
  tokens.transitGatewayPeeringAttachmentAccepter,
  tokens.transitGatewayConnect,
  tokens.vpnConnection,
];

/** What is attached to the transit gateways, found by the ids that AWS gives to attachments. */
export class TransitAttachments {
  readonly #reader: Reader;
  readonly #byUrn = new Map<string, Attachment[]>();
  readonly #byId = new Map<string, Attachment[]>();
  readonly #open: OpenAttachment[] = [];
  readonly #openIds = new Set<string>();
  #vpcs: Map<TransitGateway, Map<Vpc, Attachment>> | undefined;

  constructor(reader: Reader, gateways: TransitGateways, vpcs: Vpcs, subnets: Subnets) {
    this.#reader = reader;
    for (const resource of reader.stack.all(tokens.transitGatewayVpcAttachment)) {
      const gateway = gateways.of(resource);
      const vpc = vpcs.of(resource);
      if (gateway === undefined || vpc === undefined) {
        reader.estate.note(resource.urn, `what attachment ${labelOf(resource)} joins can't be told`);
        this.#addOpen(resource, gateway, vpc, resource.id);
      } else {
        this.#add([vpcAttachment(resource, gateway, vpc, subnets)], resource, resource.id);
      }
    }
    for (const resource of reader.stack.all(tokens.vpnConnection)) {
      const gateway = gateways.of(resource);
      if (gateway !== undefined) {
        const attachment = withDefaults(resource, gateway, "VPN connection", { kind: "vpn" });
        this.#add([attachment], resource, textOf(resource, "transitGatewayAttachmentId"));
      } else if (read(resource, "transitGatewayId").state === "unknown") {
        this.#addOpen(resource, undefined, undefined, textOf(resource, "transitGatewayAttachmentId"));
      }
    }
    for (const resource of reader.stack.all(tokens.transitGatewayConnect)) {
      const gateway = gateways.of(resource);
      if (gateway !== undefined) {
        const attachment = withDefaults(resource, gateway, "Connect attachment", { kind: "connect" });
        this.#add([attachment], resource, resource.id);
      }
    }
    this.#addPeerings(gateways);
    this.#hearAccepters();
  }

  all(): readonly Attachment[] {
    return [...new Set([...this.#byUrn.values()].flat())];
  }

  /**
   * Whether security groups of one VPC may be named in ingress rules of the other: the transit gateway and both
   * attachments must support it.
   *
   * Source: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
   */
  joinGroups(a: Vpc, b: Vpc): boolean | undefined {
    const answers = [...this.#vpcAttachments()].map(([gateway, byVpc]) => {
      const ends = [a, b].map((vpc) => {
        const attachment = byVpc.get(vpc);
        return attachment === undefined && this.mayAttach(gateway, vpc)
          ? undefined
          : supportsGroups(attachment);
      });
      return [gateway.securityGroups, ...ends].reduce(both);
    });
    return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
  }

  /** Those that may be of a gateway. */
  openOf(gateway: TransitGateway): readonly OpenAttachment[] {
    return this.#open.filter((one) => one.gateway === undefined || one.gateway === gateway);
  }

  /** Whether an attachment that can't be told may join a VPC to a gateway. */
  mayAttach(gateway: TransitGateway, vpc: Vpc): boolean {
    return this.openOf(gateway).some(
      (one) =>
        one.resource.type === tokens.transitGatewayVpcAttachment &&
        (one.vpc === undefined || one.vpc === vpc),
    );
  }

  /** The attachment of a VPC to a transit gateway. */
  ofVpc(gateway: TransitGateway, vpc: Vpc): Attachment | undefined {
    return this.#vpcAttachments().get(gateway)?.get(vpc);
  }

  ofConnection({ urn }: Resource): Attachment | undefined {
    return this.#byUrn.get(urn)?.[0];
  }

  /**
   * The attachment that `transitGatewayAttachmentId` names, of those of one gateway: both sides of a peering carry one
   * id. `outside` when it is in none of the stacks, undefined when it can't be told.
   */
  named(from: Resource, gateway: TransitGateway): Attachment | "outside" | undefined {
    const path = "transitGatewayAttachmentId";
    const id = textOf(from, path);
    if (id !== undefined) {
      const found = this.#byId.get(id)?.filter((one) => one.gateway === gateway) ?? [];
      const isOpen = this.#openIds.has(id) || this.#nameless().some((one) => one.gateway === gateway);
      return found.length > 1 || (found.length === 0 && isOpen) ? undefined : (found[0] ?? "outside");
    }
    const [only, another] = this.#sources(from).filter((one) => one.gateway === gateway);
    return another === undefined ? only : undefined;
  }

  /** Those that may be named while that can't be told. */
  candidates(from: Resource, gateway: TransitGateway | undefined): readonly Attachment[] {
    const id = textOf(from, "transitGatewayAttachmentId");
    const sources = this.#sources(from);
    const perhaps =
      id !== undefined
        ? [...(this.#byId.get(id) ?? this.#nameless())]
        : sources.length > 0
          ? sources
          : this.all();
    return perhaps.filter((one) => gateway === undefined || one.gateway === gateway);
  }

  /** Those that went into the property. */
  #sources(from: Resource): readonly Attachment[] {
    const sources = this.#reader.stack.dependencies(from, "transitGatewayAttachmentId");
    const found = sources
      .filter(({ type }) => attachmentTypes.some((one) => one === type))
      .flatMap(({ urn }) => this.#byUrn.get(urn) ?? []);
    return [...new Set(found)];
  }

  /** Those whose ids are not known. */
  #nameless(): readonly Attachment[] {
    const named = new Set([...this.#byId.values()].flat());
    return this.all().filter((one) => !named.has(one));
  }

  #addOpen(
    resource: Resource,
    gateway: TransitGateway | undefined,
    vpc: Vpc | undefined,
    id: string | undefined,
  ): void {
    this.#open.push({ resource, gateway, vpc });
    if (id !== undefined) {
      this.#openIds.add(id);
    }
  }

  #add(attachments: readonly Attachment[], { urn }: Resource, id: string | undefined): void {
    this.#byUrn.set(urn, [...(this.#byUrn.get(urn) ?? []), ...attachments]);
    if (id !== undefined && id !== "") {
      this.#byId.set(id, [...(this.#byId.get(id) ?? []), ...attachments]);
    }
  }

  #vpcAttachments(): Map<TransitGateway, Map<Vpc, Attachment>> {
    if (this.#vpcs === undefined) {
      this.#vpcs = new Map();
      for (const attachment of this.all()) {
        if (attachment.to.kind === "vpc") {
          const ofGateway = this.#vpcs.get(attachment.gateway) ?? new Map<Vpc, Attachment>();
          this.#vpcs.set(attachment.gateway, ofGateway.set(attachment.to.vpc, attachment));
        }
      }
    }
    return this.#vpcs;
  }

  /**
   * Peering attachments, each of which is one of both gateways. They go with the defaults of their gateways.
   *
   * Source: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html
   */
  #addPeerings(gateways: TransitGateways): void {
    const accepters = this.#reader.stack.all(tokens.transitGatewayPeeringAttachmentAccepter);
    const accepted = new Set(
      accepters.flatMap((accepter) => {
        const path = "transitGatewayAttachmentId";
        const peering = pointsTo(this.#reader, accepter, path, tokens.transitGatewayPeeringAttachment);
        return peering.state === "found" ? [peering.resource.urn] : [];
      }),
    );
    for (const resource of this.#reader.stack.all(tokens.transitGatewayPeeringAttachment)) {
      const requester = gateways.of(resource);
      const accepter = gateways.of(resource, "peerTransitGatewayId");
      const state = textOf(resource, "state");
      const isAccepted =
        accepted.has(resource.urn) || (state === undefined ? undefined : state === "available");
      const nodes = [`${resource.urn}#requester`, `${resource.urn}#accepter`] as const;
      const sides = [
        [requester, accepter, nodes[0], nodes[1]],
        [accepter, requester, nodes[1], nodes[0]],
      ] as const;
      for (const [gateway, peer, node, peerNode] of sides) {
        if (gateway === undefined) {
          this.#addOpen(resource, undefined, undefined, resource.id);
        } else {
          const side: PeeringSide = { kind: "peering", peer, peerNode, accepted: isAccepted };
          const attachment = withDefaults(resource, gateway, "peering attachment", side);
          this.#add([{ ...attachment, node, propagates: false }], resource, resource.id);
        }
      }
    }
  }

  /** An attachment of another account takes its part in the defaults from the accepter's resource. */
  #hearAccepters(): void {
    for (const accepter of this.#reader.stack.all(tokens.transitGatewayVpcAttachmentAccepter)) {
      const path = "transitGatewayAttachmentId";
      const named = pointsTo(this.#reader, accepter, path, tokens.transitGatewayVpcAttachment);
      const urn = named.state === "found" ? named.resource.urn : undefined;
      const attachments = urn === undefined ? undefined : this.#byUrn.get(urn);
      if (urn !== undefined && attachments !== undefined) {
        const heard = attachments.map((one) => ({ ...one, ...defaultsOf(accepter, one.gateway) }));
        const id = named.state === "found" ? named.resource.id : undefined;
        this.#byUrn.set(urn, heard);
        this.#byUrn.set(accepter.urn, heard);
        if (id !== undefined) {
          this.#byId.set(id, heard);
        }
      }
    }
    for (const accepter of this.#reader.stack.all(tokens.transitGatewayPeeringAttachmentAccepter)) {
      const path = "transitGatewayAttachmentId";
      const named = pointsTo(this.#reader, accepter, path, tokens.transitGatewayPeeringAttachment);
      const sides = named.state === "found" ? this.#byUrn.get(named.resource.urn) : undefined;
      if (sides !== undefined) {
        this.#byUrn.set(accepter.urn, sides);
      }
    }
  }
}

function vpcAttachment(resource: Resource, gateway: TransitGateway, vpc: Vpc, subnets: Subnets): Attachment {
  const { subnets: members, complete } = subnets.allOf(resource);
  return {
    node: `${resource.urn}#transit gateway`,
    name: `attachment ${labelOf(resource)}`,
    resource,
    gateway,
    ...defaultsOf(resource, gateway),
    to: {
      kind: "vpc",
      vpc,
      subnets: members,
      complete,
      possible: subnets.ofVpc(vpc),
      ipv6: isEnabled(resource, "ipv6Support", "disable"),
      securityGroups: isEnabled(resource, "securityGroupReferencingSupport", "enable"),
    },
  };
}

function withDefaults(
  resource: Resource,
  gateway: TransitGateway,
  kind: string,
  to: Attachment["to"],
): Attachment {
  const { associates, propagates } = gateway;
  const node = `${resource.urn}#transit gateway`;
  return { node, name: `${kind} ${labelOf(resource)}`, resource, gateway, associates, propagates, to };
}

/**
 * Whether an attachment is associated with the gateway's default route table and propagates into it: both must agree.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html
 */
function defaultsOf(resource: Resource, gateway: TransitGateway) {
  return {
    associates: both(gateway.associates, flag(resource, "transitGatewayDefaultRouteTableAssociation")),
    propagates: both(gateway.propagates, flag(resource, "transitGatewayDefaultRouteTablePropagation")),
  };
}

function flag(resource: Resource, path: string): boolean | undefined {
  const value = readBoolean(resource, path);
  return value.state === "absent" ? true : known(value);
}

function both(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  return a === false || b === false ? false : a === undefined || b === undefined ? undefined : true;
}

function supportsGroups(attachment: Attachment | undefined): boolean | undefined {
  return attachment?.to.kind === "vpc" ? attachment.to.securityGroups : false;
}

/** The region of the attachment's own side. */
export function attachmentRegion({ gateway, resource }: Attachment): string | undefined {
  return gateway.region ?? regionOf(resource);
}
