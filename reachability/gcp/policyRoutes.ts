import { parseCidr } from "../../addressing";
import { known, labelOf, read, readText } from "../resources";
import { pages } from "./pages";
import type { Reader } from "./reader";
import { types } from "./types";
import { rangeOf, textsOf } from "./values";
import type { PolicyRoute } from "./vpc";

/**
 * Reads policy-based routes, which come before all others. They lead to load balancers of appliances: what these do
 * with packets is not known.
 * https://cloud.google.com/vpc/docs/policy-based-routes
 */
export function readPolicyRoutes(reader: Reader): void {
  for (const route of reader.stack.all(types.policyBasedRoute)) {
    const onlyInterconnects = read(route, "interconnectAttachment").state !== "absent";
    const isDefault = read(route, "nextHopOtherRoutes").state !== "absent";
    if (onlyInterconnects || isDefault) {
      continue;
    }
    const vpc = reader.vpcs.pointedTo(route, "network");
    const label = labelOf(route);
    const any = known(readText(route, "filter.protocolVersion")) === "IPV6" ? "::/0" : "0.0.0.0/0";
    const destination = read(route, "filter.destRange");
    const source = read(route, "filter.srcRange");
    const policyRoute: PolicyRoute = {
      destination: (destination.state === "known" ? rangeOf(destination.value) : undefined) ?? parseCidr(any),
      source: source.state === "known" ? rangeOf(source.value) : undefined,
      tags: textsOf(read(route, "virtualMachine.tags")) ?? [],
      rule: { text: `policy-based route ${label}`, urn: route.urn, source: pages.policyBasedRoutes },
      why: `policy-based route ${label} may send it to a load balancer of appliances, which are not known`,
    };
    for (const one of vpc === undefined ? reader.vpcs.candidates(route, "network") : [vpc]) {
      one.policyRoutes.push(policyRoute);
    }
  }
}
