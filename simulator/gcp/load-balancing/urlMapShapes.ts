import { invalidField } from "../compute/error";
import { apiNameProblem } from "../compute/names";
import {
  between,
  type Fields,
  flag,
  list,
  number,
  object,
  oneOf,
  type Shape,
  text,
  textWhich,
  unsimulated,
} from "../../providers/shapes";

/** The API's own shortest and longest route of a service's weight. */
const weight = between(0, 1000);

const named = textWhich((name, path) => apiNameProblem(`resource.${path}`, name));

/** A host, `*`, or `*` followed by a dot or hyphen and the rest. Source: .../url-map-concepts#hosts */
const host = textWhich((value, path) =>
  /^(\*([-.][a-z0-9.-]+)?|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:\d{1,5})?$/i.test(value)
    ? undefined
    : invalidField(`resource.${path}`, value, "It must be a host name, in which * may only come first."),
);

/** `/a/b` or `/a/*`. Source: https://cloud.google.com/load-balancing/docs/url-map-concepts#pm-constraints */
const path = textWhich((value, property) =>
  /^\/([^*?#]*\/)?\*$|^\/[^*?#]*$/.test(value)
    ? undefined
    : invalidField(
        `resource.${property}`,
        value,
        "It must start with / and may have * only after the last /.",
      ),
);

const duration = object({ nanos: between(0, 999_999_999), "seconds!": text });

const headerAction = object({
  requestHeadersToAdds: list(object({ "headerName!": text, "headerValue!": text, replace: flag })),
  requestHeadersToRemoves: list(text),
  responseHeadersToAdds: list(object({ "headerName!": text, "headerValue!": text, replace: flag })),
  responseHeadersToRemoves: list(text),
});

const urlRedirect = object({
  hostRedirect: text,
  httpsRedirect: flag,
  pathRedirect: text,
  prefixRedirect: text,
  redirectResponseCode: oneOf(
    "FOUND",
    "MOVED_PERMANENTLY_DEFAULT",
    "PERMANENT_REDIRECT",
    "SEE_OTHER",
    "TEMPORARY_REDIRECT",
  ),
  stripQuery: flag,
});

const routeAction = object({
  corsPolicy: unsimulated("object", "requests come from no browser"),
  faultInjectionPolicy: unsimulated("object", "nothing fails on purpose"),
  requestMirrorPolicy: unsimulated("object", "requests are not doubled"),
  retryPolicy: object({ numRetries: number, perTryTimeout: duration, retryConditions: list(text) }),
  timeout: duration,
  urlRewrite: object({ hostRewrite: text, pathPrefixRewrite: text, pathTemplateRewrite: text }),
  weightedBackendServices: list(object({ "backendService!": text, headerAction, "weight!": weight })),
});

const matchRule = object({
  fullPathMatch: path,
  headerMatches: list(
    object({
      exactMatch: text,
      "headerName!": text,
      invertMatch: flag,
      prefixMatch: text,
      presentMatch: flag,
      regexMatch: text,
      suffixMatch: text,
    }),
  ),
  ignoreCase: flag,
  prefixMatch: text,
  regexMatch: text,
});

const pathMatcher = object({
  defaultRouteAction: routeAction,
  defaultService: text,
  defaultUrlRedirect: urlRedirect,
  description: text,
  headerAction,
  "name!": named,
  pathRules: list(object({ "paths!": list(path), routeAction, service: text, urlRedirect })),
  routeRules: list(
    object({
      headerAction,
      matchRules: list(matchRule),
      "priority!": between(0, 2 ** 31 - 1),
      routeAction,
      service: text,
      urlRedirect,
    }),
  ),
});

export const urlMapFields: Fields = {
  defaultRouteAction: routeAction,
  defaultService: text,
  defaultUrlRedirect: urlRedirect,
  description: text,
  headerAction,
  hostRules: list(object({ description: text, "hosts!": list(host), "pathMatcher!": text })),
  pathMatchers: list(pathMatcher),
  tests: list(
    object({
      description: text,
      "host!": text,
      "path!": text,
      service: text,
    }) satisfies Shape,
  ),
};
