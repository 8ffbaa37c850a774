import { type Cidr, contains } from "../../../addressing";
import { labelOf, type Resource } from "../../../reachability/resources";
import type { WrittenRange } from "../../reading/ranges";
import type { Finding } from "../../rule";

/** A network and the ranges that its subnets may be cut from. */
export interface Holder {
  readonly resource: Resource;
  /** What its cloud calls it. */
  readonly kind: string;
  readonly ranges: readonly WrittenRange[];
}

/** What is wrong with a subnet's ranges in its network. */
export function* outside(
  subnet: { readonly resource: Resource; readonly name: string; readonly ranges: readonly WrittenRange[] },
  { resource: network, kind, ranges }: Holder,
  page: string,
): Iterable<Finding> {
  const { urn } = subnet.resource;
  const whole = ranges.map(({ cidr }) => cidr).filter((cidr) => typeof cidr === "object");
  for (const { path, cidr, problem } of subnet.ranges) {
    if (cidr === "malformed") {
      yield { urn, message: `${path} of subnet ${subnet.name}: ${problem ?? ""} (${page})` };
    } else if (cidr === "unknown") {
      const message =
        `${path} of subnet ${subnet.name} is known only after the update, so whether it lies in ${kind} ` +
        `${labelOf(network)} can't be told: write it into the program (${page})`;
      yield { urn, message, undecided: true };
    } else if (!whole.some((range) => contains(range, cidr))) {
      const open = ranges.filter(({ version = cidr.version }) => version === cidr.version);
      const hidden = open.find(({ cidr: state }) => state === "unknown");
      const malformed = open.find(({ cidr: state }) => state === "malformed");
      if (hidden !== undefined) {
        const message =
          `${path} ${cidr.text} of subnet ${subnet.name}: whether it lies in ${kind} ${labelOf(network)} can't be told, ` +
          `because ${hidden.path} of ${labelOf(hidden.resource)} is known only after the update (${page})`;
        yield { urn, message, undecided: true };
      } else if (malformed !== undefined) {
        const message =
          `${path} ${cidr.text} of subnet ${subnet.name} can't be placed: ${malformed.path} of ` +
          `${labelOf(malformed.resource)} ${malformed.problem ?? ""}`;
        yield { urn, message };
      } else {
        const message =
          `${path} ${cidr.text} of subnet ${subnet.name} lies outside ${kind} ${labelOf(network)} ` +
          `(${texts(whole, cidr)}), which refuses it: choose one inside, or add its range to the network (${page})`;
        yield { urn, message };
      }
    }
  }
}

/** The network's ranges of the same version. */
function texts(ranges: readonly Cidr[], { version }: Cidr): string {
  const same = ranges.filter((range) => range.version === version).map(({ text }) => text);
  return same.length === 0 ? `which has no IPv${version} range` : same.join(", ");
}
