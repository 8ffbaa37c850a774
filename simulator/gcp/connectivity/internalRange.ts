import { connectivityType, type ConnectivityOperation } from "./connectivityType";
import { failedPrecondition, invalidArgument, notFound } from "./error";
import { checkName } from "./hub";
import { globalPath } from "./members";
import { pathIn } from "../compute/paths";
import { networkProblem } from "../compute/ranges";
import { canonicalise } from "../compute/references";
import { internalRanges } from "../rules/internalRanges";
import { networkRanges } from "../rules/networkRanges";
import { tokens } from "../tokens";
import { overlaps, parseCidr } from "../../../addressing/cidr";
import { asNumber, asString, asStrings, hasUnknown, type Props } from "../../protocol/values";
import type { CheckContext, ResourceType } from "../../providers/resourceType";
import { flag, list, number, oneOf, text, textWhich, unsimulated } from "../../providers/shapes";
import type { WorldRecord } from "../../world/record";

const noSearch = "free ranges are not looked for; give ipCidrRange";
/** "If the range is mutable, you can modify the range's CIDR block, overlap behavior, and description." */
const fixed = ["network", "peering", "usage"];

/**
 * A range of a VPC network that no subnet takes unawares.
 *
 * Sources: https://cloud.google.com/vpc/docs/internal-ranges, and the provider's
 * mmv1/products/networkconnectivity/InternalRange.yaml for what replaces it
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/networkconnectivity/internalrange/
 */
export const internalRange: ResourceType = connectivityType({
  token: tokens.internalRange,
  kind: "InternalRange",
  pathOf: (inputs) => globalPath(inputs, "internalRanges"),
  hasState: false,
  fields: {
    allocationOptions: unsimulated("object", noSearch),
    excludeCidrRanges: unsimulated("array", noSearch),
    immutable: flag,
    ipCidrRange: textWhich((range, path) => {
      const problem = networkProblem(range);
      return problem && `"${path}" must be an IPv4 range here: ${problem}`;
    }),
    migration: unsimulated("object", "nothing is migrated"),
    "network!": text,
    overlaps: list(oneOf("OVERLAP_ROUTE_RANGE", "OVERLAP_EXISTING_SUBNET_RANGE")),
    "peering!": textWhich((peering, path) =>
      peering === "FOR_SELF" || peering === "NOT_SHARED"
        ? undefined
        : `"${path}" ${peering} is not simulated: use FOR_SELF or NOT_SHARED`,
    ),
    prefixLength: number,
    targetCidrRanges: unsimulated("array", noSearch),
    "usage!": textWhich((usage, path) =>
      usage === "FOR_VPC" || usage === "EXTERNAL_TO_VPC"
        ? undefined
        : `"${path}" ${usage} is not simulated: use FOR_VPC or EXTERNAL_TO_VPC`,
    ),
  },
  mutable: ["ipCidrRange", "overlaps", "prefixLength", ...fixed],
  computed: ["ipCidrRange", "users"],
  // Rough figures.
  durations: { create: 10, update: 10, delete: 10 },
  check(context) {
    checkName(context);
    canonicalise(tokens.internalRange, context.inputs);
    checkRange(context);
  },
  create(context) {
    requireFree(context);
    return { ipCidrRange: context.inputs.ipCidrRange ?? "", users: [] };
  },
  update(context, record) {
    requireChangeable(context, record);
    requireFree(context);
    return { ipCidrRange: context.inputs.ipCidrRange ?? "", users: [] };
  },
});

function checkRange({ inputs, fail }: CheckContext): void {
  const range = asString(inputs.ipCidrRange);
  if (inputs.ipCidrRange === undefined) {
    fail("ipCidrRange", '"ipCidrRange" must be specified here: free ranges are not looked for');
  }
  const length = asNumber(inputs.prefixLength);
  if (range !== undefined && length !== undefined && networkProblem(range) === undefined) {
    if (parseCidr(range).prefixLength !== length) {
      fail("prefixLength", `"prefixLength" ${length} does not match "ipCidrRange" ${range}`);
    }
  }
}

function requireChangeable({ inputs }: ConnectivityOperation, record: WorldRecord): void {
  const changed = (names: readonly string[]): string | undefined =>
    names.find((name) => JSON.stringify(inputs[name]) !== JSON.stringify(record.inputs[name]));
  const never = changed(fixed);
  if (never !== undefined) {
    throw invalidArgument(`The ${never} of the internal range '${record.id}' cannot be changed`);
  }
  const frozen =
    record.inputs.immutable === true ? changed(["ipCidrRange", "overlaps", "prefixLength"]) : undefined;
  if (frozen !== undefined) {
    throw failedPrecondition(
      `The internal range '${record.id}' is immutable: its ${frozen} cannot be changed`,
    );
  }
}

/** Apart from other ranges of the network, and from its subnets unless it may overlap them. */
function requireFree({ inputs, world, path }: ConnectivityOperation): void {
  const network = asString(inputs.network) ?? "";
  if (!world.get(tokens.network, pathIn(network))) {
    throw notFound(pathIn(network));
  }
  const cidr = parseCidr(asString(inputs.ipCidrRange) ?? "");
  const over = (name: string): boolean => asStrings(inputs.overlaps).includes(name);
  const taken = [
    ...internalRanges(world, network).filter(({ holder }) => holder !== path),
    ...(over("OVERLAP_EXISTING_SUBNET_RANGE") ? [] : networkRanges(world, network)),
    ...(over("OVERLAP_ROUTE_RANGE") ? [] : routesIn(world.all(tokens.route), network)),
  ];
  const clash = taken.find((other) => overlaps(other.cidr, cidr));
  if (clash) {
    throw invalidArgument(`The range ${cidr.text} overlaps ${clash.cidr.text} of '${clash.holder}'`);
  }
}

/** Static routes to ranges; one to everywhere is no use of a range. */
const routesIn = (routes: readonly WorldRecord[], network: string): ReturnType<typeof internalRanges> =>
  routes
    .filter(({ inputs }) => inputs.network === network && !hasUnknown(inputs.destRange))
    .map(({ id, inputs }: { id: string; inputs: Props }) => ({
      cidr: parseCidr(asString(inputs.destRange) ?? ""),
      holder: id,
    }))
    .filter(({ cidr }) => cidr.prefixLength > 0);
