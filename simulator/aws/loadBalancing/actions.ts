import { canForward } from "./protocols";
import { existing, forwardedTo, loadBalancersOf } from "./references";
import { refused } from "./refusals";
import { asList, asNumber, asObject, asString, hasUnknown, type Props } from "../../protocol/values";
import type { CheckContext, OperationContext } from "../../providers/resourceType";
import {
  between,
  checkInputs,
  flag,
  list,
  object,
  oneOf,
  text,
  textWhich,
  unsimulated,
} from "../../providers/shapes";
import type { WorldRecord } from "../../world/record";

const matching = (pattern: RegExp, form: string): ReturnType<typeof textWhich> =>
  textWhich((value, path) => (pattern.test(value) ? undefined : `${path} must be ${form}, got "${value}"`));

const targetGroupArn = matching(
  /^arn:aws[a-z-]*:elasticloadbalancing:.+:targetgroup\/.+/,
  "the ARN of a target group",
);

const actions = list(
  object({
    authenticateCognito: unsimulated("object", "there are no users"),
    authenticateOidc: unsimulated("object", "there are no users"),
    fixedResponse: object({
      "contentType!": oneOf(
        "text/plain",
        "text/css",
        "text/html",
        "application/javascript",
        "application/json",
      ),
      messageBody: matching(/^[\s\S]{0,1024}$/, "at most 1024 characters"),
      statusCode: matching(/^[245]\d\d$/, "2XX, 4XX or 5XX"),
    }),
    forward: object({
      stickiness: object({ "duration!": between(1, 604800), enabled: flag }),
      "targetGroups!": list(object({ "arn!": targetGroupArn, weight: between(0, 999) }), 5),
    }),
    jwtValidation: unsimulated("object", "there are no users"),
    order: between(1, 50000),
    redirect: object({
      host: text,
      path: matching(/^\//, 'a path that begins with "/"'),
      port: matching(/^(#\{port\}|\d{1,5})$/, "a port or #{port}"),
      protocol: oneOf("HTTP", "HTTPS", "#{protocol}"),
      query: text,
      "statusCode!": oneOf("HTTP_301", "HTTP_302"),
    }),
    targetGroupArn,
    "type!": oneOf("forward", "redirect", "fixed-response"),
  }),
);

/** The action that a listener or a rule ends with: the simulated ones all do, so there is one. */
export function checkActions(context: CheckContext, property: string): void {
  const { inputs, fail } = context;
  checkInputs(inputs, { [property]: actions }, fail);
  const known = asList(inputs[property]).filter((action) => typeof action === "object");
  if (Array.isArray(inputs[property]) && inputs[property].length !== 1) {
    fail(
      property,
      `exactly one action of forward, redirect and fixed-response, got ${inputs[property].length}`,
    );
  }
  known.map(asObject).forEach((action, i) => checkAction(action, `${property}[${i}]`, fail));
}

function checkAction(action: Props, path: string, fail: CheckContext["fail"]): void {
  const { type, forward, redirect, fixedResponse } = action;
  const settings = { forward, redirect, "fixed-response": fixedResponse };
  if (hasUnknown(type)) {
    return;
  }
  for (const [name, setting] of Object.entries(settings)) {
    if (setting !== undefined && name !== type) {
      fail(
        path,
        `"${name}" is for an action of that type, not for one of the type "${asString(type) ?? ""}"`,
      );
    }
  }
  if (type === "forward") {
    checkForward(action, path, fail);
  } else if (action.targetGroupArn !== undefined) {
    fail(`${path}.targetGroupArn`, `"targetGroupArn" is for an action of the type "forward"`);
  } else if (settings[type as keyof typeof settings] === undefined) {
    fail(path, `an action of the type "${asString(type) ?? ""}" needs its settings`);
  }
  if (type === "redirect" && redirect !== undefined) {
    checkRedirect(asObject(redirect), `${path}.redirect`, fail);
  }
}

function checkForward(action: Props, path: string, fail: CheckContext["fail"]): void {
  const { forward, targetGroupArn: single } = action;
  if (forward === undefined && single === undefined) {
    fail(path, `Either "targetGroupArn" or "forward" must be specified when "type" is "forward".`);
  }
  const groups = asObject(forward).targetGroups;
  if (Array.isArray(groups) && groups.length === 0) {
    fail(`${path}.forward.targetGroups`, "a forward action has one to five target groups, got 0");
  }
  if (forward !== undefined && single !== undefined && !hasUnknown(groups) && !hasUnknown(single)) {
    const [first, ...more] = asList(groups).map((group) => asObject(group).arn);
    if (more.length > 0 || first !== single) {
      fail(path, `"targetGroupArn" beside "forward" must be its one target group`);
    }
  }
  const weights = asList(groups).map((group) => asNumber(asObject(group).weight) ?? 1);
  if (weights.length > 0 && weights.every((weight) => weight === 0)) {
    fail(`${path}.forward.targetGroups`, "every weight is 0, so no request would ever be answered");
  }
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html: a redirect changes something */
function checkRedirect(redirect: Props, path: string, fail: CheckContext["fail"]): void {
  const same = { host: "#{host}", path: "/#{path}", port: "#{port}", protocol: "#{protocol}" };
  const changes = Object.entries(same).some(
    ([name, unchanged]) => redirect[name] !== undefined && redirect[name] !== unchanged,
  );
  if (!changes) {
    fail(
      path,
      "InvalidLoadBalancerAction: The redirect must change the protocol, port, host or path, or it would go round in a loop",
    );
  }
}

/** What the load balancer asks of the groups to which it forwards. */
export function requireForwards(
  context: OperationContext,
  operation: string,
  balancer: WorldRecord,
  protocol: string,
  property: string,
): void {
  const { inputs, world } = context;
  if (balancer.inputs.loadBalancerType === "network") {
    const [action] = asList(inputs[property]).map(asObject);
    if (action?.type !== "forward") {
      throw refused(
        operation,
        "InvalidLoadBalancerAction",
        `Network Load Balancers forward only, got the action '${asString(action?.type) ?? ""}'`,
      );
    }
  }
  for (const arn of forwardedTo(inputs[property])) {
    const group = existing(context, operation, "targetGroup", arn);
    const own = asString(group.inputs.protocol) ?? "";
    if (!canForward(protocol, own)) {
      throw refused(
        operation,
        "IncompatibleProtocols",
        `A listener with the protocol ${protocol} cannot forward to the target group '${arn}' with the protocol ${own}`,
      );
    }
    if (group.inputs.vpcId !== balancer.outputs.vpcId) {
      throw refused(
        operation,
        "InvalidConfigurationRequest",
        `The target group '${arn}' is not in the VPC of the load balancer '${balancer.id}'`,
      );
    }
    if (loadBalancersOf(world, arn).some((other) => other !== balancer.id)) {
      throw refused(
        operation,
        "TargetGroupAssociationLimit",
        `The following target groups cannot be associated with more than one load balancer: ${arn}`,
      );
    }
  }
}
