import { parseArn } from "./arns";
import { ServiceError } from "./error";
import { isInRegionOf } from "./region";
import { operationsTokens as tokens } from "./tokens";
import { asString } from "../../protocol/values";
import type { OperationContext } from "../../providers/resourceType";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html, `AlarmRule` */
const mostChildren = 100;
const mostElements = 500;

export interface Rule {
  /** The alarms that the rule looks at, by name or ARN. */
  readonly children: readonly string[];
}

/** The rule that the text says, or what is wrong with it. */
export function parseRule(text: string): Rule | string {
  const words = [...text.matchAll(word)].map(([one]) => one.trim());
  if (words.join("").replace(/\s/g, "") !== text.replace(/\s/g, "")) {
    return "it holds characters that belong to no function, operator or parenthesis";
  }
  const children: string[] = [];
  let at = 0;
  const take = (): string | undefined => words[at++];

  /** Undefined if it is an expression. */
  const expression = (): string | undefined => {
    let problem = term();
    while (problem === undefined && (words[at] === "AND" || words[at] === "OR")) {
      at++;
      problem = term();
    }
    return problem;
  };
  const term = (): string | undefined => {
    const one = take();
    if (one === "NOT") {
      return term();
    }
    if (one === "(") {
      const problem = expression();
      return problem ?? (take() === ")" ? undefined : "a parenthesis is not closed");
    }
    const child = /^(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(([^]*)\)$/.exec(one ?? "")?.[1]?.trim();
    if (child !== undefined) {
      children.push(child.replace(/^"([^]*)"$/, "$1"));
      return undefined;
    }
    return one === "TRUE" || one === "FALSE"
      ? undefined
      : `it has ${one === undefined ? "nothing" : JSON.stringify(one)} where ALARM(…), OK(…), INSUFFICIENT_DATA(…), TRUE, FALSE, NOT or a parenthesis belongs`;
  };

  const problem =
    expression() ?? (at < words.length ? `${JSON.stringify(words[at])} is not expected` : undefined);
  if (problem !== undefined) {
    return problem;
  }
  const elements = words.filter((one) => !["AND", "OR", "NOT"].includes(one)).length;
  const distinct = [...new Set(children)];
  if (distinct.length > mostChildren || elements > mostElements) {
    return `it has ${distinct.length} alarms and ${elements} elements; there can be ${mostChildren} and ${mostElements}`;
  }
  return { children: distinct };
}

const word =
  /(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"[^"]+"|[^\s()"]+)\s*\)|\b(?:AND|OR|NOT|TRUE|FALSE)\b|[()]/g;

/** The name in an alarm's ARN; a name stays as it is. */
export const alarmName = (nameOrArn: string): string =>
  parseArn(nameOrArn)?.resource.replace(/^alarm:/, "") ?? nameOrArn;

/** True where the Region has a metric or composite alarm of that name. */
export function alarmExists({ world, inputs }: OperationContext, name: string): boolean {
  const has = (token: string, property: string): boolean =>
    world.all(token).some((one) => one.inputs[property] === name && isInRegionOf(inputs, one));
  return has(tokens.metricAlarm, "name") || has(tokens.compositeAlarm, "alarmName");
}

/** @throws {ServiceError} while the rule of a composite alarm names the alarm. */
export function requireUnwatchedAlarm({ world, inputs }: OperationContext, name: string): void {
  const parent = world.all(tokens.compositeAlarm).find((one) => {
    const rule = parseRule(asString(one.inputs.alarmRule) ?? "");
    return (
      isInRegionOf(inputs, one) && typeof rule !== "string" && rule.children.map(alarmName).includes(name)
    );
  });
  if (parent) {
    throw new ServiceError(
      "CloudWatch",
      "DeleteAlarms",
      "ValidationError",
      `Cannot delete ${name} as there are composite alarm(s) depending on it: ${parent.id}`,
    );
  }
}
