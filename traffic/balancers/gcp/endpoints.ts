import { labelOf, type Properties, type Resource } from "../../../reachability/resources";
import { lastPart } from "../../../reachability/gcp/values";
import type { Source, Target } from "../../model";
import { blocksAt, numberAt, numberIn, textAt, textIn } from "../fields";
import type { GcpReader } from "./reader";
import { tokens } from "./tokens";

/** What the endpoints of a group have in common. */
export interface Share {
  /** What the whole group gets, in some measure. */
  readonly capacity: (endpoints: number) => number;
  readonly priority: number;
  readonly sources: readonly Source[];
  readonly probeSources: readonly Source[];
}

/** The endpoints in a group: https://cloud.google.com/load-balancing/docs/negs */
export function endpointsIn(reader: GcpReader, group: Resource, share: Share): readonly Target[] {
  const single = reader
    .all(tokens.networkEndpoint)
    .filter((one) => isOf(reader, one, group))
    .map((one) => ({ values: { ...one.inputs, ...one.outputs }, resource: one, name: labelOf(one) }));
  const listed = reader
    .all(tokens.networkEndpointList)
    .filter((one) => isOf(reader, one, group))
    .flatMap((one) =>
      blocksAt(one, "networkEndpoints").map((values, index) => ({
        values,
        resource: one,
        name: `${labelOf(one)} ${index + 1}`,
      })),
    );
  const all = [...single, ...listed];
  const weight = share.capacity(all.length) / Math.max(1, all.length);
  return all.map(({ values, resource, name }) => {
    const instance = instanceOf(reader, values, group);
    const address =
      textIn(values, "ipAddress") ?? (instance && textAt(instance, "networkInterfaces.0.networkIp"));
    const zone = textAt(group, "zone");
    return {
      id: `${resource.urn} ${name}`,
      urn: resource.urn,
      name,
      address,
      ...(instance && { instance: instance.urn }),
      port: numberIn(values, "port") ?? numberAt(group, "defaultPort"),
      ...(zone !== undefined && { zone: lastPart(zone) }),
      weight,
      priority: share.priority,
      sources: share.sources,
      probeSources: share.probeSources,
    };
  });
}

/** Groups of one name may be in several zones. */
function isOf(reader: GcpReader, endpoint: Resource, group: Resource): boolean {
  const path = "networkEndpointGroup";
  const made = reader.common.stack
    .dependencies(endpoint, path)
    .filter(({ type }) => type === tokens.networkEndpointGroup);
  const written = textAt(endpoint, path);
  if (written === undefined) {
    return made.length === 1 && made[0] === group;
  }
  const [name, zone] = [lastPart(written), textAt(endpoint, "zone") ?? zoneIn(written)];
  const ownZone = textAt(group, "zone");
  const isNamed = (textAt(group, "name") ?? lastPart(group.id ?? "")) === name;
  return (
    (isNamed || made.includes(group)) &&
    (zone === undefined || ownZone === undefined || lastPart(zone) === lastPart(ownZone))
  );
}

function zoneIn(path: string): string | undefined {
  return /\/zones\/([^/]+)\//.exec(path)?.[1];
}

function instanceOf(reader: GcpReader, values: Properties, group: Resource): Resource | undefined {
  const name = textIn(values, "instance");
  return name === undefined
    ? undefined
    : reader.of({ state: "known", value: name }, group, "instance", [tokens.instance]);
}
