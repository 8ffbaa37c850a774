import { readFileSync } from "node:fs";
import { join } from "node:path";

import { RunError } from "@pulumi/pulumi";
import { z } from "zod";

import { AddressPlanError, type Cidr, type Place, planAddresses } from "./addressing";

const awsNetwork = z.strictObject({
  network: z.string(),
  availabilityZones: z.int().min(1).max(3).default(2),
  natGateway: z.enum(["none", "single", "per-zone"]).default("none"),
});

const azureNetwork = z.strictObject({
  network: z.string(),
});

const vpn = z.strictObject({
  routing: z.enum(["static", "bgp"]),
  tunnels: z.union([z.literal(2), z.literal(4)]),
  gatewaySku: z.enum(["VpnGw1AZ", "VpnGw2AZ", "VpnGw3AZ", "VpnGw4AZ", "VpnGw5AZ"]),
  cipherProfile: z.enum(["strong", "compatible"]).default("strong"),
});

const schema = z.strictObject({
  aws: awsNetwork,
  azure: azureNetwork,
  vpn,
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

/** A stack's configuration, read and found sound, with the networks' ranges out of the central address plan. */
export type EstateConfig = z.infer<typeof schema> & {
  readonly awsCidrBlock: string;
  readonly azureAddressSpace: string;
};

/** How each key is given, for the message about one that is missing or wrong. */
const examples: Readonly<Record<string, string>> = {
  aws: "crosscloud:aws: { network: dev-aws }",
  azure: "crosscloud:azure: { network: dev-azure }",
  vpn: "crosscloud:vpn: { routing: bgp, tunnels: 4, gatewaySku: VpnGw2AZ }",
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
  if (!read.success || networks instanceof AddressPlanError) {
    const inConfig = read.success ? [] : read.error.issues.flatMap(problemsOf);
    const inPlan =
      networks instanceof AddressPlanError ? networks.problems.map((p) => `address-plan.json: ${p}`) : [];
    throw refusal(stack, [...inConfig, ...inPlan]);
  }

  const problems: string[] = [];
  const rangeOf = (key: "aws" | "azure"): string => {
    const { network } = read.data[key];
    const found = networks.get(network);
    if (found?.place !== key) {
      const possible = [...networks].filter(([, { place }]) => place === key).map(([name]) => name);
      problems.push(
        `crosscloud:${key}.network: "${network}" is no ${key} network of address-plan.json; use one of ${possible.join(", ")}, or append it there`,
      );
    }
    return found?.cidr.text ?? "";
  };
  const config = { ...read.data, awsCidrBlock: rangeOf("aws"), azureAddressSpace: rangeOf("azure") };
  if (problems.length > 0) {
    throw refusal(stack, problems);
  }
  return config;
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
  const example = examples[String(issue.path[0])];
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
