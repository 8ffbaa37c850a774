import { readFileSync } from "node:fs";
import { join } from "node:path";

import { RunError } from "@pulumi/pulumi";
import { z } from "zod";

import { AddressPlanError, type Cidr, type Place, planAddresses } from "./addressing";

/** The clouds that a network of a stack can be in. */
const clouds = ["aws", "gcp", "azure"] as const;
type Cloud = (typeof clouds)[number];

const texts = z.array(z.string());

const cipherProfile = z.enum(["strong", "compatible"]).default("strong");

/** Targets in one cloud by name, as `MultiCloudLoadBalancer` takes them. */
const backend = z.strictObject({ targets: z.record(z.string(), z.strictObject({ address: z.string() })) });

const schema = z.strictObject({
  aws: z
    .strictObject({
      network: z.string(),
      availabilityZones: z.int().min(1).max(3).default(2),
      natGateway: z.enum(["none", "single", "per-zone"]).default("none"),
    })
    .optional(),
  gcp: z.strictObject({ network: z.string() }).optional(),
  azure: z
    .strictObject({
      network: z.string(),
      gatewaySku: z.enum(["VpnGw1AZ", "VpnGw2AZ", "VpnGw3AZ", "VpnGw4AZ", "VpnGw5AZ"]),
    })
    .optional(),
  vpn: z
    .strictObject({
      routing: z.enum(["static", "bgp"]),
      tunnels: z.literal([1, 2, 4, 8]),
      cipherProfile,
    })
    .optional(),
  mesh: z.strictObject({ cipherProfile }).optional(),
  service: z
    .strictObject({
      zone: z.string(),
      name: z.string(),
      applicationGatewaySubnet: z.string(),
      healthCheckPath: z.string().default("/"),
      backends: z.strictObject({
        aws: backend.optional(),
        gcp: backend.optional(),
        azure: backend.optional(),
      }),
    })
    .optional(),
  monitoring: z
    .union([
      z.boolean(),
      z.strictObject({
        aws: z.strictObject({ topicArns: texts }).optional(),
        gcp: z.strictObject({ notificationChannels: texts }).optional(),
        azure: z.strictObject({ actionGroupIds: texts }).optional(),
      }),
    ])
    .optional(),
  tags: z.record(z.string(), z.string()).default({}),
});

const addressPlan = z.array(
  z.strictObject({
    name: z.string(),
    place: z.enum(["aws", "azure", "gcp", "onPremises"]),
    prefixLength: z.int(),
    cidr: z.string().optional(),
    retired: z.boolean().optional(),
  }),
);

type Settings = z.infer<typeof schema>;

/** A network's settings, with its range out of the central address plan and those of the networks it is joined to. */
type Placed<Network> = Network & { readonly cidr: string; readonly peerCidrs: readonly string[] };

/** A stack's configuration, read and found sound: two networks and their `vpn`, or all three and their `mesh`. */
export type EstateConfig = Omit<Settings, Cloud> & {
  readonly [Each in Cloud]?: Placed<NonNullable<Settings[Each]>>;
} & {
  /** Keys of the VPC's public subnets, one a zone. */
  readonly publicSubnets: readonly string[];
};

/** How each key is given, for the message about one that is missing or wrong. */
const examples = {
  aws: "crosscloud:aws: { network: dev-aws }",
  gcp: "crosscloud:gcp: { network: prod-gcp }",
  azure: "crosscloud:azure: { network: dev-azure, gatewaySku: VpnGw1AZ }",
  vpn: "crosscloud:vpn: { routing: bgp, tunnels: 4 }",
  mesh: "crosscloud:mesh: { cipherProfile: strong }",
  monitoring:
    'crosscloud:monitoring: { aws: { topicArns: ["arn:aws:sns:eu-central-1:123456789012:on-call"] } }, or true, or false',
  service:
    "crosscloud:service: { zone: example.org, name: www.example.org, applicationGatewaySubnet: 10.33.128.0/24, " +
    "backends: { aws: { targets: { web: { address: 10.1.128.10 } } } } }",
  tags: "crosscloud:tags: { environment: dev }",
};

/**
 * Reads and validates the keys of one namespace of a stack's configuration.
 *
 * @param values - all configuration as the engine gives it: JSON texts by full key, such as `crosscloud:vpn`
 * @param stack - the stack's name, for messages
 * @param plan - the requests of the central address plan
 * @throws {RunError} with every problem at once: key, value, rule and fix.
 */
