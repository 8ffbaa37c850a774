import type { ReportViolation, StackValidationArgs, StackValidationPolicy } from "@pulumi/policy";

import { ConfigurationError, readConfiguration } from "./configuration/read";
import { configurationSchema } from "./configuration/schema";
import { plannedResource } from "./engine/plannedResource";
import { projectFolder } from "./engine/projectFolder";
import type { ProgramArguments } from "./engine/programArguments";
import { judge, type Violation } from "./judge";
import { readOtherStacks } from "./otherStacks";
import { planOf } from "./planOf";
import type { Rule } from "./rule";

/**
 * All rules in one policy: the engine hands every stack policy its own copy of the stack, and that is what takes time.
 */
export function crosscloudPolicy(rules: readonly Rule[], program: ProgramArguments): StackValidationPolicy {
  return {
    name: "crosscloud",
    description:
      "Networks of AWS, Azure, Google Cloud and on-premises can be joined, and stay apart where they must.",
    enforcementLevel: "mandatory",
    configSchema: configurationSchema(rules),
    validateStack: (args, reportViolation) => {
      for (const violation of violationsIn(args, rules, program)) {
        report(violation, reportViolation);
      }
    },
  };
}

function violationsIn(
  args: StackValidationArgs,
  rules: readonly Rule[],
  program: ProgramArguments,
): readonly Violation[] {
  try {
    const settings = readConfiguration(args.getConfig(), rules);
    const others = settings.stacks.length === 0 ? [] : readOtherStacks(settings.stacks, projectFolder());
    const resources = args.resources.map((one) => plannedResource(one, program.inputs(one.urn)));
    const plan = { ...planOf(resources, others), isSecret: program.isSecret.bind(program) };
    return judge(plan, settings);
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return error.problems.map((message) => ({ rule: "configuration", level: "mandatory", message }));
    }
    throw error;
  }
}

/**
 * Under the rule's own name. What is mandatory has the policy's own level, so that a configuration which sets all of the
 * pack to advisory stops nothing.
 */
function report({ rule, level, urn, message }: Violation, reportViolation: ReportViolation): void {
  const violation = { name: rule, message, urn, ...(level === "advisory" && { enforcementLevel: level }) };
  // The server reads such an object since 1.20, and the package's types leave it out.
  reportViolation(violation as never);
}
