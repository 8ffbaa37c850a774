import type { Analysis } from "../../analysis";
import { nameOf } from "../../resources/resource";
import { type Failures, noFailures } from "../../solve";
import { QuestionError } from "../flow";
import { nearest } from "../nearest";

/** Something that can be lost as a whole. */
export interface LosablePart {
  readonly kind: "tunnel" | "connection" | "gateway" | "zone" | "region";
  readonly name: string;
  /** What it can be called beside its name. */
  readonly aliases: readonly string[];
  readonly failures: Failures;
}

/** All that can be lost in an estate: tunnels, connections of several tunnels, gateways and hubs, zones, regions. */
export function partsOf({ estate }: Analysis): readonly LosablePart[] {
  const { nodes, endpoints, tunnelEnds } = estate.estate;
  const tunnels = estate.tunnels.map(({ ends }): LosablePart => {
    const both = ends.flatMap((end) => end ?? []);
    return {
      kind: "tunnel",
      name: both[0]?.name ?? "",
      aliases: both.flatMap(({ id, name }) => [id, name]),
      failures: partsLost(both.map(({ id }) => id)),
    };
  });
  const places = nodes.filter(({ kind, urn }) => kind !== "subnet" && urn !== undefined);
  const gateways = new Map(
    [...tunnelEnds.map(({ gateway }) => gateway), ...places.flatMap(({ urn }) => urn ?? [])].map((urn) => [
      urn,
      "",
    ]),
  );
  places.forEach(({ urn = "", name }) => gateways.set(urn, name));
  const connections = new Set(tunnelEnds.map(({ urn }) => urn));
  const all = [...nodes, ...endpoints, ...tunnelEnds];
  return [
    ...tunnels,
    ...[...connections].map((urn) => whole("connection", urn)),
    ...[...gateways].map(([urn, name]) => whole("gateway", urn, name)),
    ...distinct(all.map(({ zone }) => zone)).map((zone): LosablePart => ({
      kind: "zone",
      name: zone,
      aliases: [],
      failures: { ...noFailures, zones: new Set([zone]) },
    })),
    ...distinct(all.map(({ region }) => region)).map((region): LosablePart => ({
      kind: "region",
      name: region,
      aliases: [],
      failures: { ...noFailures, regions: new Set([region]) },
    })),
  ];
}

/**
 * What is lost, by names of tunnels, connections, gateways, zones or regions, or by URNs. A name of several parts means all
 * of them.
 *
 * @throws {QuestionError} when nothing has one of the names.
 */
export function failuresOf(analysis: Analysis, names: readonly string[]): Failures {
  const parts = partsOf(analysis);
  const found = names.flatMap((name) => {
    const meant = parts.filter((part) => part.name === name || part.aliases.includes(name));
    if (meant.length === 0) {
      const there = nearest(
        name,
        parts.map((part) => part.name),
      );
      throw new QuestionError(
        `no tunnel, connection, gateway, zone or region is called ${name}: there are ${there}`,
      );
    }
    return meant;
  });
  return {
    parts: new Set(found.flatMap(({ failures }) => [...failures.parts])),
    regions: new Set(found.flatMap(({ failures }) => [...failures.regions])),
    zones: new Set(found.flatMap(({ failures }) => [...failures.zones])),
  };
}

function whole(kind: "connection" | "gateway", urn: string, name = ""): LosablePart {
  return {
    kind,
    name: nameOf(urn),
    aliases: [urn, name].filter((one) => one !== ""),
    failures: partsLost([urn]),
  };
}

function partsLost(ids: readonly string[]): Failures {
  return { ...noFailures, parts: new Set(ids) };
}

function distinct(values: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== undefined && value !== ""))].sort() as string[];
}
