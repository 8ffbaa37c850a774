import { type ComputeOperation } from "../compute/computeType";
import { invalid, invalidField } from "../compute/error";
import { ipv6NetworkProblem } from "../compute/ranges";
import { referred } from "../compute/references";
import { tokens } from "../tokens";
import { type Cidr, contains, nthSubnet, parseCidr } from "../../../addressing/cidr";
import { asString, hasUnknown, type Props } from "../../protocol/values";
import type { CheckContext, OperationContext } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** Google's part of the unique local addresses, which gives each network a /48 and each subnet a /64 of that. */
const uniqueLocal = parseCidr("fd20::/20");
/** A part of Google's public addresses. */
const external = parseCidr("2600:1900::/28");
const prefixLengths = { network: 48, subnet: 64 };

/** Source: https://cloud.google.com/compute/docs/reference/rest/v1/networks, `internalIpv6Range`. */
export function checkInternalRange({ inputs, fail }: CheckContext): void {
  const text = asString(inputs.internalIpv6Range);
  if (text === undefined) {
    return;
  }
  const refuse = (rule: string): void =>
    fail("internalIpv6Range", invalidField("resource.internalIpv6Range", text, rule));
  const problem = ipv6NetworkProblem(text);
  if (problem !== undefined) {
    refuse(problem);
  } else if (
    !contains(uniqueLocal, parseCidr(text)) ||
    parseCidr(text).prefixLength !== prefixLengths.network
  ) {
    refuse(`Must be a /${prefixLengths.network} within ${uniqueLocal.text}.`);
  }
  if (inputs.enableUlaInternalIpv6 !== true && !hasUnknown(inputs.enableUlaInternalIpv6)) {
    refuse("It can only be set if enableUlaInternalIpv6 is true.");
  }
}

/** The /48 of a network: the program's, else one of Google's choice. */
export function internalRange({ inputs, draws, world }: ComputeOperation): string {
  if (inputs.enableUlaInternalIpv6 !== true) {
    return "";
  }
  const taken = world.all(tokens.network).flatMap((one) => prefixOf(one, "internalIpv6Range")?.text ?? []);
  const given = asString(inputs.internalIpv6Range);
  if (given !== undefined) {
    if (taken.includes(parseCidr(given).text)) {
      throw invalid("resource.internalIpv6Range", given, "The range is already in use by another network.");
    }
    return given;
  }
  return free(taken, (attempt) =>
    nthSubnet(uniqueLocal, prefixLengths.network, draws.below(`internalIpv6Range/${attempt}`, 1 << 28)),
  );
}

const carriesIpv6 = ({ stackType }: Props): boolean => stackType === "IPV4_IPV6" || stackType === "IPV6_ONLY";

/** What a request for a subnet says about IPv6, judged alone. */
export function checkSubnetStack({ inputs, fail }: CheckContext): void {
  const { ipCidrRange, ipv6AccessType, stackType } = inputs;
  if (hasUnknown(stackType)) {
    return;
  }
  if (stackType === "IPV6_ONLY" && ipCidrRange !== undefined) {
    const range = asString(ipCidrRange) ?? "";
    fail(
      "ipCidrRange",
      invalidField("resource.ipCidrRange", range, "An IPV6_ONLY subnet has no IPv4 range."),
    );
  }
  if (carriesIpv6(inputs) && ipv6AccessType === undefined) {
    const rule = `It must be specified for the stack type ${asString(stackType) ?? ""}.`;
    fail("ipv6AccessType", invalidField("resource.ipv6AccessType", "", rule));
  }
  if (!carriesIpv6(inputs) && ipv6AccessType !== undefined) {
    fail("ipv6AccessType", '"ipv6AccessType" is not simulated for a subnet without IPv6: set stackType');
  }
}

/**
 * The IPv6 attributes of a subnet, whose /64 Google chooses at its first use and keeps.
 *
 * Sources: https://cloud.google.com/vpc/docs/subnets, "IPv6 subnet ranges", and
 * https://cloud.google.com/vpc/docs/create-modify-vpc-networks, "Change an IPv4-only subnet to dual-stack" and the
 * sections behind it.
 *
 * @throws {ComputeError} where the network has no IPv6 for it, or the stack cannot be changed so.
 */
