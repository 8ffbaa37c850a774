import { RandomPassword } from "@pulumi/random";
import { type Input, interpolate, type Output, output, type Resource, secret } from "@pulumi/pulumi";
import type { CrossCloudVpnArgs } from "./args";
import { isTwin } from "./ipVersions";
import type { TunnelKeys } from "./join";
import type { LinkPlan, TunnelPlan } from "./plan";

/** Characters of a generated key. AWS takes 64 at most, and makes keys of 32 itself. */
const keyLength = 32;

/**
 * What is wrong with a preshared key, without telling it. Azure refuses hyphens, spaces and tildes; AWS takes fewer
 * characters still, and Google Cloud all of these.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnTunnelOptionsSpecification.html
 * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq
 */
export function presharedKeyProblem(key: string): string | undefined {
  const fix = `use 8 to 64 letters, digits, "." and "_", and do not start with 0`;
  if (key.length < 8 || key.length > 64) {
    return `has ${key.length} characters: ${fix}`;
  }
  if (key.includes("-")) {
    return `has a hyphen, which AWS and Azure refuse: ${fix}`;
  }
  if (!/^[A-Za-z0-9._]+$/.test(key)) {
    return `has characters that not every cloud takes: ${fix}`;
  }
  return key.startsWith("0") ? `starts with 0, which AWS refuses: ${fix}` : undefined;
}

/** How often a tunnel got a new key after so many rotations, which renew one tunnel at a time. */
export function keyGeneration(rotations: number, index: number, tunnels: number): number {
  return rotations > index ? Math.ceil((rotations - index) / tunnels) : 0;
}

/** The keys of every tunnel that its gateways do not make themselves. */
export function tunnelKeys(parent: Resource, name: string, plan: LinkPlan, args: KeyArgs): TunnelKeys[] {
  return plan.tunnels.map((tunnel) => ({
    presharedKey: presharedKey(parent, name, plan, tunnel, args),
    md5Key: args.bgpMd5 === true ? randomKey(parent, `${name}-md5-key-${tunnel.key}`, 0) : undefined,
  }));
}

export type KeyArgs = Pick<CrossCloudVpnArgs, "presharedKeys" | "keyRotation" | "bgpMd5">;

function presharedKey(
  parent: Resource,
  name: string,
  { sides: [first], tunnels }: LinkPlan,
  { key, index }: TunnelPlan,
  { presharedKeys, keyRotation = 0 }: KeyArgs,
): Output<string> | undefined {
  const given = presharedKeys?.[key];
  if (given !== undefined) {
    return sound(key, given);
  }
  const turns = tunnels.filter((tunnel) => !isTwin(tunnel)).length;
  const generation = keyGeneration(keyRotation, index % turns, turns);
  return first.cloud === "aws" && generation === 0
    ? undefined
    : randomKey(parent, `${name}-preshared-key-${key}`, generation);
}

/** A key of the user's own, which may be known only while the program runs. */
function sound(key: string, given: Input<string>): Output<string> {
  return secret(
    output(given).apply((value) => {
      const problem = presharedKeyProblem(value);
      if (problem !== undefined) {
        throw new Error(`presharedKeys["${key}"]: ${problem}`);
      }
      return value;
    }),
  );
}

/** Starts with a letter, so that every cloud takes it; with a higher generation there is a new one. */
export function randomKey(parent: Resource, name: string, generation: number): Output<string> {
  const letter = "k";
  const password = new RandomPassword(
    name,
    { length: keyLength - letter.length, special: false, keepers: { generation: String(generation) } },
    { parent },
  );
  return secret(interpolate`${letter}${password.result}`);
}
