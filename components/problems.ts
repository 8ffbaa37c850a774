import { Output, type Resource, ResourceError } from "@pulumi/pulumi";
import { type Cidr, parseCidrOrReport } from "../addressing/cidr";

/**
 * Collects everything that is wrong with a component's arguments, so that the user reads it all at once and
 * before any resource exists.
 */
export class Problems {
  private readonly lines: string[] = [];

  /** Whether there is any. */
  get found(): boolean {
    return this.lines.length > 0;
  }

  /** Adds one problem: the argument's path, then its value, the rule and the fix. Never the value of a secret. */
  add(path: string, problem: string): void {
    this.lines.push(`${path}: ${problem}`);
  }

  /** Reads a plain IPv4 CIDR, or adds the problem and returns undefined. */
  ipv4Cidr(path: string, value: unknown): Cidr | undefined {
    return this.cidr(path, value, 4);
  }

  /** Reads a list of at least one IPv4 CIDR; the unreadable ones become problems. */
  ipv4Cidrs(path: string, values: unknown): LocatedCidr[] {
    return this.cidrs(path, values, 4);
  }

  /** Reads a plain IPv6 CIDR, or adds the problem and returns undefined. */
  ipv6Cidr(path: string, value: unknown): Cidr | undefined {
    return this.cidr(path, value, 6);
  }

  /** Reads a list of at least one IPv6 CIDR, without those that are known only while the program runs. */
  ipv6Cidrs(path: string, values: unknown): LocatedCidr[] {
    return this.cidrs(path, values, 6);
  }

  private cidr(path: string, value: unknown, version: 4 | 6): Cidr | undefined {
    if (typeof value !== "string") {
      this.add(path, `must be a plain string known when the program runs, such as "${examples[version]}"`);
      return undefined;
    }
    const cidr = parseCidrOrReport(value, (problem) => this.add(path, problem));
    if (cidr !== undefined && cidr.version !== version) {
      this.add(path, `"${value}" is IPv${cidr.version}: give an IPv${version} CIDR`);
      return undefined;
    }
    return cidr;
  }

  private cidrs(path: string, values: unknown, version: 4 | 6): LocatedCidr[] {
    if (!Array.isArray(values) || values.length === 0) {
      this.add(path, `must be a plain array of at least one CIDR, such as ["${examples[version]}"]`);
      return [];
    }
    const cidrs = new Map<string, LocatedCidr>();
    for (const [index, value] of (values as unknown[]).entries()) {
      if (version === 6 && (Output.isInstance(value) || value instanceof Promise)) {
        continue;
      }
      const located = `${path}[${index}]`;
      const cidr = this.cidr(located, value, version);
      const twin = cidr === undefined ? undefined : cidrs.get(cidr.text);
      if (twin !== undefined) {
        this.add(located, `"${twin.cidr.text}" is given twice, also as ${twin.path}: remove one`);
      } else if (cidr !== undefined) {
        cidrs.set(cidr.text, { path: located, cidr });
      }
    }
    return [...cidrs.values()];
  }

  /** Adds a problem for each argument that `known` does not name, such as a misspelt one. */
  unknownKeys(args: object, known: readonly string[], prefix = ""): void {
    for (const key of Object.keys(args).filter((key) => !known.includes(key))) {
      this.add(`${prefix}${key}`, `is not an argument here: use one of ${known.join(", ")}`);
    }
  }

  /**
   * @throws {ResourceError} listing every problem, shown under the component and without a stack trace.
   */
  throwIfAny(resource: Resource): void {
    if (this.lines.length > 0) {
      const text = this.lines.map((line) => `  - ${line}`).join("\n");
      throw new ResourceError(`Invalid arguments:\n${text}`, resource, true);
    }
  }
}

const examples = { 4: "10.0.0.0/16", 6: "fd20:0:1::/48" } as const;

/** A CIDR and the argument it came from. */
export interface LocatedCidr {
  readonly path: string;
  readonly cidr: Cidr;
}
