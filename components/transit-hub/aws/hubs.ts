import type { Output } from "@pulumi/pulumi";
import type { Sides } from "../../cross-cloud-vpn/sides";
import type { CloudHubs, TransitContext } from "../cloud";
import { type HubPlan, mayTalk, type TransitNode } from "../plan";
import { plannedSides } from "../sides";
import { AwsHub } from "./hub";
import { HubPeering } from "./hubPeering";
import { keepApart } from "./isolation";
import { attachVpc } from "./vpcSpoke";

/**
 * The transit gateways. A segment is a route table: what is associated with it finds its routes there, and what may be
 * reached from it propagates its own into it.
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html
 */
export class AwsHubs implements CloudHubs {
  private readonly hubs: ReadonlyMap<HubPlan, AwsHub>;
  private readonly peerings: readonly HubPeering[];

  constructor(private readonly context: TransitContext) {
    const plans = context.plan.hubs
      .filter(({ cloud }) => cloud === "aws")
      .toSorted((one, other) => one.number - other.number);
    this.hubs = new Map(plans.map((plan) => [plan, new AwsHub(context, plan, plans.length > 1)]));
    const hubs = [...this.hubs.values()];
    this.peerings = hubs.flatMap((one, index) =>
      hubs.slice(index + 1).map((other) => new HubPeering(context, one, other)),
    );
  }

  sidesOf(node: TransitNode): Sides {
    const { aws } = plannedSides(node, this.context.args);
    const hub = this.hubOf(node);
    const others = hub.nodes.filter((other) => other !== node && mayTalk(node.segment, other.segment));
    return aws === undefined
      ? {}
      : {
          aws: {
            ...aws,
            transitGateway: {
              id: hub.id,
              routeTableId: hub.routeTableOf(node.segment),
              vpcAttachmentId: "",
              propagatedRouteTableIds: Object.fromEntries(
                others.map(({ segment }) => [segment.name, hub.routeTableOf(segment)]),
              ),
            },
          },
        };
  }

  needsGateway(): boolean {
    return false;
  }

  attachSpokes(): void {
    const { plan } = this.context;
    for (const hub of this.hubs.values()) {
      plan.spokes
        .filter((spoke) => spoke.hub === hub.plan)
        .forEach((spoke) => attachVpc(this.context, hub, spoke));
      plan.spokes.forEach((spoke) => keepApart(this.context, hub, spoke));
    }
    this.peerings.forEach((peering) => peering.route());
  }

  linked(): void {
    // A connection is attached and joined to its tables by the VPN's own target.
  }

  idOf(node: TransitNode): Output<string> {
    return this.hubOf(node).routeTableOf(node.segment);
  }

  private hubOf({ hub }: TransitNode): AwsHub {
    const found = this.hubs.get(hub);
    if (found === undefined) {
      throw new Error(`${hub.name} is no hub in AWS`);
    }
    return found;
  }
}
