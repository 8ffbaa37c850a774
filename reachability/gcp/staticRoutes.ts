import { parseCidr } from "../../addressing";
import type { NextHop, Rule } from "../model";
import { known, labelOf, orElse, read, readBoolean, readNumber, readText, type Resource } from "../resources";
import { pages } from "./pages";
import { type Reader, reasonOf } from "./reader";
import { rankOf } from "./routeRank";
import { liesIn } from "./subnets";
import { types } from "./types";
import { lastPart, rangeOf, textsOf } from "./values";
import type { RouteKind, Vpc } from "./vpc";
import { hopInto } from "./trafficSelectors";

/** What system-generated default routes and static routes without a priority have. */
const defaultPriority = 1000;

const internet: NextHop = { to: "outside", what: "the internet", internet: true };

/** Reads static routes, and adds the default routes that come with a network. */
export function readStaticRoutes(reader: Reader): void {
  for (const vpc of reader.vpcs.all()) {
    addDefaultRoutes(vpc);
  }
  for (const route of reader.stack.all(types.route)) {
    const vpc = reader.vpcs.pointedTo(route, "network");
    if (vpc !== undefined) {
      addRoute(reader, vpc, route);
      continue;
    }
    const why = `whether route ${labelOf(route)} is of this network is known only after the update`;
    for (const candidate of reader.vpcs.candidates(route, "network")) {
      candidate.staticDoubts.push({ rule: { text: `route ${labelOf(route)}`, urn: route.urn }, why });
    }
  }
}

/** https://cloud.google.com/vpc/docs/routes#routingpacketsinternet */
function addDefaultRoutes(vpc: Vpc): void {
  const { resource } = vpc;
  if (resource === undefined) {
    return;
  }
  const rule: Rule = { text: "default route to the internet gateway", urn: vpc.urn, source: pages.routes };
  const deletes = orElse(readBoolean(resource, "deleteDefaultRoutesOnCreate"), false);
  if (deletes === undefined) {
    const why = `whether ${vpc.name} has a default route to the internet is known only after the update`;
    vpc.undecided.push({ prefix: parseCidr("0.0.0.0/0"), rule, why });
  }
  const hasExternal = vpc.subnets.some(
    (subnet) => subnet.resource && known(readText(subnet.resource, "ipv6AccessType")) === "EXTERNAL",
  );
  const prefixes = [...(deletes === false ? ["0.0.0.0/0"] : []), ...(hasExternal ? ["::/0"] : [])];
  for (const prefix of prefixes.map(parseCidr)) {
    vpc.customRoutes.push({
      prefix,
      next: internet,
      rank: rankOf(defaultPriority, "internet gateway"),
      priority: defaultPriority,
      kind: "internet gateway",
      tags: [],
      rule: { ...rule, text: `${prefix.text}, ${rule.text}` },
    });
  }
}

function addRoute(reader: Reader, vpc: Vpc, route: Resource): void {
  const label = labelOf(route);
  const destination = known(readText(route, "destRange"));
  const prefix = rangeOf(destination);
  const rule: Rule = { text: `route ${label}`, urn: route.urn, source: pages.staticRoutes };
  const tags = textsOf(read(route, "tags"));
  const priority = orElse(readNumber(route, "priority"), defaultPriority);
  if (prefix === undefined || tags === undefined || priority === undefined) {
    const why = `route ${label}: its ${prefix === undefined ? "destination" : tags === undefined ? "tags" : "priority"} can't be told`;
    vpc.staticDoubts.push({ ...(prefix && { prefix }), rule, why });
    reader.estate.note(route.urn, why);
    return;
  }
  const subnets = vpc.subnetRoutes.map((one) => one.prefix);
  if (liesIn(subnets, prefix)) {
    reader.estate.note(
      route.urn,
      `${label}: ${prefix.text} lies in a subnet's range, where no static route can be; it is left out`,
    );
    return;
  }
  const { next, kind } = nextHopOf(reader, route);
  vpc.customRoutes.push({
    prefix,
    next,
    rank: rankOf(priority, kind),
    priority,
    kind,
    tags,
    rule: {
      ...rule,
      text: `${prefix.text}, route ${label}, priority ${priority}${tags.length > 0 ? ` for tag ${tags.join(" or ")}` : ""}`,
    },
  });
}

/** https://cloud.google.com/vpc/docs/static-routes#static-route-next-hops */
function nextHopOf(reader: Reader, route: Resource): { next: NextHop; kind: RouteKind } {
  const label = labelOf(route);
  const told = ["nextHopGateway", "nextHopVpnTunnel", "nextHopInstance", "nextHopIp", "nextHopIlb"].find(
    (property) => read(route, property).state !== "absent",
  );
  switch (told) {
    case "nextHopGateway": {
      const gateway = known(readText(route, told));
      return gateway === undefined || lastPart(gateway) !== "default-internet-gateway"
        ? undecided(`route ${label}: its gateway can't be told`)
        : { next: internet, kind: "internet gateway" };
    }
    case "nextHopVpnTunnel": {
      const tunnel = reader.pointers.to(route, told, types.vpnTunnel);
      return tunnel.state === "found"
        ? { next: hopInto(tunnel.resource), kind: "next hop" }
        : undecided(`route ${label}: its tunnel ${reasonOf(tunnel)}`);
    }
    case "nextHopIlb":
      return {
        ...undecided(
          `route ${label} leads to an internal passthrough load balancer; what its machines do with packets is not known`,
        ),
        kind: "load balancer",
      };
    case "nextHopInstance":
    case "nextHopIp":
      return undecided(`route ${label} leads to a machine; what it does with packets is not known`);
    default:
      return undecided(`route ${label}: its next hop can't be told`);
  }
}

function undecided(why: string): { next: NextHop; kind: RouteKind } {
  return { next: { to: "undecided", why }, kind: "next hop" };
}
