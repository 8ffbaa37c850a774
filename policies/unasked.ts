import { type Properties, type Resource, unknown } from "../reachability/resources/resource";

/**
 * A resource without those unknown properties that the program did not ask for. Before an update a provider leaves
 * unknown whatever a cloud may answer, also where nothing was asked for and the cloud's default holds: a security group
 * without inline rules has unknown ones, a subnet with one range an unknown list of further ranges. To a rule they are
 * absent, as in the JSON of a preview, which leaves them out. A resource of which nothing is known to be asked for stays
 * as it is.
 */
export function withoutUnasked(resource: Resource): Resource {
  const { inputs, outputs } = resource;
  if (Object.keys(inputs).length === 0) {
    return resource;
  }
  const asked = askedIn(outputs, inputs) as Properties;
  return asked === outputs ? resource : { ...resource, outputs: asked };
}

/** Itself where it holds nothing that was not asked for. */
function askedIn(output: unknown, input: unknown): unknown {
  if (typeof output !== "object" || output === null || typeof input !== "object" || input === null) {
    return output;
  }
  if (Array.isArray(output)) {
    return Array.isArray(input) && input.length === output.length
      ? output.map((element, index) => askedIn(element, input[index]))
      : output;
  }
  const asked: Record<string, unknown> = {};
  let isWhole = true;
  for (const key of Object.keys(output)) {
    const answer = (output as Properties)[key];
    const wish = (input as Properties)[key];
    if (answer === unknown && wish === undefined) {
      isWhole = false;
      continue;
    }
    asked[key] = askedIn(answer, wish);
    isWhole &&= asked[key] === answer;
  }
  return isWhole ? output : asked;
}
