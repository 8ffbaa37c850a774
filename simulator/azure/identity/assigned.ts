import { findById } from "../arm/references";
import type { ArmCheck, ArmOperation } from "../arm/armType";
import { resourceNotFound } from "../arm/error";
import { asObject, asString, asStrings, type Props, UNKNOWN } from "../../protocol/values";
import type { WorldRecord } from "../../world/record";
import type { Fields } from "../arm/inputShape";
import { tokens } from "../tokens";

/** How a resource says which identities it acts with. */
export const identityFields: Fields = { type: "string", userAssignedIdentities: ["string"] };

/** Only identities of their own are simulated, not a resource's system-assigned one. */
export function checkIdentity({ inputs, refuse }: ArmCheck): void {
  const { type, userAssignedIdentities: ids } = asObject(inputs.identity);
  if (inputs.identity === undefined || inputs.identity === UNKNOWN) {
    return;
  }
  if (type !== UNKNOWN && type !== "UserAssigned") {
    refuse(
      "identity.type",
      "BadRequest",
      `The identity type '${asString(type) ?? ""}' is not simulated; use UserAssigned.`,
    );
  }
  if (ids === undefined || (Array.isArray(ids) && ids.length === 0)) {
    refuse(
      "identity.userAssignedIdentities",
      "InvalidIdentityValues",
      "The 'UserAssigned' identity type requires at least one user-assigned identity.",
    );
  }
}

/** The identities that the resource names. */
export function requireIdentities({ world, inputs }: ArmOperation): WorldRecord[] {
  return asStrings(asObject(inputs.identity).userAssignedIdentities).map((id) => {
    const identity = findById(world, tokens.userAssignedIdentity, id);
    if (!identity) {
      throw resourceNotFound(id);
    }
    return identity;
  });
}

/** As Azure shows the identities of a resource: by id. */
export function shownIdentity(inputs: Props, identities: readonly WorldRecord[]): Props {
  return inputs.identity === undefined
    ? {}
    : {
        identity: {
          ...asObject(inputs.identity),
          userAssignedIdentities: Object.fromEntries(
            identities.map(({ id, outputs }) => [
              id,
              { clientId: outputs.clientId ?? null, principalId: outputs.principalId ?? null },
            ]),
          ),
        },
      };
}
