import { dashboardProblems } from "./dashboardJson";
import { projectOf, projectType } from "./projectType";
import { operationsTokens as tokens } from "./tokens";
import { asString } from "../../protocol/values";
import type { CheckContext, ResourceType } from "../../providers/resourceType";
import { text } from "../../providers/shapes";

/**
 * A dashboard of Cloud Monitoring.
 *
 * API: https://cloud.google.com/monitoring/api/ref_v3/rest/v1/projects.dashboards
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/monitoring/dashboard/
 */
export const dashboard: ResourceType = projectType({
  token: tokens.dashboard,
  fields: { "dashboardJson!": text },
  mutable: ["dashboardJson"],
  computed: [],
  check: checkJson,
  create: ({ inputs, draws }) => ({
    id: `projects/${projectOf(inputs)}/dashboards/${draws.uuid("id")}`,
    outputs: {},
  }),
  update: () => ({}),
});

function checkJson({ inputs, fail }: CheckContext): void {
  const written = asString(inputs.dashboardJson);
  if (written === undefined) {
    return;
  }
  let body: unknown;
  try {
    body = JSON.parse(written);
  } catch {
    fail("dashboardJson", '"dashboardJson" contains an invalid JSON');
    return;
  }
  for (const problem of dashboardProblems(body)) {
    fail("dashboardJson", problem);
  }
}
