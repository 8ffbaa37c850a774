import { ConfigError, type Place } from "./configError";
import { ipv4Address } from "./fields";
import { type Command, commands, type Context, outer } from "./frrCommands";
import type { Bgp, FrrConfig } from "./frrConfig";

/**
 * Reads an FRR configuration into what is known already, as `vtysh -f` adds one to the running configuration. A command
 * that its context does not know ends the context, and the one around is asked.
 *
 * Source: https://docs.frrouting.org/en/latest/basic.html
 */
export function readFrr(config: FrrConfig, file: string, text: string): void {
  let context: Context = "top";
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.trim().replaceAll(/\s+/g, " ");
    const place = { file, line: index + 1 };
    if (line === "" || line.startsWith("!") || line.startsWith("#")) {
      continue;
    }
    if (line === "end" || line === "exit" || line === "exit-address-family") {
      context = line === "end" ? "top" : (outer[context] ?? "top");
      continue;
    }
    checkAddresses(line, place);
    const { found, around } = lookUp(context, line, place);
    const [, ...words] = found.form.exec(line) ?? [];
    found.apply?.(config, words, place);
    context = found.opens ?? around;
  }
}

function lookUp(context: Context, line: string, place: Place): { found: Command; around: Context } {
  for (let around: Context | undefined = context; around !== undefined; around = outer[around]) {
    const found = commands[around].find(({ form }) => form.test(line));
    if (found) {
      return { found, around };
    }
  }
  throw new ConfigError(place, `"${beginningOf(line)}" is not simulated here`);
}

/** Up to what may be a secret. */
function beginningOf(line: string): string {
  const words = line.split(" ");
  const secret = words.findIndex((word) => /pass|secret|key/i.test(word)) + 1 || words.length;
  const shown = Math.min(3, secret);
  return [...words.slice(0, shown), ...(words.length > shown ? ["…"] : [])].join(" ");
}

/** An octet above 255 or a prefix length above 32, which FRR refuses. */
function checkAddresses(line: string, place: Place): void {
  for (const word of line.replace(/ password .*/, "").split(" ")) {
    if (/^\d+\.\d+\.\d+\.\d+(\/\d+)?$/.test(word)) {
      const [address = "", length = "0"] = word.split("/");
      const problem = ipv4Address(address);
      if (problem !== undefined || Number(length) > 32) {
        throw new ConfigError(place, `${word} is no IPv4 address or network`);
      }
    }
  }
}

/** Refuses what FRR takes without a word, and what then exchanges no route. */
export function checkFrr(config: FrrConfig): void {
  for (const reference of config.references) {
    if (!config[reference.kind].has(reference.name)) {
      const what = reference.kind === "routeMaps" ? "route-map" : "prefix-list";
      throw new ConfigError(
        reference,
        `there is no ${what} ${reference.name}: FRR denies everything instead`,
      );
    }
  }
  const { neighbors, requiresPolicy } = config.bgp ?? ({ neighbors: new Map() } as Bgp);
  for (const neighbor of neighbors.values()) {
    if (requiresPolicy && neighbor.asn !== config.bgp?.asn && neighbor.policies.size < 2) {
      throw new ConfigError(
        neighbor,
        `the neighbor ${neighbor.address} has no policy for both directions: FRR exchanges no routes with it (RFC 8212)`,
      );
    }
  }
}