export function readEstateConfig(
  values: Readonly<Record<string, string>>,
  stack: string,
  plan: unknown = readAddressPlan(),
): EstateConfig {
  const own = Object.entries(values).filter(([key]) => key.startsWith("crosscloud:"));
  const given = Object.fromEntries(own.map(([key, text]) => [key.slice("crosscloud:".length), parsed(text)]));

  const read = schema.safeParse(given, { reportInput: true });
  const networks = planned(plan);
  const problems = [
    ...(read.success ? [] : read.error.issues.flatMap(problemsOf)),
    ...linkProblems(given),
    ...serviceProblems(given),
    ...(networks instanceof AddressPlanError
      ? networks.problems.map((problem) => `address-plan.json: ${problem}`)
      : networkProblems(given, networks)),
  ];
  if (problems.length > 0 || !read.success || networks instanceof AddressPlanError) {
    throw refusal(stack, problems);
  }

  const cidrOf = (network: string): string => networks.get(network)?.cidr.text ?? "";
  const joined = clouds.flatMap((cloud) => read.data[cloud]?.network ?? []);
  const placed = <Network extends { network: string }>(
    network: Network | undefined,
  ): Placed<Network> | undefined =>
    network && {
      ...network,
      cidr: cidrOf(network.network),
      peerCidrs: joined.filter((name) => name !== network.network).map(cidrOf),
    };
  const { aws, gcp, azure } = read.data;
  const publicSubnets = Array.from({ length: aws?.availabilityZones ?? 0 }, (_, zone) => `public-${zone}`);
  return { ...read.data, aws: placed(aws), gcp: placed(gcp), azure: placed(azure), publicSubnets };
}

/** Two networks are joined by a VPN, all three by a mesh. */
function linkProblems(given: Readonly<Record<string, unknown>>): string[] {
  const [hasVpn, hasMesh] = ["vpn" in given, "mesh" in given];
  if (hasVpn && hasMesh) {
    return [
      "crosscloud:vpn, crosscloud:mesh: both are given; keep the first for two networks, or the second for all three",
    ];
  }
  if (!hasVpn && !hasMesh) {
    return [
      `crosscloud:vpn, crosscloud:mesh: both are missing; give ${examples.vpn} for two networks, or ${examples.mesh} for all three`,
    ];
  }
  const present = clouds.filter((cloud) => cloud in given);
  const absent = clouds.filter((cloud) => !(cloud in given)).map((cloud) => examples[cloud]);
  const are = present.length === 1 ? "is" : "are";
  const found = `there ${are} ${present.length} (${present.join(", ")})`;
  if (hasVpn && present.length !== 2) {
    const fix =
      present.length < 2 ? `add ${absent.join(" or ")}` : `remove one, or give ${examples.mesh} instead`;
    return [`crosscloud:vpn: joins two networks and ${found}; ${fix}`];
  }
  if (hasMesh && present.length !== 3) {
    const vpn = present.length === 2 ? `, or give ${examples.vpn} instead` : "";
    return [`crosscloud:mesh: joins all three clouds and ${found}; add ${absent.join(" and ")}${vpn}`];
  }
  return [];
}

/** The service answers in AWS first and in Azure when AWS is down. */
function serviceProblems(given: Readonly<Record<string, unknown>>): string[] {
  const absent = (["aws", "azure"] as const).filter((cloud) => !(cloud in given));
  return "service" in given && absent.length > 0
    ? [
        `crosscloud:service: has a load balancer in AWS and one in Azure, and there is no crosscloud:${absent.join(" and no crosscloud:")}; ` +
          `add ${absent.map((cloud) => examples[cloud]).join(" and ")}, or remove it`,
      ]
    : [];
}

function networkProblems(
  given: Readonly<Record<string, unknown>>,
  networks: ReadonlyMap<string, { readonly place: Place }>,
): string[] {
  return clouds.flatMap((cloud) => {
    const network = (given[cloud] as { network?: unknown } | null | undefined)?.network;
    if (typeof network !== "string" || networks.get(network)?.place === cloud) {
      return [];
    }
    const possible = [...networks].filter(([, { place }]) => place === cloud).map(([name]) => name);
    const use =
      possible.length === 0 ? "append it there" : `use one of ${possible.join(", ")}, or append it there`;
    return [`crosscloud:${cloud}.network: "${network}" is no ${cloud} network of address-plan.json; ${use}`];
  });
}

function planned(plan: unknown): ReadonlyMap<string, { place: Place; cidr: Cidr }> | AddressPlanError {
  const requests = addressPlan.safeParse(plan);
  if (!requests.success) {
    return new AddressPlanError(
      requests.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`),
    );
  }
  try {
    const cidrs = planAddresses(requests.data);
    return new Map(
      requests.data.flatMap(({ name, place }) => {
        const cidr = cidrs.get(name);
        return cidr ? [[name, { place, cidr }]] : [];
      }),
    );
  } catch (error) {
    if (error instanceof AddressPlanError) {
      return error;
    }
    throw error;
  }
}

function problemsOf(issue: z.core.$ZodIssue): string[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const path = [...issue.path, key].join(".");
      return `crosscloud:${path}: there is no such key; remove it, or correct its spelling`;
    });
  }
  const path = issue.path.join(".");
  const value = issue.input === undefined ? "is missing" : `${JSON.stringify(issue.input)} is refused`;
  const example = (examples as Partial<Record<string, string>>)[String(issue.path[0])];
  return [`crosscloud:${path}: ${value}: ${issue.message}${example ? `; for example ${example}` : ""}`];
}

function refusal(stack: string, problems: readonly string[]): RunError {
  return new RunError(
    `The configuration of the stack "${stack}" (Pulumi.${stack}.yaml) is refused:\n${problems.map((p) => `  - ${p}`).join("\n")}`,
  );
}

/** The engine gives objects as JSON and everything else as bare text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function readAddressPlan(): unknown {
  return JSON.parse(readFileSync(join(__dirname, "address-plan.json"), "utf8"));
}
