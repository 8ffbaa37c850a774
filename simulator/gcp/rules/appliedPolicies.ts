import { invalid } from "../compute/error";
import type { MemberOperation } from "../compute/routerMember";
import { membersOfType } from "../routerMembers";
import { tokens } from "../tokens";
import { asNumber, asString, asStrings } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

const directions = [
  ["importPolicies", "ROUTE_POLICY_TYPE_IMPORT"],
  ["exportPolicies", "ROUTE_POLICY_TYPE_EXPORT"],
] as const;

/** RFC 6996 */
const isPrivateAsn = (asn: number): boolean =>
  (asn >= 64512 && asn <= 65534) || (asn >= 4200000000 && asn <= 4294967294);

/**
 * The policies that a session names must be the router's, for that direction, and its peer's ASN private.
 *
 * Source: https://cloud.google.com/network-connectivity/docs/router/how-to/bgp-route-policies/apply-policies
 */
export function requirePolicies({ inputs, world, router }: MemberOperation): void {
  const policies = membersOfType(world, tokens.routerRoutePolicy, router.id);
  for (const [property, type] of directions) {
    for (const name of asStrings(inputs[property])) {
      const policy = policies.find((one) => one.inputs.name === name);
      const field = `resource.bgpPeers[].${property}`;
      if (!policy) {
        throw invalid(field, name, `The router '${router.id}' has no route policy of that name.`);
      }
      if (policy.inputs.type !== type) {
        throw invalid(field, name, `The route policy is ${asString(policy.inputs.type) ?? ""}, not ${type}.`);
      }
    }
  }
  const asn = asNumber(inputs.peerAsn) ?? 0;
  const applied = directions.flatMap(([property]) => asStrings(inputs[property]));
  if (applied.length > 0 && !isPrivateAsn(asn)) {
    throw invalid(
      "resource.bgpPeers[].peerAsn",
      String(asn),
      "The ASN of a peer with route policies must be private (RFC 6996).",
    );
  }
}

/** A session of the router that names the policy, if any. */
export const policyUser = (world: WorldView, router: string, name: string): WorldRecord | undefined =>
  membersOfType(world, tokens.routerPeer, router).find(({ inputs }) =>
    directions.some(([property]) => asStrings(inputs[property]).includes(name)),
  );
