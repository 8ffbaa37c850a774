import { noPrefix, withName } from "../operations/names";
import { refuseUnsimulated } from "../checks";
import { asString, asStrings, type Props } from "../../protocol/values";
import type { CheckContext, PropertyRule } from "../../providers/resourceType";

/** Load balancers and target groups: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
const longest = 32;

/** Pulumi makes a name from the logical one and eight characters, and refuses what gets too long. */
const suffix = 8;

/** The bridge's own note in the inputs of what it filled in, so that a replacement may exist beside the old one. */
const filledIn = "__defaults";

export const nameProperties: Readonly<Record<string, PropertyRule>> = {
  [filledIn]: { type: "array" },
  name: { type: "string", replace: true },
};

/** A resource of a given name has to go before its replacement of the same name can come. */
export const deletesBeforeReplace = (olds: Props): boolean => !asStrings(olds[filledIn]).includes("name");

/** Fills in the name and judges it; `internal-` may begin a target group's only. */
export function checkName(context: CheckContext, mayBeInternal: boolean): void {
  refuseUnsimulated(context, noPrefix);
  const { inputs, olds, name: logical, fail } = context;
  const isAutomatic = inputs.name === undefined;
  if (isAutomatic) {
    inputs[filledIn] = ["name"];
  }
  const kept = olds && !deletesBeforeReplace(olds) ? olds : undefined;
  withName({ ...context, olds: kept });
  const name = asString(inputs.name) ?? "";
  if (isAutomatic && name.length > longest) {
    fail(
      "name",
      `the resource's name ${JSON.stringify(logical)} with ${suffix} more characters is longer than ${longest}: shorten it or give name`,
    );
    return;
  }
  if (name.length > longest) {
    fail("name", `"name" cannot be longer than ${longest} characters: "${name}"`);
  }
  if (!/^[0-9A-Za-z-]*$/.test(name)) {
    fail("name", `only alphanumeric characters and hyphens allowed in "name": "${name}"`);
  }
  if (name.startsWith("-")) {
    fail("name", `"name" cannot begin with a hyphen: "${name}"`);
  }
  if (name.endsWith("-")) {
    fail("name", `"name" cannot end with a hyphen: "${name}"`);
  }
  if (!mayBeInternal && name.startsWith("internal-")) {
    fail("name", `"name" cannot begin with "internal-": "${name}"`);
  }
}
