import { expect } from "chai";

import type { StateResource } from "../../cli/stack/stack";
import type { WorldRecord } from "../../simulator";
import { ExampleRun, outputsOf } from "./exampleRun";

const ec2 = (name: string): string => `aws:ec2/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const compute = (name: string): string =>
  `gcp:compute/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

describe("the example aws-gcp-ha-vpn", function () {
  this.timeout(240_000);

  for (const transitGateway of [false, true]) {
    describe(transitGateway ? "with a transit gateway" : "with a virtual private gateway", () => {
      let example: ExampleRun;
      let state: StateResource[];
      let records: WorldRecord[];
      before(async () => {
        example = await ExampleRun.of("aws-gcp-ha-vpn", transitGateway ? { transitGateway: "true" } : {});
        await example.up();
        state = await example.state();
        records = await example.project.records();
      });
      after(() => example.remove());

      const all = (type: string) => outputsOf(state, type);

      it("ends at the gateway asked for, and at an HA VPN gateway with a Cloud Router of ASN 65002", () => {
        expect(all(ec2("VpnGateway"))).to.have.length(transitGateway ? 0 : 1);
        expect(all("aws:ec2transitgateway/transitGateway:TransitGateway")).to.have.length(
          transitGateway ? 1 : 0,
        );
        expect(all(compute("HaVpnGateway"))).to.have.length(1);
        const [router, ...more] = all(compute("Router"));
        expect(router!.bgp).to.deep.include({ asn: 65002 });
        expect(more).to.deep.equal([]);
      });

      it("has a customer gateway of ASN 65002 at each address of the HA VPN gateway", () => {
        const interfaces = all(compute("HaVpnGateway"))[0]!.vpnInterfaces as { ipAddress: string }[];
        const gateways = all(ec2("CustomerGateway")).map(({ ipAddress, bgpAsn }) => [ipAddress, bgpAsn]);
        expect(gateways).to.have.deep.members(interfaces.map(({ ipAddress }) => [ipAddress, "65002"]));
      });

      it("takes the preshared key of every tunnel from the AWS connection", () => {
        const keys = (type: string, ...properties: string[]) =>
          records
            .filter(({ token }) => token === type)
            .flatMap(({ outputs }) => properties.map((property) => outputs[property]));
        const made = keys(ec2("VpnConnection"), "tunnel1PresharedKey", "tunnel2PresharedKey");
        expect(new Set(made)).to.have.length(4);
        expect(keys("gcp:compute/vPNTunnel:VPNTunnel", "sharedSecret")).to.have.members(made);
        expect(state.filter(({ type }) => type.startsWith("random:"))).to.deep.equal([]);
      });

      it("writes no route to a range of the other side by hand but the VPC's to its transit gateway", () => {
        expect(all(ec2("VpnConnectionRoute"))).to.deep.equal([]);
        expect(all(compute("Route"))).to.deep.equal([]);
        const propagated = all(ec2("VpnGatewayRoutePropagation"));
        expect(propagated.length).to.equal(transitGateway ? 0 : all(ec2("RouteTable")).length);
        for (const connection of all(ec2("VpnConnection"))) {
          expect(connection.staticRoutesOnly).to.equal(false);
        }
      });

      it("has four tunnels up with their BGP sessions", async () => {
        expect(await example.tunnels()).to.deep.equal({
          up: ["vpn-0-1", "vpn-0-2", "vpn-1-1", "vpn-1-2"],
          down: [],
          bgpSessions: 4,
        });
      });

      it("keeps what its intents promise, as planned and as deployed", async () => {
        expect(await example.brokenPromises()).to.deep.equal({ planned: [], deployed: [] });
      });

      it("has nothing to do the second time, and goes down to nothing", () => example.endsWell());
    });
  }
});
