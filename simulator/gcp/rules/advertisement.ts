import { invalidField } from "../compute/error";
import { rangeProblem } from "../compute/ranges";
import { type Fields, list, object, oneOf, text, textWhich } from "../../providers/shapes";
import { asList, type Props } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";

/** Of either IP version; an address without a length is one host. */
const rangeShape = textWhich((range, path) => {
  const problem = rangeProblem(range);
  return problem && invalidField(`resource.${path}`, range, `Must be a CIDR-formatted range: ${problem}.`);
});

/**
 * What a router, or one of its sessions, tells its peers.
 *
 * Source: https://cloud.google.com/network-connectivity/docs/router/concepts/advertised-routes
 */
export const advertisementFields: Fields = {
  advertiseMode: oneOf("DEFAULT", "CUSTOM"),
  advertisedGroups: list(oneOf("ALL_SUBNETS")),
  advertisedIpRanges: list(object({ description: text, "range!": rangeShape })),
};

export const learnedRange = object({ "range!": rangeShape });

/** Custom advertisements need custom mode; `owner` is the object that holds the settings, at `path`. */
export function checkAdvertisement(owner: Props, path: string, fail: CheckContext["fail"]): void {
  const mode = owner.advertiseMode ?? "DEFAULT";
  for (const property of ["advertisedGroups", "advertisedIpRanges"]) {
    if (mode === "DEFAULT" && asList(owner[property]).length > 0) {
      fail(
        `${path}${property}`,
        `Error in bgp: ${property} cannot be specified when using advertiseMode DEFAULT`,
      );
    }
  }
}