export function subnetPrefixes(context: ComputeOperation, record?: WorldRecord): Props {
  const { inputs, world } = context;
  const network = referred(world, "network", inputs.network);
  if (record) {
    requireStackChange(inputs, record);
  }
  const kept = record && prefixOf(record, "ipv6CidrRange");
  if (kept === undefined && !carriesIpv6(inputs)) {
    return { externalIpv6Prefix: "", internalIpv6Prefix: "", ipv6CidrRange: "", ipv6GceEndpoint: "" };
  }
  if (network?.inputs.autoCreateSubnetworks === true) {
    const rule = "Subnets with IPv6 ranges are supported on custom mode VPC networks only.";
    throw invalid("resource.stackType", asString(inputs.stackType) ?? "", rule);
  }
  const isInternal = (inputs.ipv6AccessType ?? record?.inputs.ipv6AccessType) === "INTERNAL";
  const range = network && prefixOf(network, "internalIpv6Range");
  if (isInternal && range === undefined) {
    const rule = "The network has no internal IPv6 range: it needs enableUlaInternalIpv6.";
    throw invalid("resource.ipv6AccessType", "INTERNAL", rule);
  }
  const prefix =
    record && kept
      ? (asString(record.outputs.ipv6CidrRange) ?? "")
      : drawPrefix(context, isInternal && range ? range : external);
  return {
    externalIpv6Prefix: isInternal ? "" : prefix,
    internalIpv6Prefix: isInternal ? prefix : "",
    ipv6CidrRange: prefix,
    ipv6GceEndpoint: isInternal ? "" : "VM_AND_FR",
  };
}

function drawPrefix({ draws, world }: OperationContext, pool: Cidr): string {
  const taken = world.all(tokens.subnetwork).flatMap((one) => prefixOf(one, "ipv6CidrRange")?.text ?? []);
  const digits = (prefixLengths.subnet - pool.prefixLength) / 4;
  return free(taken, (attempt) =>
    nthSubnet(pool, prefixLengths.subnet, BigInt(`0x${draws.hex(`ipv6CidrRange/${attempt}`, digits)}`)),
  );
}

/** IPv6 is added to a subnet with IPv4, and taken away again where it is external. */
function requireStackChange(inputs: Props, { inputs: before }: WorldRecord): void {
  const [from = "IPV4_ONLY", to = "IPV4_ONLY"] = [asString(before.stackType), asString(inputs.stackType)];
  const allowed =
    from === to ||
    (from === "IPV4_ONLY" && to === "IPV4_IPV6") ||
    (from === "IPV4_IPV6" && to === "IPV4_ONLY" && before.ipv6AccessType === "EXTERNAL");
  if (!allowed) {
    const internal = from === "IPV4_IPV6" && to === "IPV4_ONLY" ? " of access type INTERNAL" : "";
    throw invalid("resource.stackType", to, `A subnet${internal} cannot be changed from ${from} to ${to}.`);
  }
  const [had, has] = [asString(before.ipv6AccessType), asString(inputs.ipv6AccessType)];
  if (had !== undefined && has !== undefined && had !== has) {
    throw invalid("resource.ipv6AccessType", has, `It is immutable, and ${had}.`);
  }
}

function free(taken: readonly string[], draw: (attempt: number) => Cidr): string {
  for (let attempt = 0; ; attempt++) {
    const drawn = draw(attempt);
    if (!taken.includes(drawn.text)) {
      return written(drawn);
    }
  }
}

/** In the form that public configurations show of drawn ranges, with every group: `fd20:222:dd14:0:0:0:0:0/48`. */
function written({ start, prefixLength }: Cidr): string {
  const groups = start.toString(16).padStart(32, "0").match(/.{4}/g) ?? [];
  return `${groups.map((group) => group.replace(/^0{1,3}/, "")).join(":")}/${prefixLength}`;
}

function prefixOf({ outputs }: WorldRecord, attribute: string): Cidr | undefined {
  const text = asString(outputs[attribute]) ?? "";
  return text === "" ? undefined : parseCidr(text);
}
