import { tokens as aws } from "../../reachability/aws/tokens";
import { Arm } from "../../reachability/azure/arm";
import { tokens as azure } from "../../reachability/azure/tokens";
import { labelOf, orElse, read, readText, type Resource, type Stack } from "../../reachability/resources";
import type { Plan } from "../plan";
import { pointedTo } from "../reading/pointedTo";
import type { Finding, Rule } from "../rule";

const transitGatewaySource = "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html";
const virtualHubSource = "https://learn.microsoft.com/azure/virtual-wan/about-virtual-hub-routing";

/**
 * A hub with route tables of its own has them to keep networks apart, and its default table joins whatever comes to it:
 * every attachment, unless all is switched off.
 *
 * In a virtual hub a virtual network may well be in the default table on purpose, as shared services are, and branches
 * can be nowhere else. So there only what a connection doesn't say is refused.
 */
export const transitGatewayDefaults: Rule = {
  name: "transit-gateway-defaults",
  description:
    "No hub with route tables of its own joins networks through its default table behind their backs.",
  level: "mandatory",
  check: function* ({ stack }: Plan): Iterable<Finding> {
    yield* transitGateways(stack);
    yield* virtualHubs(stack);
  },
};

const switches = [
  ["defaultRouteTableAssociation", aws.transitGatewayDefaultAssociation],
  ["defaultRouteTablePropagation", aws.transitGatewayDefaultPropagation],
] as const;

function* transitGateways(stack: Stack): Iterable<Finding> {
  const segmented = firstByHub(stack, aws.transitGatewayRouteTable, (table) =>
    pointedTo(stack, table, "transitGatewayId", aws.transitGateway),
  );
  for (const [gateway, table] of segmented) {
    for (const [property, chooser] of switches) {
      const value = orElse(readText(gateway, property), "enable");
      const isChosen = stack
        .all(chooser)
        .some((one) => pointedTo(stack, one, "transitGatewayId", aws.transitGateway) === gateway);
      if (value === "disable" || isChosen) {
        continue;
      }
      const undecided = value === undefined && ({ undecided: true } as const);
      yield {
        urn: gateway.urn,
        message:
          `transit gateway ${labelOf(gateway)} has the route table ${labelOf(table)} of its own, but ` +
          (undecided ? `its ${property} isn't known before the update. ` : `${property} is "${value}". `) +
          "Attachments that nobody assigned then meet in the default route table, whatever the others keep apart. " +
          `Set ${property} to "disable" (${transitGatewaySource})`,
        ...undecided,
      };
    }
  }
}

function* virtualHubs(stack: Stack): Iterable<Finding> {
  const arm = new Arm(stack, { [azure.virtualHub]: "virtualHubName" });
  const hubOf = (one: Resource): Resource | undefined => arm.parent(one, "virtualHubName", azure.virtualHub);
  const segmented = firstByHub(stack, azure.hubRouteTable, (table) =>
    isDefaultTable(table) ? undefined : hubOf(table),
  );
  if (segmented.size === 0) {
    return;
  }
  for (const connection of stack.all(azure.hubVirtualNetworkConnection)) {
    const hub = hubOf(connection);
    const table = hub && segmented.get(hub);
    const silent = table && silentOn(connection);
    if (hub === undefined || table === undefined || silent === undefined) {
      continue;
    }
    yield {
      urn: connection.urn,
      message:
        `virtual hub ${labelOf(hub)} has the route table ${labelOf(table)} of its own, but its connection ` +
        `${labelOf(connection)} ${silent.problem}. It then meets all other networks and branches in the default ` +
        `route table. Set ${silent.path}, to the default table if that is meant (${virtualHubSource})`,
      ...(silent.undecided && { undecided: true }),
    };
  }
}

/** What a connection leaves to Azure, which then takes the default table. */
function silentOn(connection: Resource) {
  const paths = ["associatedRouteTable", "propagatedRouteTables"].map(
    (name) => `routingConfiguration.${name}`,
  );
  const [path] = paths.filter((one) => read(connection, one).state === "absent");
  if (path !== undefined) {
    return { path, problem: `has no ${path}`, undecided: false };
  }
  const whole = read(connection, "routingConfiguration").state === "unknown";
  return whole
    ? {
        path: paths.join(" and "),
        problem: "may have no route tables: its routingConfiguration isn't known before the update",
        undecided: true,
      }
    : undefined;
}

function isDefaultTable(table: Resource): boolean {
  return orElse(readText(table, "routeTableName"), "") === "defaultRouteTable";
}

/** By hub, one of its route tables. */
function firstByHub(
  stack: Stack,
  type: string,
  hubOf: (table: Resource) => Resource | undefined,
): ReadonlyMap<Resource, Resource> {
  const found = new Map<Resource, Resource>();
  for (const table of stack.all(type)) {
    const hub = hubOf(table);
    if (hub !== undefined && !found.has(hub)) {
      found.set(hub, table);
    }
  }
  return found;
}
