import { ComputeError, invalid, invalidField } from "./compute/error";
import { nameProblem } from "./compute/names";
import { fingerprint } from "./compute/labels";
import { type MemberOperation, routerMember } from "./compute/routerMember";
import { actionProblem } from "./rules/routePolicyAction";
import { matchProblem } from "./rules/routePolicyMatch";
import type { PolicyType } from "./rules/routePolicyValues";
import { policyUser } from "./rules/appliedPolicies";
import { membersOfType } from "./routerMembers";
import { tokens } from "./tokens";
import { asList, asNumber, asObject, asString, type Props } from "../protocol/values";
import type { CheckContext, ResourceType } from "../providers/resourceType";
import { list, number, object, oneOf, text } from "../providers/shapes";

/** https://cloud.google.com/network-connectivity/docs/router/quotas */
const mostPolicies = 500;
const priorityEnd = 2 ** 31;

const expression = { "expression!": text, description: text, location: text, title: text };

/**
 * A BGP route policy of a Cloud Router, which sessions of the router name in one direction. Routes that reach the end
 * of all policies are accepted.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/routers/updateRoutePolicy
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/routerroutepolicy/
 */
export const routerRoutePolicy: ResourceType = routerMember({
  token: tokens.routerRoutePolicy,
  kind: "RouterRoutePolicy",
  idOf: ({ project, region, router, name }) => `${project}/${region}/${router}/routePolicies/${name}`,
  taken: ({ router, name }) =>
    `Error creating RouterRoutePolicy: unable to create it, existing object already found: route policy ${name} of router ${router}`,
  nameProblem: (name) => nameProblem("name", name),
  fields: {
    "terms!": list(
      object({
        actions: list(object(expression)),
        "match!": object(expression),
        "priority!": number,
      }),
    ),
    type: oneOf("ROUTE_POLICY_TYPE_IMPORT", "ROUTE_POLICY_TYPE_EXPORT"),
  },
  mutable: ["terms"],
  computed: ["fingerprint"],
  check(context) {
    if (context.inputs.type === undefined) {
      context.fail("type", invalidField("resource.type", "", "A route policy must have a type."));
    }
    checkPriorities(context);
    checkExpressions(context);
  },
  create(context) {
    const others = membersOfType(context.world, tokens.routerRoutePolicy, context.router.id);
    if (others.length >= mostPolicies) {
      throw new ComputeError(
        403,
        "quotaExceeded",
        `The router '${context.router.id}' has ${mostPolicies} route policies, which is the most.`,
      );
    }
    return settings(context);
  },
  update: settings,
  delete({ world, inputs, router }) {
    const user = policyUser(world, router.id, asString(inputs.name) ?? "");
    if (user) {
      throw invalid(
        "resource.name",
        asString(inputs.name) ?? "",
        `The route policy is applied to the BGP peer "${asString(user.inputs.name) ?? ""}".`,
      );
    }
  },
});

function settings({ inputs, draws }: MemberOperation): Props {
  return { fingerprint: fingerprint(draws, JSON.stringify(inputs.terms)) };
}

function checkPriorities({ inputs, fail }: CheckContext): void {
  const priorities = asList(inputs.terms).map((term) => asNumber(asObject(term).priority));
  priorities.forEach((priority, i) => {
    const field = `terms[${i}].priority`;
    if (priority === undefined) {
      return;
    }
    if (!(Number.isInteger(priority) && priority >= 0 && priority < priorityEnd)) {
      fail(
        field,
        invalidField(`resource.${field}`, String(priority), `Must be from 0 to ${priorityEnd - 1}.`),
      );
    } else if (priorities.indexOf(priority) < i) {
      fail(
        field,
        invalidField(`resource.${field}`, String(priority), "Must be unique within the list of terms."),
      );
    }
  });
}

function checkExpressions({ inputs, fail }: CheckContext): void {
  const type = asString(inputs.type) as PolicyType | undefined;
  if (type === undefined) {
    return;
  }
  const judge = (
    field: string,
    written: Props[string] | undefined,
    problemOf: (text: string, type: PolicyType) => string | undefined,
  ): void => {
    const expression = asString(written);
    const problem = expression === undefined ? undefined : problemOf(expression, type);
    if (problem) {
      fail(field, invalidField(`resource.${field}`, expression ?? "", `${problem}.`));
    }
  };
  asList(inputs.terms)
    .map(asObject)
    .forEach(({ match, actions }, i) => {
      judge(`terms[${i}].match.expression`, asObject(match).expression, matchProblem);
      asList(actions).forEach((action, j) => {
        judge(`terms[${i}].actions[${j}].expression`, asObject(action).expression, actionProblem);
      });
    });
}
