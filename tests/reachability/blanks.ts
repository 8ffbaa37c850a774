import { type Resource, unknown } from "../../reachability";
import { type Place, placesIn, replaced } from "../helpers/places";

/** Every place in the inputs or outputs of a resource, each once. */
export function placesOf({ inputs, outputs }: Resource): readonly Place[] {
  const places = [...placesIn(inputs), ...placesIn(outputs)];
  return [...new Map(places.map((place) => [place.join("."), place])).values()];
}

/** What a place is about, wherever in a list it lies. */
export function kindOf({ type }: Resource, place: Place): string {
  return `${type} ${place.join(".").replace(/\d+/g, "#")}`;
}

/** The resource as a preview shows it that doesn't know yet what is in a place: it is in neither inputs nor outputs. */
export function blanked(resource: Resource, place: Place): Resource {
  return {
    ...resource,
    inputs: replaced(resource.inputs, place, unknown) as Resource["inputs"],
    outputs: replaced(resource.outputs, place, unknown) as Resource["outputs"],
  };
}
