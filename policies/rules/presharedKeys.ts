import { groupBy } from "../../reachability/groupBy";
import { tokens as azure } from "../../reachability/azure/tokens";
import { known, labelOf, readText, type Stack, typeOf } from "../../reachability/resources";
import { type DeclaredTunnel, declaredTunnels } from "../reading/declaredTunnels";
import { linksOf } from "../reading/links";
import { shown, unknownPath } from "../reading/unknowns";
import type { Plan } from "../plan";
import type { Finding, Rule } from "../rule";

interface Options {
  readonly minimumLength: number;
}

const pages = {
  aws: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnTunnelOptionsSpecification.html",
  azure: "https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq",
  gcp: "https://cloud.google.com/network-connectivity/docs/vpn/how-to/generating-pre-shared-key",
} as const;

/**
 * A preshared key is the only thing that tells a peer from an impostor, and whoever recorded the handshake can try keys
 * offline (RFC 7296 section 2.15). So every tunnel has one of its own, random and long, that is nowhere in plain text
 * and that its cloud takes.
 *
 * Keys are compared in memory only; no message tells one, nor anything made of one.
 *
 * Sources: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnTunnelOptionsSpecification.html,
 * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq,
 * https://cloud.google.com/network-connectivity/docs/vpn/how-to/generating-pre-shared-key
 */
export const presharedKeys: Rule<Options> = {
  name: "preshared-keys",
  description:
    "Every tunnel has a preshared key of its own, random, long enough, secret and accepted by its cloud.",
  level: "mandatory",
  options: {
    minimumLength: {
      type: "integer",
      minimum: 8,
      maximum: 64,
      default: 20,
      description:
        "The fewest characters that a preshared key may have; 20 random letters and digits are 119 bits.",
    },
  },
  *check(plan, { minimumLength }) {
    const tunnels = declaredTunnels(plan.stack);
    for (const tunnel of tunnels) {
      yield* judge(tunnel, plan, minimumLength);
    }
    yield* shared(tunnels, plan.stack);
  },
};

function* judge(tunnel: DeclaredTunnel, plan: Plan, minimumLength: number): Iterable<Finding> {
  const { resource, keyPath, name, cloud } = tunnel;
  const { urn } = resource;
  const value = readText(resource, keyPath);
  const at = `${shown(keyPath)} of ${name}`;
  if (isUnknown(tunnel) && !isGenerated(tunnel, plan.stack)) {
    const message =
      `${at} is known only after the update, and is made by nothing that is known to make keys, so whether it is strong ` +
      `can't be told: take it from a RandomPassword, or let AWS make it (${pages[cloud]})`;
    yield { urn, message, undecided: true };
  }
  if (value.state !== "known") {
    return;
  }
  const problems = [...refusals(value.value, cloud), ...weaknesses(value.value, minimumLength)];
  if (problems.length > 0) {
    const message =
      `${at} ${problems.join(", and ")}: use 32 random letters and digits, the first a letter, such as a ` +
      `RandomPassword's without special characters (${pages[cloud]})`;
    yield { urn, message };
  }
  // The SDKs of AWS and Google Cloud make a secret of it whatever the program does; of a value that a preview doesn't
  // know, the engine doesn't tell.
  if (cloud === "azure" && plan.isSecret?.(resource, keyPath) === false) {
    const message =
      `${at} is in plain text, so whoever reads the stack's state reads it: give it as pulumi.secret(…), or from a ` +
      "secret of the configuration, and renew it, for it has been seen";
    yield { urn, message };
  }
}

/** Not what a file doesn't tell, nor a key that the program leaves to AWS. */
function isUnknown({ resource, keyPath }: DeclaredTunnel): boolean {
  return unknownPath(resource, keyPath) !== undefined;
}

/** What a cloud doesn't take. */
function* refusals(key: string, cloud: DeclaredTunnel["cloud"]): Iterable<string> {
  if (cloud === "aws") {
    if (key.length < 8 || key.length > 64) {
      yield `has ${key.length} characters, where AWS takes 8 to 64`;
    }
    if (!/^[A-Za-z0-9._]*$/.test(key)) {
      yield 'has characters that AWS refuses: it takes letters, digits, "." and "_"';
    }
    if (key.startsWith("0")) {
      yield "starts with 0, which AWS refuses";
    }
  }
  // Printable ASCII without space, hyphen and tilde.
  if (cloud === "azure" && !/^[!-,.-}]{1,128}$/.test(key)) {
    yield "has characters that Azure refuses: it takes printable ASCII but spaces, hyphens and tildes, 128 at most";
  }
}

/** What a dictionary attack tries first. */
const guessable =
  /password|passw0rd|secret|changeme|change_me|example|preshared|default|letmein|qwerty|welcome|crosscloud/i;

