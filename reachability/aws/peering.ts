import type { NextHop } from "../model";
import { known, labelOf, orElse, read, readBoolean, type Reference, type Resource } from "../resources";
import { pointsTo, type Reader, textOf } from "./reader";
import { tokens } from "./tokens";
import type { Vpc, Vpcs } from "./vpcs";

/** A VPC peering connection. */
interface Peering {
  readonly resource: Resource;
  readonly sides: readonly [Vpc | undefined, Vpc | undefined];
  readonly state: "active" | "pending" | "undecided";
}

/**
 * VPC peering connections. A route through one leads into the other VPC and no further: nothing that is attached there
 * can be used, neither a gateway nor another peering connection.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
 */
export class Peerings {
  readonly #reader: Reader;
  readonly #byUrn = new Map<string, Peering>();
  /** Whether a peering connection may join VPCs that can't be told. */
  #open = false;
  readonly #pairs = new Map<string, boolean | undefined>();

  constructor(reader: Reader, vpcs: Vpcs) {
    this.#reader = reader;
    const accepted = acceptedBySecondResource(reader);
    for (const resource of reader.stack.all(tokens.vpcPeeringConnection)) {
      const sides = [vpcs.of(resource), vpcs.of(resource, "peerVpcId")] as const;
      const state = stateOf(resource, accepted.has(resource.urn));
      this.#byUrn.set(resource.urn, { resource, sides, state });
      const [a, b] = sides;
      const near = a && b && state !== "pending" ? sameRegion(resource, a, b) : false;
      if (a && b && near !== false) {
        const joins = state === "active" ? near : undefined;
        this.#pairs.set(`${a.id} ${b.id}`, joins).set(`${b.id} ${a.id}`, joins);
      }
      this.#open ||= state !== "pending" && sides.includes(undefined);
    }
  }

  /** Whether security groups of one VPC may be named in those of the other: not across regions. Undefined where that can't be told. */
  joins(a: Vpc, b: Vpc): boolean | undefined {
    const pair = `${a.id} ${b.id}`;
    return this.#pairs.has(pair) ? this.#pairs.get(pair) : this.#open ? undefined : false;
  }

  /** Where a route of a VPC's table through a peering connection leads. */
  hop(refersTo: (type: string) => Reference, vpc: Vpc): NextHop {
    // Both resources of a connection carry its id.
    const first = refersTo(tokens.vpcPeeringConnection);
    const reference = first.state === "found" ? first : refersTo(tokens.vpcPeeringConnectionAccepter);
    if (reference.state === "outside") {
      return { to: "outside", what: `peering connection ${reference.id}, which is in none of these stacks` };
    }
    const resource = reference.state === "found" ? this.#connectionOf(reference.resource) : undefined;
    const peering = resource && this.#byUrn.get(resource.urn);
    if (peering === undefined) {
      return { to: "undecided", why: "which peering connection it is can't be told" };
    }
    const name = `peering connection ${labelOf(peering.resource)}`;
    if (peering.state !== "active") {
      return peering.state === "pending"
        ? { to: "nowhere", why: `${name} was not accepted` }
        : { to: "undecided", why: `whether ${name} was accepted can't be told` };
    }
    const [requester, accepter] = peering.sides;
    const other = requester === vpc ? accepter : accepter === vpc ? requester : undefined;
    if (other === undefined) {
      return requester && accepter
        ? { to: "nowhere", why: `${name} doesn't join ${vpc.name}` }
        : { to: "undecided", why: `the VPCs of ${name} can't be told` };
    }
    return other.resource === undefined
      ? { to: "outside", what: `VPC ${other.name} behind ${name}` }
      : { to: "network", network: other.id };
  }

  #connectionOf(resource: Resource): Resource | undefined {
    if (resource.type === tokens.vpcPeeringConnection) {
      return resource;
    }
    const connection = pointsTo(
      this.#reader,
      resource,
      "vpcPeeringConnectionId",
      tokens.vpcPeeringConnection,
    );
    return connection.state === "found" ? connection.resource : undefined;
  }
}

/** Undefined where a region is known only after the update. */
function sameRegion(resource: Resource, a: Vpc, b: Vpc): boolean | undefined {
  const peerRegion = textOf(resource, "peerRegion");
  const region = textOf(resource, "region") ?? a.region;
  const isOpen =
    read(resource, "peerRegion").state === "unknown" ||
    [a, b].some(
      (vpc) => vpc.region === undefined && vpc.resource && read(vpc.resource, "region").state === "unknown",
    );
  if (isOpen && (peerRegion === undefined || region === undefined)) {
    return undefined;
  }
  return peerRegion === undefined || region === undefined
    ? a.region === undefined || b.region === undefined || a.region === b.region
    : peerRegion === region;
}

function acceptedBySecondResource(reader: Reader): ReadonlySet<string> {
  return new Set(
    reader.stack.all(tokens.vpcPeeringConnectionAccepter).flatMap((accepter) => {
      const connection = pointsTo(reader, accepter, "vpcPeeringConnectionId", tokens.vpcPeeringConnection);
      const accepts = orElse(readBoolean(accepter, "autoAccept"), false);
      return connection.state === "found" && accepts === true ? [connection.resource.urn] : [];
    }),
  );
}

function stateOf(resource: Resource, acceptedElsewhere: boolean): Peering["state"] {
  if (acceptedElsewhere || known(readBoolean(resource, "autoAccept")) === true) {
    return "active";
  }
  const status = textOf(resource, "acceptStatus");
  return status === undefined ? "undecided" : status === "active" ? "active" : "pending";
}
