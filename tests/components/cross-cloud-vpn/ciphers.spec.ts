import { expect } from "chai";
import type { CipherProposal } from "../../../components";
import { awsCiphers } from "../../../components/cross-cloud-vpn/aws/ciphers";
import { azureIpsecPolicy } from "../../../components/cross-cloud-vpn/azure/ciphers";
import { cipherProfiles } from "../../../components/cross-cloud-vpn/ciphers/proposal";
import { gcpCipherSuite } from "../../../components/cross-cloud-vpn/gcp/ciphers";
import { strongswanProposals } from "../../../components/cross-cloud-vpn/on-premises/ciphers";
import { ofType, record } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { gcpSide, link, officeSide, sides } from "./programs";

/** Each algorithm in each cloud's words: AWS, Google Cloud's IKE or IPsec, Azure, strongSwan. */
const encryptions = [
  ["aes128-gcm", "AES128-GCM-16", "AES-GCM-16-128", "GCMAES128", "aes128gcm16"],
  ["aes256-gcm", "AES256-GCM-16", "AES-GCM-16-256", "GCMAES256", "aes256gcm16"],
  ["aes128-cbc", "AES128", "AES-CBC-128", "AES128", "aes128"],
  ["aes256-cbc", "AES256", "AES-CBC-256", "AES256", "aes256"],
] as const;

/** AWS, Google Cloud's pseudo-random function, its integrity algorithm, Azure. */
const integrities = [
  ["sha256", "SHA2-256", "PRF-HMAC-SHA2-256", "HMAC-SHA2-256-128", "SHA256"],
  ["sha384", "SHA2-384", "PRF-HMAC-SHA2-384", "HMAC-SHA2-384-192", "SHA384"],
  ["sha512", "SHA2-512", "PRF-HMAC-SHA2-512", "HMAC-SHA2-512-256", undefined],
] as const;

/** Google Cloud, Azure's IKE and IPsec, strongSwan. */
const groups = [
  [14, "Group-14", "DHGroup14", "PFS2048", "modp2048"],
  [15, "Group-15", undefined, undefined, "modp3072"],
  [16, "Group-16", undefined, undefined, "modp4096"],
  [19, "Group-19", "ECP256", "ECP256", "ecp256"],
  [20, "Group-20", "ECP384", "ECP384", "ecp384"],
  [21, "Group-21", undefined, undefined, "ecp521"],
] as const;

describe("every proposal in each cloud's words", () => {
  for (const [encryption, aws, gcp, azure, strongswan] of encryptions) {
    const aead = encryption.endsWith("gcm");
    for (const [integrity, awsHash, prf, gcpHash, azureHash] of integrities) {
      for (const [dhGroup, gcpGroup, azureIke, azurePfs, strongswanGroup] of groups) {
        it(`${encryption}, ${integrity}, group ${dhGroup}`, () => {
          const proposal: CipherProposal = { encryption, integrity, dhGroup };
          expect(awsCiphers(proposal)).to.deep.equal({ encryption: aws, integrity: awsHash, dhGroup });
          const integrities = aead ? {} : { integrities: [gcpHash] };
          expect(gcpCipherSuite(proposal)).to.deep.equal({
            phase1: { encryptions: [gcp], ...integrities, prves: [prf], dhs: [gcpGroup] },
            phase2: { encryptions: [gcp], ...integrities, pfs: [gcpGroup] },
          });
          expect(strongswanProposals(proposal)).to.deep.equal(
            aead
              ? {
                  ike: `${strongswan}-prf${integrity}-${strongswanGroup}`,
                  esp: `${strongswan}-${strongswanGroup}`,
                }
              : {
                  ike: `${strongswan}-${integrity}-${strongswanGroup}`,
                  esp: `${strongswan}-${integrity}-${strongswanGroup}`,
                },
          );
          if (azureHash !== undefined && azureIke !== undefined) {
            expect(azureIpsecPolicy(proposal)).to.deep.equal({
              ikeEncryption: azure,
              ikeIntegrity: azureHash,
              dhGroup: azureIke,
              ipsecEncryption: azure,
              ipsecIntegrity: aead ? azure : azureHash,
              pfsGroup: azurePfs,
              saLifeTimeSeconds: 3600,
              saDataSizeKilobytes: 102400000,
            });
          }
        });
      }
    }
  }
});

describe("CrossCloudVpn's one proposal", () => {
  const own: CipherProposal = { encryption: "aes128-gcm", integrity: "sha256", dhGroup: 19 };
  for (const [what, cipherProfile, proposal] of [
    ["by default", undefined, cipherProfiles.strong],
    ["of a profile", "compatible", cipherProfiles.compatible],
    ["of the user's own", own, own],
  ] as const) {
    it(`${what} is pinned on every tunnel of both ends`, async () => {
      const args = cipherProfile === undefined ? {} : { cipherProfile };
      const { resources } = await record(() => {
        link({ aws: sides.aws, gcp: gcpSide, ...args }, "one");
        link({ gcp: { ...gcpSide, networkId: "network-2" }, azure: sides.azure, ...args }, "two");
        return link({ aws: { ...sides.aws, vpcId: "vpc-2" }, onPremises: officeSide(), ...args }, "three");
      }, clouds);
      const tunnels = ofType(resources, "gcp:compute/vPNTunnel:VPNTunnel");
      expect(tunnels).to.have.length(6);
      for (const { inputs } of tunnels) {
        expect(inputs["cipherSuite"]).to.deep.equal(gcpCipherSuite(proposal));
        expect(inputs["ikeVersion"]).to.equal(2);
      }
      for (const { inputs } of ofType(resources, "azure-native:network:VirtualNetworkGatewayConnection")) {
        expect(inputs["ipsecPolicies"]).to.deep.equal([azureIpsecPolicy(proposal)]);
      }
      const connections = ofType(resources, "aws:ec2/vpnConnection:VpnConnection");
      expect(connections).to.have.length(4);
      const { encryption, integrity, dhGroup } = awsCiphers(proposal);
      for (const { inputs } of connections) {
        for (const phase of ["tunnel1Phase1", "tunnel1Phase2", "tunnel2Phase1", "tunnel2Phase2"]) {
          expect(inputs).to.deep.include({
            [`${phase}EncryptionAlgorithms`]: [encryption],
            [`${phase}IntegrityAlgorithms`]: [integrity],
            [`${phase}DhGroupNumbers`]: [dhGroup],
          });
        }
      }
    });
  }
});
