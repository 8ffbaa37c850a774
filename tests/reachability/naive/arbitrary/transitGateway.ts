import type { Properties } from "../../../../reachability/resources";
import type { Subnet, Vpc } from "./aws";
import type { Choices } from "./choices";
import type { Estate, Site } from "./estate";

export interface TransitGateway {
  readonly id: string;
  readonly asn: number;
  /** Its route tables; none where all use the default one. */
  readonly tables: readonly string[];
  /** Attachments so far, with what lies behind. */
  readonly attachments: { readonly id: string; readonly range: string }[];
  /** Destinations that a table has a static route for. */
  readonly taken: Set<string>;
}

export function transitGateway(choices: Choices, estate: Estate): TransitGateway {
  const id = "tgw-hub";
  const segmented = choices.chance(65);
  estate.uses(segmented ? "transit gateway, tables of its own" : "transit gateway, default table");
  const state = segmented ? "disable" : "enable";
  estate.add(
    "aws:ec2transitgateway/transitGateway:TransitGateway",
    "hub",
    id,
    { amazonSideAsn: 64512, defaultRouteTableAssociation: state, defaultRouteTablePropagation: state },
    segmented
      ? {}
      : {
          associationDefaultRouteTableId: "tgw-rtb-default",
          propagationDefaultRouteTableId: "tgw-rtb-default",
        },
  );
  const tables = Array.from({ length: segmented ? choices.number(1, 2) : 0 }, (_, at) => {
    const table = `tgw-rtb-${at}`;
    estate.add("aws:ec2transitgateway/routeTable:RouteTable", `hub-table${at}`, table, {
      transitGatewayId: id,
    });
    return table;
  });
  return { id, asn: 64512, tables, attachments: [], taken: new Set() };
}

/** Attaches a VPC in the zones of its subnets, seldom leaving one out, and gives its tables routes to the others. */
export function attach(
  choices: Choices,
  estate: Estate,
  hub: TransitGateway,
  home: Vpc,
  others: readonly Site[],
): string[] {
  const apart: string[] = [];
  const byZone = new Map<string, Subnet>(home.subnetList.map((one) => [one.zone, one]));
  const used = [...byZone].filter((_, at) => at === 0 || choices.chance(80));
  const subnetIds = used.map(([zone, subnet], at) => {
    if (choices.chance(50)) {
      subnet.hasAcl = true;
      return subnet.id;
    }
    const id = `${subnet.id}-transit`;
    estate.add("aws:ec2/subnet:Subnet", `${subnet.name}-transit`, id, {
      vpcId: home.id,
      cidrBlock: home.range.replace("0.0/16", `${250 + at}.0/28`),
      availabilityZone: zone,
    });
    apart.push(id);
    return id;
  });
  const id = `tgw-attach-${home.name}`;
  estate.add("aws:ec2transitgateway/vpcAttachment:VpcAttachment", `${home.name}-attachment`, id, {
    transitGatewayId: hub.id,
    vpcId: home.id,
    subnetIds,
    ...(hub.tables.length > 0 && {
      transitGatewayDefaultRouteTableAssociation: false,
      transitGatewayDefaultRouteTablePropagation: false,
    }),
  });
  for (const { routes } of home.tables) {
    for (const other of others) {
      if (choices.chance(85)) {
        routes.set(choices.pick(["10.0.0.0/8", other.range, choices.pick(other.subnets)]), {
          transitGatewayId: hub.id,
        });
      }
    }
  }
  join(choices, estate, hub, id, home.range, 85);
  return apart;
}

/** Associates an attachment with one table and lets it propagate to some. */
export function join(
  choices: Choices,
  estate: Estate,
  hub: TransitGateway,
  id: string,
  range: string,
  propagating: number,
): void {
  hub.attachments.push({ id, range });
  if (hub.tables.length === 0) {
    return;
  }
  const table = choices.pick(hub.tables);
  estate.add("aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation", id, `${table}_${id}`, {
    transitGatewayAttachmentId: id,
    transitGatewayRouteTableId: table,
  });
  for (const to of hub.tables) {
    if (choices.chance(propagating)) {
      estate.add(
        "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation",
        `${id}-${to}`,
        `${to}_${id}`,
        {
          transitGatewayAttachmentId: id,
          transitGatewayRouteTableId: to,
        },
      );
    } else {
      estate.uses("transit gateway propagation left out");
    }
  }
}

/** Blackholes, and routes to an attachment that need not be the right one. */
export function transitRoutes(
  choices: Choices,
  estate: Estate,
  hub: TransitGateway,
  sites: readonly Site[],
): void {
  for (const table of hub.tables) {
    for (let at = choices.pick([0, 0, 1, 2]); at > 0; at--) {
      const site = choices.pick(sites);
      const blackhole = choices.chance(50);
      estate.uses(blackhole ? "transit gateway blackhole" : "transit gateway static route");
      addRoute(
        estate,
        hub,
        table,
        choices.pick([site.range, ...site.subnets]),
        blackhole ? { blackhole } : { transitGatewayAttachmentId: attachmentTo(choices, hub, site.range) },
      );
    }
  }
}

/** A table has one static route to a destination. */
export function addRoute(
  estate: Estate,
  hub: TransitGateway,
  table: string,
  destination: string,
  target: Properties,
): void {
  const id = `${table}_${destination}`;
  if (!hub.taken.has(id)) {
    hub.taken.add(id);
    estate.add("aws:ec2transitgateway/route:Route", id, id, {
      transitGatewayRouteTableId: table,
      destinationCidrBlock: destination,
      ...target,
    });
  }
}

function attachmentTo(choices: Choices, hub: TransitGateway, range: string): string {
  const right = hub.attachments.filter((one) => one.range === range);
  return choices.pick(right.length > 0 && choices.chance(75) ? right : hub.attachments).id;
}
