import { expect } from "chai";
import { type CipherProfileName } from "../../../components";
import { ofType, record } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { bgp } from "./programs";

/** What both ends must agree on, in each cloud's words. */
const proposals: readonly [CipherProfileName, object, object][] = [
  [
    "strong",
    { encryption: ["AES256-GCM-16"], integrity: ["SHA2-384"], dhGroup: [20] },
    {
      ikeEncryption: "GCMAES256",
      ikeIntegrity: "SHA384",
      dhGroup: "ECP384",
      ipsecEncryption: "GCMAES256",
      ipsecIntegrity: "GCMAES256",
      pfsGroup: "ECP384",
    },
  ],
  [
    "compatible",
    { encryption: ["AES256"], integrity: ["SHA2-256"], dhGroup: [14] },
    {
      ikeEncryption: "AES256",
      ikeIntegrity: "SHA256",
      dhGroup: "DHGroup14",
      ipsecEncryption: "AES256",
      ipsecIntegrity: "SHA256",
      pfsGroup: "PFS2048",
    },
  ],
];

describe("CrossCloudVpn's proposals", () => {
  for (const [cipherProfile, aws, azure] of proposals) {
    it(`pins ${cipherProfile} on both ends of every tunnel, IKEv2 only`, async () => {
      const { resources } = await record(() => bgp({ cipherProfile }), clouds);
      for (const { inputs } of ofType(resources, "aws:ec2/vpnConnection:VpnConnection")) {
        for (const tunnel of ["tunnel1", "tunnel2"]) {
          for (const phase of ["Phase1", "Phase2"]) {
            expect({
              encryption: inputs[`${tunnel}${phase}EncryptionAlgorithms`],
              integrity: inputs[`${tunnel}${phase}IntegrityAlgorithms`],
              dhGroup: inputs[`${tunnel}${phase}DhGroupNumbers`],
            }).to.deep.equal(aws);
          }
          expect(inputs[`${tunnel}IkeVersions`]).to.deep.equal(["ikev2"]);
          expect(inputs).to.include({
            [`${tunnel}Phase1LifetimeSeconds`]: 28800,
            [`${tunnel}Phase2LifetimeSeconds`]: 3600,
            [`${tunnel}StartupAction`]: "start",
            [`${tunnel}DpdTimeoutAction`]: "restart",
          });
        }
      }
      for (const { inputs } of ofType(resources, "azure-native:network:VirtualNetworkGatewayConnection")) {
        expect(inputs["ipsecPolicies"]).to.deep.equal([
          { ...azure, saLifeTimeSeconds: 3600, saDataSizeKilobytes: 102400000 },
        ]);
        expect(inputs).to.include({ connectionProtocol: "IKEv2", usePolicyBasedTrafficSelectors: false });
      }
    });
  }
});
