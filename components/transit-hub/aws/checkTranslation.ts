import { type Cidr, contains, overlaps, parseCidr } from "../../../addressing/cidr";
import type { LocatedCidr, Problems } from "../../problems";
import type { AwsTransitSpoke, AwsTranslation } from "./args";

const keys: readonly (keyof AwsTranslation)[] = ["cidrBlock", "availabilityZone"];

const [largest, smallest] = [16, 28];
const sharedRange = parseCidr("100.64.0.0/10");
/** Of these a VPC has blocks of one only. */
const apart = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "198.19.0.0/16"].map(parseCidr);
const never = ["169.254.0.0/16", "172.31.0.0/16"].map(parseCidr);
/** Whoever has any of the first gets none of the second. */
const [ofDefaults, kept] = [parseCidr("10.0.0.0/15"), parseCidr("10.0.0.0/16")];
const page = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html";

/**
 * Adds what is wrong with a VPC's translation by itself. Blocks of 100.64.0.0/10 go with every VPC, others of its own kind
 * alone; a public range would be no way to tell anything apart.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#add-cidr-block-restrictions
 *
 * @returns the range.
 */
export function checkAwsTranslation(
  problems: Problems,
  path: string,
  translation: AwsTranslation,
  own: AwsTransitSpoke["cidrBlocks"],
  blocks: readonly LocatedCidr[],
): LocatedCidr[] {
  problems.unknownKeys(translation, keys, `${path}.`);
  const located = `${path}.cidrBlock`;
  const cidr = problems.ipv4Cidr(located, translation.cidrBlock);
  if (cidr === undefined) {
    return [];
  }
  if (cidr.prefixLength < largest || cidr.prefixLength > smallest) {
    problems.add(located, `"${cidr.text}" is no size of a subnet: use /${largest} to /${smallest} (${page})`);
  }
  const taken = blocks.find((block) => overlaps(block.cidr, cidr));
  if (taken !== undefined) {
    problems.add(
      located,
      `"${cidr.text}" overlaps the VPC's own ${taken.cidr.text}: give it a range that the VPC does not have, ` +
        `such as one of ${sharedRange.text}`,
    );
  } else if (
    !isAllowed(
      cidr,
      blocks.map((block) => block.cidr),
    )
  ) {
    problems.add(
      located,
      `"${cidr.text}" is none that AWS adds to a VPC of ${own.join(", ")} (${page}): use one of ${sharedRange.text}`,
    );
  }
  return [{ path: located, cidr }];
}

function isAllowed(cidr: Cidr, blocks: readonly Cidr[]): boolean {
  const kind = apart.find((range) => contains(range, cidr));
  return (
    contains(sharedRange, cidr) ||
    (kind !== undefined &&
      blocks.every((block) => contains(kind, block)) &&
      !never.some((range) => overlaps(range, cidr)) &&
      !(overlaps(kept, cidr) && blocks.some((block) => overlaps(ofDefaults, block))))
  );
}
