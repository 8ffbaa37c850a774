import { type PolicyResource, type StackValidationPolicy, unknownCheckingProxy } from "@pulumi/policy";

/** The package's types leave it out. */
const checking = unknownCheckingProxy as <T>(props: T) => T;

/** What the engine gives a policy in place of a text that becomes known only when the update runs. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export interface Given {
  readonly type: string;
  readonly name: string;
  readonly props: Record<string, unknown>;
}

export const urnOf = ({ type, name }: Given): string => `urn:pulumi:dev::test::${type}::${name}`;

export const vpc = (name: string, cidrBlock: unknown): Given => ({
  type: "aws:ec2/vpc:Vpc",
  name,
  props: { cidrBlock },
});

export const virtualNetwork = (name: string, ...addressPrefixes: unknown[]): Given => ({
  type: "azure-native:network:VirtualNetwork",
  name,
  props: { addressSpace: { addressPrefixes } },
});

export const subnetwork = (name: string, ipCidrRange: unknown, ...secondary: unknown[]): Given => ({
  type: "gcp:compute/subnetwork:Subnetwork",
  name,
  props: { ipCidrRange, secondaryIpRanges: secondary.map((range) => ({ ipCidrRange: range })) },
});

export interface Reported {
  readonly message: string;
  readonly urn: string | undefined;
}

/** What a policy says of a stack, with properties that throw where they are unknown, as the engine's do. */
export async function judge(policy: StackValidationPolicy, stack: readonly Given[]): Promise<Reported[]> {
  const resources = stack.map((given) => {
    const props = checking(given.props);
    return { ...given, urn: urnOf(given), props } as unknown as PolicyResource;
  });
  const reported: Reported[] = [];
  const args = { resources, stackTags: new Map<string, string>(), getConfig: unused, notApplicable: unused };
  await policy.validateStack(args, (message, urn) => reported.push({ message, urn }));
  return reported;
}

function unused(): never {
  throw new Error("the policy uses neither");
}
