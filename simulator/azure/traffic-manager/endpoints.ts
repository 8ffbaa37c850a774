import type { WorldView } from "../../providers/resourceType";
import { asList, asObject, asString, type Props } from "../../protocol/values";
import { findById } from "../arm/references";
import { tokens } from "../tokens";

export const endpointKinds = ["AzureEndpoints", "ExternalEndpoints", "NestedEndpoints"] as const;
export type EndpointKind = (typeof endpointKinds)[number];

/** The kind at the end of a type such as `Microsoft.Network/trafficManagerProfiles/ExternalEndpoints`. */
export const kindOf = (type: string | undefined): EndpointKind | undefined =>
  endpointKinds.find((kind) => kind.toLowerCase() === type?.split("/").at(-1)?.toLowerCase());

/** An endpoint, wherever the program declares it. */
export interface EndpointView {
  readonly id: string;
  readonly name: string;
  readonly kind: EndpointKind | undefined;
  readonly inputs: Props;
}

const endpointId = (profileId: string, kind: string, name: string): string => `${profileId}/${kind}/${name}`;

/** The endpoints that a profile lists itself. */
export const inlineEndpoints = (profileId: string, profile: Props): EndpointView[] =>
  asList(profile.endpoints)
    .map(asObject)
    .map((inputs) => {
      const [kind, name] = [kindOf(asString(inputs.type)), asString(inputs.name) ?? ""];
      return { id: endpointId(profileId, kind ?? "", name), name, kind, inputs };
    });

/** All endpoints of a profile: those it lists, and those with a resource of their own. */
export function endpointsOf(world: WorldView, profileId: string): EndpointView[] {
  const profile = findById(world, tokens.trafficManagerProfile, profileId);
  const own = world
    .all(tokens.trafficManagerEndpoint)
    .filter(({ id }) => id.toLowerCase().startsWith(`${profileId.toLowerCase()}/`))
    .map(({ id, inputs }) => ({
      id,
      name: asString(inputs.endpointName) ?? "",
      kind: kindOf(asString(inputs.endpointType)),
      inputs,
    }));
  const inline = profile ? inlineEndpoints(profile.id, profile.inputs) : [];
  return [
    ...inline.filter((one) => !own.some(({ id }) => id.toLowerCase() === one.id.toLowerCase())),
    ...own,
  ];
}
