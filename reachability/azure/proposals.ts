import type { Proposal } from "../model";
import type { Properties, Value } from "../resources";
import { objectsIn, textIn } from "./arm";

/** What a connection offers and accepts. */
export interface Proposals {
  readonly phase1?: Proposal;
  readonly phase2?: Proposal;
}

/**
 * What Azure offers where a connection has no policy of its own.
 *
 * Source: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-devices#ipsec
 */
const defaults: Proposals = {
  phase1: {
    encryption: ["aes256-cbc", "aes128-cbc"],
    integrity: ["sha2-256", "sha1"],
    groups: [2],
  },
  phase2: {
    encryption: ["aes256-gcm16", "aes256-cbc", "aes128-cbc", "3des-cbc"],
    integrity: ["sha2-256", "sha1"],
    groups: [],
  },
};

const encryptions: Readonly<Record<string, string>> = {
  none: "null",
  des: "des-cbc",
  des3: "3des-cbc",
  aes128: "aes128-cbc",
  aes192: "aes192-cbc",
  aes256: "aes256-cbc",
  gcmaes128: "aes128-gcm16",
  gcmaes192: "aes192-gcm16",
  gcmaes256: "aes256-gcm16",
};

const integrities: Readonly<Record<string, string>> = {
  md5: "md5",
  sha1: "sha1",
  sha256: "sha2-256",
  sha384: "sha2-384",
  gcmaes128: "aes128-gcm16",
  gcmaes192: "aes192-gcm16",
  gcmaes256: "aes256-gcm16",
};

const groups: Readonly<Record<string, number>> = {
  dhgroup1: 1,
  dhgroup2: 2,
  dhgroup14: 14,
  dhgroup2048: 14,
  dhgroup24: 24,
  ecp256: 19,
  ecp384: 20,
  pfs1: 1,
  pfs2: 2,
  pfs14: 14,
  pfs2048: 14,
  pfs24: 24,
};

/**
 * A connection's only policy, or Azure's defaults. Nothing where the policy is not known.
 *
 * Source: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-compliance-crypto
 */
export function proposalsOf(policies: Value<readonly unknown[]>): Proposals {
  if (policies.state === "unknown") {
    return {};
  }
  if (policies.state === "absent" || policies.value.length === 0) {
    return defaults;
  }
  const [policy] = objectsIn(policies.value);
  return policy === undefined ? {} : policyOf(policy);
}

function policyOf(policy: Properties): Proposals {
  const text = (name: string): string => textIn(policy, name)?.toLowerCase() ?? "";
  const pfs = text("pfsGroup") === "pfsmm" ? text("dhGroup") : text("pfsGroup");
  return {
    ...complete("phase1", text("ikeEncryption"), text("ikeIntegrity"), text("dhGroup")),
    ...complete("phase2", text("ipsecEncryption"), text("ipsecIntegrity"), pfs),
  };
}

/** Nothing where one of the names says nothing. `None` stands for no group. */
function complete(
  phase: "phase1" | "phase2",
  encryption: string,
  integrity: string,
  group: string,
): Proposals {
  const cipher = encryptions[encryption];
  const hash = integrities[integrity];
  const number = groups[group];
  if (cipher === undefined || hash === undefined || (number === undefined && group !== "none")) {
    return {};
  }
  return {
    [phase]: { encryption: [cipher], integrity: [hash], groups: number === undefined ? [] : [number] },
  };
}
