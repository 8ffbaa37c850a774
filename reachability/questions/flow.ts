import { addressBits, formatAddress, parseAddress, parseCidr } from "../../addressing";
import { type Endpoint, hasPorts, protocols } from "../model";
import type { SolvedEstate } from "../trace/network";
import { holds } from "../trace/filters";
import { nearest } from "./nearest";

/** What is asked: may this host talk to that one? */
export interface Flow {
  /** An instance's, interface's or subnet's name or URN, or an address. */
  readonly from: string;
  readonly to: string;
  /** @default "tcp" */
  readonly protocol?: Protocol;
  /** The port at `to`, 0 to 65535. @default 443 for protocols with ports */
  readonly port?: number;
}

/** By name, or by IANA's number, 0 to 255. */
export type Protocol = keyof typeof protocols | number;

/** Thrown for a question that can't be asked of these stacks. */
export class QuestionError extends Error {
  override readonly name = "QuestionError";
}

/** IANA's number of a protocol. @throws {QuestionError} when there is none. */
export function protocolNumber(protocol: Protocol = "tcp"): number {
  const number = typeof protocol === "number" ? protocol : protocols[protocol];
  if (!Number.isInteger(number) || number < 0 || number > 255) {
    throw new QuestionError(
      `${String(protocol)} is no protocol: use ${Object.keys(protocols).join(", ")} or a number of IANA's, 0 to 255`,
    );
  }
  return number;
}

/** The port asked for. @throws {QuestionError} when it is none. */
export function portOf({ protocol, port }: Pick<Flow, "protocol" | "port">): number {
  const withPorts = hasPorts(protocolNumber(protocol));
  if (!withPorts) {
    if (port !== undefined) {
      throw new QuestionError(`port ${port} means nothing: ${String(protocol)} has no ports`);
    }
    return 0;
  }
  const chosen = port ?? 443;
  if (!Number.isInteger(chosen) || chosen < 0 || chosen > 65535) {
    throw new QuestionError(`${chosen} is no port: use 0 to 65535`);
  }
  return chosen;
}

/**
 * The endpoints meant by a name, a URN or an address, such as `web`, `private-a` or `10.0.1.5`. A name of several
 * things means the first kind of these that has it: instances, interfaces and load balancers, any host of a subnet.
 *
 * An address that no subnet holds means a host outside.
 *
 * @throws {QuestionError} when nothing is meant, or more than one thing.
 */
export function endpointOf(estate: SolvedEstate, text: string): { endpoint: Endpoint; address?: bigint } {
  const { endpoints } = estate.estate;
  const named = endpoints.filter(({ id, name, urn }) => [id, name, urn].includes(text));
  const [first, second] = preferred(named);
  if (first !== undefined) {
    if (second !== undefined) {
      throw new QuestionError(
        `${text} is the name of ${named.length} things: give a URN, such as ${first.urn ?? first.id}`,
      );
    }
    return { endpoint: first };
  }
  return byAddress(endpoints, text);
}

function byAddress(endpoints: readonly Endpoint[], text: string): { endpoint: Endpoint; address: bigint } {
  const address = addressIn(text);
  if (address === undefined) {
    throw new QuestionError(
      `nothing is called ${text}, and it is no address: there are ${nearest(
        text,
        endpoints.map(({ name }) => name),
      )}`,
    );
  }
  const holders = endpoints.filter(({ addresses }) =>
    addresses.some((range) => holds(range, address.version, address.value)),
  );
  const single = holders.filter(({ addresses }) =>
    addresses.some((range) => range.start === range.end && range.start === address.value),
  );
  const [first, second] = single.length > 0 ? preferred(single) : preferred(holders);
  if (first === undefined) {
    return { endpoint: outsideHost(address), address: address.value };
  }
  if (second !== undefined) {
    throw new QuestionError(`${text} is in ${first.name} and in ${second.name}: give a name or a URN`);
  }
  return { endpoint: first, address: address.value };
}

/** A host of which nothing is known but its address. */
export function outsideHost({ version, value }: { version: 4 | 6; value: bigint }): Endpoint {
  const address = formatAddress(version, value);
  const prefixLength = addressBits[version];
  return {
    id: `address ${address}`,
    name: address,
    kind: "any host",
    cloud: "onPremises",
    network: "",
    subnet: "",
    routesAt: "",
    addresses: [{ version, start: value, end: value, prefixLength, text: `${address}/${prefixLength}` }],
    egress: [],
    ingress: [],
  };
}

function addressIn(text: string): { version: 4 | 6; value: bigint } | undefined {
  try {
    return parseAddress(text);
  } catch {
    try {
      const { version, start, prefixLength } = parseCidr(text);
      return prefixLength === (version === 4 ? 32 : 128) ? { version, value: start } : undefined;
    } catch {
      return undefined;
    }
  }
}

/** Real hosts before the hosts that a subnet could have. */
function preferred(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const real = endpoints.filter(({ kind }) => kind !== "any host");
  return real.length > 0 ? real : endpoints;
}
