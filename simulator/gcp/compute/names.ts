import { invalidField } from "./error";
import { asStrings, type Props } from "../../protocol/values";
import type { CheckContext, PropertyRule } from "../../providers/resourceType";

/** Source: https://cloud.google.com/compute/docs/naming-resources (RFC 1035), and `ValidateGCEName` in the provider. */
const regex = "(?:[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?)";
const pattern = new RegExp(`^${regex}$`);

export const isName = (text: string): boolean => pattern.test(text);

export const nameProblem = (property: string, name: string): string | undefined =>
  isName(name) ? undefined : `"${property}" ("${name}") doesn't match regexp "^${regex}$"`;

/** Where the provider leaves it to the API. */
export const apiNameProblem = (field: string, name: string): string | undefined =>
  isName(name) ? undefined : invalidField(field, name, `Must be a match of regex '${regex}'`);

/** The bridge's own note in the inputs of what it filled in, so that a replacement may exist beside the old one. */
const filledIn = "__defaults";

export const autonamingProperty: Readonly<Record<string, PropertyRule>> = { [filledIn]: { type: "array" } };

/**
 * Fills in the name that the program left out: the logical name and seven hexadecimal digits. An update keeps it.
 *
 * Source: `SetAutonaming(255, "-")` in provider/resources.go of pulumi-gcp.
 */
export function autoname({ inputs, olds, name, draws }: CheckContext): void {
  if (inputs.name !== undefined) {
    return;
  }
  const kept = olds && asStrings(olds[filledIn]).includes("name") ? olds.name : undefined;
  inputs.name = kept ?? `${name}-${draws.hex("name", 7)}`;
  inputs[filledIn] = ["name"];
}

/** A resource of a given name has to go before its replacement of the same name can come. */
export const deletesBeforeReplace = (olds: Props): boolean => !asStrings(olds[filledIn]).includes("name");
