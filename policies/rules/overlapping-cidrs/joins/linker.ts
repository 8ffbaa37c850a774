import { Arm } from "../../../../reachability/azure/arm";
import { tokens as azure } from "../../../../reachability/azure/tokens";
import { Pointers } from "../../../../reachability/gcp/pointers";
import {
  follow,
  labelOf,
  read,
  type Reference,
  type Resource,
  type Stack,
  typeOf,
  type Value,
} from "../../../../reachability/resources";
import { addressNode, type Joins, outsideNode } from "./joins";

/** How a link is to be read. */
interface LinkOptions {
  /** Whether what is pointed to is a gateway's peer. */
  readonly crossing?: boolean;
}

/** What has an address of its own in the internet, by which another cloud's gateway may point to it. */
const endpoints = new Set<string>([
  "aws:ec2/eip:Eip",
  "aws:ec2/vpnConnection:VpnConnection",
  azure.publicIPAddress,
  azure.virtualNetworkGateway,
  azure.vpnGateway,
  "gcp:compute/address:Address",
  "gcp:compute/haVpnGateway:HaVpnGateway",
]);

/** A property that joins, and what it points to; `crossing` where that is a gateway's peer. */
export type Joining = readonly [
  type: string,
  path: string,
  to: string | readonly string[],
  crossing?: "crossing",
];

/** Turns what properties point to into nodes and links. */
export class Linker {
  readonly arm: Arm;
  readonly #pointers: Pointers;

  constructor(
    readonly stack: Stack,
    readonly joins: Joins,
  ) {
    this.arm = new Arm(stack, {
      [azure.virtualNetwork]: "virtualNetworkName",
      [azure.virtualHub]: "virtualHubName",
      [azure.vpnGateway]: "gatewayName",
      "azure-native:network:ExpressRouteGateway": "expressRouteGatewayName",
    });
    this.#pointers = new Pointers(stack);
  }

  /** The nodes that a property points to, or may point to; undefined where nothing tells. */
  nodes(from: Resource, path: string, ...types: readonly string[]): readonly string[] | undefined {
    return this.nodesOf(read(from, path), from, path, ...types);
  }

  /** {@link nodes} for a value that was read elsewhere, such as in an element of a list. */
  nodesOf(
    value: Value<unknown>,
    from: Resource,
    path: string,
    ...types: readonly string[]
  ): readonly string[] | undefined {
    if (value.state === "known" && (value.value === "" || typeof value.value !== "string")) {
      return Array.isArray(value.value) ? this.#nodesOfList(value.value, from, path, types) : [];
    }
    return nodesAt(this.#refer(value, from, path, types));
  }

  #nodesOfList(
    list: readonly unknown[],
    from: Resource,
    path: string,
    types: readonly string[],
  ): readonly string[] | undefined {
    const each = list.map((element) => this.nodesOf(follow({ element }, "element"), from, path, ...types));
    return each.includes(undefined) ? undefined : [...new Set(each.flatMap((nodes) => nodes ?? []))];
  }

  #refer(value: Value<unknown>, from: Resource, path: string, types: readonly string[]): Reference {
    return from.type.startsWith("gcp:")
      ? this.#pointers.of(value, from, path, ...types)
      : this.stack.referenced(value, from, path, ...types);
  }

  /** Links a resource with what a property of it points to. */
  link(from: Resource, path: string, types: readonly string[], options: LinkOptions = {}): void {
    this.linkNodes(from, path, this.nodes(from, path, ...types), options);
  }

  /** Links all resources that have the properties with what these point to. */
  linkAll(joinings: readonly Joining[]): void {
    for (const [type, path, to, crossing] of joinings) {
      for (const resource of this.stack.all(type)) {
        this.link(resource, path, [to].flat(), { crossing: crossing !== undefined });
      }
    }
  }

  linkNodes(
    from: Resource,
    path: string,
    nodes: readonly string[] | undefined,
    options: LinkOptions = {},
  ): void {
    if (nodes === undefined) {
      this.joins.leadsAnywhere(from.urn, `${path} of ${labelOf(from)} is known only after the update`);
    }
    for (const node of nodes ?? []) {
      this.joins.link(from.urn, node, options);
    }
  }

  /** Links a resource with an address in the internet, or with what it is drawn from while it is not known. */
  linkAddress(from: Resource, value: Value<unknown>, path: string, options: LinkOptions = {}): void {
    const [property = path] = path.split(".");
    if (value.state === "known" && typeof value.value === "string" && value.value !== "") {
      this.joins.link(from.urn, addressNode(value.value), options);
    } else if (value.state === "unknown") {
      const made = this.stack.dependencies(from, property).filter((one) => endpoints.has(typeOf(one)));
      this.linkNodes(from, path, made.length > 0 ? made.map(({ urn }) => urn) : undefined, options);
    }
  }
}

/** Several may be meant where that can't be told yet. */
function nodesAt(reference: Reference): readonly string[] | undefined {
  switch (reference.state) {
    case "found":
      return [reference.resource.urn];
    case "outside":
      return [outsideNode(reference.id)];
    case "absent":
      return [];
    default:
      return reference.candidates.length > 0 ? reference.candidates.map(({ urn }) => urn) : undefined;
  }
}
