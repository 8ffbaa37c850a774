import { addressBits, parseAddress, parseCidr } from "../../../addressing/cidr";
import type { OnPremisesDevice, OnPremisesTunnel } from "./device";
import { interfaceName, reachable } from "./names";
import { type Family, ofFamily, type Session, sessionsOf } from "./sessions";

export const frrFile = "frr.conf";
export const frrSecretsFile = "frr-secrets.conf";

/** Behind every other route, so that what is meant for the tunnels never leaves unencrypted while all are down. */
const blackholeDistance = 250;

/** The MED sent and the local preference set; the clouds and FRR prefer the lower MED, the higher preference. */
const preferences = {
  preferred: { localPreference: 200, med: 100, distance: 10 },
  standby: { localPreference: 100, med: 200, distance: 20 },
} as const;

type Role = keyof typeof preferences;

/**
 * Routing through the tunnels, without the sessions' keys.
 *
 * Sources: https://docs.frrouting.org/en/latest/bgp.html, https://docs.frrouting.org/en/latest/static.html
 */
export function frrConf(device: OnPremisesDevice): string {
  return [
    `! Routing of the link ${device.name}.`,
    "frr defaults traditional",
    ...reachable(device).map((prefix) => `${route(prefix)} blackhole ${blackholeDistance}`),
    ...(device.routing === "bgp" ? bgp(device) : staticRoutes(device)),
    "",
  ].join("\n");
}

/** The sessions' MD5 keys, where there are any. */
export function frrSecrets(device: OnPremisesDevice): string {
  const passwords = device.tunnels
    .flatMap(sessionsOf)
    .flatMap(({ peerInsideAddress, tunnel: { md5Key } }) =>
      device.routing === "static" || md5Key === undefined
        ? []
        : [` neighbor ${peerInsideAddress} password ${md5Key}`],
    );
  return [
    `! MD5 keys of the link ${device.name}: for root's eyes only.`,
    ...(passwords.length === 0 ? ["! It has none."] : [`router bgp ${device.asn}`, ...passwords, "exit"]),
    "",
  ].join("\n");
}

const staticRoutes = ({ tunnels, peerPrefixes }: OnPremisesDevice): string[] =>
  tunnels.flatMap((tunnel) =>
    (tunnel.peerPrefixes ?? peerPrefixes).map(
      (prefix) => `ip route ${prefix} ${interfaceName(tunnel)} ${preferences[roleOf(tunnel)].distance}`,
    ),
  );

function bgp(device: OnPremisesDevice): string[] {
  const sessions = device.tunnels.flatMap(sessionsOf);
  const families = ([4, 6] as const).filter((family) =>
    sessions.some((session) => session.family === family),
  );
  return [
    "!",
    ...families.flatMap((family) => filters(device, family, sessions)),
    "!",
    `router bgp ${device.asn}`,
    ` bgp router-id ${routerId(device)}`,
    " no bgp default ipv4-unicast",
    " no bgp network import-check",
    ...sessions.flatMap((session) => neighbor(device, session)),
    ...families.flatMap((family) => addressFamily(device, family, sessions)),
    "exit",
  ];
}

/** What a session of one IP version lets through. */
function filters(device: OnPremisesDevice, family: Family, all: readonly Session[]): string[] {
  const { name, prefixes } = device;
  const sessions = all.filter((session) => session.family === family);
  return [
    ...ofFamily(prefixes, family).map((prefix) => `${ip(family)} prefix-list ${name}-own permit ${prefix}`),
    ...uniqueLines(sessions.map((session) => peerList(device, session))),
    ...uniqueLines(sessions.map((session) => inwards(device, session))),
    ...uniqueLines(sessions.map((session) => outwards(device, session))),
  ];
}

