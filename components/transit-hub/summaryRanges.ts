import { parseCidr } from "../../addressing/cidr";
import type { TransitHubArgs } from "./args";

/** RFC 1918. */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] as const;

/** What spokes send to their hub. Each range has one name, however it is written. */
export function summaryRangesOf({ summaryRanges = privateRanges }: TransitHubArgs): string[] {
  return summaryRanges.map((range) => parseCidr(range).text);
}
