import { parseCidrOrReport } from "../../../addressing/cidr";
import { securityGroupNameProblem } from "../../names";
import type { Problems } from "../../problems";
import type { MultiCloudLoadBalancerArgs, TargetArgs } from "../args";
import { cloudsIn } from "../clouds";
import type { CheckContext } from "../frontEnd";
import type { AwsFrontEnd } from "./args";
import { awsLimits } from "./limits";
import { elbNameProblem, loadBalancerName, securityGroupName, targetGroupName } from "./names";

const path = "frontEnd.aws";

const argumentNames: readonly (keyof AwsFrontEnd)[] = [
  "kind",
  "subnets",
  "internal",
  "clientCidrBlocks",
  "accessLogs",
  "webAclArn",
  "sslPolicy",
  "deletionProtection",
];

/** Checks what only balancers in AWS have. */
export function checkAwsFrontEnd({ problems, name, args }: CheckContext): void {
  const frontEnd: Partial<AwsFrontEnd> = args.frontEnd.aws ?? {};
  problems.unknownKeys(frontEnd, argumentNames, `${path}.`);
  checkKind(problems, frontEnd.kind);
  checkSubnets(problems, args, frontEnd);
  checkClients(problems, frontEnd);
  checkAlbOnly(problems, frontEnd);
  checkSslPolicy(problems, args, frontEnd);
  checkCertificate(problems, args);
  checkZones(problems, args, frontEnd);
  checkNames(problems, name, args);
}

function checkKind(problems: Problems, kind: unknown): void {
  if (kind !== "alb" && kind !== "nlb") {
    const why =
      kind === "gwlb" || kind === "clb"
        ? "takes no addresses in other clouds"
        : "is no kind of load balancer here";
    problems.add(`${path}.kind`, `${String(kind)} ${why}: use "alb" for HTTP and HTTPS, "nlb" for TCP`);
  }
}

/**
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer
 */
const smallestAlbSubnet = 27;
const fewestAlbSubnets = 2;

function checkSubnets(problems: Problems, args: MultiCloudLoadBalancerArgs, frontEnd: Partial<AwsFrontEnd>) {
  const subnets: unknown = frontEnd.subnets;
  if (args.networks.aws === undefined) {
    return;
  }
  const known = args.networks.aws.subnets ?? {};
  if (!Array.isArray(subnets) || subnets.length === 0) {
    problems.add(
      `${path}.subnets`,
      `must be a plain array of keys of networks.aws.subnets, such as ["a", "b"]`,
    );
    return;
  }
  for (const [index, key] of (subnets as unknown[]).entries()) {
    const located = `${path}.subnets[${index}]`;
    const subnet = typeof key === "string" ? known[key] : undefined;
    if (subnet === undefined) {
      const keys = Object.keys(known).join(", ");
      problems.add(
        located,
        `${String(key)} is no key of networks.aws.subnets: ${keys === "" ? "the network has none" : `use one of ${keys}`}`,
      );
      continue;
    }
    if (subnets.indexOf(key) !== index) {
      problems.add(located, `"${String(key)}" is given twice: remove one`);
    }
    const cidr = parseCidrOrReport(subnet.cidrBlock, (problem) =>
      problems.add(`networks.aws.subnets.${String(key)}.cidrBlock`, problem),
    );
    if (frontEnd.kind === "alb" && cidr !== undefined && cidr.prefixLength > smallestAlbSubnet) {
      problems.add(
        located,
        `"${String(key)}" has ${cidr.text}: an Application Load Balancer takes subnets of /${smallestAlbSubnet} and larger`,
      );
    }
    if (frontEnd.internal !== true && subnet.public === false) {
      problems.add(
        located,
        `"${String(key)}" has no route to the internet gateway, so that no answer reaches a client: use public subnets, or internal: true`,
      );
    }
  }
  if (frontEnd.kind === "alb" && new Set(subnets).size < fewestAlbSubnets) {
    problems.add(
      `${path}.subnets`,
      `an Application Load Balancer needs subnets in at least ${fewestAlbSubnets} zones: name another one`,
    );
  }
}

function checkClients(problems: Problems, { clientCidrBlocks }: Partial<AwsFrontEnd>): void {
  if (clientCidrBlocks !== undefined) {
    problems.ipv4Cidrs(`${path}.clientCidrBlocks`, clientCidrBlocks);
  }
}

