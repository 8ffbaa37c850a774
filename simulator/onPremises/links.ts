import { ConfigError, type Place } from "./configError";
import { type Cidr, formatAddress, parseAddress, parseCidr } from "../../addressing/cidr";

/** A tunnel interface of a router. */
export interface Link extends Place {
  readonly name: string;
  /** Its XFRM interface id. */
  readonly id: number;
  readonly address: string;
  readonly network: Cidr;
}

/** Reads `links.conf`: on each line an interface's name, XFRM interface id, and inside address with prefix length. */
export function readLinks(file: string, text: string): Link[] {
  const links = text.split("\n").flatMap((content, index): Link[] => {
    const place = { file, line: index + 1 };
    const words = content.trim().split(/\s+/);
    return content.trim() === "" || content.startsWith("#") ? [] : [linkOf(place, words)];
  });
  for (const property of ["name", "id", "address"] as const) {
    const seen = new Set<unknown>();
    for (const link of links) {
      if (seen.has(link[property])) {
        throw new ConfigError(link, `the ${property} ${link[property]} is another interface's as well`);
      }
      seen.add(link[property]);
    }
  }
  return links;
}

function linkOf(place: Place, words: readonly string[]): Link {
  const [name = "", id = "", cidr = ""] = words;
  const [address = "", length = ""] = cidr.split("/");
  if (words.length !== 3 || !/^[\w.-]{1,15}$/.test(name) || !/^[1-9]\d{0,9}$/.test(id)) {
    throw new ConfigError(place, "is not an interface's name, XFRM interface id and inside address");
  }
  try {
    const { value, version } = parseAddress(address);
    const hostBits = 32n - BigInt(length);
    const network = parseCidr(`${formatAddress(version, (value >> hostBits) << hostBits)}/${length}`);
    return { ...place, name, id: Number(id), address, network };
  } catch {
    throw new ConfigError(place, `"${cidr}" is not an IPv4 address with its prefix length`);
  }
}
