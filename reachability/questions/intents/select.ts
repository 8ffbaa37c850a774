import { addressBits, type Cidr, overlaps, parseAddress, parseCidr } from "../../../addressing";
import type { Endpoint } from "../../model";
import { nameOf } from "../../resources/resource";
import type { SolvedEstate } from "../../trace";
import { outsideHost } from "../flow";
import { nearest } from "../nearest";

const kinds = ["instance", "subnet", "network", "cloud"] as const;
type Kind = (typeof kinds)[number];

/**
 * The hosts that a selector means.
 *
 * @param everything - whether any host of a subnet counts although there are instances in it
 * @returns a problem where it means nothing.
 */
export function select(
  estate: SolvedEstate,
  text: string,
  everything: boolean,
): readonly Endpoint[] | string {
  const range = rangeIn(text);
  if (range !== undefined) {
    return inRange(estate, range, everything);
  }
  const [, prefix, rest = text] = /^(instance|subnet|network|cloud):(.*)$/s.exec(text) ?? [];
  const wanted = kinds.filter((kind) => prefix === undefined || kind === prefix);
  const isPattern = /[*?]/.test(rest);
  const matches = isPattern ? patternOf(rest) : (name: string | undefined) => name === rest;
  const found = new Map<string, Endpoint>();
  for (const kind of wanted) {
    for (const endpoint of ofKind(estate, kind, matches, everything)) {
      found.set(endpoint.id, endpoint);
    }
    // A name means the first kind that has it, a pattern all.
    if (found.size > 0 && !isPattern) {
      break;
    }
  }
  return found.size > 0 ? [...found.values()] : unknownName(estate, text, rest, wanted);
}

type Matches = (name: string | undefined) => boolean;

function ofKind(
  estate: SolvedEstate,
  kind: Kind,
  matches: Matches,
  everything: boolean,
): readonly Endpoint[] {
  const { endpoints } = estate.estate;
  const isNamed = ({ id, name, urn }: { id: string; name: string; urn?: string | undefined }): boolean =>
    [id, name, urn, urn && nameOf(urn)].some(matches);
  switch (kind) {
    case "instance":
      return endpoints.filter((one) => one.kind !== "any host" && isNamed(one));
    case "subnet": {
      const subnets = new Set(
        endpoints.filter((one) => one.kind === "any host" && isNamed(one)).map(({ subnet }) => subnet),
      );
      estate.estate.nodes
        .filter((node) => node.delivers !== undefined && isNamed(node))
        .forEach(({ id }) => subnets.add(id));
      return hostsIn(endpoints, ({ subnet }) => subnets.has(subnet), everything);
    }
    case "network": {
      const networks = new Set(estate.estate.networks.filter(isNamed).map(({ id }) => id));
      return hostsIn(endpoints, ({ network }) => networks.has(network), everything);
    }
    case "cloud":
      return hostsIn(endpoints, ({ cloud }) => matches(cloud), everything);
  }
}

function hostsIn(
  endpoints: readonly Endpoint[],
  isIn: (endpoint: Endpoint) => boolean,
  everything: boolean,
): readonly Endpoint[] {
  const inside = endpoints.filter(isIn);
  const used = new Set(inside.filter(({ kind }) => kind !== "any host").map(({ subnet }) => subnet));
  return inside.filter(({ kind, subnet }) => everything || kind !== "any host" || !used.has(subnet));
}

/** The hosts with addresses in a range, narrowed to these. */
function inRange(estate: SolvedEstate, range: Cidr, everything: boolean): readonly Endpoint[] {
  const narrowed = estate.estate.endpoints.flatMap((endpoint) => {
    const addresses = endpoint.addresses.filter((own) => overlaps(own, range));
    return addresses.length === 0
      ? []
      : [
          {
            ...endpoint,
            addresses: addresses.map((own) => (own.prefixLength > range.prefixLength ? own : range)),
          },
        ];
  });
  if (narrowed.length > 0) {
    const isOneAddress = range.start === range.end;
    const named = isOneAddress ? narrowed.filter(({ kind }) => kind !== "any host") : [];
    const holders = named.filter(({ id }) => holdsAlone(estate, id, range));
    return holders.length > 0
      ? holders
      : named.length > 0
        ? named
        : hostsIn(narrowed, () => true, everything);
  }
  return [
    { ...outsideHost({ version: range.version, value: range.start }), name: range.text, addresses: [range] },
  ];
}

/** Whether an endpoint has exactly that address, and not any of its subnet as a load balancer's node. */
function holdsAlone({ estate }: SolvedEstate, endpoint: string, { start }: Cidr): boolean {
  return estate.endpoints.some(
    ({ id, addresses }) =>
      id === endpoint && addresses.some((own) => own.start === own.end && own.start === start),
  );
}

function rangeIn(text: string): Cidr | undefined {
  try {
    return parseCidr(text);
  } catch {
    try {
      const { version, value, text: address } = parseAddress(text);
      const prefixLength = addressBits[version];
      return { version, start: value, end: value, prefixLength, text: `${address}/${prefixLength}` };
    } catch {
      return undefined;
    }
  }
}

function patternOf(text: string): Matches {
  const literal = text.replace(/[\\^$.|+()[\]{}]/g, "\\$&");
  const source = literal.replaceAll("*", ".*").replaceAll("?", ".");
  const pattern = new RegExp(`^${source}$`, "s");
  return (name) => name !== undefined && pattern.test(name);
}

function unknownName(estate: SolvedEstate, text: string, rest: string, wanted: readonly Kind[]): string {
  const { endpoints, networks } = estate.estate;
  const names: Record<Kind, readonly string[]> = {
    instance: endpoints.filter(({ kind }) => kind !== "any host").map(({ name }) => name),
    subnet: endpoints.filter(({ kind }) => kind === "any host").map(({ name }) => name),
    network: networks.map(({ urn }) => nameOf(urn)),
    cloud: [...new Set(endpoints.map(({ cloud }) => cloud))],
  };
  const there = nearest(
    rest,
    wanted.flatMap((kind) => names[kind]),
  );
  const what =
    wanted.length === kinds.length
      ? "nothing, neither an instance, a subnet, a network nor a cloud,"
      : `no ${wanted.join()}`;
  return `${what} is called ${JSON.stringify(text)}: there are ${there}`;
}
