import { type Cidr, contains, overlaps } from "../../addressing";
import { read, type Resource } from "../resources";
import { isPrivate } from "./exchange";
import { rangeOf, textsOf } from "./values";

/**
 * Which ranges a spoke gives to its hub: those inside one that it includes, private IPv4 ranges where it says nothing,
 * and none inside one that it excludes. Undefined where a filter is not known.
 * https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/vpc-spokes-overview#export-filters
 */
export function exportFilter(spoke: Resource, path: string): ((range: Cidr) => boolean) | undefined {
  const included = textsOf(read(spoke, `${path}.includeExportRanges`));
  const excluded = textsOf(read(spoke, `${path}.excludeExportRanges`));
  if (included === undefined || excluded === undefined) {
    return undefined;
  }
  const includes = included.length > 0 ? included.map(matcher) : [isPrivate];
  const excludes = excluded.map(matcher);
  return (range) => includes.some((one) => one(range)) && !excludes.some((one) => one(range));
}

/**
 * Which of the hub's ranges a hybrid spoke imports: those inside one that it includes, and none that shares addresses with one that it excludes; nothing where it includes none. Undefined where a filter is not known.
 * https://cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.spokes#LinkedVpnTunnels
 */
export function importFilter(
  spoke: Resource,
  path: string,
): ((range: Cidr) => boolean) | "nothing" | undefined {
  const included = textsOf(read(spoke, `${path}.includeImportRanges`));
  const excluded = textsOf(read(spoke, `${path}.excludeImportRanges`));
  if (included?.length === 0) {
    return "nothing";
  }
  if (included === undefined || excluded === undefined) {
    return undefined;
  }
  const includes = included.map(matcher);
  const excludes = excluded.map(rangeOf);
  return (range) =>
    includes.some((one) => one(range)) && !excludes.some((one) => one !== undefined && overlaps(one, range));
}

/** A range, or Google Cloud's word for many. */
function matcher(text: string): (range: Cidr) => boolean {
  switch (text) {
    case "ALL_IPV4_RANGES":
      return ({ version }) => version === 4;
    case "ALL_IPV6_RANGES":
      return ({ version }) => version === 6;
    case "ALL_PRIVATE_IPV4_RANGES":
      return isPrivate;
    default: {
      const outer = rangeOf(text);
      return (range) => outer !== undefined && contains(outer, range);
    }
  }
}
