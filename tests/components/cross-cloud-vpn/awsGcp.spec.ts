import { expect } from "chai";
import type { CrossCloudVpn } from "../../../components";
import {
  find,
  ofType,
  record,
  type RecordedResource,
  type Recording,
  value,
} from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { gcpSide, link, sides, transitGatewaySide } from "./programs";

const inputsOf = (resources: readonly RecordedResource[], name: string) => find(resources, name).inputs;

/** What must meet at a tunnel. */
interface Row {
  readonly key: string;
  readonly gcpInterface: 0 | 1;
  readonly external: string;
  readonly externalInterface: number;
  /** The third and fourth octet of the /30, of AWS's host and of Google Cloud's. */
  readonly inside: readonly [string, string, string];
}

const row = (
  key: string,
  gcpInterface: 0 | 1,
  external: string,
  externalInterface: number,
  ...inside: [string, string, string]
): Row => ({ key, gcpInterface, external, externalInterface, inside });

/** One row per tunnel: each pair of rows is a connection of AWS, and leads to one interface of Google Cloud. */
const four: readonly Row[] = [
  row("0-1", 0, "0", 0, "0.64", "0.65", "0.66"),
  row("0-2", 0, "0", 1, "0.68", "0.69", "0.70"),
  row("1-1", 1, "0", 2, "0.72", "0.73", "0.74"),
  row("1-2", 1, "0", 3, "0.76", "0.77", "0.78"),
];

/** Two more connections lead to the same two interfaces, by one more external gateway. */
const eight: readonly Row[] = [
  ...four,
  row("2-1", 0, "1", 0, "0.80", "0.81", "0.82"),
  row("2-2", 0, "1", 1, "0.84", "0.85", "0.86"),
  row("3-1", 1, "1", 2, "0.88", "0.89", "0.90"),
  row("3-2", 1, "1", 3, "0.92", "0.93", "0.94"),
];

/** One connection: an AWS connection has its tunnels at one address of its peer. */
const two: readonly Row[] = [
  row("0-1", 0, "0", 0, "0.64", "0.65", "0.66"),
  row("0-2", 0, "0", 1, "0.68", "0.69", "0.70"),
];

const programs = [
  ["4 tunnels", four, { aws: sides.aws, gcp: gcpSide, tunnels: 4 }],
  ["2 tunnels", two, { aws: sides.aws, gcp: gcpSide, tunnels: 2 }],
  ["8 tunnels at a transit gateway", eight, { aws: transitGatewaySide, gcp: gcpSide, tunnels: 8 }],
] as const;

