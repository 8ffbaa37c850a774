import { type Cloud, cloudNames } from "../clouds";
import type { Problems } from "../../problems";
import { type CipherProfileName, cipherProfiles, type CipherProposal, isAead } from "./proposal";

/** What one proposal may consist of anywhere. */
const choices: { readonly [Part in keyof CipherProposal]: readonly CipherProposal[Part][] } = {
  encryption: ["aes256-gcm", "aes128-gcm", "aes256-cbc", "aes128-cbc"],
  integrity: ["sha256", "sha384", "sha512"],
  dhGroup: [14, 15, 16, 19, 20, 21],
};

interface Support {
  readonly integrity: readonly CipherProposal["integrity"][];
  /** Of IPsec with a `cbc` cipher. */
  readonly ipsecIntegrity: readonly CipherProposal["integrity"][];
  readonly dhGroup: readonly CipherProposal["dhGroup"][];
  readonly source: string;
}

/** All take every `encryption`. */
const supports: Readonly<Record<Cloud, Support>> = {
  aws: {
    integrity: ["sha256", "sha384", "sha512"],
    ipsecIntegrity: ["sha256", "sha384", "sha512"],
    dhGroup: [14, 15, 16, 19, 20, 21],
    source: "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html",
  },
  gcp: {
    integrity: ["sha256", "sha384", "sha512"],
    ipsecIntegrity: ["sha256", "sha512"],
    dhGroup: [14, 15, 16, 19, 20, 21],
    source: "https://cloud.google.com/network-connectivity/docs/vpn/concepts/supported-ike-ciphers",
  },
  azure: {
    integrity: ["sha256", "sha384"],
    ipsecIntegrity: ["sha256"],
    dhGroup: [14, 19, 20],
    source: "https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-compliance-crypto",
  },
  onPremises: {
    integrity: ["sha256", "sha384", "sha512"],
    ipsecIntegrity: ["sha256", "sha384", "sha512"],
    dhGroup: [14, 15, 16, 19, 20, 21],
    source: "https://docs.strongswan.org/docs/latest/config/proposals.html",
  },
};

/** Adds what keeps a proposal from being used on every one of the clouds. */
export function checkCiphers(
  problems: Problems,
  path: string,
  profile: CipherProfileName | CipherProposal | undefined,
  clouds: readonly Cloud[],
): void {
  if (profile === undefined || Object.keys(cipherProfiles).includes(profile as string)) {
    return;
  }
  if (typeof profile !== "object") {
    const names = Object.keys(cipherProfiles).join(", ");
    problems.add(path, `"${profile}" is unknown: use one of ${names}, or a proposal of your own`);
    return;
  }
  if (checkChoices(problems, path, profile)) {
    clouds.forEach((cloud) => checkSupport(problems, path, profile, cloud));
  }
}

function checkChoices(problems: Problems, path: string, proposal: CipherProposal): boolean {
  let sound = true;
  for (const part of Object.keys(choices) as (keyof CipherProposal)[]) {
    const possible: readonly unknown[] = choices[part];
    if (!possible.includes(proposal[part])) {
      problems.add(
        `${path}.${part}`,
        `${JSON.stringify(proposal[part])} is refused: use one of ${possible.join(", ")}`,
      );
      sound = false;
    }
  }
  return sound;
}

function checkSupport(problems: Problems, path: string, proposal: CipherProposal, cloud: Cloud): void {
  const { integrity, ipsecIntegrity, dhGroup, source } = supports[cloud];
  const hashes = isAead(proposal) ? integrity : ipsecIntegrity;
  const lacks = (part: string, value: string | number, possible: readonly (string | number)[]) => {
    problems.add(
      `${path}.${part}`,
      `${value} is not what ${cloudNames[cloud]} takes with ${proposal.encryption}: use ${possible.join(", ")} (${source})`,
    );
  };
  if (!hashes.includes(proposal.integrity)) {
    lacks("integrity", proposal.integrity, hashes);
  }
  if (!dhGroup.includes(proposal.dhGroup)) {
    lacks("dhGroup", proposal.dhGroup, dhGroup);
  }
}
