import { expect } from "chai";
import { find, ofType, record, type RecordedResource } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { bgp, staticRoutes } from "./programs";

/** Everything a resource waits for, however many steps away, by name. */
function ancestors(resources: readonly RecordedResource[], name: string): string[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const found = new Set<string>();
  const visit = (urn: string) => {
    const resource = byUrn.get(urn);
    if (resource !== undefined && !found.has(resource.name)) {
      found.add(resource.name);
      resource.dependencies.forEach(visit);
    }
  };
  find(resources, name).dependencies.forEach(visit);
  return [...found];
}

describe("CrossCloudVpn's order", () => {
  for (const [routing, program] of [
    ["bgp", bgp],
    ["static", staticRoutes],
  ] as const) {
    it(`lets only the Azure connections wait for the Azure gateway (${routing})`, async () => {
      const { resources } = await record(() => program(), clouds);
      const waiting = resources.filter(({ name }) => ancestors(resources, name).includes("shop-gateway"));
      expect(waiting.map(({ type }) => type)).to.have.length(routing === "bgp" ? 4 : 2);
      expect(new Set(waiting.map(({ type }) => type))).to.have.all.keys(
        "azure-native:network:VirtualNetworkGatewayConnection",
      );
    });
  }

  it("builds the whole AWS side while the Azure gateway is still being created", async () => {
    const hold = ({ name }: { name: string }) => name === "shop-gateway";
    const complete = await record(() => bgp(), clouds);
    const held = await record(() => bgp(), { ...clouds, hold });
    const missing = (all: readonly RecordedResource[], some: readonly RecordedResource[]) =>
      all.map(({ name }) => name).filter((name) => !some.some((resource) => resource.name === name));
    expect(missing(complete.resources, held.resources)).to.have.members([
      "shop-connection-0-1",
      "shop-connection-0-2",
      "shop-connection-1-1",
      "shop-connection-1-2",
    ]);
  });

  it("makes the Azure connections one after another", async () => {
    const { resources } = await record(() => bgp(), clouds);
    const connections = ofType(resources, "azure-native:network:VirtualNetworkGatewayConnection");
    for (const [index, { name }] of connections.entries()) {
      const earlier = connections.slice(0, index).map((connection) => connection.name);
      expect(ancestors(resources, name), name).to.include.members(earlier);
    }
  });

  it("makes Azure routes one after another", async () => {
    const { resources } = await record(
      () =>
        staticRoutes({
          aws: { vpcId: "vpc-1", routeTableIds: ["rtb-1"], cidrBlocks: ["172.16.0.0/16", "172.17.0.0/16"] },
        }),
      clouds,
    );
    expect(ancestors(resources, "shop-azure-route-172-17-0-0-16")).to.deep.equal([
      "shop-azure-route-172-16-0-0-16",
    ]);
  });

  it("makes local network gateways of AWS's answer alone", async () => {
    const { resources } = await record(() => bgp(), clouds);
    expect(ancestors(resources, "shop-local-network-gateway-1-2")).to.include("shop-vpn-connection-1");
    expect(ancestors(resources, "shop-local-network-gateway-1-2")).to.not.include("shop-vpn-connection-0");
  });

  it("gives the gateway two hours, and connections one", async () => {
    const { resources } = await record(() => bgp(), clouds);
    expect(find(resources, "shop-gateway").createTimeout).to.equal("120m");
    expect(find(resources, "shop-connection-0-1").createTimeout).to.equal("60m");
  });

  it("deletes before it replaces what a VPC or VPN gateway takes only once", async () => {
    const { resources } = await record(() => bgp(), clouds);
    expect(find(resources, "shop-vpn-gateway").deleteBeforeReplace).to.equal(true);
    expect(find(resources, "shop-vpn-connection-0").deleteBeforeReplace).to.equal(true);
    expect(find(resources, "shop-vpn-connection-0").replaceOnChanges).to.include("customerGatewayId");
    expect(find(resources, "shop-gateway").replaceOnChanges).to.include("vpnGatewayGeneration");
  });
});
