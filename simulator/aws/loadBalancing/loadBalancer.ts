import { hostedZoneOf, type LoadBalancerKind } from "./hostedZones";
import { attributeProperties, checkAttributes, checkLogs } from "./loadBalancerAttributes";
import { checkName, deletesBeforeReplace, nameProperties } from "./names";
import { refused } from "./refusals";
import { placement, subnetIdsOf } from "./placement";
import { arn } from "../arn";
import { checkExactlyOneOf, checkOneOf, refuseUnsimulated, unsimulated } from "../checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "../common";
import { named } from "../operations/names";
import { having } from "../references";
import { tokens } from "../tokens";
import { asList, asString, type Props, type Value } from "../../protocol/values";
import type { OperationContext, ResourceType } from "../../providers/resourceType";

const operation = "CreateLoadBalancer";

/**
 * An Application or Network Load Balancer.
 *
 * API: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/lb/loadbalancer/
 */
export const loadBalancer: ResourceType = {
  token: tokens.loadBalancer,
  properties: {
    ...regionProperty,
    ...tagProperties,
    ...attributeProperties,
    internal: { type: "boolean", replace: true },
    ipAddressType: { type: "string" },
    loadBalancerType: { type: "string", replace: true, default: "application" },
    ...nameProperties,
    // The provider lets a Network Load Balancer have its first group and lose its last one at creation only.
    securityGroups: {
      type: "array",
      replaceIf: (before, after, olds) =>
        olds.loadBalancerType === "network" && (asList(before).length === 0) !== (asList(after).length === 0),
    },
    // A Network Load Balancer can get further subnets and lose none.
    subnetMappings: { type: "array", replaceIf: (before, after, olds) => loses(olds, before, after) },
    subnets: { type: "array", replaceIf: (before, after, olds) => loses(olds, before, after) },
    ...unsimulated("string", ["customerOwnedIpv4Pool", "enablePrefixForIpv6SourceNat", "namePrefix"]),
    ...unsimulated("number", ["secondaryIpsAutoAssignedPerSubnet"]),
    ...unsimulated("object", ["healthCheckLogs", "ipamPools", "minimumLoadBalancerCapacity"]),
  },
  computed: [
    "arn",
    "arnSuffix",
    "dnsName",
    "internal",
    "ipAddressType",
    "securityGroups",
    "subnetMappings",
    "subnets",
    "tagsAll",
    "vpcId",
    "zoneId",
  ],
  // Two to three minutes; deletion waits for the network interfaces to go.
  durations: { create: 150, update: 10, delete: 30 },
  deleteBeforeReplace: deletesBeforeReplace,
  check(context) {
    withRegion(context);
    checkName(context, false);
    checkExactlyOneOf(context, ["subnetMappings", "subnets"]);
    checkOneOf(context, "ipAddressType", ["ipv4", "dualstack"]);
    if (context.inputs.loadBalancerType === "gateway") {
      context.fail("loadBalancerType", "Gateway Load Balancers are not simulated");
    }
    checkOneOf(context, "loadBalancerType", ["application", "gateway", "network"]);
    checkAttributes(context);
    checkLogs(context);
    if (context.inputs.ipAddressType === "dualstack") {
      context.fail("ipAddressType", `"dualstack" is not simulated: load balancers have IPv4 only`);
    }
    refuseUnsimulated(context, {
      customerOwnedIpv4Pool: "there are no Outposts",
      enablePrefixForIpv6SourceNat: "load balancers have IPv4 only",
      healthCheckLogs: "log health checks by accessLogs and alarms",
      ipamPools: "there is no IPAM",
      minimumLoadBalancerCapacity: "capacity is not simulated",
      secondaryIpsAutoAssignedPerSubnet: "a load balancer has one address a subnet",
    });
  },
  create(context) {
    const { inputs, draws } = context;
    const name = asString(inputs.name) ?? "";
    if (named(context, tokens.loadBalancer, "name", name)) {
      throw refused(
        operation,
        "DuplicateLoadBalancerName",
        `A load balancer with the same name '${name}' exists, but with different settings`,
      );
    }
    const placed = placement(context, operation);
    const kind = inputs.loadBalancerType as LoadBalancerKind;
    const region = regionOf(inputs);
    const hex = draws.hex("id", 16);
    const arnSuffix = `${kind === "application" ? "app" : "net"}/${name}/${hex}`;
    const id = arn("elasticloadbalancing", region, `loadbalancer/${arnSuffix}`);
    return {
      id,
      outputs: {
        arn: id,
        arnSuffix,
        dnsName: dnsName(context, kind, name, hex),
        ipAddressType: "ipv4",
        internal: inputs.internal ?? false,
        zoneId: hostedZoneOf(region, kind),
        ...placed,
        ...taggedOutputs(inputs),
      },
    };
  },
  update(context, record) {
    return { ...placement(context, "SetSubnets", record), ...taggedOutputs(context.inputs) };
  },
  delete(_, { id, inputs }) {
    if (inputs.enableDeletionProtection === true) {
      throw refused(
        "DeleteLoadBalancer",
        "OperationNotPermitted",
        `Load balancer '${id}' cannot be deleted because deletion protection is enabled`,
      );
    }
  },
  // With the load balancer go its listeners and their rules.
  removes({ inputs, world }, record) {
    const listeners =
      inputs === record.inputs ? having(world, tokens.listener, "loadBalancerArn", record.id) : [];
    return listeners.flatMap((listener) => [
      listener,
      ...having(world, tokens.listenerRule, "listenerArn", listener.id),
      ...having(world, tokens.listenerCertificate, "listenerArn", listener.id),
    ]);
  },
};

const loses = (olds: Props, before: Value | undefined, after: Value | undefined): boolean => {
  const left = new Set(subnetIdsOf(after));
  return olds.loadBalancerType === "network" && subnetIdsOf(before).some((id) => !left.has(id));
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html */
function dnsName(
  { inputs, draws }: OperationContext,
  kind: LoadBalancerKind,
  name: string,
  hex: string,
): string {
  const region = regionOf(inputs);
  return kind === "network"
    ? `${name}-${hex}.elb.${region}.amazonaws.com`
    : `${inputs.internal === true ? "internal-" : ""}${name}-${draws.text("dnsName", 10, "123456789")}.${region}.elb.amazonaws.com`;
}
