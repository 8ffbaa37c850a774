import { isInRegionOf } from "./region";
import { asString } from "../../protocol/values";
import type { CheckContext, OperationContext } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** The provider names a resource after its logical name, with a random suffix that it keeps. */
export function withName({ inputs, olds, name, draws }: CheckContext, ending = ""): void {
  if (inputs.name === undefined && inputs.namePrefix === undefined) {
    inputs.name = olds?.name ?? `${name}-${draws.hex("name", 7)}${ending}`;
  }
}

export const noPrefix = {
  namePrefix: "give name, or leave both out and the name is made from the resource's",
};

/** Refuses a text whose length lies outside of the range, in the provider's words. */
export function checkLength(context: CheckContext, property: string, least: number, most: number): void {
  const text = asString(context.inputs[property]);
  if (text !== undefined && (text.length < least || text.length > most)) {
    context.fail(
      property,
      `expected length of ${property} to be in the range (${least} - ${most}), got ${text.length} characters`,
    );
  }
}

/** The record of that name in the request's Region. */
export const named = (
  request: Pick<OperationContext, "world" | "inputs">,
  token: string,
  property: string,
  name: string,
): WorldRecord | undefined =>
  request.world
    .all(token)
    .find((record) => record.inputs[property] === name && isInRegionOf(request.inputs, record));

/** The provider's id is the name alone; where another Region has that name already, the Region tells them apart. */
export const idByName = ({ world, inputs }: OperationContext, token: string, name: string): string =>
  world.get(token, name) ? `${name}@${asString(inputs.region) ?? ""}` : name;
