import { armTypeOf, groupOf, lastName } from "./ids";
import { CloudError } from "../../providers/resourceType";

/**
 * A refusal of Azure Resource Manager, in the form in which version 3 of the azure-native provider passes it on.
 *
 * Codes are the real ones where public reports show them; where none does, the code is `BadRequest`, which Azure
 * itself uses for rules without a code of their own.
 */
export class ArmError extends CloudError {
  constructor(
    readonly status: number,
    code: string,
    /** The rule in words, without the envelope. */
    readonly reason: string,
  ) {
    super(code, `Status=${status} Code="${code}" Message="${reason}"`);
  }
}

/** Most refusals are of the request itself. */
export const badRequest = (code: string, reason: string): ArmError => new ArmError(400, code, reason);

export const resourceNotFound = (id: string): ArmError =>
  new ArmError(
    404,
    "ResourceNotFound",
    `The Resource '${armTypeOf(id)}/${lastName(id)}' under resource group '${lastName(groupOf(id))}' was not found.`,
  );
