import { type PortRange, protocols } from "../model";
import { listIn, textIn } from "./values";

/** What a rule says of protocol and ports. Absent: all. */
export interface Layer4 {
  readonly protocol?: number;
  readonly ports?: readonly PortRange[];
  readonly text: string;
  readonly undecided?: string;
}

const byName: Readonly<Record<string, number>> = {
  tcp: protocols.tcp,
  udp: protocols.udp,
  icmp: protocols.icmp,
  esp: protocols.esp,
  ah: protocols.ah,
  sctp: protocols.sctp,
  ipip: 94,
};

/** https://cloud.google.com/firewall/docs/firewalls#protocols_and_ports */
export function layer4Of(element: unknown, protocolProperty: "protocol" | "ipProtocol"): Layer4 {
  const name = textIn(element, protocolProperty)?.toLowerCase();
  const ports = listIn(element, "ports");
  if (name === undefined || ports === undefined) {
    return { text: "some protocol", undecided: "its protocols and ports are known only after the update" };
  }
  const text = [name, ports.map(portText).join(",")].filter((part) => part !== "").join(" ");
  const protocol = name === "all" ? undefined : (byName[name] ?? Number(name));
  const ranges = ports.map(portRange);
  if (Number.isNaN(protocol) || !ranges.every((range) => range !== undefined)) {
    return { text, undecided: `what ${text} means is not known` };
  }
  return {
    ...(protocol !== undefined && { protocol }),
    ...(ranges.length > 0 && { ports: ranges }),
    text,
  };
}

function portText(port: unknown): string {
  return typeof port === "string" || typeof port === "number" ? String(port) : "unknown";
}

function portRange(port: unknown): PortRange | undefined {
  const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(portText(port)) ?? [];
  return first === undefined ? undefined : { first: Number(first), last: Number(last ?? first) };
}
