import { RouterRoutePolicy } from "@pulumi/gcp/compute";
import type { Output } from "@pulumi/pulumi";
import type { LinkView } from "../gateway";
import { standby } from "../priority";
import type { GcpContext } from "./gcpTunnel";

/** https://cloud.google.com/network-connectivity/docs/router/reference/bgp-route-policy-reference */
const everyRoute = "destination.inAnyRange([prefix('0.0.0.0/0').orLonger(), prefix('::/0').orLonger()])";

/** What standby tunnels rank routes by. */
export interface RoutePolicies {
  readonly incoming: Output<string>;
  readonly outgoing: Output<string>;
}

/**
 * For standby tunnels: what they bring is ranked lower, and what they tell looks farther.
 * https://cloud.google.com/network-connectivity/docs/router/concepts/bgp-route-policies-overview
 */
export function routePolicies(
  link: LinkView,
  { side, routerName, opts }: GcpContext,
): RoutePolicies | undefined {
  if (link.tunnels.every(({ preferred }) => preferred)) {
    return undefined;
  }
  const policy = (role: string, type: string, expression: string) =>
    new RouterRoutePolicy(
      `${link.name}-${role}`,
      {
        name: `${link.name}-${role}`,
        router: routerName,
        region: side.region,
        type,
        terms: [{ priority: 1, match: { expression: everyRoute }, actions: [{ expression }] }],
      },
      opts,
    ).name;
  const prepended = Array.from({ length: standby.prepends }, () => link.own.asn).join(", ");
  return {
    incoming: policy("standby-import", "ROUTE_POLICY_TYPE_IMPORT", `med.set(${standby.med})`),
    outgoing: policy("standby-export", "ROUTE_POLICY_TYPE_EXPORT", `asPath.prependSequence([${prepended}])`),
  };
}
