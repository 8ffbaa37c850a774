import { ipv6NetworkProblem, networkProblem } from "../compute/ranges";
import { isPrivate } from "../rules/subnetRanges";
import { type Cidr, contains, overlaps, parseCidr } from "../../../addressing/cidr";
import { asObject, asStrings, hasUnknown, type Props, type Value } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";
import { list, textWhich, type Shape } from "../../providers/shapes";

const keywords = ["ALL_PRIVATE_IPV4_RANGES", "ALL_IPV4_RANGES", "ALL_IPV6_RANGES"];
const mostRanges = 16;

const rangeProblem = (text: string): string | undefined => {
  const problem = text.includes(":") ? ipv6NetworkProblem(text) : networkProblem(text);
  return problem && `is no range: ${problem}`;
};

/** Ranges that a spoke lets in or out; some filters know words for many ranges. */
export const rangesShape = (...words: readonly string[]): Shape =>
  list(
    textWhich((text, path) => {
      const problem = words.includes(text) ? undefined : rangeProblem(text);
      return problem && `"${path}" ${problem}${words.length > 0 ? `, and none of ${words.join(", ")}` : ""}`;
    }),
    mostRanges,
  );

export const includeShape = rangesShape(...keywords);
export const excludeShape = rangesShape();

const cidrs = (value: Value | undefined): Cidr[] =>
  asStrings(value).flatMap((text) => (rangeProblem(text) === undefined ? [parseCidr(text)] : []));

interface Filter {
  readonly included: Value | undefined;
  readonly excluded: Value | undefined;
}

const filterOf = (spoke: Props): Filter => {
  const { includeExportRanges, excludeExportRanges } = asObject(spoke.linkedVpcNetwork);
  return { included: includeExportRanges, excluded: excludeExportRanges };
};

/**
 * The ranges of one list are apart, and what is excluded was included.
 *
 * Source: https://cloud.google.com/network-connectivity/docs/network-connectivity-center/how-to/working-with-hubs-spokes#create_a_vpc_spoke
 */
export function checkExportFilter({ inputs, fail }: CheckContext): void {
  const filter = filterOf(inputs);
  for (const [property, value] of [
    ["includeExportRanges", filter.included],
    ["excludeExportRanges", filter.excluded],
  ] as const) {
    const all = cidrs(value);
    const clash = all.find((one, i) => all.slice(0, i).some((earlier) => overlaps(earlier, one)));
    if (clash) {
      fail(
        `linkedVpcNetwork.${property}`,
        `"linkedVpcNetwork.${property}": ${clash.text} matches or overlaps another range of the list`,
      );
    }
  }
  const stray = hasUnknown(filter.included)
    ? undefined
    : cidrs(filter.excluded).find((one) => !isIncluded(filter, one));
  if (stray) {
    fail(
      "linkedVpcNetwork.excludeExportRanges",
      `"linkedVpcNetwork.excludeExportRanges": ${stray.text} is not within the included ranges`,
    );
  }
}

/** Without a list of its own, a spoke exports its private IPv4 ranges. */
function isIncluded({ included }: Filter, cidr: Cidr): boolean {
  const words = asStrings(included);
  return (words.length === 0 ? ["ALL_PRIVATE_IPV4_RANGES"] : words).some((word) => {
    switch (word) {
      case "ALL_PRIVATE_IPV4_RANGES":
        return cidr.version === 4 && isPrivate(cidr);
      case "ALL_IPV4_RANGES":
        return cidr.version === 4;
      case "ALL_IPV6_RANGES":
        return cidr.version === 6;
      default:
        return cidrs([word]).some((range) => contains(range, cidr));
    }
  });
}

/** True where a spoke exports a subnet's range: included as a whole, and not excluded. */
export function isExported(spoke: Props, cidr: Cidr): boolean {
  const filter = filterOf(spoke);
  return isIncluded(filter, cidr) && !cidrs(filter.excluded).some((range) => contains(range, cidr));
}
