import { expect } from "chai";

import type { StateResource } from "../../cli/stack/stack";
import type { WorldRecord } from "../../simulator";
import { ExampleRun } from "./exampleRun";

type Properties = Readonly<Record<string, unknown>>;

describe("the example aws-azure-static", function () {
  this.timeout(240_000);

  let example: ExampleRun;
  let state: StateResource[];
  let records: WorldRecord[];
  before(async () => {
    example = await ExampleRun.of("aws-azure-static");
    await example.up();
    state = await example.state();
    records = await example.project.records();
  });
  after(() => example.remove());

  const resources = (type: string): StateResource[] => state.filter((resource) => resource.type === type);
  const all = (type: string): Properties[] => resources(type).map(({ outputs }) => outputs ?? {});
  const one = (type: string): Properties => {
    const [only, ...more] = all(type);
    expect(more, `more than one ${type}`).to.deep.equal([]);
    return only!;
  };
  const idOf = (type: string): string | undefined => resources(type)[0]?.id;
  const column = (type: string, ...names: string[]): unknown[][] =>
    all(type).map((outputs) => names.map((name) => outputs[name]));

  const vnetId = (): string | undefined => idOf("azure-native:network:VirtualNetwork");
  const azure = (name: string): string => `azure-native:network:${name}`;
  const ec2 = (name: string): string => `aws:ec2/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

  it("has a VPC 172.16.0.0/16 with two subnets in two availability zones", () => {
    expect(one(ec2("Vpc")).cidrBlock).to.equal("172.16.0.0/16");
    expect(column(ec2("Subnet"), "cidrBlock")).to.have.deep.members([["172.16.0.0/18"], ["172.16.64.0/18"]]);
    expect(new Set(all(ec2("Subnet")).map(({ availabilityZone }) => availabilityZone))).to.have.length(2);
  });

  it("sends 172.18.0.0/16 of both subnets to the virtual private gateway, the rest to the internet gateway", () => {
    expect(one(ec2("InternetGateway")).vpcId).to.equal(idOf(ec2("Vpc")));
    expect(column(ec2("Route"), "destinationCidrBlock", "gatewayId", "routeTableId")).to.have.deep.members([
      ["172.18.0.0/16", idOf(ec2("VpnGateway")), idOf(ec2("RouteTable"))],
      ["0.0.0.0/0", idOf(ec2("InternetGateway")), idOf(ec2("RouteTable"))],
    ]);
    expect(column(ec2("RouteTableAssociation"), "routeTableId", "subnetId")).to.have.deep.members(
      resources(ec2("Subnet")).map(({ id }) => [idOf(ec2("RouteTable")), id]),
    );
  });

  it("admits SSH and ICMP echo from the VNet, and nothing else", () => {
    const rules = column(
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      "cidrIpv4",
      "ipProtocol",
      "fromPort",
    );
    expect(rules).to.have.deep.members([
      ["172.18.0.0/16", "tcp", 22],
      ["172.18.0.0/16", "icmp", 8],
    ]);
  });

  it("has a VNet 172.18.0.0/16 with a subnet 172.18.0.0/17 and GatewaySubnet 172.18.128.0/24", () => {
    expect(one(azure("VirtualNetwork")).addressSpace).to.deep.include({ addressPrefixes: ["172.18.0.0/16"] });
    expect(column(azure("Subnet"), "name", "addressPrefix")).to.have.deep.members([
      ["workload", "172.18.0.0/17"],
      ["GatewaySubnet", "172.18.128.0/24"],
    ]);
  });

  it("has a gateway of a SKU and a public IP that can be created today", () => {
    const gateway = one(azure("VirtualNetworkGateway"));
    expect(gateway.sku).to.deep.include({ name: "VpnGw1AZ" });
    expect(gateway).to.deep.include({ activeActive: false, enableBgp: false, vpnType: "RouteBased" });
    const [configuration, ...more] = gateway.ipConfigurations as {
      subnet: Properties;
      publicIPAddress: Properties;
    }[];
    expect(more).to.deep.equal([]);
    expect(configuration?.subnet.id).to.equal(`${vnetId()!}/subnets/GatewaySubnet`);
    expect(configuration?.publicIPAddress.id).to.equal(idOf(azure("PublicIPAddress")));
    const publicIp = one(azure("PublicIPAddress"));
    expect(publicIp).to.deep.include({ publicIPAllocationMethod: "Static", zones: ["1", "2", "3"] });
    expect(publicIp.sku).to.deep.include({ name: "Standard" });
  });

  it("has one VPN connection to the Azure address, with the static route 172.18.0.0/17", () => {
    expect(one(ec2("VpnGateway")).vpcId).to.equal(idOf(ec2("Vpc")));
    expect(one(ec2("CustomerGateway")).ipAddress).to.equal(one(azure("PublicIPAddress")).ipAddress);
    expect(one(ec2("VpnConnection"))).to.deep.include({
      customerGatewayId: idOf(ec2("CustomerGateway")),
      vpnGatewayId: idOf(ec2("VpnGateway")),
      staticRoutesOnly: true,
    });
    expect(column(ec2("VpnConnectionRoute"), "vpnConnectionId", "destinationCidrBlock")).to.deep.equal([
      [idOf(ec2("VpnConnection")), "172.18.0.0/17"],
    ]);
  });

  it("has a local network gateway and a connection for each AWS tunnel, with its address and preshared key", () => {
    const outputs = (token: string): Properties[] =>
      records.filter((record) => record.token === token).map((r) => r.outputs);
    const [aws] = outputs(ec2("VpnConnection"));
    const offered = [1, 2].map((n) => [aws![`tunnel${n}Address`], aws![`tunnel${n}PresharedKey`]]);
    expect(new Set(offered.flat())).to.have.length(4);

    const sites = records.filter(({ token }) => token === azure("LocalNetworkGateway"));
    for (const { outputs: site } of sites) {
      expect(site.localNetworkAddressSpace).to.deep.include({ addressPrefixes: ["172.16.0.0/16"] });
    }
    const accepted = outputs(azure("VirtualNetworkGatewayConnection")).map((connection) => {
      expect(connection.virtualNetworkGateway1).to.deep.include({ id: idOf(azure("VirtualNetworkGateway")) });
      const siteId = (connection.localNetworkGateway2 as Properties).id;
      return [sites.find(({ id }) => id === siteId)?.outputs.gatewayIpAddress, connection.sharedKey];
    });
    expect(accepted).to.have.deep.members(offered);
  });

  it("sends the VPC's range to the gateway in Azure's route table too", () => {
    expect(column(azure("Route"), "addressPrefix", "nextHopType")).to.deep.equal([
      ["172.16.0.0/16", "VirtualNetworkGateway"],
    ]);
  });

  it("has both tunnels up, as both clouds report it", async () => {
    expect(await example.tunnels()).to.deep.equal({ up: ["vpn-0-1", "vpn-0-2"], down: [], bgpSessions: 0 });
  });

  it("keeps what its intents promise, as planned and as deployed", async () => {
    expect(await example.brokenPromises()).to.deep.equal({ planned: [], deployed: [] });
  });

  it("has nothing to do the second time, and goes down to nothing", () => example.endsWell());
});
