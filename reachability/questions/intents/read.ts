import { isSeq, LineCounter, parseDocument } from "yaml";

import { hasPorts, type PortRange, protocols } from "../../model";
import { nearest } from "../nearest";
import { portsName } from "../trafficClasses";
import { type Expectation, expectations, type Intent, type IntentProblem, type ReadIntent } from "./types";

/** What was read, and all that is wrong with it. */
export interface ReadIntents {
  readonly intents: readonly ReadIntent[];
  readonly problems: readonly IntentProblem[];
}

/** Reads a file of intents: YAML, so JSON as well. */
export function readIntentsFile(text: string): ReadIntents {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const lineOf = (offset: number): number => lineCounter.linePos(offset).line;
  if (document.errors.length > 0) {
    return {
      intents: [],
      problems: document.errors.map(({ message, pos: [offset] }) => ({
        path: "",
        line: lineOf(offset),
        text: `this is not YAML: ${message}`,
      })),
    };
  }
  const { contents } = document;
  if (!isSeq(contents)) {
    return { intents: [], problems: [{ path: "", line: 1, text: howToWrite }] };
  }
  const lines = contents.items.map((item) => {
    const [offset = 0] = (item as { range?: readonly number[] }).range ?? [];
    return lineOf(offset);
  });
  try {
    return readIntents(document.toJS({ maxAliasCount: 100 }) as unknown[], lines);
  } catch (error) {
    // An alias of nothing, or aliases of aliases that blow up.
    return {
      intents: [],
      problems: [{ path: "", text: error instanceof Error ? error.message : String(error) }],
    };
  }
}

const howToWrite =
  'the file holds no list of intents: write "- { from: web, to: db, port: 5432, expect: allowed }", one item an intent';

/** Reads intents from plain data. */
export function readIntents(items: readonly unknown[], lines: readonly number[] = []): ReadIntents {
  const problems: IntentProblem[] = [];
  const intents = items.flatMap((item, index) => {
    const path = `[${index}]`;
    const line = lines[index];
    const report = (property: string, text: string): void => {
      problems.push({ path: property === "" ? path : `${path}.${property}`, line, text });
    };
    const before = problems.length;
    const intent = readIntent(item, report);
    return intent === undefined || problems.length > before ? [] : [{ ...intent, path, line }];
  });
  return { intents, problems };
}

type Report = (property: string, text: string) => void;

const properties: readonly (keyof Intent)[] = [
  "name",
  "from",
  "to",
  "protocol",
  "port",
  "ports",
  "expect",
  "undecided",
];

function readIntent(item: unknown, report: Report): Omit<ReadIntent, "path" | "line"> | undefined {
  if (typeof item !== "object" || item === null || Array.isArray(item)) {
    report(
      "",
      `${show(item)} is no intent: write from, to and expect, such as { from: web, to: db, expect: denied }`,
    );
    return undefined;
  }
  const given = item as Partial<Record<keyof Intent, unknown>>;
  for (const property of Object.keys(item).filter((one) => !properties.some((known) => known === one))) {
    report(property, `an intent has no such property: use ${nearest(property, properties)}`);
  }
  const from = readSelectors(given.from, "from", report);
  const to = readSelectors(given.to, "to", report);
  const ports = readPorts(given.port, given.ports, report);
  const protocol = readProtocol(given.protocol, ports.length > 0, report);
  const expect = readChoice(given.expect, "expect", expectations, report);
  const undecided = given.undecided ?? "reject";
  const chosen = readChoice(undecided, "undecided", ["accept", "reject"] as const, report);
  const name = given.name ?? nameOf(from, to, protocol, ports, expect);
  if (typeof name !== "string" || name.trim() === "") {
    report("name", `${show(name)} is no name: write some text`);
    return undefined;
  }
  return {
    name,
    from,
    to,
    protocol,
    ports,
    expect: expect ?? "denied",
    acceptsUndecided: chosen === "accept",
  };
}

function readSelectors(value: unknown, property: "from" | "to", report: Report): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (value === undefined || value === null || list.length === 0) {
    report(
      property,
      "says nothing: give names of instances, subnets, networks or clouds, addresses or ranges",
    );
    return [];
  }
  list.forEach((one, index) => {
    if (typeof one !== "string" || one.trim() === "") {
      const at = Array.isArray(value) ? `${property}[${index}]` : property;
      report(at, `${show(one)} is no name, address or range: write it as text, such as "10.1.0.0/16"`);
    }
  });
  return list.filter((one) => typeof one === "string");
}

function readPorts(port: unknown, ports: unknown, report: Report): PortRange[] {
  if (port !== undefined && ports !== undefined) {
    report("ports", "port is given as well: write all of them under ports");
  }
  if (ports !== undefined && (!Array.isArray(ports) || ports.length === 0)) {
    report(
      "ports",
      `${show(ports)} is no list of ports: write one such as [443, 8000-8080], or leave it out for all`,
    );
    return [];
  }
  const list: unknown[] = (ports as unknown[] | undefined) ?? (port === undefined ? [] : [port]);
  return list.flatMap((one, index) => {
    const range = portRange(one);
    if (range === undefined) {
      const at = ports === undefined ? "port" : `ports[${index}]`;
      report(at, `${show(one)} is no port: use 0 to 65535, or a range such as 8000-8080`);
      return [];
    }
    return [range];
  });
}

function portRange(value: unknown): PortRange | undefined {
  const [, from = "", to = from] = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(String(value)) ?? [];
  const [first, last] = [Number(from), Number(to)];
  const isOne = from !== "" && first <= last && last <= 65535;
  return isOne && (typeof value === "number" || typeof value === "string") ? { first, last } : undefined;
}

function readProtocol(value: unknown, portsGiven: boolean, report: Report): number | "any" {
  const said = value ?? (portsGiven ? "tcp" : "any");
  const names = [...Object.keys(protocols), "any"];
  const text = typeof said === "string" || typeof said === "number" ? String(said).toLowerCase() : "";
  const named = Object.entries(protocols).find(([name]) => name === text)?.[1];
  const number = named ?? (/^\d{1,3}$/.test(text) && Number(text) <= 255 ? Number(text) : undefined);
  if (number === undefined && text !== "any") {
    report(
      "protocol",
      `${show(said)} is no protocol: use ${names.join(", ")} or a number of IANA's, 0 to 255`,
    );
    return "any";
  }
  if (portsGiven && (number === undefined || !hasPorts(number))) {
    report("protocol", `${show(said)} has no ports: leave the ports out, or use tcp, udp or sctp`);
  }
  return number ?? "any";
}

function readChoice<T extends string>(
  value: unknown,
  property: keyof Intent,
  choices: readonly T[],
  report: Report,
): T | undefined {
  const found = choices.find((one) => one === value);
  if (found === undefined) {
    const problem = value === undefined ? "is missing" : `${show(value)} means nothing here`;
    report(property, `${problem}: use ${choices.join(", ")}`);
  }
  return found;
}

function nameOf(
  from: readonly string[],
  to: readonly string[],
  protocol: number | "any",
  ports: readonly PortRange[],
  expect: Expectation | undefined,
): string {
  const [protocolName = String(protocol)] =
    Object.entries(protocols).find(([, number]) => number === protocol) ?? [];
  const traffic = [protocolName, ports.map(portsName).join(", ")].filter((part) => part !== "").join(" ");
  return `${from.join(", ")} to ${to.join(", ")}, ${traffic}: ${expect ?? ""}`;
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
