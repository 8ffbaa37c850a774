import { type Resource, unknown } from "../../reachability";

/** A place in a resource's properties, such as `bgp.asn` or `routes.0.gatewayId`. */
export type Place = readonly string[];

/** Every place in the inputs or outputs of a resource, each once. */
export function placesIn({ inputs, outputs }: Resource): readonly Place[] {
  const places = [...placesOf(inputs), ...placesOf(outputs)];
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
    inputs: hidden(resource.inputs, place) as Resource["inputs"],
    outputs: hidden(resource.outputs, place) as Resource["outputs"],
  };
}

function placesOf(value: unknown): Place[] {
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [
        [key],
        ...placesOf(inner).map((place) => [key, ...place]),
      ])
    : [];
}

function hidden(value: unknown, [key, ...rest]: Place): unknown {
  if (key === undefined) {
    return unknown;
  }
  if (typeof value !== "object" || value === null || !(key in value)) {
    return value;
  }
  const inner = hidden((value as Record<string, unknown>)[key], rest);
  return Array.isArray(value) ? value.with(Number(key), inner) : { ...value, [key]: inner };
}
