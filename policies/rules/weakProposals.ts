import type { Proposal } from "../../reachability/model";
import { known, read } from "../../reachability/resources";
import { type DeclaredTunnel, declaredTunnels, type Phase } from "../reading/declaredTunnels";
import { linksOf } from "../reading/links";
import { shown } from "../reading/unknowns";
import type { Plan } from "../plan";
import type { Finding, Rule } from "../rule";

/**
 * Refuses algorithms that no longer protect what a tunnel carries: RFC 8247 (IKEv2) and RFC 8221 (ESP) say MUST NOT or
 * SHOULD NOT, and RFC 9395 retires IKEv1.
 *
 * A cloud's default is judged as well, because it is an offer: AWS takes the lowest that the peer offers too. It passes
 * where the other end, in the same stack, is pinned to algorithms that are sound, for both must agree.
 *
 * Sources: https://www.rfc-editor.org/rfc/rfc8247, https://www.rfc-editor.org/rfc/rfc8221,
 * https://www.rfc-editor.org/rfc/rfc9395, https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html,
 * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-devices#ipsec,
 * https://cloud.google.com/network-connectivity/docs/vpn/concepts/supported-ike-ciphers
 */
export const weakProposals: Rule = {
  name: "weak-proposals",
  description:
    "No tunnel can be negotiated down to IKEv1, DES, 3DES, MD5, SHA-1 or a Diffie-Hellman group below 14.",
  level: "mandatory",
  *check(plan) {
    const tunnels = declaredTunnels(plan.stack);
    for (const tunnel of tunnels) {
      yield* judge(tunnel, () => peersOf(tunnel, tunnels, plan));
    }
  },
};

const weak: Readonly<Record<keyof Proposal, ReadonlyMap<string | number, string>>> = {
  encryption: new Map([
    ["null", "no encryption"],
    ["des-cbc", "DES"],
    ["3des-cbc", "3DES"],
  ]),
  integrity: new Map([
    ["md5", "MD5"],
    ["sha1", "SHA-1"],
  ]),
  groups: new Map([1, 2, 5, 22, 23, 24].map((group) => [group, `group ${group}`])),
};

/** What to write instead, in each cloud's own words; both profiles are accepted by all three. */
const advice = {
  aws: {
    encryption: '["AES256-GCM-16"]',
    integrity: '["SHA2-384"]',
    groups: "[20]",
    ike: '["ikev2"]',
    page: "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html",
  },
  azure: {
    encryption: '"GCMAES256"',
    integrity: '"SHA384" for IKE and "GCMAES256" for IPsec',
    groups: '"ECP384"',
    ike: '"IKEv2"',
    page: "https://learn.microsoft.com/azure/vpn-gateway/ipsec-ike-policy-howto",
  },
  gcp: {
    encryption: '["AES-GCM-16-256"]',
    integrity: '["HMAC-SHA2-256-128"], or none beside AES-GCM',
    groups: '["Group-20"]',
    ike: "2",
    page: "https://cloud.google.com/network-connectivity/docs/vpn/concepts/supported-ike-ciphers",
  },
} as const;

function* judge(tunnel: DeclaredTunnel, peers: () => readonly DeclaredTunnel[]): Iterable<Finding> {
  const { urn } = tunnel.resource;
  const open = unknownSettings(tunnel);
  if (open.length > 0) {
    const message =
      `${tunnel.name}: whether its proposals are sound can't be told, because ${open.join(", ")} is known only after ` +
      "the update: write the algorithms into the program";
    yield { urn, message, undecided: true };
  }
  const faults = [...ikeFaults(tunnel, peers), ...phaseFaults(tunnel, peers), ...prfFaults(tunnel)];
  if (faults.length > 0) {
    const fixes = [...new Set(faults.map(({ fix }) => fix))].join(", ");
    const message =
      `${tunnel.name} allows ${faults.map(({ what }) => what).join("; ")}: whoever listens can attack what ` +
      `is negotiated down to these (RFC 8247). Set ${fixes} (${advice[tunnel.cloud].page})`;
    yield { urn, message };
  }
}

interface Fault {
  readonly what: string;
  readonly fix: string;
}

function unknownSettings({ ike, phases }: DeclaredTunnel): string[] {
  const roles = [ike, ...phases.flatMap(({ roles }) => Object.values(roles))];
  return [...new Set(roles.flatMap((role) => role.unknown ?? []))];
}

