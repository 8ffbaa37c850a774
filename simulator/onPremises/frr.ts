import { ConfigError, type Place } from "./configError";
import { type Command, commands, type Context, outer } from "./frrCommands";
import type { FrrConfig, Neighbor } from "./frrConfig";
import { addressBits, parseAddress } from "../../addressing/cidr";
import { type IpFamily, versionName } from "../tunnels/end";

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

/** An octet above 255, a group of five digits, a prefix length above the address's, which FRR refuses. */
function checkAddresses(line: string, place: Place): void {
  for (const word of line.replace(/ (password|description) .*/, "").split(" ")) {
    const isIpv4 = /^\d+\.\d+\.\d+\.\d+(\/\d+)?$/.test(word);
    if ((isIpv4 || /^[\da-f]*:[\da-f]*:[\da-f:]*(\/\d+)?$/i.test(word)) && !isAddressOrNetwork(word)) {
      throw new ConfigError(place, `${word} is no ${isIpv4 ? "IPv4" : "IPv6"} address or network`);
    }
  }
}

/** FRR cuts host bits off. */
function isAddressOrNetwork(word: string): boolean {
  const [address = "", length = "0"] = word.split("/");
  try {
    return Number(length) <= addressBits[parseAddress(address).version];
  } catch {
    return false;
  }
}

/** Refuses what FRR takes without a word, and what then exchanges no route. */
export function checkFrr(config: FrrConfig): void {
  for (const reference of config.references) {
    if (!config[reference.kind].has(reference.name)) {
      const what = {
        routeMaps: "route-map",
        prefixLists: "prefix-list",
        ipv6PrefixLists: "ipv6 prefix-list",
      }[reference.kind];
      throw new ConfigError(
        reference,
        `there is no ${what} ${reference.name}: FRR denies everything instead`,
      );
    }
  }
  const { bgp } = config;
  for (const neighbor of bgp?.requiresPolicy === true ? bgp.neighbors.values() : []) {
    const family = neighbor.asn === bgp?.asn ? undefined : familyWithoutPolicy(neighbor);
    if (family !== undefined) {
      throw new ConfigError(
        neighbor,
        `the neighbor ${neighbor.address} has no policy for both directions of ${versionName(family)}: FRR exchanges no routes with it (RFC 8212)`,
      );
    }
  }
}

/**
 * IPv4 is active by default, also for a neighbor with an IPv6 address, which then may have no policies for it: that
 * session is there for IPv6.
 */
function familyWithoutPolicy({ address, activated, policies }: Neighbor): IpFamily | undefined {
  const isIpv6 = address.includes(":");
  return (["ipv4", "ipv6"] as const).find(
    (family) => (activated[family] ?? (family === "ipv4" && !isIpv6)) && policies[family].size < 2,
  );
}