/** Fewer different characters than any 20 random ones have, in hexadecimal as well. */
const fewestCharacters = 7;

function* weaknesses(key: string, minimumLength: number): Iterable<string> {
  if (key.length < minimumLength) {
    yield `has ${key.length} characters, fewer than ${minimumLength}`;
  } else if (new Set(key.toLowerCase()).size < fewestCharacters) {
    yield "is made of too few different characters";
  }
  if (guessable.test(key)) {
    yield "has a word in it that is tried first";
  } else if (countsUp(key)) {
    yield "has a row of characters that follow one another, as on a keyboard or in the alphabet";
  }
}

/** Whether six neighbours follow one another, such as abcdef or 654321. */
function countsUp(key: string): boolean {
  let [length, step] = [1, 0];
  for (let index = 1; index < key.length; index++) {
    const change = key.charCodeAt(index) - key.charCodeAt(index - 1);
    const goesOn = Math.abs(change) === 1;
    length = !goesOn ? 1 : change === step ? length + 1 : 2;
    step = goesOn ? change : 0;
    if (length >= 6) {
      return true;
    }
  }
  return false;
}

/** Whether all that goes into a key makes random ones: AWS, or a resource of Pulumi's random provider. */
function isGenerated(tunnel: DeclaredTunnel, stack: Stack): boolean {
  const sources = sourcesOf(tunnel, stack);
  return sources.length > 0 && sources.every(({ type }) => /^random:|^aws:ec2\/vpnConnection:/.test(type));
}

/** What the key is made of. A connection of Virtual WAN has its keys in one property with its site's links. */
function sourcesOf({ resource, keyPath }: DeclaredTunnel, stack: Stack) {
  const sources = stack.dependencies(resource, keyPath.split(".")[0] ?? keyPath);
  return sources.filter((source) => typeOf(source) !== azure.vpnSite);
}

function* shared(tunnels: readonly DeclaredTunnel[], stack: Stack): Iterable<Finding> {
  const byKey = groupBy(tunnels, ({ resource, keyPath }) => known(readText(resource, keyPath)));
  for (const [key, group] of byKey) {
    if (key !== undefined && key !== "" && !isOneTunnel(group, stack)) {
      yield* told(group, (others) => `the key of ${others}: whoever learns it holds all these tunnels`);
    }
  }
  // Not known yet, but made by the same generator: as like as not one key.
  const open = tunnels.filter(isUnknown);
  const bySource = groupBy(open, (tunnel) => generatorOf(tunnel, stack));
  for (const [source, group] of bySource) {
    if (source !== undefined && !isOneTunnel(group, stack)) {
      const why = `known only after the update, but made of ${source} like the key of`;
      for (const finding of told(group, (others) => `${why} ${others}, so these tunnels may share one`)) {
        yield { ...finding, undecided: true };
      }
    }
  }
}

function* told(group: readonly DeclaredTunnel[], what: (others: string) => string): Iterable<Finding> {
  for (const tunnel of group) {
    const others = group.filter((one) => one !== tunnel).map(({ name }) => name);
    const some = others.length > 3 ? [...others.slice(0, 3), `${others.length - 3} more`] : others;
    const message =
      `${shown(tunnel.keyPath)} of ${tunnel.name} is ${what(some.join(", "))}, and a new key takes all of them ` +
      "down at once. Give each tunnel a key of its own";
    yield { urn: tunnel.resource.urn, message };
  }
}

/** The only random resource that a key is made of. A VPN connection of AWS makes a key for each of its tunnels. */
function generatorOf(tunnel: DeclaredTunnel, stack: Stack): string | undefined {
  const [only, another] = sourcesOf(tunnel, stack);
  return only?.type.startsWith("random:") === true && another === undefined ? labelOf(only) : undefined;
}

/** Whether places with one key are the two ends of a tunnel, or may be: ends in two clouds that nothing tells apart. */
function isOneTunnel(group: readonly DeclaredTunnel[], stack: Stack): boolean {
  const [one, other, ...more] = group;
  if (one === undefined || other === undefined) {
    return true;
  }
  if (more.length > 0) {
    return false;
  }
  const { tunnels } = linksOf(stack);
  const own = tunnels.filter(({ ends }) => ends.some((end) => end !== undefined && one.declares(end)));
  const isPair = own.some(({ ends }) => ends.some((end) => end !== undefined && other.declares(end)));
  const isPaired = [one, other].some(({ declares }) =>
    tunnels.some(({ ends: [a, b] }) => b !== undefined && (declares(a) || declares(b))),
  );
  return isPair || (one.cloud !== other.cloud && !isPaired);
}
