import { expect } from "chai";

import { weakProposals } from "../../../policies/rules/weakProposals";
import { unknown } from "../../../reachability/resources";
import { awsGcp, azureOffice, type Changes, resourcesOf, strongAzure } from "../linkScene";
import { findings } from "../planned";

const check = (stack = awsGcp()) => findings(weakProposals, resourcesOf(stack));
const messages = (stack = awsGcp()) => check(stack).map(({ message }) => message);
const withoutGoogle: Changes = Object.fromEntries(
  [0, 1, 2, 3].flatMap((index) =>
    [`tunnel-${index}`, `face-${index}`, `peer-${index}`].map((name) => [name, undefined]),
  ),
);

describe("the rule weak-proposals", () => {
  for (const [cloud, stack] of [
    ["AWS and Google Cloud", awsGcp()],
    ["Azure", azureOffice()],
  ] as const) {
    it(`passes strong proposals of ${cloud}`, () => expect(messages(stack)).to.deep.equal([]));
  }

  const aws = (props: Record<string, unknown>) => awsGcp({ "vpn-0": props });
  const gcp = (cipherSuite: unknown) => awsGcp({ "tunnel-0": { cipherSuite } });
  const azure = (policy: Partial<typeof strongAzure>) =>
    azureOffice({ "to-office-0": { ipsecPolicies: [{ ...strongAzure, ...policy }] } });
  for (const [what, stack, says] of [
    [
      "group 2 on AWS",
      aws({ tunnel1Phase1DhGroupNumbers: [2, 20] }),
      /tunnel 1 of VPN connection vpn-0 allows group 2 in phase 1 \(tunnel1Phase1DhGroupNumbers\).+Set tunnel1Phase1DhGroupNumbers to \[20\]/,
    ],
    [
      "groups 22 to 24",
      aws({ tunnel2Phase2DhGroupNumbers: [22, 23, 24] }),
      /tunnel 2 .+group 22, group 23, group 24 in phase 2/,
    ],
    ["SHA-1 on AWS", aws({ tunnel1Phase1IntegrityAlgorithms: ["SHA1"] }), /SHA-1 in phase 1/],
    [
      "AES-CBC with SHA-1",
      aws({
        tunnel1Phase2EncryptionAlgorithms: ["AES256"],
        tunnel1Phase2IntegrityAlgorithms: ["SHA1", "SHA2-256"],
      }),
      /SHA-1 in phase 2/,
    ],
    ["IKEv1 on AWS", aws({ tunnel1IkeVersions: ["ikev1", "ikev2"] }), /IKEv1 \(tunnel1IkeVersions\)/],
    [
      "IKEv1 on Google Cloud",
      awsGcp({ "tunnel-0": { ikeVersion: 1, cipherSuite: null } }),
      /tunnel tunnel-0 allows IKEv1 \(ikeVersion\): [^;]+$/,
    ],
    [
      "a weak suite on Google Cloud",
      gcp({
        phase1: {
          encryptions: ["AES-CBC-256"],
          integrities: ["HMAC-SHA1-96"],
          prves: ["PRF-HMAC-SHA1"],
          dhs: ["Group-5"],
        },
        phase2: { encryptions: ["AES-GCM-16-256"], pfs: ["Group-20"] },
      }),
      /SHA-1 in phase 1.+group 5 in phase 1.+PRF-HMAC-SHA1/,
    ],
    [
      "3DES on Azure",
      azure({ ipsecEncryption: "DES3", ipsecIntegrity: "SHA1" }),
      /3DES in phase 2 \(ipsecPolicies\[0\]\.ipsecEncryption\); SHA-1 in phase 2/,
    ],
    [
      "group 2 on Azure",
      azure({ dhGroup: "DHGroup2" }),
      /group 2 in phase 1 \(ipsecPolicies\[0\]\.dhGroup\)/,
    ],
    [
      "Azure's default",
      azureOffice({ "to-office-0": { ipsecPolicies: [] } }),
      /group 2 in phase 1 \(ipsecPolicies is left to the cloud's default\).+Set ipsecPolicies to one policy/,
    ],
    [
      "IKEv1 on Azure",
      azureOffice({ "to-office-0": { connectionProtocol: "IKEv1" } }),
      /IKEv1 \(connectionProtocol\)/,
    ],
  ] as const) {
    it(`refuses ${what}`, () => {
      const [found, ...more] = check(stack);
      expect(more).to.be.empty;
      expect(found?.message).to.match(says);
      expect(found?.message).to.match(/\(https:\S+\)$/);
    });
  }

  const open = {
    "vpn-0": {
      tunnel1IkeVersions: [],
      tunnel1Phase1DhGroupNumbers: [],
      tunnel1Phase1IntegrityAlgorithms: [],
    },
  };

  it("passes a default that the other end of the tunnel is pinned against", () => {
    expect(messages(awsGcp(open))).to.deep.equal([]);
  });

  it("refuses the same default where the other end is elsewhere", () => {
    const [found, ...more] = check(awsGcp({ ...withoutGoogle, ...open }));
    expect(more).to.be.empty;
    expect(found?.message).to.match(/IKEv1 .+left to the cloud's default.+group 2, group 22/);
  });

  it("refuses it where the other end is as open", () => {
    expect(messages(awsGcp({ ...open, "tunnel-0": { cipherSuite: null } })).join()).to.match(
      /vpn-0 allows group 2/,
    );
  });

  it("names what is unknown, and judges the rest", () => {
    const props = { tunnel1Phase1DhGroupNumbers: [unknown], tunnel1Phase2DhGroupNumbers: [2] };
    const found = check(awsGcp({ "vpn-0": props }));
    expect(found.map(({ undecided }) => undecided)).to.deep.equal([true, undefined]);
    expect(found[0]?.message).to.match(/tunnel1Phase1DhGroupNumbers\[0\] is known only after the update/);
    expect(found[1]?.message).to.match(/group 2 in phase 2/);
  });

  it("takes what nobody gave for the cloud's default", () => {
    const found = check(
      azureOffice({ "to-office-0": { ipsecPolicies: unknown, connectionProtocol: unknown } }),
    );
    expect(found).to.have.length(1);
    expect(found[0]?.message).to.match(/group 2 in phase 1 \(ipsecPolicies is left to the cloud's default\)/);
  });

  it("reads links inside a Virtual WAN's connections", () => {
    const link = (name: string, pfsGroup: string) => ({
      name,
      ipsecPolicies: [{ ...strongAzure, pfsGroup }],
    });
    const props = { vpnLinkConnections: [link("a", "ECP384"), link("b", "PFS2")] };
    const stack = [{ type: "azure-native:network:VpnConnection", name: "branch", props }];
    expect(messages(stack)).to.have.length(1);
    expect(messages(stack)[0]).to.match(
      /connection branch, link b allows group 2 in phase 2 \(vpnLinkConnections\[1\]\.ipsecPolicies\[0\]\.pfsGroup\)/,
    );
  });

  it("leaves ExpressRoute alone and survives nonsense", () => {
    const nonsense = { ipsecPolicies: "x", connectionProtocol: 7, sharedKey: {} };
    const stack = azureOffice({
      "to-office-0": { connectionType: "ExpressRoute", ipsecPolicies: [] },
      "to-office-1": nonsense,
    });
    expect(() => check(stack)).not.to.throw();
    expect(
      messages(azureOffice({ "to-office-0": { connectionType: "ExpressRoute", ipsecPolicies: [] } })),
    ).to.deep.equal([]);
  });
});
