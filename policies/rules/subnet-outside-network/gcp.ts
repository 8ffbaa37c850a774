import { findOverlaps } from "../../../addressing";
import { types } from "../../../reachability/gcp/types";
import { known, labelOf, readList, type Stack } from "../../../reachability/resources";
import { writtenRanges, writtenRangesIn } from "../../reading/ranges";
import { asDeclared } from "../../reading/unknowns";
import type { Finding } from "../../rule";

const page = "https://cloud.google.com/vpc/docs/subnets";

/** A network of Google Cloud has no ranges of its own, so that a subnet's ranges can only collide with one another. */
export function* gcpSubnetworks(stack: Stack): Iterable<Finding> {
  for (const subnet of stack.all(types.subnetwork).map(asDeclared)) {
    const { urn } = subnet;
    const secondary = known(readList(subnet, "secondaryIpRanges")) ?? [];
    const ranges = [
      ...writtenRanges(subnet, "ipCidrRange"),
      ...secondary.flatMap((one, index) =>
        writtenRangesIn(subnet, one, `secondaryIpRanges.${index}`, "ipCidrRange"),
      ),
    ];
    const readable = ranges.flatMap(({ cidr, path }) =>
      typeof cidr === "object" ? [{ cidr, owner: path }] : [],
    );
    for (const { path, problem, cidr } of ranges) {
      if (cidr === "malformed") {
        yield { urn, message: `${path} of subnet ${labelOf(subnet)}: ${problem ?? ""} (${page})` };
      } else if (cidr === "unknown" && ranges.length > 1) {
        const message =
          `${path} of subnet ${labelOf(subnet)} is known only after the update, so whether it overlaps another range of ` +
          `the subnet can't be told: write it into the program (${page})`;
        yield { urn, message, undecided: true };
      }
    }
    for (const { outer, inner } of findOverlaps(readable)) {
      const message =
        `${outer.owner} ${outer.cidr.text} and ${inner.owner} ${inner.cidr.text} of subnet ${labelOf(subnet)} overlap: ` +
        `Google Cloud refuses a subnet whose primary and secondary ranges share addresses. Give one of them a range of its own (${page})`;
      yield { urn, message };
    }
  }
}
