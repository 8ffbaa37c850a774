import { Provider } from "@pulumi/gcp/provider";
import { runtime } from "@pulumi/pulumi";
import { expect } from "chai";
import { CrossCloudMesh, CrossCloudVpn, CrossCloudVpnSide, GcpNetwork } from "../../components";
import { record, refused } from "../helpers/recordedMocks";
import { clouds } from "./clouds";
import { gcpSide, officeSide } from "./cross-cloud-vpn/programs";

const office = { onPremises: officeSide() };
const network = () => new GcpNetwork("gcp", { ipCidrRange: "10.16.0.0/16" });
const regionalSubnet = { a: { ipCidrRange: "10.16.0.0/24", region: "europe-west3" } };

/** The program with neither a region nor a zone in its configuration. */
const nowhere =
  <Result>(program: () => Result, config: Record<string, string> = {}) =>
  () => {
    runtime.setAllConfig(config);
    return program();
  };

describe("without a region of Google Cloud anywhere", () => {
  const { env } = process;
  beforeEach(() => {
    const entries = Object.entries(env).filter(([name]) => !/^(GOOGLE|GCLOUD|CLOUDSDK)_/.test(name));
    process.env = Object.fromEntries(entries);
  });
  afterEach(() => (process.env = env));

  const programs: readonly (readonly [string, string, () => unknown])[] = [
    ["a VPN", "gcp.region", () => new CrossCloudVpn("shop", { gcp: gcpSide, ...office, routing: "bgp" })],
    [
      "a VPN to a network whose subnets alone have one",
      "gcp.region",
      () => {
        const gcp = new GcpNetwork("gcp", { ipCidrRange: "10.16.0.0/16", subnets: regionalSubnet });
        return new CrossCloudVpn("shop", { gcp: { ...gcp }, ...office, routing: "bgp" });
      },
    ],
    [
      "a side",
      "gcp.region",
      () => new CrossCloudVpnSide("shop", { gcp: gcpSide, peer: office, routing: "bgp" }),
    ],
    [
      "a mesh",
      "networks.data.gcp.region",
      () => {
        const networks = {
          data: { number: 0, gcp: gcpSide },
          office: { number: 1, onPremises: { ...officeSide(), asn: undefined } as never },
        };
        return new CrossCloudMesh("shop", { networks });
      },
    ],
    ["a network", "region", network],
  ];
  for (const [what, path, program] of programs) {
    it(`${what} is refused before any child exists, with the ways out`, async () => {
      const { message, children } = await refused(nowhere(program));
      expect(message).to.contain(
        `  - ${path}: is missing, and neither a provider nor the configuration names a region: give one, or run "pulumi config set gcp:region europe-west3"`,
      );
      expect(message.match(/^ {2}- /gm), message).to.have.length(1);
      expect(children.filter((name) => !name.startsWith("gcp"))).to.deep.equal([]);
    });
  }

  const vpn = (gcp: object = {}, opts = {}) =>
    new CrossCloudVpn("shop", { gcp: { ...gcpSide, ...gcp }, ...office, routing: "bgp" }, opts);
  const sound: readonly (readonly [string, () => unknown])[] = [
    ["its own", nowhere(() => vpn({ region: "europe-west3" }))],
    ["that of the side's provider", nowhere(() => vpn({ provider: new Provider("eu") }))],
    ["that of the component's provider", nowhere(() => vpn({}, { providers: [new Provider("eu")] }))],
    ["the configured one", nowhere(vpn, { "gcp:region": "europe-west3" })],
    ["that of the configured zone", nowhere(vpn, { "gcp:zone": "europe-west3-a" })],
    [
      "that of the environment",
      nowhere(() => {
        process.env["GOOGLE_REGION"] = "europe-west3";
        return vpn();
      }),
    ],
    [
      "those of its subnets, for a network",
      nowhere(() => new GcpNetwork("gcp", { ipCidrRange: "10.16.0.0/16", subnets: regionalSubnet })),
    ],
  ];
  for (const [what, program] of sound) {
    it(`is enough: ${what}`, async () => {
      expect((await record(program, clouds)).resources).to.not.deep.equal([]);
    });
  }
});
