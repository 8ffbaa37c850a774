import type { NetworkRange } from "./networkRanges";
import { ranges } from "./subnetRanges";
import { invalid } from "../compute/error";
import { tokens } from "../tokens";
import { contains, overlaps, parseCidr, type Cidr } from "../../../addressing/cidr";
import { asString, asStrings, type Props } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

const recordsOf = (world: WorldView, network: string): WorldRecord[] =>
  world.all(tokens.internalRange).filter(({ inputs }) => inputs.network === network);

const rangeOf = ({ inputs }: WorldRecord): Cidr => parseCidr(asString(inputs.ipCidrRange) ?? "");

/** The internal ranges of a network. */
export const internalRanges = (world: WorldView, network: string): NetworkRange[] =>
  recordsOf(world, network).map((record) => ({ cidr: rangeOf(record), holder: record.id }));

/**
 * A subnet takes no address out of an internal range unless it is associated with it, which is not simulated. One that
 * was there before stays.
 *
 * Source: https://cloud.google.com/vpc/docs/internal-ranges, "Specifications"
 */
export function requireOutsideInternalRanges(
  world: WorldView,
  subnet: Props,
  record: WorldRecord | undefined,
): void {
  const before = record ? ranges(record.inputs).map(({ cidr }) => cidr.text) : [];
  const reserved = internalRanges(world, asString(subnet.network) ?? "");
  for (const { field, cidr } of ranges(subnet)) {
    const hit = before.includes(cidr.text) ? undefined : reserved.find((range) => overlaps(range.cidr, cidr));
    if (hit) {
      throw invalid(
        `resource.${field}`,
        cidr.text,
        `Invalid IPCidrRange: ${cidr.text} overlaps the internal range '${hit.holder}' (${hit.cidr.text}), with which the subnetwork is not associated.`,
      );
    }
  }
}

/** Nor does a static route, unless the range lets routes overlap it. Source: as above. */
export function requireRouteOutside(world: WorldView, route: Props): void {
  const text = asString(route.destRange) ?? "";
  const hit = recordsOf(world, asString(route.network) ?? "").find(
    (record) =>
      !asStrings(record.inputs.overlaps).includes("OVERLAP_ROUTE_RANGE") &&
      contains(rangeOf(record), parseCidr(text)),
  );
  if (hit) {
    throw invalid(
      "resource.destRange",
      text,
      `The destination range is within the internal range '${hit.id}'.`,
    );
  }
}
