import { RouteTable, TransitGateway } from "@pulumi/aws/ec2transitgateway";
import { type Input, type Output, output, type Resource } from "@pulumi/pulumi";
import { type SideOptions, sideOptions } from "../../cross-cloud-vpn/gateway";
import type { TransitContext } from "../cloud";
import type { HubPlan, SegmentPlan, TransitNode } from "../plan";
import type { AwsTransitHub } from "./args";
import { shareTransitGateway } from "./sharing";

/** What the table is called where what comes from another region's hub finds the VPCs. No segment is called so. */
export const arrivals = "arrivals";

/** A route table of a transit gateway. */
export interface HubTable {
  /** Its part of resource names: the segment's name, or {@link arrivals}. */
  readonly key: string;
  readonly id: Output<string>;
}

/** A transit gateway with a route table for every segment that it carries. */
export class AwsHub {
  readonly id: Output<string>;
  /** The hub's part of all resource names. */
  readonly name: string;
  readonly opts: SideOptions;
  readonly nodes: readonly TransitNode[];
  /** Where what comes from another region's hub finds the VPCs; undefined where there is no other. */
  readonly arrivals: (HubTable & { readonly region: Output<string> }) | undefined;
  /** What other accounts' attachments wait for: until then the transit gateway does not exist for them. */
  readonly shared: readonly Resource[];
  private readonly args: AwsTransitHub;
  private readonly routeTables: ReadonlyMap<SegmentPlan, RouteTable>;
  /** The account of a new transit gateway; undefined for the provider's. */
  readonly accountId: Output<string> | undefined;

  constructor(
    private readonly context: TransitContext,
    readonly plan: HubPlan,
    peered: boolean,
  ) {
    this.args = context.args.hubs[plan.name]?.aws ?? {};
    this.name = `${context.name}-${plan.name}`;
    this.opts = sideOptions(context.parent, this.args.provider);
    this.nodes = context.plan.nodes.filter(({ hub }) => hub === plan);
    const { transitGatewayId, shareWith = [] } = this.args;
    const gateway = transitGatewayId === undefined ? this.create(shareWith.length > 0) : undefined;
    this.id = gateway?.id ?? output(transitGatewayId ?? "");
    this.accountId = gateway?.ownerId;
    this.shared =
      gateway === undefined || shareWith.length === 0 ? [] : shareTransitGateway(this, gateway, shareWith);
    this.routeTables = new Map(this.nodes.map(({ segment }) => [segment, this.routeTable(segment.name)]));
    const table = peered ? this.routeTable(arrivals) : undefined;
    this.arrivals = table && { key: arrivals, id: table.id, region: table.region };
  }

  /** Where the hub is: given, or else where its provider made the transit gateway. */
  get region(): Input<string | undefined> {
    return this.args.region;
  }

  tableOf(segment: SegmentPlan): HubTable {
    return { key: segment.name, id: this.routeTableOf(segment) };
  }

  routeTableOf(segment: SegmentPlan): Output<string> {
    const table = this.routeTables.get(segment);
    if (table === undefined) {
      throw new Error(`${this.plan.name} does not carry ${segment.name}`);
    }
    return table.id;
  }

  /** Region and tags of a resource, which gets its Pulumi name as the tag `Name`. */
  tagged(name: string) {
    return { region: this.region, tags: { ...this.context.tags, Name: name } };
  }

  private create(isShared: boolean): TransitGateway {
    const name = `${this.name}-transit-gateway`;
    return new TransitGateway(
      name,
      {
        amazonSideAsn: this.plan.asn,
        // With either on, every attachment would be in one table with all others.
        defaultRouteTableAssociation: "disable",
        defaultRouteTablePropagation: "disable",
        vpnEcmpSupport: "enable",
        ...(isShared && { autoAcceptSharedAttachments: "enable" }),
        ...this.tagged(name),
      },
      // The provider would change it in place, which AWS refuses while there are connections:
      // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyTransitGatewayOptions.html
      { ...this.opts, replaceOnChanges: ["amazonSideAsn"] },
    );
  }

  private routeTable(key: string): RouteTable {
    const name = `${this.name}-route-table-${key}`;
    return new RouteTable(name, { transitGatewayId: this.id, ...this.tagged(name) }, this.opts);
  }
}
