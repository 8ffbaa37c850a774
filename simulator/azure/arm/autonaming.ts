import type { Props } from "../../protocol/values";
import type { CheckContext, PropertyRule } from "../../providers/resourceType";

/** The provider's own note in the inputs that it drew the name, so that a replacement may exist beside the old one. */
const createBeforeDelete = "__createBeforeDelete";

export const autonamingProperty: Readonly<Record<string, PropertyRule>> = {
  [createBeforeDelete]: { type: "boolean" },
};

/**
 * Fills in the name that the program left out: a top-level resource gets the logical name and eight hexadecimal
 * digits, a nested one the logical name alone; an update keeps what the old inputs have.
 *
 * Source: `getDefaultName` in provider.go and `AutoNamer` in pulumi-azure-native.
 */
export function autoname(
  { inputs, olds, name, draws }: CheckContext,
  property: string,
  nested: boolean,
): void {
  if (inputs[property] !== undefined) {
    return;
  }
  const old = olds?.[property];
  if (old !== undefined) {
    inputs[property] = old;
    if (olds?.[createBeforeDelete] === true) {
      inputs[createBeforeDelete] = true;
    }
  } else if (nested) {
    inputs[property] = name;
  } else {
    inputs[property] = `${name}${draws.hex(property, 8)}`;
    inputs[createBeforeDelete] = true;
  }
}

/** A resource of a given name has to go before its replacement of the same name can come. */
export const deletesBeforeReplace = (olds: Props): boolean => olds[createBeforeDelete] !== true;
