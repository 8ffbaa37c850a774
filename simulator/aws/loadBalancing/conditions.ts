import { ipv4NetworkProblem, ipv6NetworkProblem } from "../checks";
import { asList, asObject, asString, asStrings, hasUnknown } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";
import { checkInputs, list, object, type Shape, text, textWhich, unsimulated } from "../../providers/shapes";

const pattern = (longest: number, allowed: RegExp): Shape =>
  textWhich((value, path) =>
    value.length >= 1 && value.length <= longest && allowed.test(value)
      ? undefined
      : `${path} must have 1 to ${longest} characters of ${allowed.source}, got "${value}"`,
  );

const network = textWhich((value, path) =>
  ipv4NetworkProblem(value) === undefined || ipv6NetworkProblem(value) === undefined
    ? undefined
    : `${path} must be a network in CIDR notation, got "${value}"`,
);

const regex = unsimulated("array", "there are no regular expressions; give values");

const shapes = list(
  object({
    hostHeader: object({ regexValues: regex, values: list(pattern(128, /^[A-Za-z0-9.*?:-]*$/)) }),
    httpHeader: object({
      "httpHeaderName!": pattern(40, /^[A-Za-z0-9*?!#$%&'+.^_`|~-]*$/),
      regexValues: regex,
      values: list(pattern(128, /^[\x20-\x7e]*$/)),
    }),
    httpRequestMethod: object({ "values!": list(pattern(40, /^[A-Z_-]*$/)) }),
    pathPattern: object({
      regexValues: regex,
      values: list(pattern(128, /^[A-Za-z0-9_.$/~"'@:+&()!,;=*?%-]*$/)),
    }),
    queryStrings: list(object({ key: text, "value!": pattern(128, /^[\x20-\x7e]*$/) })),
    sourceIp: object({
      ipAddressType: unsimulated("string", "rules are of Application Load Balancers"),
      values: list(network),
    }),
  }),
);

const kinds = ["hostHeader", "httpHeader", "httpRequestMethod", "pathPattern", "queryStrings", "sourceIp"];
/** At most one condition of each of these kinds. */
const single = ["hostHeader", "httpRequestMethod", "pathPattern", "sourceIp"];

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const mostValues = 5;

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html */
export function checkConditions(context: CheckContext): void {
  const { inputs, fail } = context;
  checkInputs(inputs, { conditions: shapes }, fail);
  const conditions = asList(inputs.conditions).map(asObject);
  if (Array.isArray(inputs.conditions) && conditions.length === 0) {
    fail("conditions", "ValidationError: A rule must have at least one condition");
  }
  conditions.forEach((condition, i) => {
    const given = kinds.filter((kind) => condition[kind] !== undefined);
    if (given.length !== 1 && !hasUnknown(inputs.conditions)) {
      fail(
        `conditions[${i}]`,
        `exactly one of ${kinds.join(", ")} must be set per condition, got ${given.length}`,
      );
    }
  });
  for (const kind of single) {
    if (conditions.filter((condition) => condition[kind] !== undefined).length > 1) {
      fail("conditions", `ValidationError: A rule can have one '${kind}' condition; give it several values`);
    }
  }
  const values = conditions.flatMap((condition) =>
    kinds.flatMap((kind) => [
      ...asStrings(asObject(condition[kind]).values),
      ...asList(condition[kind]).flatMap((one) => asString(asObject(one).value) ?? []),
    ]),
  );
  if (values.length > mostValues) {
    fail(
      "conditions",
      `TooManyConditionValues: A rule has at most ${mostValues} condition values, got ${values.length}`,
    );
  }
}
