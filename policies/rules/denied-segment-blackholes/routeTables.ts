import { type Cidr } from "../../../addressing";
import { PrefixLists } from "../../../reachability/aws/prefixLists";
import { rangeOf } from "../../../reachability/aws/ranges";
import { tokens } from "../../../reachability/aws/tokens";
import { EstateBuilder } from "../../../reachability/model/estate";
import {
  labelOf,
  orElse,
  read,
  readBoolean,
  type Resource,
  type Stack,
} from "../../../reachability/resources";
import { candidatesOf, pointedTo } from "../../reading/pointedTo";

/** A transit gateway's route table, as far as the stack tells what is in it and whom it serves. */
export interface TransitTable {
  readonly resource: Resource;
  /** The VPCs whose attachments look up in it. */
  readonly vpcs: Set<Resource>;
  readonly blackholes: Cidr[];
  readonly routes: TransitRoute[];
  /** Routes that may be blackholes of any range. */
  readonly unknown: Resource[];
}

/** A route that leads somewhere. */
export interface TransitRoute {
  readonly range: Cidr;
  readonly text: string;
  readonly urn: string;
}

/** A VPC, the ranges that its attachments propagate, and whether some are known only after the update. */
export interface TransitVpc {
  readonly ranges: readonly Cidr[];
  readonly isComplete: boolean;
}

const vpcTypes = [tokens.vpc, tokens.defaultVpc];

/** Reads the route tables of all transit gateways, by resource. */
export class TransitTables {
  readonly all = new Map<Resource, TransitTable>();
  /** Associations of which it can't be told whom they put where. */
  readonly unknownAssociations: Resource[] = [];
  readonly #vpcs = new Map<Resource, TransitVpc>();

  constructor(private readonly stack: Stack) {
    for (const resource of stack.all(tokens.transitGatewayRouteTable)) {
      const empty = { vpcs: new Set<Resource>(), blackholes: [], routes: [], unknown: [] };
      this.all.set(resource, { resource, ...empty });
    }
    this.#readAssociations();
    this.#readPropagations();
    this.#readRoutes();
    this.#readPrefixLists();
  }

  /** The ranges of a VPC, secondary ones included. */
  vpc(resource: Resource): TransitVpc {
    const known = this.#vpcs.get(resource);
    if (known !== undefined) {
      return known;
    }
    const more = [tokens.vpcIpv4CidrBlockAssociation, tokens.vpcIpv6CidrBlockAssociation].flatMap((type) =>
      this.stack.all(type).filter((one) => pointedTo(this.stack, one, "vpcId", ...vpcTypes) === resource),
    );
    const values = [resource, ...more].flatMap((one) =>
      ["cidrBlock", "ipv6CidrBlock"].map((path) => read(one, path)),
    );
    const vpc = {
      ranges: values.flatMap((value) => (value.state === "known" ? (rangeOf(value.value) ?? []) : [])),
      isComplete: values.every(({ state }) => state !== "unknown"),
    };
    this.#vpcs.set(resource, vpc);
    return vpc;
  }

  #readAssociations(): void {
    for (const association of this.stack.all(tokens.transitGatewayAssociation)) {
      const tables = this.#tablesOf(association);
      const vpc = this.#vpcOf(association);
      const [table, another] = tables;
      if (vpc === "unknown" || another !== undefined) {
        this.unknownAssociations.push(association);
      } else if (vpc !== undefined) {
        table?.vpcs.add(vpc);
      }
    }
  }

  #readPropagations(): void {
    for (const propagation of this.stack.all(tokens.transitGatewayPropagation)) {
      const vpc = this.#vpcOf(propagation);
      const tables = this.#tablesOf(propagation);
      if (vpc === undefined || vpc === "unknown" || tables.length !== 1) {
        continue;
      }
      for (const range of this.vpc(vpc).ranges) {
        const text = `${range.text} to VPC ${labelOf(vpc)}, propagated`;
        tables[0]?.routes.push({ range, text, urn: propagation.urn });
      }
    }
  }

  #readRoutes(): void {
    for (const route of this.stack.all(tokens.transitGatewayRoute)) {
      const value = read(route, "destinationCidrBlock");
      const range = value.state === "known" ? rangeOf(value.value) : undefined;
      this.#add(route, range && [range], value.state === "unknown");
    }
  }

  #readPrefixLists(): void {
    const lists = new PrefixLists({ stack: this.stack, estate: new EstateBuilder() });
    for (const reference of this.stack.all(tokens.transitGatewayPrefixListReference)) {
      const list = lists.of(reference, "prefixListId");
      this.#add(reference, list?.ranges, list?.undecided !== undefined);
    }
  }

  #add(route: Resource, ranges: readonly Cidr[] | undefined, isRangeUnknown: boolean): void {
    const tables = this.#tablesOf(route);
    const blackhole = orElse(readBoolean(route, "blackhole"), false);
    for (const table of tables) {
      if (blackhole !== false && (isRangeUnknown || blackhole === undefined || tables.length > 1)) {
        table.unknown.push(route);
      } else if (blackhole) {
        table.blackholes.push(...(ranges ?? []));
      } else if (tables.length === 1) {
        for (const range of ranges ?? []) {
          table.routes.push({ range, text: `${range.text}, route ${labelOf(route)}`, urn: route.urn });
        }
      }
    }
  }

  #tablesOf(from: Resource): readonly TransitTable[] {
    const type = tokens.transitGatewayRouteTable;
    return candidatesOf(this.stack, from, "transitGatewayRouteTableId", type).flatMap(
      (one) => this.all.get(one) ?? [],
    );
  }

  /** The VPC behind an attachment; undefined for attachments of other kinds, and those of other stacks. */
  #vpcOf(from: Resource): Resource | "unknown" | undefined {
    const type = tokens.transitGatewayVpcAttachment;
    const attachments = candidatesOf(this.stack, from, "transitGatewayAttachmentId", type);
    const vpcs = attachments.flatMap((one) => candidatesOf(this.stack, one, "vpcId", ...vpcTypes));
    return vpcs.length > 1 ? "unknown" : vpcs[0];
  }
}
