import { isNetworkProtocol } from "./protocols";
import { asNumber, asObject, asString, hasUnknown, type Props } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";
import { between, checkInputs, flag, object, oneOf, text, textWhich } from "../../providers/shapes";

const port = textWhich((value, path) =>
  value === "traffic-port" || (/^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65535)
    ? undefined
    : `${path} must be a valid port number (1-65535) or "traffic-port", got "${value}"`,
);

const path = textWhich((value, name) =>
  /^\/.{0,1023}$/.test(value)
    ? undefined
    : `${name} must begin with "/" and have 1 to 1024 characters, got "${value}"`,
);

const shape = object({
  enabled: flag,
  healthyThreshold: between(2, 10),
  interval: between(5, 300),
  matcher: text,
  path,
  port,
  protocol: oneOf("HTTP", "HTTPS", "TCP"),
  timeout: between(2, 120),
  unhealthyThreshold: between(2, 10),
});

/**
 * Limits of health checks and which protocols may check which groups.
 *
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 */
export function checkHealthCheck(context: CheckContext): void {
  const { inputs, fail } = context;
  checkInputs(inputs, { healthCheck: shape }, fail);
  const given = asObject(inputs.healthCheck);
  const protocol = asString(inputs.protocol);
  if (inputs.healthCheck === undefined || protocol === undefined || hasUnknown(given.protocol)) {
    return;
  }
  const isNetwork = isNetworkProtocol(protocol);
  if (given.protocol === "TCP") {
    if (!isNetwork) {
      fail(
        "healthCheck.protocol",
        `Attribute "health_check.protocol" cannot have value "TCP" when "protocol" is "${protocol}".`,
      );
    }
    for (const property of ["matcher", "path"]) {
      if (given[property] !== undefined && given[property] !== "") {
        fail(
          `healthCheck.${property}`,
          `Attribute "health_check.${property}" cannot be specified when "health_check.protocol" is "TCP".`,
        );
      }
    }
  }
  if (given.enabled === false) {
    fail(
      "healthCheck.enabled",
      `ValidationError: Health check enabled must be true for target groups with target type '${asString(inputs.targetType) ?? ""}'`,
    );
  }
  checkMatcher(context, isNetwork);
  checkTimes(context, isNetwork);
}

/** `200`, `200,202` or `200-299`; gRPC codes are 0 to 99. */
function checkMatcher({ inputs, fail }: CheckContext, isNetwork: boolean): void {
  const matcher = asString(asObject(inputs.healthCheck).matcher) ?? "";
  const [least, most] = inputs.protocolVersion === "GRPC" ? [0, 99] : isNetwork ? [200, 599] : [200, 499];
  const isCode = (text: string): boolean =>
    /^\d{1,3}$/.test(text) && Number(text) >= least && Number(text) <= most;
  const isValid = matcher.split(",").every((part) => {
    const [from = "", to = from, ...more] = part.split("-");
    return more.length === 0 && isCode(from) && isCode(to) && Number(from) <= Number(to);
  });
  if (matcher !== "" && !isValid) {
    fail(
      "healthCheck.matcher",
      `ValidationError: Health check matcher HTTP code '${matcher}' must be within '${least}-${most}' inclusive`,
    );
  }
}

/**
 * An application load balancer waits for an answer less long than until the next request.
 *
 * Sources: https://github.com/terraform-linters/tflint-ruleset-aws/issues/404, https://github.com/aws/aws-cdk/pull/26031
 */
function checkTimes({ inputs, fail }: CheckContext, isNetwork: boolean): void {
  const { interval, timeout } = asObject(inputs.healthCheck);
  if (hasUnknown(interval) || hasUnknown(timeout)) {
    return;
  }
  const filled = healthCheckOf(inputs);
  const [waits, every] = [asNumber(filled.timeout) ?? 0, asNumber(filled.interval) ?? 0];
  if (isNetwork ? waits > every : waits >= every) {
    fail(
      "healthCheck.timeout",
      isNetwork
        ? `ValidationError: Health check timeout '${waits}' must be smaller than or equal to the interval '${every}'`
        : `ValidationError: Health check interval must be greater than the timeout, got ${every} and ${waits} seconds`,
    );
  }
}

/** The health check with what the provider and the API fill in. */
export function healthCheckOf(inputs: Props): Props {
  const isNetwork = isNetworkProtocol(asString(inputs.protocol) ?? "");
  const isGiven = inputs.healthCheck !== undefined;
  const given = asObject(inputs.healthCheck);
  const protocol = asString(given.protocol) ?? (isGiven || !isNetwork ? "HTTP" : "TCP");
  const isGrpc = inputs.protocolVersion === "GRPC";
  const answers =
    protocol === "TCP"
      ? { matcher: "", path: "" }
      : isGrpc
        ? { matcher: "12", path: "/AWS.ALB/healthcheck" }
        : { matcher: isNetwork ? "200-399" : "200", path: "/" };
  return {
    enabled: true,
    healthyThreshold: isGiven ? 3 : 5,
    interval: 30,
    port: "traffic-port",
    protocol,
    timeout: isNetwork ? (protocol === "HTTP" ? 6 : 10) : 5,
    unhealthyThreshold: isGiven ? 3 : 2,
    ...answers,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== "")),
  };
}
