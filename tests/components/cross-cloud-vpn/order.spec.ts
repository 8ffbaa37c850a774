import { expect } from "chai";
import { find, record, type RecordedResource } from "../../helpers/recordedMocks";
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
    it(`lets only Azure's ends of the tunnels wait for the Azure gateway (${routing})`, async () => {
      const { resources } = await record(() => program(), clouds);
      const waiting = resources.filter(({ name }) => ancestors(resources, name).includes("shop-gateway"));
      expect(waiting.map(({ type }) => type)).to.have.length(routing === "bgp" ? 8 : 4);
      expect(new Set(waiting.map(({ type }) => type))).to.have.all.keys(
        "azure-native:network:LocalNetworkGateway",
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
    const missed = missing(complete.resources, held.resources);
    expect(missed).to.have.length(8);
    for (const name of missed) {
      expect(name).to.match(/^shop-(local-network-gateway|connection)-/);
    }
  });

  it("touches the Azure gateway with one thing after another, one tunnel after another", async () => {
    const { resources } = await record(() => bgp(), clouds);
    const steps = ["0-1", "0-2", "1-1", "1-2"].flatMap((key) => [
      `shop-local-network-gateway-${key}`,
      `shop-connection-${key}`,
    ]);
    for (const [index, name] of steps.entries()) {
      expect(ancestors(resources, name), name).to.include.members(["shop-gateway", ...steps.slice(0, index)]);
    }
  });

  it("changes one AWS connection after another, so that tunnels of the other stay up", async () => {
    const { resources } = await record(() => bgp(), clouds);
    expect(ancestors(resources, "shop-vpn-connection-1")).to.include("shop-vpn-connection-0");
  });

  it("makes Azure routes one after another", async () => {
    const { resources } = await record(
      () =>
        staticRoutes({
          aws: {
            vpcId: "vpc-1",
            routeTableIds: { main: "rtb-1" },
            cidrBlocks: ["172.16.0.0/16", "172.17.0.0/16"],
          },
        }),
      clouds,
    );
    expect(ancestors(resources, "shop-azure-route-172-17-0-0-16")).to.deep.equal([
      "shop-azure-route-172-16-0-0-16",
    ]);
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
    expect(find(resources, "shop-connection-0-1").deleteBeforeReplace).to.equal(true);
    expect(find(resources, "shop-connection-0-1").replaceOnChanges).to.include("virtualNetworkGateway1");
  });
});
