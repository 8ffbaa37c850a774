import { Address, ForwardingRule, GlobalAddress, GlobalForwardingRule } from "@pulumi/gcp/compute";
import type { Input, Output, Resource } from "@pulumi/pulumi";
import type { Proxies } from "./proxies";
import { resourceNames } from "./resourceNames";
import type { Wiring } from "./wiring";

/** An address with the forwarding rules that listen there. */
export interface Entrance {
  readonly address: Output<string>;
  readonly rule: ForwardingRule | GlobalForwardingRule;
}

/** Makes the addresses and forwarding rules: one entrance, or one for each region of a cross-region balancer. */
export function createEntrances(wiring: Wiring, proxies: Proxies, after: readonly Resource[]): Entrance[] {
  return placesOf(wiring).map((place) => {
    const { name, plan } = wiring;
    const address = createAddress(wiring, place);
    const rule = (port: number, target: Input<string>, afterThat: readonly Resource[]) =>
      createRule(wiring, place, afterThat, resourceNames.forwardingRule(name, place.key, port), {
        ipAddress: address.address,
        target,
        portRange: String(port),
      });
    const main = rule(plan.listener.port, proxies.main, after);
    if (proxies.redirect !== undefined) {
      // What listened to plain HTTP until now goes on until there is something to redirect to.
      rule(80, proxies.redirect, [...after, main]);
    }
    return { address: address.address, rule: main };
  });
}

interface Place {
  /** Part of names, where there are several. */
  readonly key: string | undefined;
  /** Of the address; undefined for a global one. */
  readonly region: string | undefined;
  /** Where an internal address is from. */
  readonly subnetwork: Input<string> | undefined;
}

function placesOf({ frontEnd, facts, region, network }: Wiring): Place[] {
  if (!facts.internal) {
    return [{ key: undefined, region: facts.regional ? region : undefined, subnetwork: undefined }];
  }
  return (frontEnd.subnets ?? []).map((key) => {
    const subnet = network.subnets?.[key];
    const at = facts.regional ? region : subnet?.region;
    return { key: facts.regional ? undefined : at, region: at, subnetwork: subnet?.id };
  });
}

function createAddress(wiring: Wiring, { key, region, subnetwork }: Place): Address | GlobalAddress {
  const { name, facts, frontEnd, labels, opts } = wiring;
  const at = resourceNames.address(name, key);
  if (region === undefined) {
    return new GlobalAddress(at, { addressType: "EXTERNAL", ...labels }, opts);
  }
  const args = facts.internal
    ? {
        addressType: "INTERNAL",
        ...(subnetwork !== undefined && { subnetwork }),
        // Shared by the listener and the redirect: https://cloud.google.com/load-balancing/docs/l7-internal/setting-up-http-to-https-redirect
        purpose: frontEnd.kind === "alb" ? "SHARED_LOADBALANCER_VIP" : "GCE_ENDPOINT",
      }
    : { addressType: "EXTERNAL" };
  return new Address(at, { ...args, region, ...labels }, opts);
}

interface Listening {
  readonly ipAddress: Input<string>;
  readonly target: Input<string>;
  readonly portRange: string;
}

function createRule(
  { facts, region, network, labels, opts }: Wiring,
  { subnetwork }: Place,
  after: readonly Resource[],
  name: string,
  listening: Listening,
): ForwardingRule | GlobalForwardingRule {
  const args = {
    ...listening,
    ipProtocol: "TCP",
    loadBalancingScheme: facts.loadBalancingScheme,
    // Tells which proxy-only subnet is meant.
    ...(facts.proxyOnlyPurpose !== undefined && { network: network.networkId }),
    ...(subnetwork !== undefined && { subnetwork }),
    ...labels,
  };
  // Two rules can't have one address and port, and a proxy-only subnet is deleted after the rules that need it.
  const options = { ...opts, dependsOn: [...after], deleteBeforeReplace: true };
  if (!facts.regional) {
    return new GlobalForwardingRule(name, args, options);
  }
  // Clients in other clouds may come in by a gateway in another region.
  const access = facts.internal ? { allowGlobalAccess: true } : {};
  return new ForwardingRule(name, { ...args, ...access, region }, options);
}
