import { isNetworkProtocol, checkProtocolName } from "./protocols";
import { checkBetween, checkOneOf, isMissing, refuseUnsimulated } from "../checks";
import { asNumber, asObject, asString, type Value } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";
import { between, checkInputs, flag, list, object, oneOf, text, textWhich } from "../../providers/shapes";

const orOff = (least: number, most: number): ReturnType<typeof textWhich> =>
  textWhich((value, path) =>
    value === "off" || (/^\d+$/.test(value) && Number(value) >= least && Number(value) <= most)
      ? undefined
      : `${path} must be "off" or an integer between ${least} and ${most}, got "${value}"`,
  );

const stickinessTypes = {
  application: ["lb_cookie", "app_cookie"],
  network: ["source_ip"],
};

const shapes = {
  stickiness: object({
    cookieDuration: between(1, 604800),
    cookieName: text,
    enabled: flag,
    "type!": oneOf(...stickinessTypes.application, ...stickinessTypes.network),
  }),
  targetGroupHealth: object({
    dnsFailover: object({
      minimumHealthyTargetsCount: orOff(1, 1000),
      minimumHealthyTargetsPercentage: orOff(1, 100),
    }),
    unhealthyStateRouting: object({
      minimumHealthyTargetsCount: between(1, 1000),
      minimumHealthyTargetsPercentage: orOff(1, 100),
    }),
  }),
  targetHealthStates: list(
    object({
      "enableUnhealthyConnectionTermination!": flag,
      unhealthyDrainingInterval: between(0, 360000),
    }),
    1,
  ),
};

/**
 * Which settings a target group of that kind and protocol has.
 *
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html
 */
export function checkTargetGroup(context: CheckContext): void {
  const { inputs, fail } = context;
  refuseUnsimulated(context, {
    lambdaMultiValueHeadersEnabled: "there are no functions",
    targetControlPort: "there are no control agents",
    targetFailovers: "there are no Gateway Load Balancers",
  });
  if (inputs.targetType === "lambda") {
    fail("targetType", `"lambda" is not simulated: targets are instances, addresses and load balancers`);
    return;
  }
  checkOneOf(context, "targetType", ["alb", "instance", "ip"]);
  for (const property of ["port", "protocol", "vpcId"]) {
    if (isMissing(inputs[property])) {
      fail(
        property,
        `Attribute "${property}" must be specified when "target_type" is "${asString(inputs.targetType) ?? ""}".`,
      );
    }
  }
  checkBetween(context, "port", 1, 65535);
  checkBetween(context, "deregistrationDelay", 0, 3600);
  checkOneOf(context, "loadBalancingCrossZoneEnabled", ["true", "false", "use_load_balancer_configuration"]);
  checkOneOf(context, "ipAddressType", ["ipv4"]);
  checkOneOf(context, "preserveClientIp", ["true", "false"]);
  checkInputs(inputs, shapes, fail);
  checkSlowStart(context);
  checkProtocol(context);
}

function checkSlowStart({ inputs, fail }: CheckContext): void {
  const seconds = asNumber(inputs.slowStart);
  if (seconds !== undefined && seconds !== 0 && !(seconds >= 30 && seconds <= 900)) {
    fail("slowStart", `expected slowStart to be 0 or in the range (30 - 900), got ${seconds}`);
  }
  const algorithm = asString(inputs.loadBalancingAlgorithmType) ?? "round_robin";
  if (seconds !== undefined && seconds > 0 && algorithm !== "round_robin") {
    fail(
      "slowStart",
      `InvalidConfigurationRequest: Slow start needs the algorithm round_robin, not ${algorithm}`,
    );
  }
}

function checkProtocol(context: CheckContext): void {
  const { inputs, fail } = context;
  const protocol = asString(inputs.protocol);
  if (!checkProtocolName(context)) {
    return;
  }
  if (inputs.targetType === "alb" && protocol !== undefined && protocol !== "TCP") {
    fail(
      "protocol",
      `ValidationError: A target group of target type 'alb' has the protocol TCP, got ${protocol}`,
    );
  }
  if (protocol !== undefined && isNetworkProtocol(protocol)) {
    checkNetwork(context, protocol);
  } else if (protocol !== undefined) {
    checkApplication(context);
  }
}

