import { parseAddress, parseCidr } from "../../../addressing/cidr";
import type { OnPremisesDevice, OnPremisesTunnel } from "./device";
import { arePeers, connectionName } from "./names";
import { hasIpv6, type Session, sessionsOf } from "./sessions";

/**
 * Refuses text that would mean something else in a file than the value it stands for: the files are installed by root.
 *
 * @throws {Error} listing every problem by its path; never a key.
 */
export function checkDevice(device: OnPremisesDevice): void {
  const problems = [
    ...pattern("name", device.name, /^[A-Za-z0-9][A-Za-z0-9._-]*$/, "letters, digits, '.', '_' and '-'"),
    ...(["ike", "esp"] as const).flatMap((phase) =>
      pattern(`proposals.${phase}`, device.proposals[phase], /^[a-z0-9]+(-[a-z0-9]+)+$/, "one proposal"),
    ),
    ...numbers(device),
    ...(["prefixes", "peerPrefixes"] as const).flatMap((path) =>
      device[path].flatMap((prefix, index) => network(`${path}[${index}]`, prefix, device)),
    ),
    ...(device.tunnels.length > 0 ? [] : ["tunnels: there is none"]),
    ...device.tunnels.flatMap((tunnel, index) => tunnelProblems(`tunnels[${index}]`, tunnel, device)),
    ...twins(device, "key", (tunnel) => connectionName(device, tunnel)),
    ...twins(device, "insideAddress", ({ insideAddress }) => insideAddress),
    ...twins(device, "insideIpv6Address", ({ insideIpv6Address }) => insideIpv6Address),
  ];
  if (problems.length > 0) {
    throw new Error(`The on-premises router cannot be configured:\n  - ${problems.join("\n  - ")}`);
  }
}

function tunnelProblems(path: string, tunnel: OnPremisesTunnel, device: OnPremisesDevice): string[] {
  const addresses = [
    ...(["outsideAddress", "peerOutsideAddress"] as const).flatMap((property) =>
      ipv4Address(`${path}.${property}`, tunnel[property]),
    ),
    ...(
      ["insideAddress", "peerInsideAddress", "insideIpv6Address", "peerInsideIpv6Address"] as const
    ).flatMap((property) => address(`${path}.${property}`, tunnel[property])),
  ];
  return [
    ...pattern(`${path}.key`, tunnel.key, /^[A-Za-z0-9._-]+$/, "letters, digits, '.', '_' and '-'"),
    ...addresses,
    ...(addresses.length > 0 ? [] : sessionsOf(tunnel).flatMap((session) => sessionProblems(path, session))),
    ...(tunnel.peerPrefixes ?? []).flatMap((prefix, index) =>
      network(`${path}.peerPrefixes[${index}]`, prefix, device),
    ),
    ...(device.routing === "bgp" ? asn(`${path}.peerAsn`, tunnel.peerAsn) : []),
    ...key(`${path}.presharedKey`, tunnel.presharedKey),
    ...(tunnel.md5Key === undefined ? [] : md5Key(`${path}.md5Key`, tunnel.md5Key)),
  ];
}

function sessionProblems(path: string, { family, insideAddress, peerInsideAddress }: Session): string[] {
  const range = family === 4 ? "a /30 in 169.254.0.0/16" : "a /126";
  return arePeers(insideAddress, peerInsideAddress)
    ? []
    : [`${path}.insideAddress: ${insideAddress} and ${peerInsideAddress} are not the two hosts of ${range}`];
}

function numbers({ routing, asn: own, lifetimeSeconds, bgpTimers }: OnPremisesDevice): string[] {
  return [
    ...(routing === "bgp" ? asn("asn", own) : []),
    ...whole("lifetimeSeconds.ike", lifetimeSeconds.ike, 300),
    ...whole("lifetimeSeconds.ipsec", lifetimeSeconds.ipsec, 300),
    ...whole("bgpTimers.keepalive", bgpTimers.keepalive, 1),
    ...whole("bgpTimers.hold", bgpTimers.hold, 3),
  ];
}

const asn = (path: string, value: number | undefined): string[] =>
  value === undefined ? [`${path}: is missing with BGP`] : whole(path, value, 1);

const whole = (path: string, value: number, least: number): string[] =>
  Number.isSafeInteger(value) && value >= least ? [] : [`${path}: ${value} is no whole number from ${least}`];

const pattern = (path: string, value: string, form: RegExp, rule: string): string[] =>
  form.test(value) ? [] : [`${path}: ${JSON.stringify(value)} is not ${rule}`];

/** Every cloud takes printable ASCII at most. */
const key = (path: string, value: string): string[] =>
  /^[\x20-\x7e]+$/.test(value) ? [] : [`${path}: is empty, or has characters other than printable ASCII`];

/**
 * FRR reads a password up to the line's end, and the words of a line one by one.
 * https://docs.frrouting.org/en/latest/bgp.html#clicmd-neighbor-PEER-password-PASSWORD
 */
const md5Key = (path: string, value: string): string[] =>
  /^[\x21-\x7e]{1,80}$/.test(value)
    ? []
    : [`${path}: FRR takes 1 to 80 printable ASCII characters without a space`];

const ipv4Address = (path: string, value: string): string[] =>
  refusal(path, () => (parseAddress(value).version === 4 ? undefined : `${value} is not IPv4`));

const address = (path: string, value: string | undefined): string[] =>
  value === undefined ? [] : refusal(path, () => void parseAddress(value));

const network = (path: string, value: string, device: OnPremisesDevice): string[] =>
  refusal(path, () =>
    parseCidr(value).version === 4 || hasIpv6(device)
      ? undefined
      : `${value} is not IPv4, and no tunnel carries IPv6`,
  );

function refusal(path: string, read: () => string | undefined): string[] {
  try {
    const problem = read();
    return problem === undefined ? [] : [`${path}: ${problem}`];
  } catch (error) {
    return [`${path}: ${(error as Error).message}`];
  }
}

function twins(
  { tunnels }: OnPremisesDevice,
  property: string,
  of: (tunnel: OnPremisesTunnel) => string | undefined,
): string[] {
  const values = tunnels.map(of);
  return values.flatMap((value, index) =>
    value === undefined || values.indexOf(value) === index
      ? []
      : [`tunnels[${index}].${property}: ${value} is tunnels[${values.indexOf(value)}]'s as well`],
  );
}
