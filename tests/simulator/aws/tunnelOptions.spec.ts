import { expect } from "chai";

import { ec2, refusal, Scene, tokens } from "./scene";
import type { Props } from "../../../simulator/protocol/values";
import type { Made } from "../../helpers/simulated";

const key = "Preshared.Key_1";

describe("aws VpnConnection", () => {
  let scene: Scene;
  let vgw: Made;
  let cgw: Made;
  const inputs = (more: Props = {}): Props => ({
    type: "ipsec.1",
    customerGatewayId: cgw.id,
    vpnGatewayId: vgw.id,
    ...more,
  });
  const make = (more: Props = {}): Promise<Made> => scene.vpn(cgw, vgw, more);
  const check = (more: Props): string[] => scene.refusals(tokens.vpnConnection, inputs(more));

  beforeEach(async () => {
    scene = await Scene.open();
    vgw = await scene.vpnGateway();
    cgw = await scene.customerGateway();
  });

  describe("options of a tunnel", () => {
    const cases: [option: string, good: unknown[], bad: unknown[], text: RegExp][] = [
      ["DpdTimeoutAction", ["clear", "none", "restart"], ["stop"], /"clear", "none", "restart"/],
      ["DpdTimeoutSeconds", [30, 3600], [29], /in the range \(30 - /],
      ["StartupAction", ["add", "start"], ["wait"], /"add", "start"/],
      ["IkeVersions", [["ikev1"], ["ikev2", "ikev1"]], [["ikev3"]], /"ikev1", "ikev2", got ikev3/],
      [
        "Phase1DhGroupNumbers",
        [[2, 14], [24]],
        [[5], [1], [25]],
        /every item of tunnel2Phase1DhGroupNumbers/,
      ],
      ["Phase2DhGroupNumbers", [[2, 5], [24]], [[1], [25]], /every item of tunnel2Phase2DhGroupNumbers/],
      [
        "Phase1EncryptionAlgorithms",
        [["AES128", "AES256-GCM-16"]],
        [["aes256"], ["3DES"]],
        /"AES128", "AES128-GCM-16"/,
      ],
      ["Phase2EncryptionAlgorithms", [["AES256"]], [["GCMAES256"]], /got GCMAES256/],
      ["Phase1IntegrityAlgorithms", [["SHA1", "SHA2-512"]], [["SHA256"]], /got SHA256/],
      ["Phase2IntegrityAlgorithms", [["SHA2-384"]], [["MD5"]], /got MD5/],
      ["Phase1LifetimeSeconds", [900, 28800], [899, 28801], /\(900 - 28800\)/],
      ["Phase2LifetimeSeconds", [900, 3600], [899, 3601], /\(900 - 3600\)/],
      ["RekeyFuzzPercentage", [0, 100], [-1, 101], /\(0 - 100\)/],
      ["RekeyMarginTimeSeconds", [60, 1800], [59, 1801], /\(60 - 1800\)/],
      ["ReplayWindowSize", [64, 2048], [63, 2049], /\(64 - 2048\)/],
      [
        "InsideCidr",
        ["169.254.21.0/30", "169.254.0.4/30", "169.254.6.0/30"],
        ["169.254.21.0/29", "169.254.21.1/30", "169.253.0.0/30"],
        /^tunnel2InsideCidr: invalid value/,
      ],
      [
        "InsideCidr",
        [],
        ["0", "1", "2", "3", "4", "5"].map((octet) => `169.254.${octet}.0/30`),
        /is reserved by AWS/,
      ],
      ["InsideCidr", ["169.254.169.248/30"], ["169.254.169.252/30"], /is reserved by AWS/],
      [
        "PresharedKey",
        ["12345678", "a".repeat(64), key],
        ["1234567", "a".repeat(65)],
        /expected a length in the range \(8 - 64\)/,
      ],
      ["PresharedKey", ["1.2_345678"], ["0123456789"], /cannot start with zero character/],
      [
        "PresharedKey",
        [],
        ["abcd-efgh", "abcd+efgh", "abcd efgh", "äbcdefgh"],
        /can only contain alphanumeric, period and underscore/,
      ],
      [
        "LogOptions",
        [
          {
            cloudwatchLogOptions: {
              logEnabled: true,
              logGroupArn: "arn:aws:logs:eu-central-1:123456789012:log-group:vpn",
              logOutputFormat: "json",
            },
          },
        ],
        [{ cloudwatchLogOptions: { logEnabled: true } }],
        /logGroupArn must be given with logEnabled/,
      ],
      [
        "LogOptions",
        [{ cloudwatchLogOptions: { bgpLogOutputFormat: "text" } }],
        [{ cloudwatchLogOptions: { bgpLogOutputFormat: "xml" } }],
        /"json", "text", got xml/,
      ],
      [
        "LogOptions",
        [],
        [{ cloudwatchLogOptions: { logLevel: "debug" } }],
        /do not know the property "logLevel"/,
      ],
    ];
    for (const [option, good, bad, text] of cases) {
      it(`${option}: ${text.source}`, () => {
        for (const value of good) {
          expect(check({ [`tunnel2${option}`]: value as string }), JSON.stringify(value)).to.deep.equal([]);
        }
        for (const value of bad) {
          const refusals = check({ [`tunnel2${option}`]: value as string });
          expect(refusals.join(), JSON.stringify(value)).to.match(text);
          if (option === "PresharedKey") {
            expect(refusals.join()).not.to.contain(value);
          }
        }
      });
    }

    it("are refused where they do not go together", async () => {
      for (const [options, text] of [
        [
          { tunnel1StartupAction: "start", tunnel1IkeVersions: ["ikev1"] },
          "the startup action start is supported for IKEv2 only",
        ],
        [
          {
            tunnel2Phase1LifetimeSeconds: 900,
            tunnel2Phase2LifetimeSeconds: 900,
            tunnel2RekeyMarginTimeSeconds: 60,
          },
          "the phase 2 lifetime (900) must be less than the phase 1 lifetime (900)",
        ],
        [
          { tunnel1Phase2LifetimeSeconds: 900 },
          "the rekey margin time (540) must be at most half of the phase 2 lifetime (900)",
        ],
      ] as [Props, string][]) {
        expect(await refusal(make(options))).to.match(ec2("InvalidParameterValue", text));
      }
      await make({
        tunnel1StartupAction: "start",
        tunnel1IkeVersions: ["ikev1", "ikev2"],
        tunnel2Phase2LifetimeSeconds: 900,
        tunnel2RekeyMarginTimeSeconds: 450,
      });
    });

    it("are sets where they are lists", async () => {
      const made = await make({
        tunnel1IkeVersions: ["ikev2", "ikev1"],
        tunnel1Phase1DhGroupNumbers: [20, 14],
      });
      expect(
        scene.account.diff(
          made,
          inputs({ tunnel1IkeVersions: ["ikev1", "ikev2"], tunnel1Phase1DhGroupNumbers: [14, 20] }),
        ),
      ).to.deep.equal([]);
    });
  });
});
