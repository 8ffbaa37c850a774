import { nameOf, simulatedPackages, type WorldRecord } from "../../simulator";
import type { Request } from "./trace";

/** The making of one resource, with what the clouds themselves make it wait for. */
export interface Operation {
  readonly name: string;
  readonly seconds: number;
  /** Names of the operations whose outcome it needs. */
  readonly after: readonly string[];
  /** Operations that name the same thing here exclude one another. */
  readonly exclusiveOn?: string;
}

/** Shorter texts, such as ASNs, are the same in many places by chance. */
const shortestAddress = 7;

/**
 * What the clouds force on those who make the given resources, whatever program asks for them and in whatever order.
 * A resource waits for another if
 *
 * - it lies inside it, as Azure's ids say,
 * - an input of it is the other's id, or a path below that, or
 * - an input of it is a value that the cloud made up for the other: an address, a key, a name.
 *
 * Two values may be the same by chance, or because one range was given to both. So a resource does not count as
 * waiting for one that, in the run that made them, was not there yet when it was asked for.
 *
 * Azure takes one write at a time on a resource and what depends on it
 * (https://github.com/hashicorp/terraform-provider-azurerm/issues/10582), so the connections of one gateway exclude
 * one another, and so do the parts of one network, route table or security group.
 *
 * What else the clouds may force is left out, such as NAT gateways that need an internet gateway: it could only raise
 * the bound.
 */
export function operationsOf(records: readonly WorldRecord[], requests: readonly Request[]): Operation[] {
  const givenOut = valuesGivenOut(records);
  const requestFor = new Map(requests.map((request) => [request.urn, request]));
  const wasThere = (other: WorldRecord, record: WorldRecord): boolean =>
    (requestFor.get(other.urn)?.ended ?? Infinity) <= (requestFor.get(record.urn)?.began ?? -Infinity);
  return records.map((record) => {
    const texts = textsIn(record.inputs);
    const referred = texts.flatMap((text) => [
      ...records.filter(({ id }) => text === id || text.startsWith(`${id}/`)),
      ...(givenOut.get(text) ?? []),
    ]);
    const containers = records.filter(({ id }) => record.id.startsWith(`${id}/`));
    const names = [...referred, ...containers]
      .filter((other) => wasThere(other, record))
      .map(({ urn }) => nameOf(urn));
    return {
      name: nameOf(record.urn),
      seconds: record.ended - record.began,
      after: [...new Set(names)],
      exclusiveOn: exclusiveOn(record, containers),
    };
  });
}

function exclusiveOn(record: WorldRecord, containers: readonly WorldRecord[]): string | undefined {
  if (record.token === "azure-native:network:VirtualNetworkGatewayConnection") {
    const { id } = record.inputs.virtualNetworkGateway1 as { readonly id: string };
    return id;
  }
  return containers.find(({ token }) => token !== "azure-native:resources:ResourceGroup")?.id;
}

/** Texts that a cloud made up for one resource alone, by text. */
function valuesGivenOut(records: readonly WorldRecord[]): ReadonlyMap<string, readonly WorldRecord[]> {
  const computed = new Map(
    simulatedPackages.flatMap(({ types }) => types.map((type) => [type.token, type.computed])),
  );
  const owners = new Map<string, WorldRecord[]>();
  for (const record of records) {
    const own = new Set(textsIn(record.inputs));
    const values = (computed.get(record.token) ?? []).flatMap((output) => textsIn(record.outputs[output]));
    for (const text of new Set(values)) {
      if (text.length >= shortestAddress && !own.has(text)) {
        owners.set(text, [...(owners.get(text) ?? []), record]);
      }
    }
  }
  return new Map([...owners].filter(([, sharing]) => sharing.length === 1));
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") {
    return [value];
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
