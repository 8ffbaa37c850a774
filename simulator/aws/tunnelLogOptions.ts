import { Ec2Error } from "./error";
import { operationsTokens } from "./operations/tokens";
import { inRegion } from "./references";
import { asObject, asString, type Props, type Value } from "../protocol/values";
import type { CheckContext, OperationContext } from "../providers/resourceType";

/** The two kinds of logs of a tunnel. */
const kinds = [
  ["logEnabled", "logGroupArn", "logOutputFormat"],
  ["bgpLogEnabled", "bgpLogGroupArn", "bgpLogOutputFormat"],
] as const;

/** https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-logs.html */
export function checkLogOptions(context: CheckContext, property: string): void {
  const { cloudwatchLogOptions, ...rest } = asObject(context.inputs[property]);
  const options = asObject(cloudwatchLogOptions);
  const path = `${property}.cloudwatchLogOptions`;
  for (const other of Object.keys(rest)) {
    context.fail(`${property}.${other}`, `the simulated log options do not know the property "${other}"`);
  }
  for (const other of Object.keys(options).filter((name) => !kinds.flat().some((known) => known === name))) {
    context.fail(`${path}.${other}`, `the simulated log options do not know the property "${other}"`);
  }
  for (const [enabled, group, format] of kinds) {
    const arn = asString(options[group]);
    if (options[enabled] === true && options[group] === undefined) {
      context.fail(`${path}.${group}`, `${group} must be given with ${enabled}`);
    }
    if (arn !== undefined && !/^arn:aws[\w-]*:logs:[\w-]+:\d{12}:log-group:.+$/.test(arn)) {
      context.fail(`${path}.${group}`, `expected the ARN of a CloudWatch log group, got ${arn}`);
    }
    if (typeof options[format] === "string" && !["json", "text"].includes(options[format])) {
      context.fail(
        `${path}.${format}`,
        `expected ${format} to be one of "json", "text", got ${options[format]}`,
      );
    }
  }
}

/** Logs go to groups of the connection's Region that exist. */
export function checkLogGroups(
  context: OperationContext,
  operation: string,
  logOptions: Value | undefined,
): void {
  const options = asObject(asObject(logOptions).cloudwatchLogOptions);
  const missing = wantedGroups(options).find(
    (wanted) =>
      !inRegion(context, operationsTokens.logGroup).some(
        ({ outputs }) => bare(asString(outputs.arn) ?? "") === bare(wanted),
      ),
  );
  if (missing !== undefined) {
    throw new Ec2Error(
      operation,
      "InvalidParameterValue",
      `The specified log group ${missing} does not exist.`,
    );
  }
}

const wantedGroups = (options: Props): string[] =>
  kinds.flatMap(([enabled, group]) => (options[enabled] === true ? (asString(options[group]) ?? []) : []));

/** The ARN of all streams of a group names the group, too. */
const bare = (arn: string): string => arn.replace(/:\*$/, "");