function checkAlbOnly(problems: Problems, frontEnd: Partial<AwsFrontEnd>): void {
  const { kind, webAclArn, accessLogs } = frontEnd;
  if (kind === "nlb" && webAclArn !== undefined) {
    problems.add(`${path}.webAclArn`, 'AWS WAF does not take a Network Load Balancer: use kind "alb"');
  } else if (typeof webAclArn === "string" && !/^arn:[\w-]+:wafv2:[\w-]+:\d{12}:regional\//.test(webAclArn)) {
    problems.add(
      `${path}.webAclArn`,
      `"${webAclArn}" is no ARN of a regional web ACL: give one such as arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/shop/…`,
    );
  }
  if (accessLogs === undefined) {
    return;
  }
  if (kind === "nlb") {
    problems.add(
      `${path}.accessLogs`,
      'a Network Load Balancer logs TLS listeners only: leave it out, or use kind "alb"',
    );
  }
  problems.unknownKeys(accessLogs, ["bucket", "prefix"], `${path}.accessLogs.`);
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
  if (accessLogs.prefix !== undefined && /^\/|\/$|AWSLogs/.test(accessLogs.prefix)) {
    problems.add(
      `${path}.accessLogs.prefix`,
      `"${accessLogs.prefix}" must neither begin nor end with "/", nor contain "AWSLogs"`,
    );
  }
}

function checkSslPolicy(
  problems: Problems,
  args: MultiCloudLoadBalancerArgs,
  { sslPolicy }: Partial<AwsFrontEnd>,
) {
  if (sslPolicy === undefined) {
    return;
  }
  if (args.listener.protocol !== "HTTPS") {
    problems.add(`${path}.sslPolicy`, "has no effect without HTTPS: leave it out");
  }
  if (!/^ELBSecurityPolicy-/.test(sslPolicy)) {
    problems.add(
      `${path}.sslPolicy`,
      `"${sslPolicy}" is no security policy: their names begin with "ELBSecurityPolicy-"`,
    );
  }
}

function checkCertificate(problems: Problems, args: MultiCloudLoadBalancerArgs): void {
  const certificate = args.listener.certificate?.aws;
  if (certificate === undefined) {
    return;
  }
  problems.unknownKeys(certificate, ["arn"], "listener.certificate.aws.");
  const arn: unknown = certificate.arn;
  if (arn === undefined || (typeof arn === "string" && !/^arn:[\w-]+:(acm|iam):/.test(arn))) {
    problems.add(
      "listener.certificate.aws.arn",
      `${String(arn)} is no ARN of a certificate of AWS Certificate Manager or IAM`,
    );
  }
}

/**
 * Without cross-zone load balancing a target needs its zone, and a client cannot be kept at one.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
 */
function checkZones(
  problems: Problems,
  args: MultiCloudLoadBalancerArgs,
  { kind }: Partial<AwsFrontEnd>,
): void {
  if (kind !== "alb" || args.crossZone !== false || awsLimits(args)?.crossZone.includes(false) !== true) {
    return;
  }
  if (args.stickiness !== undefined) {
    problems.add(
      "stickiness",
      "an Application Load Balancer keeps no client at a target without crossZone: leave out one of the two",
    );
  }
  const targets: Readonly<Record<string, TargetArgs | null>> = args.backends.aws?.targets ?? {};
  for (const [key, target] of Object.entries(targets)) {
    if (target !== null && target.zone === undefined) {
      problems.add(
        `backends.aws.targets.${key}.zone`,
        "is missing: without crossZone an Application Load Balancer must know each target's zone",
      );
    }
  }
}

function checkNames(problems: Problems, name: string, args: MultiCloudLoadBalancerArgs): void {
  const clouds = cloudsIn(args.backends);
  const weighted = clouds.some((cloud) => args.backends[cloud]?.weight !== undefined);
  const pools = weighted ? clouds : (["all"] as const);
  const names = [loadBalancerName(name), ...pools.map((key) => targetGroupName(name, { key }))];
  // What is wrong with one name is wrong with all that begin so: the longest tells it best.
  const [worst] = names
    .filter((each) => elbNameProblem(each) !== undefined)
    .toSorted((a, b) => b.length - a.length);
  const problem =
    (worst === undefined ? undefined : elbNameProblem(worst)) ??
    securityGroupNameProblem(securityGroupName(name));
  if (problem !== undefined) {
    problems.add("name", problem);
  }
}
