import { ConfigError, type Place } from "./configError";
import { addressBits, type Cidr, formatAddress, parseAddress, parseCidr } from "../../addressing/cidr";

/** An address of a tunnel interface, with the network that it is in. */
export interface InsideAddress {
  readonly address: string;
  readonly network: Cidr;
}

/** A tunnel interface of a router. */
export interface Link extends Place {
  readonly name: string;
  /** Its XFRM interface id. */
  readonly id: number;
  /** One for each IP version that it has. */
  readonly inside: readonly InsideAddress[];
}

/**
 * Reads `links.conf`: on each line an interface's name, XFRM interface id, and inside address with prefix length. An
 * interface with addresses of both IP versions has a line for each.
 */
export function readLinks(file: string, text: string): Link[] {
  const links: Link[] = [];
  for (const [index, content] of text.split("\n").entries()) {
    if (content.trim() !== "" && !content.startsWith("#")) {
      const link = linkOf({ file, line: index + 1 }, content.trim().split(/\s+/));
      const twin = links.findIndex(({ name, id }) => name === link.name && id === link.id);
      const joined = twin < 0 ? link : { ...link, inside: [...(links[twin]?.inside ?? []), ...link.inside] };
      checkVersions(joined);
      links.splice(twin < 0 ? links.length : twin, 1, joined);
    }
  }
  for (const [property, valuesOf] of unique) {
    const seen = new Set<unknown>();
    for (const link of links) {
      for (const value of valuesOf(link)) {
        if (seen.has(value)) {
          throw new ConfigError(link, `the ${property} ${value} is another interface's as well`);
        }
        seen.add(value);
      }
    }
  }
  return links;
}

const unique: readonly (readonly [property: string, valuesOf: (link: Link) => (string | number)[]])[] = [
  ["name", ({ name }) => [name]],
  ["id", ({ id }) => [id]],
  ["address", ({ inside }) => inside.map(({ address }) => address)],
];

function checkVersions(link: Link): void {
  const versions = link.inside.map(({ network }) => network.version);
  if (new Set(versions).size < versions.length) {
    throw new ConfigError(link, `${link.name} has two addresses of one IP version, which is not simulated`);
  }
}

function linkOf(place: Place, words: readonly string[]): Link {
  const [name = "", id = "", cidr = ""] = words;
  if (words.length !== 3 || !/^[\w.-]{1,15}$/.test(name) || !/^[1-9]\d{0,9}$/.test(id)) {
    throw new ConfigError(place, "is not an interface's name, XFRM interface id and inside address");
  }
  return { ...place, name, id: Number(id), inside: [insideAddress(place, cidr)] };
}

function insideAddress(place: Place, cidr: string): InsideAddress {
  const [written = "", length = ""] = cidr.split("/");
  try {
    const { value, version, text: address } = parseAddress(written);
    const hostBits = BigInt(addressBits[version]) - BigInt(length);
    const network = parseCidr(`${formatAddress(version, (value >> hostBits) << hostBits)}/${length}`);
    return { address, network };
  } catch {
    throw new ConfigError(place, `"${cidr}" is not an address with its prefix length`);
  }
}
