import { groupBy } from "../groupBy";
import { type Estate, type Filter, hasPorts, type PortRange, protocols } from "../model";
import type { Traffic } from "../trace";
import { filtersOf } from "../trace/filtersOf";
import { protocolName } from "./explain";

/** Traffic that no filter tells apart. */
export interface TrafficClass {
  /** IANA's number. */
  readonly protocol: number;
  /** Absent where the protocol has none. */
  readonly ports?: PortRange | undefined;
}

const allPorts: PortRange = { first: 0, last: 65535 };

/** Stands for all protocols that no filter names: one of IANA's numbers for experiments (RFC 3692). */
const anyOther = 253;

/** All traffic, by what the filters of the estates tell apart: ports and protocols that their rules name, and the rest. */
export function trafficClasses(estates: readonly Estate[]): readonly TrafficClass[] {
  const filters = estates.flatMap((estate) => [...filtersOf(estate)]);
  const named = filters.flatMap(({ rules }) => rules.flatMap(({ protocol }) => protocol ?? []));
  // What IPv4 calls ICMP is ICMPv6 in IPv6: the tracer takes the one that fits.
  const numbers = new Set([protocols.tcp, protocols.udp, protocols.icmp, ...named, anyOther]);
  numbers.delete(protocols.icmpv6);
  return [...numbers].flatMap((protocol) => classesOf(filters, protocol, allPorts));
}

/** The traffic of one protocol, to ports in a range, by what filters tell apart. */
export function trafficClassesOf(
  estate: Estate,
  protocol: number,
  range: PortRange = allPorts,
): readonly TrafficClass[] {
  return classesOf([...filtersOf(estate)], protocol, range);
}

function classesOf(filters: readonly Filter[], protocol: number, { first, last }: PortRange): TrafficClass[] {
  if (!hasPorts(protocol)) {
    return [{ protocol }];
  }
  const rules = filters.flatMap((filter) => filter.rules);
  const told = rules.filter((rule) => rule.protocol === undefined || rule.protocol === protocol);
  // Answers come from the receiver's port.
  const ranges = told.flatMap(({ sourcePorts = [], destinationPorts = [] }) => [
    ...sourcePorts,
    ...destinationPorts,
  ]);
  const edges = new Set([first]);
  for (const range of ranges) {
    [range.first, range.last + 1]
      .filter((edge) => edge > first && edge <= last)
      .forEach((edge) => edges.add(edge));
  }
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.map((edge, index) => ({
    protocol,
    ports: { first: edge, last: (sorted[index + 1] ?? last + 1) - 1 },
  }));
}

/** An example of a class's traffic. */
export function exampleOf({ protocol, ports }: TrafficClass): Traffic {
  return { protocol, port: ports?.first ?? 0 };
}

/** How people call it, such as `tcp 443`, `udp 1024-65535` or `any other protocol`. */
export function trafficName({ protocol, ports }: TrafficClass): string {
  if (protocol === anyOther) {
    return "any other protocol";
  }
  return ports === undefined ? protocolName(protocol) : `${protocolName(protocol)} ${portsName(ports)}`;
}

/** Such as `443` or `1024-65535`. */
export function portsName({ first, last }: PortRange): string {
  return first === last ? `${first}` : `${first}-${last}`;
}

/** Such as `tcp 0-442, 444-65535, icmp`. */
export function trafficNames(classes: readonly TrafficClass[]): string {
  return [...groupBy(classes, ({ protocol }) => protocol).values()]
    .map((each) => {
      const merged: TrafficClass[] = [];
      for (const one of each) {
        const last = merged.at(-1);
        if (last?.ports !== undefined && last.ports.last + 1 === one.ports?.first) {
          merged.splice(-1, 1, { ...last, ports: { first: last.ports.first, last: one.ports.last } });
        } else {
          merged.push(one);
        }
      }
      return merged
        .map((one, index) => (index === 0 ? trafficName(one) : trafficName(one).split(" ")[1]))
        .join(", ");
    })
    .join(", ");
}
