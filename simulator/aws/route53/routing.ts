import { locationProblem } from "./locations";
import { checkBetween } from "../checks";
import { asList, asObject, asString, hasUnknown, type Props, type Value } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";
import { between, checkInputs, list, object, oneOf, text, textWhich } from "../../providers/shapes";

/** By which property a record says how it is chosen among those of its name and type. */
export const policies = {
  failoverRoutingPolicies: "failover",
  geolocationRoutingPolicies: "geolocation",
  latencyRoutingPolicies: "latency",
  multivalueAnswerRoutingPolicy: "multivalue answer",
  weightedRoutingPolicies: "weighted",
} as const;

export type Policy = (typeof policies)[keyof typeof policies] | "simple";

/** ResourceRecordSetRegion of the API. */
const latencyRegion = textWhich((value, path) =>
  /^(af-south-1|ap-(east-[12]|northeast-[123]|south-[12]|southeast-[1-7])|ca-(central|west)-1|cn-north-1|cn-northwest-1|eu-(central-[12]|north-1|south-[12]|west-[123])|il-central-1|me-(central|south)-1|mx-central-1|sa-east-1|us-(east|west)-[12]|us-gov-(east|west)-1)$/.test(
    value,
  )
    ? undefined
    : `expected ${path} to be an AWS Region, got ${value}`,
);

const shapes = {
  failoverRoutingPolicies: list(object({ "type!": oneOf("PRIMARY", "SECONDARY") }), 1),
  geolocationRoutingPolicies: list(object({ continent: text, country: text, subdivision: text }), 1),
  latencyRoutingPolicies: list(object({ "region!": latencyRegion }), 1),
  weightedRoutingPolicies: list(object({ "weight!": between(0, 255) }), 1),
};

/**
 * At most one policy, and an identifier with it.
 *
 * Source: https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html
 */
export function checkRouting(context: CheckContext): void {
  const { inputs, fail } = context;
  checkInputs(inputs, shapes, fail);
  const given = Object.keys(policies).filter((property) => isGiven(inputs, property));
  const [first, ...more] = given;
  for (const property of more) {
    fail(property, `"${property}" conflicts with ${first ?? ""}`);
  }
  if (first !== undefined && inputs.setIdentifier === undefined) {
    fail("setIdentifier", `all of \`${first},setIdentifier\` must be specified`);
  }
  const identifier = asString(inputs.setIdentifier);
  if (first === undefined && inputs.setIdentifier !== undefined) {
    fail(
      "setIdentifier",
      "InvalidInput: Invalid request: Expected exactly one of [Weight, Region, Failover, GeoLocation, MultiValueAnswer], but found none beside SetIdentifier",
    );
  }
  if (identifier !== undefined && (identifier.length < 1 || identifier.length > 128)) {
    fail(
      "setIdentifier",
      `expected length of setIdentifier to be in the range (1 - 128), got ${identifier.length}`,
    );
  }
  if (inputs.multivalueAnswerRoutingPolicy === true) {
    checkMultivalue(context);
  }
  const location = asObject(asList(inputs.geolocationRoutingPolicies)[0]);
  const problem =
    inputs.geolocationRoutingPolicies === undefined || hasUnknown(inputs.geolocationRoutingPolicies)
      ? undefined
      : locationProblem(location);
  if (problem !== undefined) {
    fail("geolocationRoutingPolicies[0]", problem);
  }
  checkBetween(context, "ttl", 0, 2147483647);
}

const isGiven = (inputs: Props, property: string): boolean =>
  inputs[property] !== undefined && inputs[property] !== false;

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-multivalue.html */
function checkMultivalue({ inputs, fail }: CheckContext): void {
  if (inputs.aliases !== undefined) {
    fail("aliases", "InvalidInput: multivalue answer records cannot be alias records; give records");
  }
  if (inputs.type === "CNAME" || inputs.type === "NS") {
    fail("type", `InvalidInput: multivalue answer records cannot be of the type ${inputs.type}`);
  }
}

/** How a record is chosen, and what tells it from the others of its group besides its identifier. */
export function routingOf(inputs: Props): { policy: Policy; key: string | undefined } {
  const [found] = Object.entries(policies).filter(([property]) => isGiven(inputs, property));
  if (!found) {
    return { policy: "simple", key: undefined };
  }
  const [property, policy] = found;
  const setting = asObject(asList(inputs[property])[0]);
  const { continent, country, region, subdivision, type } = setting;
  const parts: (Value | undefined)[] = [type, region, continent, country, subdivision];
  const key = parts.flatMap((part) => asString(part) ?? []).join(" ");
  return { policy, key: key === "" ? undefined : key };
}
