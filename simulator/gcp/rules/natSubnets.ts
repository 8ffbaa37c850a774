import { invalid } from "../compute/error";
import { pathIn } from "../compute/paths";
import { routerPath } from "../compute/references";
import type { MemberOperation } from "../compute/routerMember";
import { tokens } from "../tokens";
import { asList, asObject, asString, asStrings, type Props } from "../../protocol/values";
import type { WorldRecord } from "../../world/record";

/**
 * The subnets of a gateway are those of its router's network and region, and every range of a subnet is translated by
 * one gateway.
 *
 * Source: https://cloud.google.com/nat/docs/overview#specs-subnet-ranges
 */
export function requireFreeSubnets(context: MemberOperation): void {
  requireOwnSubnets(context);
  const { inputs } = context;
  for (const other of gatewaysBeside(context)) {
    const shared = isForAll(inputs) || isForAll(other.inputs) || shareRange(inputs, other.inputs);
    if (shared) {
      throw invalid(
        "resource.nats[].sourceSubnetworkIpRangesToNat",
        asString(inputs.sourceSubnetworkIpRangesToNat) ?? "",
        `The ranges of a subnetwork are already translated by the NAT '${other.id}'.`,
      );
    }
  }
}

const isForAll = ({ sourceSubnetworkIpRangesToNat: source }: Props): boolean =>
  source !== "LIST_OF_SUBNETWORKS";

/** The other gateways of its kind of the network in the region: a public and a private one may share subnets. */
function gatewaysBeside({ world, router, inputs, id }: MemberOperation): WorldRecord[] {
  const routers = world
    .all(tokens.router)
    .filter(
      (one) => one.inputs.network === router.inputs.network && one.inputs.region === router.inputs.region,
    );
  const paths = new Set(routers.map((one) => one.id));
  return world
    .all(tokens.routerNat)
    .filter((one) => one.id !== id && one.inputs.type === inputs.type && paths.has(routerPath(one.inputs)));
}

function requireOwnSubnets({ inputs, world, router }: MemberOperation): void {
  asList(inputs.subnetworks)
    .map(asObject)
    .forEach((listed, i) => {
      const link = asString(listed.name) ?? "";
      const subnet = world.get(tokens.subnetwork, pathIn(link));
      const field = `resource.nats[].subnetworks[${i}]`;
      const { network, region } = subnet?.inputs ?? {};
      if (network !== router.inputs.network || region !== router.inputs.region) {
        throw invalid(
          `${field}.name`,
          link,
          "The subnetwork must be in the network and region of the router.",
        );
      }
      if (subnet?.inputs.purpose === "PRIVATE_NAT") {
        throw invalid(`${field}.name`, link, "A subnetwork for private NAT cannot be translated.");
      }
      const known = asList(subnet?.inputs.secondaryIpRanges).map((range) => asObject(range).rangeName);
      const missing = asStrings(listed.secondaryIpRangeNames).find((name) => !known.includes(name));
      if (missing !== undefined) {
        throw invalid(
          `${field}.secondaryIpRangeNames`,
          missing,
          "The subnetwork has no such secondary range.",
        );
      }
    });
}

/** Ranges in words: `primary`, a secondary range's name, or `*` for all of a subnet. */
function rangesOf(listed: Props): string[] {
  const kinds = asStrings(listed.sourceIpRangesToNats);
  return kinds.includes("ALL_IP_RANGES")
    ? ["*"]
    : [
        ...(kinds.includes("PRIMARY_IP_RANGE") ? ["primary range"] : []),
        ...asStrings(listed.secondaryIpRangeNames),
      ];
}

function shareRange(a: Props, b: Props): boolean {
  const listedInB = asList(b.subnetworks).map(asObject);
  return asList(a.subnetworks)
    .map(asObject)
    .some((one) =>
      listedInB.some((other) => {
        const [ranges, others] = [rangesOf(one), rangesOf(other)];
        const overlap =
          ranges.includes("*") || others.includes("*") || ranges.some((r) => others.includes(r));
        return one.name === other.name && overlap;
      }),
    );
}