for (const [what, rows, args] of programs) {
  describe(`CrossCloudVpn between AWS and Google Cloud with ${what}`, () => {
    let recorded: Recording<CrossCloudVpn>;
    before(async () => {
      recorded = await record(() => link(args), clouds);
    });

    for (const { key, gcpInterface, external, externalInterface, inside } of rows) {
      it(`brings both ends of tunnel ${key} together`, async () => {
        const { resources, result } = recorded;
        const [connection, number] = key.split("-") as [string, string];
        const [network, awsInside, gcpInside] = inside.map((octets) => `169.254.${octets}`) as [
          string,
          string,
          string,
        ];
        const [awsOutside, gcpOutside] = [
          `203.0.113.${Number(connection) + 1}${number}`,
          `192.0.2.1${gcpInterface}`,
        ];

        const customerGateway = `shop-customer-gateway-${gcpInterface}`;
        expect(inputsOf(resources, customerGateway)).to.include({ ipAddress: gcpOutside, bgpAsn: "64514" });
        expect(inputsOf(resources, `shop-vpn-connection-${connection}`)).to.include({
          customerGatewayId: `${customerGateway}_id`,
          staticRoutesOnly: false,
          [`tunnel${number}InsideCidr`]: `${network}/30`,
        });
        expect(
          inputsOf(resources, `shop-vpn-connection-${connection}`),
          "AWS makes the key",
        ).to.not.have.property(`tunnel${number}PresharedKey`);

        const { interfaces } = inputsOf(resources, `shop-external-vpn-gateway-${external}`);
        expect(interfaces).to.deep.include({ id: externalInterface, ipAddress: awsOutside });

        const tunnel = inputsOf(resources, `shop-vpn-tunnel-${key}`);
        expect(tunnel).to.include({
          vpnGateway: "shop-ha-vpn-gateway-0_id",
          vpnGatewayInterface: gcpInterface,
          peerExternalGateway: `shop-external-vpn-gateway-${external}_id`,
          peerExternalGatewayInterface: externalInterface,
          router: "shop-router-in-gcp",
          ikeVersion: 2,
        });
        expect(tunnel["sharedSecret"]).to.include({ value: `key-of-${key}` });

        expect(inputsOf(resources, `shop-router-interface-${key}`)).to.include({
          router: "shop-router-in-gcp",
          vpnTunnel: `shop-vpn-tunnel-${key}-in-gcp`,
          ipRange: `${gcpInside}/30`,
        });
        expect(inputsOf(resources, `shop-router-peer-${key}`)).to.include({
          router: "shop-router-in-gcp",
          interface: `shop-router-interface-${key}-in-gcp`,
          ipAddress: gcpInside,
          peerIpAddress: awsInside,
          peerAsn: 64512,
          advertisedRoutePriority: 100,
        });

        const records = await value(result.tunnels);
        expect(records.find(({ name }) => name === `shop-${key}`)).to.deep.equal({
          name: `shop-${key}`,
          insideCidr: `${network}/30`,
          ipVersions: ["ipv4"],
          preferred: true,
          aws: {
            id: `shop-vpn-connection-${connection}_id`,
            outsideAddress: awsOutside,
            insideAddress: awsInside,
            asn: 64512,
          },
          gcp: {
            id: `shop-vpn-tunnel-${key}_id`,
            outsideAddress: gcpOutside,
            insideAddress: gcpInside,
            asn: 64514,
          },
        });
      });
    }

    it("has as many of each as these tunnels take", () => {
      const { resources, result } = recorded;
      const count = (type: string) => ofType(resources, type).length;
      const groups = Math.ceil(rows.length / 4);
      expect(result.tunnels).to.have.length(rows.length);
      expect(count("aws:ec2/vpnConnection:VpnConnection")).to.equal(rows.length / 2);
      expect(count("aws:ec2/customerGateway:CustomerGateway")).to.equal(Math.min(2, rows.length / 2));
      expect(count("gcp:compute/haVpnGateway:HaVpnGateway")).to.equal(1);
      expect(count("gcp:compute/router:Router")).to.equal(1);
      const external = ofType(resources, "gcp:compute/externalVpnGateway:ExternalVpnGateway");
      expect(external).to.have.length(groups);
      for (const { inputs } of external) {
        expect(inputs["redundancyType"]).to.equal(
          rows.length === 2 ? "TWO_IPS_REDUNDANCY" : "FOUR_IPS_REDUNDANCY",
        );
        expect(inputs["interfaces"]).to.have.length(Math.min(4, rows.length));
      }
    });
  });
}

describe("CrossCloudVpn between AWS and Google Cloud", () => {
  it("has 4 tunnels where no number is given", async () => {
    const { result } = await record(() => link({ aws: sides.aws, gcp: gcpSide }), clouds);
    expect(result.tunnels).to.have.length(4);
  });

  it("tells each gateway its own ASN and its peer's, of 32 bits too", async () => {
    const { resources } = await record(
      () => link({ aws: { ...sides.aws, asn: 4200000001 }, gcp: { ...gcpSide, asn: 4200000002 } }),
      clouds,
    );
    expect(inputsOf(resources, "shop-vpn-gateway")).to.include({ amazonSideAsn: "4200000001" });
    expect(inputsOf(resources, "shop-customer-gateway-0")).to.include({ bgpAsnExtended: "4200000002" });
    expect(inputsOf(resources, "shop-router")["bgp"]).to.include({ asn: 4200000002 });
    expect(inputsOf(resources, "shop-router-peer-1-2")).to.include({ peerAsn: 4200000001 });
  });
});
