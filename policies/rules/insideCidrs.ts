import {
  awsReservedInsideCidrs,
  azureApipaRange,
  type Cidr,
  CidrError,
  contains,
  overlaps,
  parseAddress,
  parseCidr,
} from "../../addressing";
import { groupBy } from "../../reachability/groupBy";
import type { TunnelEnd } from "../../reachability/model";
import { labelOf, type Stack } from "../../reachability/resources";
import { customAddresses, type InsideRange, insideRanges } from "../reading/insideRanges";
import { linksOf } from "../reading/links";
import type { Finding, Rule } from "../rule";

const pages: Readonly<Record<string, string>> = {
  aws: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnTunnelOptionsSpecification.html",
  azure: "https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-howto-aws-bgp",
  gcp: "https://cloud.google.com/network-connectivity/docs/router/how-to/configuring-bgp#bgp-peering-addresses",
};

/**
 * The ranges inside tunnels: such as each cloud takes, none twice where routes would run into one another, and both ends
 * of a tunnel in the same one.
 *
 * AWS refuses a range twice on a virtual private gateway; on a transit gateway it allows that and warns of it.
 *
 * Sources: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnTunnelOptionsSpecification.html,
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html,
 * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-howto-aws-bgp,
 * https://cloud.google.com/network-connectivity/docs/router/how-to/configuring-bgp
 */
export const insideCidrs: Rule = {
  name: "inside-cidrs",
  description:
    "Every tunnel's inside range is one that its clouds take, used once, and the same at both ends.",
  level: "mandatory",
  *check({ stack }) {
    const ranges = insideRanges(stack);
    for (const range of ranges) {
      yield* judge(range);
    }
    yield* apipa(stack);
    yield* reused(ranges);
    yield* disagreements(stack);
  },
};

const linkLocal = parseCidr("169.254.0.0/16");
const uniqueLocal = parseCidr("fd00::/8");
const googleIpv6 = parseCidr("fdff:1::/64");
const reserved = awsReservedInsideCidrs.map(parseCidr);
const apipaRange = azureApipaRange.map(parseCidr);
const metadataServer = parseCidr("169.254.169.254/32");

const fix = "use another /30 of 169.254.0.0/16, such as 169.254.6.0/30";

function* judge(range: InsideRange): Iterable<Finding> {
  const { resource, path, name, cidr, problem, cloud, text } = range;
  const { urn } = resource;
  const at = `${path} of ${name}`;
  if (cidr === "malformed") {
    yield { urn, message: `${at}: ${problem ?? ""} (${pages[cloud] ?? ""})` };
  } else if (cidr === "unknown") {
    const message =
      `${at} is known only after the update, so whether it is reserved or taken can't be told: write it into ` +
      `the program (${pages[cloud] ?? ""})`;
    yield { urn, message, undecided: true };
  } else {
    const fault = cloud === "azure" ? undefined : cloud === "aws" ? awsFault(cidr) : gcpFault(cidr);
    if (fault !== undefined) {
      yield { urn, message: `${at}: ${text ?? cidr.text} ${fault} (${pages[cloud] ?? ""})` };
    }
  }
}

function awsFault(cidr: Cidr): string | undefined {
  if (cidr.version === 6) {
    return cidr.prefixLength === 126 && contains(uniqueLocal, cidr)
      ? undefined
      : "is not a /126 of fd00::/8, as AWS asks: use one, such as fdff:1::/126";
  }
  if (cidr.prefixLength !== 30 || !contains(linkLocal, cidr)) {
    return `is not a /30 of 169.254.0.0/16, as AWS asks: ${fix}`;
  }
  return reserved.some((one) => overlaps(one, cidr))
    ? `is reserved by AWS, which refuses it: ${fix}`
    : undefined;
}

function gcpFault(cidr: Cidr): string | undefined {
  if (cidr.version === 6) {
    return cidr.prefixLength === 126 && contains(googleIpv6, cidr)
      ? undefined
      : "is not in a /126 of fdff:1::/64, where Google Cloud has IPv6 sessions: use one, such as fdff:1::1/126";
  }
  if (cidr.prefixLength !== 30 || !contains(linkLocal, cidr)) {
    return `is not in a /30 of 169.254.0.0/16, as Google Cloud asks of a tunnel's session: ${fix}`;
  }
  return overlaps(metadataServer, cidr)
    ? `is in the range of the metadata server, 169.254.169.254: ${fix}`
    : undefined;
}

