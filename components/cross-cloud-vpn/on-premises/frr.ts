import { parseAddress, parseCidr } from "../../../addressing/cidr";
import type { OnPremisesDevice, OnPremisesTunnel } from "./device";
import { interfaceName, reachable } from "./names";

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
    ...reachable(device).map((prefix) => `ip route ${prefix} blackhole ${blackholeDistance}`),
    ...(device.routing === "bgp" ? bgp(device) : staticRoutes(device)),
    "",
  ].join("\n");
}

/** The sessions' MD5 keys, where there are any. */
export function frrSecrets(device: OnPremisesDevice): string {
  const passwords = device.tunnels.flatMap(({ peerInsideAddress, md5Key }) =>
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
  const { name, asn, prefixes, tunnels } = device;
  return [
    "!",
    ...prefixes.map((prefix) => `ip prefix-list ${name}-own permit ${prefix}`),
    ...uniqueLines(tunnels.map((tunnel) => peerList(device, tunnel))),
    ...uniqueLines(tunnels.map((tunnel) => inwards(device, tunnel))),
    ...uniqueLines(tunnels.map((tunnel) => outwards(device, tunnel))),
    "!",
    `router bgp ${asn}`,
    ` bgp router-id ${routerId(device)}`,
    " no bgp default ipv4-unicast",
    " no bgp network import-check",
    ...tunnels.flatMap((tunnel) => neighbor(device, tunnel)),
    " !",
    " address-family ipv4 unicast",
    ...prefixes.map((prefix) => `  network ${prefix}`),
    ...tunnels.flatMap(({ peerInsideAddress: peer, ...tunnel }) => [
      `  neighbor ${peer} activate`,
      `  neighbor ${peer} soft-reconfiguration inbound`,
      `  neighbor ${peer} route-map ${name}-in-${roleOf(tunnel)}${ownSuffix(tunnel)} in`,
      `  neighbor ${peer} route-map ${name}-out-${roleOf(tunnel)} out`,
    ]),
    "  maximum-paths 64",
    " exit-address-family",
    "exit",
  ];
}

function neighbor({ name, bgpTimers }: OnPremisesDevice, tunnel: OnPremisesTunnel): string[] {
  const peer = tunnel.peerInsideAddress;
  return [
    ` neighbor ${peer} remote-as ${tunnel.peerAsn}`,
    ` neighbor ${peer} description ${name} ${tunnel.key}`,
    ` neighbor ${peer} update-source ${tunnel.insideAddress}`,
    ` neighbor ${peer} timers ${bgpTimers.keepalive} ${bgpTimers.hold}`,
    ` neighbor ${peer} timers connect 10`,
  ];
}

/** What a tunnel's peer may announce; the tunnels without ranges of their own share one list. */
const peerList = ({ name, peerPrefixes }: OnPremisesDevice, tunnel: OnPremisesTunnel): string[] =>
  (tunnel.peerPrefixes ?? peerPrefixes).map(
    (prefix) => `ip prefix-list ${name}-peer${ownSuffix(tunnel)} permit ${orLonger(prefix)}`,
  );

const inwards = ({ name }: OnPremisesDevice, tunnel: OnPremisesTunnel): string[] => [
  "!",
  `route-map ${name}-in-${roleOf(tunnel)}${ownSuffix(tunnel)} permit 10`,
  ` match ip address prefix-list ${name}-peer${ownSuffix(tunnel)}`,
  ` set local-preference ${preferences[roleOf(tunnel)].localPreference}`,
  "exit",
];

/** Not every gateway honours the MED, but each the length of the AS path. */
const outwards = ({ name, asn }: OnPremisesDevice, tunnel: OnPremisesTunnel): string[] => [
  "!",
  `route-map ${name}-out-${roleOf(tunnel)} permit 10`,
  ` match ip address prefix-list ${name}-own`,
  ` set metric ${preferences[roleOf(tunnel)].med}`,
  ...(tunnel.preferred ? [] : [` set as-path prepend ${asn} ${asn}`]),
  "exit",
];

/** Without the blocks that are another's as well. */
const uniqueLines = (blocks: readonly string[][]): string[] =>
  [...new Set(blocks.map((block) => block.join("\n")))].filter((block) => block !== "");

const ownSuffix = ({ key, peerPrefixes }: Pick<OnPremisesTunnel, "key" | "peerPrefixes">): string =>
  peerPrefixes === undefined ? "" : `-${key}`;

const roleOf = ({ preferred }: Pick<OnPremisesTunnel, "preferred">): Role =>
  preferred ? "preferred" : "standby";

/** A cloud may announce its network's subnets instead of the whole. */
const orLonger = (prefix: string): string =>
  parseCidr(prefix).prefixLength === 32 ? prefix : `${prefix} le 32`;

/** Named, because FRR would choose another, and reset every session, when an interface comes or goes. */
function routerId({ tunnels }: OnPremisesDevice): string {
  const [lowest] = tunnels
    .map(({ outsideAddress }) => parseAddress(outsideAddress))
    .sort((a, b) => (a.value < b.value ? -1 : 1));
  return lowest?.text ?? "";
}
