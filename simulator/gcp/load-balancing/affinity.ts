import { invalidField } from "../compute/error";
import { type Product, productOf } from "./products";
import { asNumber, asString, hasUnknown } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";

const tuples = ["NONE", "CLIENT_IP", "CLIENT_IP_PROTO", "CLIENT_IP_PORT_PROTO"];

/** Source: https://cloud.google.com/load-balancing/docs/backend-service#session_affinity, "Supported session affinity settings" */
function affinitiesOf({ layer, scheme, scope }: Product): readonly string[] {
  if (layer === "proxy") {
    return ["NONE", "CLIENT_IP"];
  }
  if (layer === "passthrough") {
    return scheme === "INTERNAL" ? [...tuples, "CLIENT_IP_NO_DESTINATION"] : tuples;
  }
  const cookies = ["NONE", "CLIENT_IP", "GENERATED_COOKIE"];
  const isClassic = scheme === "EXTERNAL" && scope === "global";
  return isClassic ? cookies : [...cookies, "HEADER_FIELD", "HTTP_COOKIE", "STRONG_COOKIE_AFFINITY"];
}

const hashing = ["RING_HASH", "MAGLEV"];
/** Two weeks: the API's description of `affinityCookieTtlSec`. */
const longestCookie = 1_209_600;

/** Which clients stick to a backend, and by what; what needs something else to work is refused without it. */
export function checkAffinity({ inputs, fail }: CheckContext): void {
  const product = productOf(inputs);
  const affinity = asString(inputs.sessionAffinity) ?? "NONE";
  const refuse = (property: string, value: string, rule: string): void =>
    fail(property, invalidField(`resource.${property}`, value, rule));
  const ttl = asNumber(inputs.affinityCookieTtlSec);
  if (ttl !== undefined && (ttl < 0 || ttl > longestCookie)) {
    refuse("affinityCookieTtlSec", String(ttl), `It must be in the range [0, ${longestCookie}].`);
  }
  if (!product || hasUnknown(inputs.sessionAffinity)) {
    return;
  }
  const allowed = affinitiesOf(product);
  if (!allowed.includes(affinity)) {
    const rule = `A ${product.name} Load Balancer has ${allowed.join(", ")}.`;
    refuse("sessionAffinity", affinity, rule);
  }
  if (ttl !== undefined && ttl > 0 && affinity !== "GENERATED_COOKIE") {
    refuse("affinityCookieTtlSec", String(ttl), "It can only be set with session affinity GENERATED_COOKIE.");
  }
  const { consistentHash, localityLbPolicy, strongSessionAffinityCookie } = inputs;
  if (consistentHash !== undefined && !hashing.includes(asString(localityLbPolicy) ?? "")) {
    refuse("consistentHash", "", `It can only be set with localityLbPolicy ${hashing.join(" or ")}.`);
  }
  if (["HEADER_FIELD", "HTTP_COOKIE"].includes(affinity) && consistentHash === undefined) {
    refuse("consistentHash", "", `It must be set with session affinity ${affinity}.`);
  }
  if ((strongSessionAffinityCookie !== undefined) !== (affinity === "STRONG_COOKIE_AFFINITY")) {
    refuse(
      "strongSessionAffinityCookie",
      "",
      "It must be set with session affinity STRONG_COOKIE_AFFINITY, and with no other.",
    );
  }
}