function* ikeFaults({ ike, cloud }: DeclaredTunnel, peers: () => readonly DeclaredTunnel[]): Iterable<Fault> {
  if (ike.versions?.includes(1) !== true) {
    return;
  }
  const refused = !ike.isChosen && all(peers(), (peer) => peer.ike.versions?.includes(1) === false);
  if (!refused) {
    yield { what: `IKEv1 (${source(ike)})`, fix: `${shown(ike.path)} to ${advice[cloud].ike}` };
  }
}

function* phaseFaults(tunnel: DeclaredTunnel, peers: () => readonly DeclaredTunnel[]): Iterable<Fault> {
  // Google Cloud's proposals for IKEv1 can't be chosen: that version is the fault.
  const isFixed = tunnel.cloud === "gcp" && tunnel.ike.versions?.includes(1) === true;
  for (const phase of isFixed ? [] : tunnel.phases) {
    for (const kind of ["encryption", "integrity", "groups"] as const) {
      const role = phase.roles[kind];
      const found = weakOf(phase, kind).filter(
        (one) => role.isChosen || !all(peers(), (peer) => refuses(peer, phase.number, kind, one)),
      );
      if (found.length > 0) {
        const names = found.map((one) => weak[kind].get(one) ?? String(one)).join(", ");
        yield {
          what: `${names} in phase ${phase.number} (${source(role)})`,
          fix: fixOf(tunnel, kind, role.path, role.isChosen),
        };
      }
    }
  }
}

/** A policy of Azure's has to be written whole. */
function fixOf({ cloud }: DeclaredTunnel, kind: keyof Proposal, path: string, isChosen: boolean): string {
  return cloud === "azure" && !isChosen
    ? `${shown(path)} to one policy, such as GCMAES256, SHA384 and ECP384 for IKE and GCMAES256 and ECP384 for IPsec`
    : `${shown(path)} to ${advice[cloud][kind]}`;
}

function weakOf(phase: Phase, kind: keyof Proposal): (string | number)[] {
  const { proposal, roles } = phase;
  // Beside ciphers that bring their own integrity a default is never used (RFC 8221 section 5).
  const isUnused = kind === "integrity" && !roles.integrity.isChosen && isCombined(proposal);
  const offered: readonly (string | number)[] = isUnused ? [] : (proposal?.[kind] ?? []);
  return offered.filter((one) => weak[kind].has(one));
}

function isCombined(proposal: Proposal | undefined): boolean {
  return proposal !== undefined && proposal.encryption.every((one) => one.includes("gcm"));
}

function refuses(
  peer: DeclaredTunnel,
  number: 1 | 2,
  kind: keyof Proposal,
  algorithm: string | number,
): boolean {
  const proposal = peer.phases.find((phase) => phase.number === number)?.proposal;
  if (proposal === undefined) {
    return false;
  }
  const offered: readonly (string | number)[] = proposal[kind];
  return (kind === "integrity" && isCombined(proposal)) || !offered.includes(algorithm);
}

/** Google Cloud names its pseudo-random functions apart; a default is not flagged, for HMAC holds with any hash. */
function* prfFaults({ cloud, resource }: DeclaredTunnel): Iterable<Fault> {
  const path = "cipherSuite.phase1.prves";
  const chosen = cloud === "gcp" ? known(read(resource, path)) : undefined;
  const found = (Array.isArray(chosen) ? (chosen as unknown[]) : []).filter(
    (one) => typeof one === "string" && /SHA1|MD5/.test(one),
  );
  if (found.length > 0) {
    yield { what: `${found.join(", ")} in phase 1 (${path})`, fix: `${path} to ["PRF-HMAC-SHA2-384"]` };
  }
}

function source({ path, isChosen }: { readonly path: string; readonly isChosen: boolean }): string {
  return isChosen ? shown(path) : `${shown(path)} is left to the cloud's default`;
}

function peersOf(
  tunnel: DeclaredTunnel,
  tunnels: readonly DeclaredTunnel[],
  { stack }: Plan,
): readonly DeclaredTunnel[] {
  const links = linksOf(stack);
  const others = links.tunnels
    .flatMap(({ ends }) => ends)
    .flatMap((end) => (end !== undefined && tunnel.declares(end) ? (links.peerOf(end) ?? []) : []));
  return tunnels.filter(({ declares }) => others.some(declares));
}

/** For every one, and there is one. */
function all<T>(list: readonly T[], holds: (one: T) => boolean): boolean {
  return list.length > 0 && list.every(holds);
}