function addressFamily(
  { name, prefixes }: OnPremisesDevice,
  family: Family,
  sessions: readonly Session[],
): string[] {
  return [
    " !",
    ` address-family ipv${family} unicast`,
    ...ofFamily(prefixes, family).map((prefix) => `  network ${prefix}`),
    ...sessions
      .filter((session) => session.family === family)
      .flatMap((session) => [
        `  neighbor ${session.peerInsideAddress} activate`,
        `  neighbor ${session.peerInsideAddress} soft-reconfiguration inbound`,
        `  neighbor ${session.peerInsideAddress} route-map ${name}-in-${roleOf(session.tunnel)}${ownSuffix(session)} in`,
        `  neighbor ${session.peerInsideAddress} route-map ${name}-out-${roleOf(session.tunnel)}${familySuffix(session)} out`,
      ]),
    "  maximum-paths 64",
    " exit-address-family",
  ];
}

function neighbor({ name, bgpTimers }: OnPremisesDevice, session: Session): string[] {
  const peer = session.peerInsideAddress;
  return [
    ` neighbor ${peer} remote-as ${session.tunnel.peerAsn}`,
    ` neighbor ${peer} description ${name} ${session.key}`,
    ` neighbor ${peer} update-source ${session.insideAddress}`,
    ` neighbor ${peer} timers ${bgpTimers.keepalive} ${bgpTimers.hold}`,
    ` neighbor ${peer} timers connect 10`,
  ];
}

/** What a session's peer may announce; the tunnels without ranges of their own share one list. */
const peerList = ({ name, peerPrefixes }: OnPremisesDevice, session: Session): string[] =>
  ofFamily(session.tunnel.peerPrefixes ?? peerPrefixes, session.family).map(
    (prefix) =>
      `${ip(session.family)} prefix-list ${name}-peer${ownSuffix(session)} permit ${orLonger(prefix)}`,
  );

const inwards = ({ name }: OnPremisesDevice, session: Session): string[] => [
  "!",
  `route-map ${name}-in-${roleOf(session.tunnel)}${ownSuffix(session)} permit 10`,
  ` match ${ip(session.family)} address prefix-list ${name}-peer${ownSuffix(session)}`,
  ` set local-preference ${preferences[roleOf(session.tunnel)].localPreference}`,
  // A peer may tell a link-local address too, which nobody has in a tunnel.
  ...(session.family === 6 ? [" set ipv6 next-hop prefer-global"] : []),
  "exit",
];

/** Not every gateway honours the MED, but each the length of the AS path. */
const outwards = ({ name, asn }: OnPremisesDevice, session: Session): string[] => [
  "!",
  `route-map ${name}-out-${roleOf(session.tunnel)}${familySuffix(session)} permit 10`,
  ` match ${ip(session.family)} address prefix-list ${name}-own`,
  ` set metric ${preferences[roleOf(session.tunnel)].med}`,
  ...(session.tunnel.preferred ? [] : [` set as-path prepend ${asn} ${asn}`]),
  "exit",
];

/** FRR's word for an IP version. */
const ip = (family: Family): string => (family === 4 ? "ip" : "ipv6");

const route = (prefix: string): string => `${ip(parseCidr(prefix).version)} route ${prefix}`;

/** Without the blocks that are another's as well. */
const uniqueLines = (blocks: readonly string[][]): string[] =>
  [...new Set(blocks.map((block) => block.join("\n")))].filter((block) => block !== "");

/** Lists and maps of two IP versions have names of their own. */
const familySuffix = ({ family }: Session): string => (family === 4 ? "" : "-ipv6");

const ownSuffix = (session: Session): string =>
  session.tunnel.peerPrefixes === undefined ? familySuffix(session) : `-${session.key}`;

const roleOf = ({ preferred }: Pick<OnPremisesTunnel, "preferred">): Role =>
  preferred ? "preferred" : "standby";

/** A cloud may announce its network's subnets instead of the whole. */
function orLonger(prefix: string): string {
  const { version, prefixLength } = parseCidr(prefix);
  return prefixLength === addressBits[version] ? prefix : `${prefix} le ${addressBits[version]}`;
}

/** Named, because FRR would choose another, and reset every session, when an interface comes or goes. */
function routerId({ tunnels }: OnPremisesDevice): string {
  const [lowest] = tunnels
    .map(({ outsideAddress }) => parseAddress(outsideAddress))
    .sort((a, b) => (a.value < b.value ? -1 : 1));
  return lowest?.text ?? "";
}
