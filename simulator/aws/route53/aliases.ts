import { normalized } from "./domainNames";
import { refusedChange } from "./refusals";
import { recordsOf } from "./zone";
import { isLoadBalancerZone } from "../loadBalancing/hostedZones";
import { tokens } from "../tokens";
import { asList, asObject, asString } from "../../protocol/values";
import type { OperationContext } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/**
 * What an alias points at: a load balancer, or another record of the same zone and type.
 *
 * Rules: https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
 */
export function requireAliasTarget(
  { inputs, world }: OperationContext,
  zone: WorldRecord,
  name: string,
): void {
  const [alias] = asList(inputs.aliases).map(asObject);
  const target = normalized(asString(alias?.name) ?? "");
  const zoneId = asString(alias?.zoneId) ?? "";
  const type = asString(inputs.type) ?? "";
  const tried = `Tried to create an alias that targets ${target}., type ${type} in zone ${zoneId}`;
  if (zoneId === zone.id) {
    const found = recordsOf(world, zone.id).some(
      (record) => record.outputs.fqdn === target && record.inputs.type === type,
    );
    if (target === name || !found) {
      throw refusedChange(`${tried}, but that target was not found`);
    }
    return;
  }
  if (!isLoadBalancerZone(zoneId)) {
    throw refusedChange(
      `${tried}, but the alias target name does not lie within the target zone; simulated are targets in the same zone, and load balancers in the zones of Elastic Load Balancing`,
    );
  }
  const balancer = world
    .all(tokens.loadBalancer)
    .find(
      ({ outputs }) => normalized(asString(outputs.dnsName) ?? "") === target.replace(/^dualstack\./, ""),
    );
  if (balancer && balancer.outputs.zoneId !== zoneId) {
    throw refusedChange(`${tried}, but the alias target name does not lie within the target zone`);
  }
  if (!balancer || (type !== "A" && type !== "AAAA")) {
    throw refusedChange(`${tried}, but that target was not found`);
  }
}
