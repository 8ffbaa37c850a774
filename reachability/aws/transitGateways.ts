import { labelOf, orElse, readNumber, readText, type Reference, type Resource } from "../resources";
import { mayPointTo, pointsTo, type Reader, regionOf, textOf } from "./reader";
import { tokens } from "./tokens";
import { defaultAsn } from "./virtualPrivateGateways";

/** A transit gateway of the stacks, or one outside them that something is attached to. */
export interface TransitGateway {
  readonly id: string;
  readonly name: string;
  readonly resource?: Resource;
  readonly region?: string | undefined;
  readonly asn?: number | undefined;
  /** Whether equal paths over VPN connections are used at once. */
  readonly ecmp: boolean;
  /** Whether new attachments are associated with the default route table, and propagate into it. */
  readonly associates: boolean | undefined;
  readonly propagates: boolean | undefined;
  /** Whether security groups may be named across its VPCs. */
  readonly securityGroups: boolean | undefined;
  /** Why it may have attachments and routes that can't be seen. */
  readonly undecided?: string;
}

/** The transit gateways, found by what points to them. */
export class TransitGateways {
  readonly #reader: Reader;
  readonly #byId = new Map<string, TransitGateway>();

  constructor(reader: Reader) {
    this.#reader = reader;
    for (const resource of reader.stack.all(tokens.transitGateway)) {
      this.#byId.set(resource.urn, gatewayOf(resource));
    }
  }

  all(): readonly TransitGateway[] {
    return [...this.#byId.values()];
  }

  of(from: Resource, path = "transitGatewayId"): TransitGateway | undefined {
    return this.referenced(pointsTo(this.#reader, from, path, tokens.transitGateway));
  }

  /** Those that a property may name where it can't be told which. */
  candidates(from: Resource, path = "transitGatewayId"): readonly TransitGateway[] {
    const resources = mayPointTo(this.#reader, from, path, tokens.transitGateway);
    return resources.flatMap(({ urn }) => this.#byId.get(urn) ?? []);
  }

  referenced(reference: Reference): TransitGateway | undefined {
    switch (reference.state) {
      case "found":
        return this.#byId.get(reference.resource.urn);
      case "outside":
        return this.#outside(reference.id);
      default:
        return undefined;
    }
  }

  /** The gateway that tells an id of its own, such as that of its default route table. */
  telling(paths: readonly string[], id: string): TransitGateway | undefined {
    return this.all().find(
      ({ resource }) => resource !== undefined && paths.some((path) => textOf(resource, path) === id),
    );
  }

  #outside(id: string): TransitGateway {
    const present = this.#byId.get(id);
    if (present !== undefined) {
      return present;
    }
    const gateway: TransitGateway = {
      id,
      name: id,
      ecmp: true,
      associates: undefined,
      propagates: undefined,
      securityGroups: false,
      undecided: `transit gateway ${id} is in none of these stacks`,
    };
    this.#byId.set(id, gateway);
    return gateway;
  }
}

function gatewayOf(resource: Resource): TransitGateway {
  return {
    id: resource.urn,
    name: labelOf(resource),
    resource,
    region: regionOf(resource),
    asn: orElse(readNumber(resource, "amazonSideAsn"), defaultAsn),
    ecmp: isEnabled(resource, "vpnEcmpSupport", "enable") !== false,
    associates: isEnabled(resource, "defaultRouteTableAssociation", "enable"),
    propagates: isEnabled(resource, "defaultRouteTablePropagation", "enable"),
    securityGroups: isEnabled(resource, "securityGroupReferencingSupport", "disable"),
  };
}

/** Reads one of the properties that are `enable` or `disable`. @returns undefined where it is unknown. */
export function isEnabled(
  resource: Resource,
  path: string,
  otherwise: "enable" | "disable",
): boolean | undefined {
  const value = orElse(readText(resource, path), otherwise);
  return value === undefined ? undefined : value === "enable";
}
