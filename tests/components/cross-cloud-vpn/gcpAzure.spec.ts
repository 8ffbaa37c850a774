import { expect } from "chai";
import {
  find,
  ofType,
  record,
  type Recording,
  type RecordedResource,
  value,
} from "../../helpers/recordedMocks";
import type { CrossCloudVpn } from "../../../components";
import { clouds } from "../clouds";
import { gcpSide, link, sides } from "./programs";

const inputsOf = (resources: readonly RecordedResource[], name: string) => find(resources, name).inputs;
const azureId = (type: string, name: string) =>
  `/subscriptions/sub-1/resourceGroups/network/providers/azure-native:network:${type}/${name}`;

/**
 * One row per tunnel: the HA VPN gateway and its interface, the Azure instance, which is the external gateway's
 * interface too, Google Cloud's inside address, Azure's, and the custom BGP addresses that the connection names.
 */
const tunnels = [
  ["0-1", 0, 0, 0, "21.1", "21.2", ["21.2", "22.2"]],
  ["0-2", 0, 1, 1, "22.1", "22.2", ["21.2", "22.2"]],
  ["1-1", 1, 0, 0, "21.5", "21.6", ["21.6", "22.2"]],
  ["1-2", 1, 1, 1, "22.5", "22.6", ["21.2", "22.6"]],
] as const;

const address = (octets: string) => `169.254.${octets}`;

for (const count of [2, 4]) {
  describe(`CrossCloudVpn between Google Cloud and Azure with ${count} tunnels`, () => {
    const rows = tunnels.slice(0, count);
    let recorded: Recording<CrossCloudVpn>;
    before(async () => {
      recorded = await record(() => link({ gcp: gcpSide, azure: sides.azure, tunnels: count }), clouds);
    });

    for (const [key, gateway, gcpInterface, instance, gcpInside, azureInside, custom] of rows) {
      it(`brings both ends of tunnel ${key} together`, async () => {
        const { resources, result } = recorded;
        const [gcpOutside, azureOutside] = [
          `192.0.2.${gateway + 1}${gcpInterface}`,
          `198.51.100.${instance}`,
        ];

        expect(inputsOf(resources, "shop-external-vpn-gateway-0")["interfaces"]).to.deep.include({
          id: instance,
          ipAddress: azureOutside,
        });
        const tunnel = inputsOf(resources, `shop-vpn-tunnel-${key}`);
        expect(tunnel).to.include({
          vpnGateway: `shop-ha-vpn-gateway-${gateway}_id`,
          vpnGatewayInterface: gcpInterface,
          peerExternalGateway: "shop-external-vpn-gateway-0_id",
          peerExternalGatewayInterface: instance,
        });
        expect(inputsOf(resources, `shop-router-interface-${key}`)).to.include({
          vpnTunnel: `shop-vpn-tunnel-${key}-in-gcp`,
          ipRange: `${address(gcpInside)}/30`,
        });
        expect(inputsOf(resources, `shop-router-peer-${key}`)).to.include({
          interface: `shop-router-interface-${key}-in-gcp`,
          ipAddress: address(gcpInside),
          peerIpAddress: address(azureInside),
          peerAsn: 65521,
        });

        expect(inputsOf(resources, `shop-local-network-gateway-${key}`)).to.deep.include({
          gatewayIpAddress: gcpOutside,
          bgpSettings: { asn: 64514, bgpPeeringAddress: address(gcpInside) },
        });
        const connection = inputsOf(resources, `shop-connection-${key}`);
        expect(connection).to.deep.include({
          localNetworkGateway2: { id: azureId("LocalNetworkGateway", `shop-local-network-gateway-${key}`) },
          enableBgp: true,
          gatewayCustomBgpIpAddresses: custom.map((octets, index) => ({
            customBgpIpAddress: address(octets),
            ipConfigurationId: `${azureId("VirtualNetworkGateway", "shop-gateway")}/ipConfigurations/instance-${index}`,
          })),
        });

        const sharedKey = `krandom-of-shop-preshared-key-${key}`;
        expect(tunnel["sharedSecret"]).to.include({ value: sharedKey });
        expect(connection["sharedKey"]).to.include({ value: sharedKey });
        expect(await value(result.presharedKeys)).to.include({ [`shop-${key}`]: sharedKey });

        const records = await value(result.tunnels);
        const found = records.find(({ name }) => name === `shop-${key}`);
        expect([found?.gcp?.outsideAddress, found?.azure?.outsideAddress]).to.deep.equal([
          gcpOutside,
          azureOutside,
        ]);
      });
    }

    it("gives every Azure instance the inside addresses of its own tunnels, and no other", () => {
      const { bgpSettings } = inputsOf(recorded.resources, "shop-gateway") as {
        bgpSettings: { bgpPeeringAddresses: { customBgpIpAddresses: string[] }[] };
      };
      expect(
        bgpSettings.bgpPeeringAddresses.map(({ customBgpIpAddresses }) => customBgpIpAddresses),
      ).to.deep.equal(
        [0, 1].map((wanted) =>
          rows.filter(([, , , instance]) => instance === wanted).map(([, , , , , inside]) => address(inside)),
        ),
      );
    });

    it("has one HA VPN gateway for every two tunnels, and one router", () => {
      const { resources } = recorded;
      expect(ofType(resources, "gcp:compute/haVpnGateway:HaVpnGateway")).to.have.length(count / 2);
      expect(ofType(resources, "gcp:compute/router:Router")).to.have.length(1);
      const external = ofType(resources, "gcp:compute/externalVpnGateway:ExternalVpnGateway");
      expect(external.map(({ inputs }) => inputs["redundancyType"])).to.deep.equal(["TWO_IPS_REDUNDANCY"]);
    });
  });
}

it("CrossCloudVpn between Google Cloud and Azure with one tunnel has a gateway with one instance", async () => {
  const { resources } = await record(() => link({ gcp: gcpSide, azure: sides.azure, tunnels: 1 }), clouds);
  expect(inputsOf(resources, "shop-gateway")).to.include({ activeActive: false, enableBgp: true });
  expect(inputsOf(resources, "shop-external-vpn-gateway-0")).to.include({
    redundancyType: "SINGLE_IP_INTERNALLY_REDUNDANT",
  });
  expect(inputsOf(resources, "shop-connection-0-1")).to.not.have.property("gatewayCustomBgpIpAddresses");
});
