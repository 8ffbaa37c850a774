import { tokens } from "../../../reachability/aws/tokens";
import { labelOf, type Resource, type Stack } from "../../../reachability/resources";
import { type WrittenRange, writtenRanges } from "../../reading/ranges";
import { asDeclared } from "../../reading/unknowns";
import type { Finding } from "../../rule";
import { type Holder, outside } from "./judge";

const page = "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html";

const vpcTypes = [tokens.vpc, tokens.defaultVpc];
const associations = [tokens.vpcIpv4CidrBlockAssociation, tokens.vpcIpv6CidrBlockAssociation];

/** Subnets of the stack's VPCs; those of VPCs elsewhere can't be judged here. */
export function* awsSubnets(stack: Stack): Iterable<Finding> {
  const holders = new Map(vpcTypes.flatMap((type) => stack.all(type)).map((vpc) => [vpc.urn, holderOf(vpc)]));
  /** Ranges that may be of any VPC. */
  const stray: WrittenRange[] = [];
  for (const association of associations.flatMap((type) => stack.all(type))) {
    const vpc = stack.reference(association, "vpcId", ...vpcTypes);
    const ranges = blocksOf(association);
    if (vpc.state === "found") {
      holders.get(vpc.resource.urn)?.ranges.push(...ranges);
    } else if (vpc.state === "unknown") {
      stray.push(...ranges.map((range) => ({ ...range, path: "vpcId", cidr: "unknown" as const })));
    }
  }
  for (const subnet of stack.all(tokens.subnet)) {
    const vpc = stack.reference(subnet, "vpcId", ...vpcTypes);
    if (vpc.state === "unknown") {
      const message = `the VPC of subnet ${labelOf(subnet)} (vpcId) is known only after the update, so whether its ranges lie in it can't be told`;
      yield { urn: subnet.urn, message, undecided: true };
    }
    const holder = vpc.state === "found" ? holders.get(vpc.resource.urn) : undefined;
    if (holder !== undefined) {
      const ranges = ownRanges(stack, subnet);
      const own = { resource: subnet, name: labelOf(subnet), ranges };
      yield* outside(own, { ...holder, ranges: [...holder.ranges, ...stray] }, page);
    }
  }
}

function holderOf(vpc: Resource): Omit<Holder, "ranges"> & { readonly ranges: WrittenRange[] } {
  return { resource: vpc, kind: "VPC", ranges: [...blocksOf(vpc)] };
}

/** An IPv6 block that was not asked for reads as unknown until AWS says that there is none. */
function blocksOf(resource: Resource): readonly WrittenRange[] {
  const blocks = { cidrBlock: 4, ipv6CidrBlock: 6 } as const;
  return Object.entries(blocks).flatMap(([path, version]) =>
    writtenRanges(resource, path).map((range) => ({ ...range, version })),
  );
}

/** Without what was cut from the VPC's own range, which is why it is unknown. */
function ownRanges(stack: Stack, subnet: Resource): readonly WrittenRange[] {
  return blocksOf(asDeclared(subnet)).filter(({ cidr, path }) => {
    const made = cidr === "unknown" ? stack.dependencies(subnet, path) : [];
    return !made.some(({ type }) => [...vpcTypes, ...associations].some((one) => one === type));
  });
}
