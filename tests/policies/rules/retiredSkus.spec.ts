import { expect } from "chai";

import { retiredSkus } from "../../../policies/rules/retiredSkus";
import { unknown } from "../../../reachability/resources";
import { findings, planned } from "../planned";

const gateway = (sku: unknown, gatewayType = "Vpn") =>
  planned("azure-native:network/v20240501:VirtualNetworkGateway", "gateway", {
    gatewayType,
    sku: { name: sku },
  });
const address = (props: Record<string, unknown>) =>
  planned("azure-native:network:PublicIPAddress", "ip", props);
const balancer = (name: string) => planned("azure-native:network:LoadBalancer", "lb", { sku: { name } });
const tunnel = (props: Record<string, unknown>) =>
  planned("gcp:compute/vPNTunnel:VPNTunnel", "tunnel", props);

describe("the rule retired-skus", () => {
  for (const [what, resource, says] of [
    ["VpnGw2", gateway("VpnGw2"), /gateway: sku\.name VpnGw2 .+set sku\.name and sku\.tier to VpnGw2AZ/],
    ["Standard", gateway("Standard"), /VpnGw1AZ/],
    ["HighPerformance", gateway("HighPerformance"), /VpnGw2AZ/],
    [
      "a Basic address",
      address({ sku: { name: "Basic" } }),
      /ip: sku\.name Basic was retired on 30 September 2025/,
    ],
    ["an address without SKU", address({}), /no sku\.name, which means Basic/],
    ["a Basic load balancer", balancer("basic"), /set sku\.name to Standard/],
    [
      "Classic VPN with BGP",
      tunnel({ targetVpnGateway: "classic", router: "router" }),
      /use an HaVpnGateway/,
    ],
  ] as const) {
    it(`refuses ${what}`, () => {
      const [found, ...more] = findings(retiredSkus, [resource]);
      expect(more).to.be.empty;
      expect(found).to.include({ urn: resource.urn });
      expect(found?.message)
        .to.match(says)
        .and.to.match(/\(https:\S+\)$/);
    });
  }

  it("passes what can be created", () => {
    const stack = [
      gateway("VpnGw2AZ"),
      gateway("Basic"),
      gateway("Standard", "ExpressRoute"),
      gateway({ odd: true }),
      address({ sku: { name: "Standard" } }),
      balancer("Standard"),
      tunnel({ targetVpnGateway: "classic" }),
      tunnel({ vpnGateway: "ha", router: "router" }),
    ];
    for (const resource of stack) {
      const found = findings(retiredSkus, [resource]).filter(({ undecided }) => undecided === undefined);
      expect(found, resource.urn).to.deep.equal([]);
    }
  });

  it("can't tell an unknown SKU", () => {
    const made = { ...gateway(unknown), propertyDependencies: { sku: ["urn:pulumi:prod::shop::x::choice"] } };
    const [found, ...more] = findings(retiredSkus, [made]);
    expect(more).to.be.empty;
    expect(found).to.include({ undecided: true });
    expect(found?.message).to.contain("sku.name");
  });
});