function checkApplication(context: CheckContext): void {
  const { inputs } = context;
  checkOneOf(context, "protocolVersion", ["HTTP1", "HTTP2", "GRPC"]);
  checkOneOf(context, "loadBalancingAlgorithmType", [
    "round_robin",
    "least_outstanding_requests",
    "weighted_random",
  ]);
  checkOneOf(context, "loadBalancingAnomalyMitigation", ["on", "off"]);
  if (
    inputs.loadBalancingAnomalyMitigation === "on" &&
    inputs.loadBalancingAlgorithmType !== "weighted_random"
  ) {
    context.fail(
      "loadBalancingAnomalyMitigation",
      "InvalidConfigurationRequest: Anomaly mitigation needs the algorithm weighted_random",
    );
  }
  refuseForKind(context, "application", {
    connectionTermination: false,
    preserveClientIp: undefined,
    proxyProtocolV2: false,
    targetHealthStates: undefined,
  });
  checkStickiness(context, "application");
  const { cookieName, type } = asObject(inputs.stickiness);
  if (type === "app_cookie" && cookieName === undefined) {
    context.fail("stickiness.cookieName", "ValidationError: Stickiness of type app_cookie needs cookieName");
  }
  if (/^(AWSALB|AWSALBAPP|AWSALBTG)/.test(asString(cookieName) ?? "")) {
    context.fail(
      "stickiness.cookieName",
      "ValidationError: Names of cookies that begin with AWSALB, AWSALBAPP and AWSALBTG are reserved",
    );
  }
}

function checkNetwork(context: CheckContext, protocol: string): void {
  const { inputs, fail } = context;
  refuseForKind(context, "network", {
    loadBalancingAlgorithmType: undefined,
    loadBalancingAnomalyMitigation: undefined,
    protocolVersion: undefined,
    slowStart: 0,
  });
  if (
    protocol === "TLS" &&
    asObject(inputs.stickiness).enabled !== false &&
    inputs.stickiness !== undefined
  ) {
    fail("stickiness", "InvalidConfigurationRequest: Stickiness is not supported with the protocol TLS");
  } else {
    checkStickiness(context, "network");
  }
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html
  if (protocol.endsWith("UDP") && inputs.preserveClientIp === "false") {
    fail(
      "preserveClientIp",
      `InvalidConfigurationRequest: Client IP preservation cannot be disabled for the protocol ${protocol}`,
    );
  }
  if (protocol.endsWith("UDP") && inputs.targetHealthStates !== undefined) {
    fail("targetHealthStates", `targetHealthStates are of the protocols TCP and TLS, not ${protocol}`);
  }
}

function checkStickiness({ inputs, fail }: CheckContext, kind: keyof typeof stickinessTypes): void {
  const type = asString(asObject(inputs.stickiness).type);
  const known = Object.values(stickinessTypes).flat();
  if (type !== undefined && known.includes(type) && !stickinessTypes[kind].includes(type)) {
    fail(
      "stickiness.type",
      `InvalidConfigurationRequest: Stickiness type '${type}' is not supported for target groups with the ${asString(inputs.protocol) ?? ""} protocol`,
    );
  }
}

/** Settings of the other kind of load balancer, unless they have the value that says nothing. */
function refuseForKind(
  { inputs, fail }: CheckContext,
  kind: string,
  neutral: Readonly<Record<string, Value | undefined>>,
): void {
  for (const [property, nothing] of Object.entries(neutral)) {
    if (inputs[property] !== undefined && inputs[property] !== nothing) {
      fail(
        property,
        `InvalidConfigurationRequest: "${property}" is no attribute of target groups of ${kind} load balancers`,
      );
    }
  }
}
