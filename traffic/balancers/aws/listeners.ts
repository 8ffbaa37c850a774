import { labelOf, follow, type Properties, type Resource } from "../../../reachability/resources";
import type { Action, Listener, ListenerProtocol, ListenerRule, WeightedPool } from "../../model";
import { blockIn, blocksAt, blocksIn, numberAt, numberIn, textAt, textIn, textsIn } from "../fields";
import type { Reader } from "../reader";
import { tokens } from "./tokens";

/** The listeners of a load balancer, with their rules in order of priority. */
export function listenersOf(reader: Reader, balancer: Resource, notes: string[]): readonly Listener[] {
  return reader.stack.all(tokens.listener).flatMap((listener) => {
    const pointed = reader.stack.reference(listener, "loadBalancerArn", tokens.loadBalancer);
    if (pointed.state !== "found" || pointed.resource.urn !== balancer.urn) {
      return [];
    }
    const protocol = protocolOf(textAt(listener, "protocol") ?? "HTTP");
    return [
      {
        urn: listener.urn,
        name: labelOf(listener),
        protocol,
        port: numberAt(listener, "port") ?? (protocol === "HTTPS" ? 443 : 80),
        rules: rulesOf(reader, listener, notes),
        otherwise: actionOf(reader, listener, "defaultActions", notes),
      },
    ];
  });
}

function rulesOf(reader: Reader, listener: Resource, notes: string[]): readonly ListenerRule[] {
  const rules = reader.stack.all(tokens.listenerRule).filter((rule) => {
    const pointed = reader.stack.reference(rule, "listenerArn", tokens.listener);
    return pointed.state === "found" && pointed.resource.urn === listener.urn;
  });
  const byPriority = rules.toSorted(
    (a, b) => (numberAt(a, "priority") ?? Infinity) - (numberAt(b, "priority") ?? Infinity),
  );
  return byPriority.flatMap((rule) => {
    const action = actionOf(reader, rule, "actions", notes);
    const conditions = blocksAt(rule, "conditions");
    const valuesOf = (kind: string): readonly string[] =>
      conditions.flatMap((condition) => textsIn(condition, `${kind}.values`));
    const [hosts, paths] = [valuesOf("hostHeader"), valuesOf("pathPattern")];
    const others = conditions.some((condition) => !("hostHeader" in condition || "pathPattern" in condition));
    if (action === undefined || others) {
      notes.push(`${labelOf(rule)} matches by what is not read here, so it is left out`);
      return [];
    }
    return [{ ...(hosts.length > 0 && { hosts }), ...(paths.length > 0 && { paths }), action }];
  });
}

/** The last of several actions decides: those before it only authenticate. */
function actionOf(reader: Reader, from: Resource, list: string, notes: string[]): Action | undefined {
  const action = blocksAt(from, list)
    .toSorted((a, b) => (numberIn(a, "order") ?? 0) - (numberIn(b, "order") ?? 0))
    .at(-1);
  switch (textIn(action, "type")) {
    case "forward":
      return {
        kind: "forward",
        pools: action === undefined ? [] : poolsOf(reader, from, list, action, notes),
      };
    case "redirect":
      return redirectOf(blockIn(action, "redirect"));
    case "fixed-response":
      return {
        kind: "respond",
        status: numberIn(action, "fixedResponse.statusCode") ?? 200,
        body: textIn(action, "fixedResponse.messageBody") ?? "",
      };
    default:
      notes.push(`what ${labelOf(from)} does with requests can't be told`);
      return undefined;
  }
}

function poolsOf(
  { stack }: Reader,
  from: Resource,
  list: string,
  action: Properties,
  notes: string[],
): readonly WeightedPool[] {
  const forwarded = blocksIn(action, "forward.targetGroups");
  const parts =
    forwarded.length > 0
      ? forwarded.map((group) => ({ arn: follow(group, "arn"), weight: numberIn(group, "weight") ?? 1 }))
      : [{ arn: follow(action, "targetGroupArn"), weight: 1 }];
  return parts.flatMap(({ arn, weight }) => {
    const group = stack.referenced(arn, from, list, tokens.targetGroup);
    if (group.state === "found") {
      return [{ pool: group.resource.urn, weight }];
    }
    notes.push(`a target group of ${labelOf(from)} is in none of these stacks, or can't be told`);
    return [];
  });
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html#redirect-actions */
function redirectOf(redirect: Properties | undefined): Action {
  const given = (name: string): string | undefined => {
    const text = textIn(redirect, name);
    return text === `#{${name}}` ? undefined : text;
  };
  const [protocol, host, path] = [given("protocol"), given("host"), given("path")];
  const port = numberIn(redirect, "port");
  return {
    kind: "redirect",
    status: textIn(redirect, "statusCode") === "HTTP_301" ? 301 : 302,
    ...(protocol !== undefined && { protocol: protocol.toLowerCase() }),
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    ...(path !== undefined && path !== "/#{path}" && { path }),
    keepsQuery: given("query") === undefined,
  };
}

function protocolOf(protocol: string): ListenerProtocol {
  return protocol === "HTTPS" || protocol === "HTTP" || protocol === "TLS" || protocol === "UDP"
    ? protocol
    : "TCP";
}