function* apipa(stack: Stack): Iterable<Finding> {
  for (const { resource, path, address } of customAddresses(stack)) {
    const { urn } = resource;
    const at = `${path} of ${labelOf(resource)}`;
    if (typeof address !== "string") {
      const message = `${at} is known only after the update, so whether Azure takes it can't be told: write it into the program (${pages.azure ?? ""})`;
      yield { urn, message, undecided: true };
      continue;
    }
    const host = hostOf(address);
    if (host === undefined || !apipaRange.some((range) => contains(range, host))) {
      const message =
        `${at}: ${JSON.stringify(address)} is not an address of 169.254.21.0–169.254.22.255, the only ones that an Azure ` +
        `gateway takes as custom BGP addresses: use one, such as 169.254.21.2 (${pages.azure ?? ""})`;
      yield { urn, message };
    }
  }
}

function hostOf(address: string): Cidr | undefined {
  try {
    const { text, version } = parseAddress(address);
    return parseCidr(`${text}/${version === 4 ? 32 : 128}`);
  } catch (error) {
    if (error instanceof CidrError) {
      return undefined;
    }
    throw error;
  }
}

/** Told at each of those that share one: any of them can be moved. */
function* reused(ranges: readonly InsideRange[]): Iterable<Finding> {
  const seen = new Set<string>();
  const placed = ranges.flatMap((range) =>
    typeof range.cidr === "object"
      ? range.domains.map((domain) => ({ ...range, domain, cidr: range.cidr as Cidr }))
      : [],
  );
  for (const group of groupBy(placed, ({ domain, cidr }) => `${domain.key} ${cidr.text}`).values()) {
    for (const one of group) {
      const other = group.find(({ name }) => name !== one.name);
      // Two tunnels may meet at both their gateways.
      const key = `${one.resource.urn} ${one.path} ${other?.name ?? ""}`;
      if (other === undefined || seen.has(key)) {
        continue;
      }
      seen.add(key);
      const message =
        `${one.path} of ${one.name} is ${one.cidr.text}, and so is ${other.path} of ${other.name} at the same ` +
        `${one.domain.name}: packets for one of their BGP peers go to the other. Give each tunnel a range of its own (${pages[one.cloud] ?? ""})`;
      yield { urn: one.resource.urn, message };
    }
  }
}

/** Ends whose outside addresses say that they are one tunnel and whose inside addresses say that they are not. */
function* disagreements(stack: Stack): Iterable<Finding> {
  const lone = linksOf(stack).tunnels.flatMap(({ ends: [end, other] }) => (other === undefined ? [end] : []));
  const byOutside = groupBy(
    lone,
    ({ outsideAddress, peerOutsideAddress }) => `${outsideAddress ?? ""} ${peerOutsideAddress ?? ""}`,
  );
  const told = new Set<TunnelEnd>();
  for (const end of lone) {
    const { outsideAddress: own, peerOutsideAddress: peer, inside } = end;
    const others =
      own === undefined || peer === undefined
        ? facingByReference(end, lone)
        : (byOutside.get(`${peer} ${own}`) ?? []);
    const [other, another] = others;
    if (
      other === undefined ||
      another !== undefined ||
      told.has(other) ||
      inside === undefined ||
      other.inside === undefined
    ) {
      continue;
    }
    told.add(end);
    const message =
      `${end.name} and ${other.name} are the two ends of one tunnel and disagree on their inside addresses: the first ` +
      `${addresses(end)}, the second ${addresses(other)}, so BGP never comes up. Give both the same /30, one the first host ` +
      `and the other the second (${pages[end.cloud] ?? ""})`;
    yield { urn: end.urn, message };
  }
}

/** The only end that this one refers to and that refers to it, while their addresses are not known. */
function facingByReference(end: TunnelEnd, lone: readonly TunnelEnd[]): readonly TunnelEnd[] {
  const meets = (a: TunnelEnd, b: TunnelEnd): boolean =>
    a.references.peer.some((urn) => b.references.own.includes(urn));
  return lone.filter((other) => other.gateway !== end.gateway && meets(end, other) && meets(other, end));
}

function addresses({ inside }: TunnelEnd): string {
  return `has ${inside?.local ?? "an address not known yet"} and expects ${inside?.peer ?? "one not known yet"}`;
}
