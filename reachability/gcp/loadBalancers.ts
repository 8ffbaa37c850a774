import type { Filter, Rule } from "../model";
import { known, labelOf, readText } from "../resources";
import { type Reader } from "./reader";
import type { Subnets } from "./subnets";
import { types } from "./types";
import { rangeOf } from "./values";

/**
 * Internal load balancers have addresses in subnets, but what they do with a packet is not read.
 * https://cloud.google.com/load-balancing/docs/forwarding-rule-concepts
 */
export function addLoadBalancers(reader: Reader, subnets: Subnets): void {
  for (const forwarding of reader.stack.all(types.forwardingRule)) {
    const scheme = known(readText(forwarding, "loadBalancingScheme")) ?? "EXTERNAL";
    const address = rangeOf(known(readText(forwarding, "ipAddress")));
    const pointed = reader.pointers.to(forwarding, "subnetwork", types.subnetwork);
    const subnet = pointed.state === "found" ? subnets.ofResource(pointed.resource) : undefined;
    if (!scheme.startsWith("INTERNAL") || subnet === undefined || address === undefined) {
      continue;
    }
    const label = labelOf(forwarding);
    const rule: Rule = { text: `load balancer ${label}`, urn: forwarding.urn };
    const filter = unknownFilter(`${forwarding.urn}#load balancer`, rule);
    reader.estate.endpoints.push({
      id: forwarding.urn,
      name: label,
      kind: "load balancer",
      cloud: "gcp",
      urn: forwarding.urn,
      region: subnet.region || undefined,
      network: subnet.vpc.id,
      subnet: subnet.id,
      routesAt: subnet.id,
      addresses: [address],
      egress: [filter],
      ingress: [filter],
    });
  }
}

function unknownFilter(id: string, rule: Rule): Filter {
  const undecided = "what it does with packets is not known";
  return {
    id,
    name: rule.text,
    urn: rule.urn,
    stateful: true,
    rules: [{ action: "allow", rule, undecided }],
    otherwise: { action: "deny", rule },
  };
}
