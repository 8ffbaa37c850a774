import { invalid, invalidField, notFound } from "../compute/error";
import { pathIn } from "../compute/paths";
import type { MemberOperation } from "../compute/routerMember";
import { tokens } from "../tokens";
import {
  asList,
  asNumber,
  asObject,
  asString,
  asStrings,
  hasUnknown,
  type Props,
} from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";
import { list, number, object, text, unsimulated } from "../../providers/shapes";

const noAddresses = "rules of public gateways are not";
const noDraining = "ranges are taken away at once";

/** Rules of a private gateway; those of public ones are not simulated. */
export const natRulesShape = list(
  object({
    action: object({
      sourceNatActiveIps: unsimulated("array", noAddresses),
      sourceNatActiveRanges: list(text),
      sourceNatDrainIps: unsimulated("array", noAddresses),
      sourceNatDrainRanges: unsimulated("array", noDraining),
    }),
    description: text,
    "match!": text,
    "ruleNumber!": number,
  }),
);

export const isPrivateNat = ({ type }: Props): boolean => type === "PRIVATE";

const rulesOf = (nat: Props): Props[] => asList(nat.rules).map(asObject);

/** The path of the hub in a match such as `nexthop.hub == '//networkconnectivity.googleapis.com/projects/…'`. */
const hubIn = (match: string): string | undefined =>
  /^nexthop\.hub == ["'](?:https:|)\/\/networkconnectivity\.googleapis\.com\/(?:v\w+\/|)(projects\/[^/"']+\/locations\/global\/hubs\/[^/"']+)["']$/.exec(
    match.trim(),
  )?.[1];

/**
 * What a private gateway may not say, and must.
 *
 * Sources: https://cloud.google.com/nat/docs/private-nat ("General specifications"),
 * https://cloud.google.com/nat/docs/about-private-nat-for-ncc
 */
export function checkPrivateNat(context: CheckContext): void {
  const { inputs } = context;
  const refuse = (property: string, value: string, rule: string): void =>
    context.fail(property, invalidField(`resource.nats[].${property}`, value, rule));
  if (hasUnknown(inputs.type)) {
    return;
  }
  if (!isPrivateNat(inputs)) {
    if (rulesOf(inputs).length > 0) {
      context.fail(
        "rules",
        '"rules" of a public gateway are not simulated: all destinations are translated alike',
      );
    }
    return;
  }
  for (const property of ["autoNetworkTier", "natIpAllocateOption"]) {
    if (inputs[property] !== undefined) {
      refuse(property, asString(inputs[property]) ?? "", "A private NAT gateway has no public addresses.");
    }
  }
  if (asList(inputs.natIps).length > 0) {
    refuse("natIps", "", "A private NAT gateway has no public addresses.");
  }
  if (inputs.enableEndpointIndependentMapping === true) {
    refuse("enableEndpointIndependentMapping", "true", "A private NAT gateway does not support it.");
  }
  checkRanges(inputs, refuse);
  checkRules(inputs, refuse);
}

type Refuse = (property: string, value: string, rule: string) => void;

/** "You cannot use Private NAT to translate a specific primary or secondary IP address range." */
function checkRanges(inputs: Props, refuse: Refuse): void {
  const source = asString(inputs.sourceSubnetworkIpRangesToNat);
  const rule = "A private NAT gateway translates all ranges of a subnetwork.";
  if (source === "ALL_SUBNETWORKS_ALL_PRIMARY_IP_RANGES") {
    refuse("sourceSubnetworkIpRangesToNat", source, rule);
  }
  asList(inputs.subnetworks)
    .map(asObject)
    .forEach(({ sourceIpRangesToNats }, i) => {
      if (asStrings(sourceIpRangesToNats).some((kind) => kind !== "ALL_IP_RANGES")) {
        refuse(`subnetworks[${i}].sourceIpRangesToNats`, asStrings(sourceIpRangesToNats).join(", "), rule);
      }
    });
}

function checkRules(inputs: Props, refuse: Refuse): void {
  const rules = rulesOf(inputs);
  if (!hasUnknown(inputs.rules) && rules.length === 0) {
    refuse("rules", "", "A private NAT gateway needs a rule that names a hub.");
  }
  const numbers = rules.map(({ ruleNumber }) => asNumber(ruleNumber));
  rules.forEach(({ action, match, ruleNumber }, i) => {
    const number = asNumber(ruleNumber);
    if (number !== undefined && !(Number.isInteger(number) && number >= 0 && number <= 65_000)) {
      refuse(`rules[${i}].ruleNumber`, String(number), "It must be between 0 and 65000.");
    }
    if (number !== undefined && numbers.indexOf(number) < i) {
      refuse(`rules[${i}].ruleNumber`, String(number), "It must be unique among the rules.");
    }
    const condition = asString(match);
    if (condition !== undefined && hubIn(condition) === undefined) {
      refuse(
        `rules[${i}].match`,
        condition,
        "Only a match with a hub is simulated: nexthop.hub == '//networkconnectivity.googleapis.com/projects/…/locations/global/hubs/…'.",
      );
    }
    const { sourceNatActiveRanges } = asObject(action);
    if (
      !hasUnknown(action) &&
      !hasUnknown(asList(inputs.rules)[i]) &&
      asStrings(sourceNatActiveRanges).length === 0
    ) {
      refuse(`rules[${i}].action`, "", "A rule of a private NAT gateway needs sourceNatActiveRanges.");
    }
  });
}

/**
 * Hubs exist, and ranges are subnets for it in the router's network and region.
 *
 * @throws {ComputeError} where one is not.
 */
export function requirePrivateNat({ inputs, world, router, id }: MemberOperation): void {
  if (!isPrivateNat(inputs)) {
    return;
  }
  const network = pathIn(asString(router.inputs.network) ?? "");
  if (world.get(tokens.network, network)?.inputs.autoCreateSubnetworks === true) {
    throw invalid("resource.nats[].type", "PRIVATE", "Private NAT does not support auto mode VPC networks.");
  }
  rulesOf(inputs).forEach(({ action, match }, i) => {
    const hub = hubIn(asString(match) ?? "") ?? "";
    if (!world.get(tokens.hub, hub)) {
      throw notFound(hub);
    }
    for (const link of asStrings(asObject(action).sourceNatActiveRanges)) {
      const subnet = world.get(tokens.subnetwork, pathIn(link))?.inputs ?? {};
      const field = `resource.nats[].rules[${i}].action.sourceNatActiveRanges`;
      if (subnet.purpose !== "PRIVATE_NAT") {
        throw invalid(field, link, "The subnetwork must have the purpose PRIVATE_NAT.");
      }
      if (subnet.network !== router.inputs.network || subnet.region !== router.inputs.region) {
        throw invalid(field, link, "The subnetwork must be in the network and region of the router.");
      }
      const other = world
        .all(tokens.routerNat)
        .find((one) => one.id !== id && JSON.stringify(one.inputs.rules ?? []).includes(`"${link}"`));
      if (other) {
        throw invalid(
          field,
          link,
          `not simulated: a range of two gateways; it is one of '${other.id}' already.`,
        );
      }
    }
  });
}
