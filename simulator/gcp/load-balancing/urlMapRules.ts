import { invalidField } from "../compute/error";
import { asList, asObject, asString, asStrings, hasUnknown, type Props } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";

/**
 * Rules over several properties of a URL map.
 *
 * Sources: https://cloud.google.com/load-balancing/docs/url-map-concepts and the API's descriptions of its fields.
 */
export function checkUrlMap(context: CheckContext): void {
  const { inputs } = context;
  checkDestination(context, "", inputs, ["defaultService", "defaultUrlRedirect"], "defaultRouteAction");
  checkRedirect(context, "defaultUrlRedirect", inputs.defaultUrlRedirect);
  asList(inputs.pathMatchers).forEach((one, i) => {
    const matcher = asObject(one);
    const path = `pathMatchers[${i}].`;
    checkDestination(context, path, matcher, ["defaultService", "defaultUrlRedirect"], "defaultRouteAction");
    checkRedirect(context, `${path}defaultUrlRedirect`, matcher.defaultUrlRedirect);
    for (const kind of ["pathRules", "routeRules"] as const) {
      asList(matcher[kind]).forEach((rule, j) => {
        const place = `${path}${kind}[${j}].`;
        checkDestination(context, place, asObject(rule), ["service", "urlRedirect"], "routeAction");
        checkRedirect(context, `${place}urlRedirect`, asObject(rule).urlRedirect);
      });
    }
    if (matcher.pathRules !== undefined && matcher.routeRules !== undefined) {
      refuse(context, `${path}routeRules`, "A path matcher has pathRules or routeRules, not both.");
    }
    checkPriorities(context, `${path}routeRules`, asList(matcher.routeRules).map(asObject));
  });
  checkHosts(context);
}

const refuse = ({ fail }: CheckContext, field: string, rule: string, value = ""): void =>
  fail(field, invalidField(`resource.${field}`, value, rule));

/** Requests go somewhere: to a service, to several by weight, or back with a redirect. */
function checkDestination(
  context: CheckContext,
  path: string,
  owner: Props,
  properties: readonly string[],
  action: string,
): void {
  if (hasUnknown(owner[action])) {
    return;
  }
  const services = asList(asObject(owner[action]).weightedBackendServices).map(asObject);
  const given = [
    ...properties.filter((property) => owner[property] !== undefined),
    ...(services.length > 0 ? [`${action}.weightedBackendServices`] : []),
  ];
  const wanted = [...properties, `${action}.weightedBackendServices`].join(", ");
  if (given.length !== 1) {
    const rule = `Exactly one of ${wanted} must be specified, not ${given.join(" and ") || "none"}.`;
    refuse(context, `${path}${given[1] ?? properties[0] ?? ""}`, rule);
  }
}

function checkRedirect(context: CheckContext, path: string, redirect: Props[string] | undefined): void {
  const { pathRedirect, prefixRedirect, stripQuery } = asObject(redirect);
  if (pathRedirect !== undefined && prefixRedirect !== undefined) {
    refuse(context, `${path}.prefixRedirect`, "pathRedirect and prefixRedirect exclude each other.");
  }
  // Required only where a redirect is a default: "default_url_redirect.strip_query" in the provider.
  if (redirect !== undefined && stripQuery === undefined && !hasUnknown(redirect) && /efault/.test(path)) {
    context.fail(path, `Missing required argument "${path}.stripQuery"`);
  }
}

function checkPriorities(context: CheckContext, path: string, rules: readonly Props[]): void {
  const priorities = rules.map(({ priority }) => priority);
  const twice = priorities.findIndex((one, i) => typeof one === "number" && priorities.indexOf(one) < i);
  if (twice >= 0) {
    refuse(context, `${path}[${twice}].priority`, "Two route rules must not have one priority.");
  }
}

/** Each host is matched by one rule, and each rule leads to a path matcher of the map. */
function checkHosts(context: CheckContext): void {
  const { inputs } = context;
  const names = asList(inputs.pathMatchers).map((one) => asString(asObject(one).name));
  names.forEach((name, i) => {
    if (name !== undefined && names.indexOf(name) < i) {
      refuse(context, `pathMatchers[${i}].name`, "Two path matchers must not have one name.", name);
    }
  });
  const rules = asList(inputs.hostRules).map(asObject);
  const hosts = rules.flatMap(({ hosts: some }, i) => asStrings(some).map((host) => ({ host, i })));
  hosts.forEach(({ host, i }, at) => {
    if (hosts.findIndex((other) => other.host === host) < at) {
      refuse(context, `hostRules[${i}].hosts`, "A host must be in one host rule only.", host);
    }
  });
  rules.forEach(({ pathMatcher }, i) => {
    if (typeof pathMatcher === "string" && !names.includes(undefined) && !names.includes(pathMatcher)) {
      refuse(
        context,
        `hostRules[${i}].pathMatcher`,
        "There is no such path matcher in the URL map.",
        pathMatcher,
      );
    }
  });
}
