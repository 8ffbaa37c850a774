import { Output } from "@pulumi/pulumi";
import { type Address, CidrError, parseAddress, parseCidr } from "../../addressing/cidr";
import { cloudNames } from "../cross-cloud-vpn/clouds";
import type { Problems } from "../problems";
import type { BackendArgs, MultiCloudLoadBalancerArgs, TargetArgs } from "./args";
import type { NetworkRange } from "./checkNetworks";
import { cloudsIn, type LoadBalancerCloud, loadBalancerClouds } from "./clouds";
import type { FrontEndLimits } from "./frontEnd";
import { checkPort } from "./numbers";
import { planBackend, planListener } from "./planLoadBalancer";
import { holds } from "./planPeers";

const targetArguments: readonly (keyof TargetArgs)[] = ["address", "port", "zone", "instance"];
const backendArguments: readonly (keyof BackendArgs)[] = ["targets", "weight"];

/** Keys are parts of names: https://cloud.google.com/compute/docs/naming-resources has the narrowest rules. */
const keyPattern = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;
const longestKey = 20;

/** Checks the targets of all clouds. Addresses that are known only while the program runs are taken as they are. */
export function checkTargets(
  problems: Problems,
  args: MultiCloudLoadBalancerArgs,
  ranges: readonly NetworkRange[],
  frontEnd: LoadBalancerCloud | undefined,
  limits: FrontEndLimits | undefined,
): void {
  problems.unknownKeys(args.backends, loadBalancerClouds, "backends.");
  const clouds = cloudsIn(args.backends);
  if (clouds.length === 0) {
    problems.add(
      "backends",
      'has no targets: give some, such as { aws: { targets: { web: { address: "10.0.0.10" } } } }',
    );
  }
  const port = planBackend(args.backend, planListener(args.listener)).port;
  const seen: Seen[] = [];
  for (const cloud of clouds) {
    const path = `backends.${cloud}`;
    const backend: Partial<BackendArgs> = args.backends[cloud] ?? {};
    problems.unknownKeys(backend, backendArguments, `${path}.`);
    if (args.networks[cloud] === undefined && cloud !== frontEnd) {
      problems.add(`networks.${cloud}`, `is missing: ${path} has targets in ${cloudNames[cloud]}`);
    }
    const targets = Object.entries<TargetArgs | null>(backend.targets ?? {});
    if (targets.length === 0) {
      problems.add(`${path}.targets`, `is empty: name a target, or leave out ${path}`);
    }
    for (const [key, target] of targets) {
      const located = `${path}.targets.${key}`;
      checkKey(problems, located, key);
      if (typeof target !== "object" || target === null) {
        problems.add(located, 'must be a target, such as { address: "10.0.0.10" }');
        continue;
      }
      problems.unknownKeys(target, targetArguments, `${located}.`);
      if (target.port !== undefined) {
        checkPort(problems, `${located}.port`, target.port);
      }
      const address = readAddress(problems, `${located}.address`, target.address);
      if (address !== undefined) {
        const outside = cloud === frontEnd ? undefined : limits;
        checkPlace(problems, `${located}.address`, address, cloud, ranges, outside);
      }
      // An output is at least no other than itself.
      const once: Seen = {
        address: address?.text ?? target.address,
        port: target.port ?? port,
        path: `${located}.address`,
      };
      const twin = seen.find((each) => each.address === once.address && each.port === once.port);
      if (twin !== undefined && once.address !== undefined) {
        const what = address === undefined ? "is given twice with" : `"${address.text}" is given twice with`;
        problems.add(once.path, `${what} port ${once.port}, also as ${twin.path}: remove one`);
      }
      seen.push(once);
    }
  }
}

interface Seen {
  /** As text where it is known, else what was given, whatever that is. */
  readonly address: unknown;
  readonly port: number;
  readonly path: string;
}

function checkKey(problems: Problems, path: string, key: string): void {
  if (key.length > longestKey || !keyPattern.test(key)) {
    problems.add(
      path,
      `"${key}" is part of resource names: use up to ${longestKey} lowercase letters, digits and "-", and start with a letter`,
    );
  }
}

function readAddress(problems: Problems, path: string, value: unknown): Address | undefined {
  if (Output.isInstance(value) || value instanceof Promise) {
    return undefined;
  }
  if (typeof value !== "string") {
    problems.add(path, 'must be the target\'s private IPv4 address as text, such as "10.0.0.10"');
    return undefined;
  }
  try {
    const address = parseAddress(value);
    if (address.version === 4) {
      return address;
    }
    problems.add(path, `"${address.text}" is IPv6: give the target's IPv4 address`);
  } catch (error) {
    if (!(error instanceof CidrError)) {
      throw error;
    }
    problems.add(path, error.message);
  }
  return undefined;
}

/** A target is where its key says, in a network that the balancer knows a way to, and one that it takes there. */
function checkPlace(
  problems: Problems,
  path: string,
  { text }: Address,
  cloud: LoadBalancerCloud,
  ranges: readonly NetworkRange[],
  outside: FrontEndLimits | undefined,
): void {
  const own = ranges.filter((range) => range.cloud === cloud).map(({ cidr }) => cidr);
  const other = ranges.find((range) => range.cloud !== cloud && holds(range.cidr, text));
  const inOwn = own.some((cidr) => holds(cidr, text));
  const taken = outside?.outsideTargets;
  if (other !== undefined && !inOwn) {
    problems.add(
      path,
      `"${text}" is in ${other.path} ${other.cidr.text}: move the target to backends.${other.cloud}`,
    );
  } else if (taken !== undefined && !taken.ranges.some((range) => holds(parseCidr(range), text))) {
    problems.add(
      path,
      `"${text}" is no address that ${outside?.label} takes outside its own network: ` +
        `use a private one in ${taken.ranges.join(", ")} (${taken.source})`,
    );
    // Without ranges of its own network, which is told already, nothing more can be said.
  } else if (!inOwn && own.length > 0) {
    problems.add(
      path,
      `"${text}" is in no network given, so that no route leads there: ` +
        `use the target's private address in ${own.map((cidr) => cidr.text).join(", ")}, or add its network`,
    );
  }
}
