import { expect } from "chai";
import { estimate, itemsOf, type PricedResource } from "../../pricing";

const resource = (type: string, inputs: PricedResource["inputs"] = {}, name = "it"): PricedResource => ({
  urn: `urn:pulumi:dev::shop::${type}::${name}`,
  type,
  inputs,
});

/** What the engine shows for a value that is not known yet. */
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("itemsOf", () => {
  const examples: [type: string, inputs: PricedResource["inputs"], items: [item: string, count: number][]][] =
    [
      [
        "aws:ec2/vpnConnection:VpnConnection",
        {},
        [
          ["aws.vpnConnection", 1],
          ["aws.internetEgress", 1],
        ],
      ],
      [
        "aws:ec2/vpnConnection:VpnConnection",
        { transitGatewayId: unknown, tunnelBandwidth: "large" },
        [
          ["aws.vpnConnectionLarge", 1],
          ["aws.transitGatewayAttachment", 1],
          ["aws.internetEgress", 1],
        ],
      ],
      ["aws:ec2transitgateway/vpcAttachment:VpcAttachment", {}, [["aws.transitGatewayAttachment", 1]]],
      [
        "aws:lb/loadBalancer:LoadBalancer",
        { loadBalancerType: "application", internal: false, subnets: ["a", "b"] },
        [
          ["aws.applicationLoadBalancer", 1],
          ["aws.loadBalancerCapacity", 1],
          ["aws.publicIpv4Address", 2],
        ],
      ],
      [
        "aws:lb/loadBalancer:LoadBalancer",
        { loadBalancerType: "network", internal: true, subnets: ["a", "b"] },
        [
          ["aws.networkLoadBalancer", 1],
          ["aws.loadBalancerCapacity", 1],
          ["aws.publicIpv4Address", 0],
        ],
      ],
      [
        "azure-native:network:ApplicationGateway",
        {
          sku: { name: "WAF_v2", tier: "WAF_v2" },
          autoscaleConfiguration: { minCapacity: 2, maxCapacity: 10 },
        },
        [
          ["azure.applicationGateway.WAF_v2", 1],
          ["azure.capacityUnit.WAF_v2", 20],
        ],
      ],
      [
        "azure-native:network:ApplicationGateway",
        { sku: { name: "Standard_v2", tier: "Standard_v2", capacity: 1 } },
        [
          ["azure.applicationGateway.Standard_v2", 1],
          ["azure.capacityUnit.Standard_v2", 10],
        ],
      ],
      ["azure-native:network:ApplicationGateway", { sku: unknown }, [["azure.applicationGateway", 1]]],
      [
        "gcp:compute/forwardingRule:ForwardingRule",
        {},
        [
          ["gcp.forwardingRule", 1],
          ["gcp.loadBalancerData", 1],
        ],
      ],
      ["aws:ec2/natGateway:NatGateway", {}, [["aws.natGateway", 1]]],
      ["aws:ec2/eip:Eip", {}, [["aws.publicIpv4Address", 1]]],
      ["aws:cloudwatch/metricAlarm:MetricAlarm", { metricName: "TunnelState" }, [["aws.alarmMetric", 1]]],
      [
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        { metricQueries: [{ expression: "m1 + m2" }, { metric: {} }, { metric: {} }] },
        [["aws.alarmMetric", 2]],
      ],
      ["aws:secretsmanager/secret:Secret", {}, [["aws.secret", 1]]],
      [
        "azure-native:network:VirtualNetworkGateway",
        { gatewayType: "Vpn", sku: { name: "VpnGw1AZ", tier: "VpnGw1AZ" } },
        [
          ["azure.vpnGateway.VpnGw1AZ", 1],
          ["azure.internetEgress", 1],
        ],
      ],
      [
        "azure-native:network:VirtualNetworkGateway",
        { gatewayType: "ExpressRoute", sku: { name: "ErGw1AZ" } },
        [
          ["azure.gateway", 1],
          ["azure.internetEgress", 1],
        ],
      ],
      [
        "azure-native:network:VirtualNetworkGateway",
        { sku: unknown },
        [
          ["azure.gateway", 1],
          ["azure.internetEgress", 1],
        ],
      ],
      ["azure-native:network:PublicIPAddress", {}, [["azure.publicIpAddress", 1]]],
      ["azure-native:network:VirtualHub", {}, [["azure.virtualHub", 1]]],
      [
        "azure-native:network:VpnGateway",
        { vpnGatewayScaleUnit: 3 },
        [
          ["azure.vpnScaleUnit", 3],
          ["azure.internetEgress", 1],
        ],
      ],
      [
        "azure-native:network:VpnGateway",
        {},
        [
          ["azure.vpnScaleUnit", 1],
          ["azure.internetEgress", 1],
        ],
      ],
      ["azure-native:network:VpnConnection", {}, [["azure.vpnHubConnection", 1]]],
      ["azure-native:monitor:MetricAlert", { criteria: { allOf: [{}, {}] } }, [["azure.alertTimeSeries", 2]]],
      [
        "gcp:compute/vPNTunnel:VPNTunnel",
        {},
        [
          ["gcp.vpnTunnel", 1],
          ["gcp.internetEgress", 1],
        ],
      ],
      ["gcp:compute/address:Address", { addressType: "EXTERNAL" }, [["gcp.address", 1]]],
      ["gcp:compute/address:Address", { addressType: "INTERNAL" }, []],
      [
        "gcp:compute/routerNat:RouterNat",
        {},
        [
          ["gcp.natGateway", 1],
          ["gcp.natData", 1],
        ],
      ],
      ["gcp:secretmanager/secretVersion:SecretVersion", {}, [["gcp.secretVersion", 1]]],
      ["gcp:monitoring/alertPolicy:AlertPolicy", {}, [["gcp.alertPolicy", 1]]],
      ["aws:ec2/vpc:Vpc", {}, []],
      ["gcp:compute/haVpnGateway:HaVpnGateway", {}, []],
      ["random:index/randomPassword:RandomPassword", {}, []],
      ["pulumi:providers:aws", {}, []],
    ];
  for (const [type, inputs, expected] of examples) {
    it(`knows what ${type} ${JSON.stringify(inputs)} costs`, () => {
      const { items, notPriced } = itemsOf([resource(type, inputs)]);
      expect(items.map(({ item, count }) => [item, count])).to.deep.equal(expected);
      expect(notPriced).to.deep.equal([]);
      expect(() => estimate(items)).not.to.throw();
    });
  }

  it("lists types it does not know as not priced, each with its resources", () => {
    const { items, notPriced } = itemsOf([
      resource("aws:rds/instance:Instance", {}, "a"),
      resource("aws:ec2/vpc:Vpc"),
      resource("aws:rds/instance:Instance", {}, "b"),
    ]);
    expect(items).to.deep.equal([]);
    expect(notPriced).to.deep.equal([
      {
        type: "aws:rds/instance:Instance",
        urns: [
          "urn:pulumi:dev::shop::aws:rds/instance:Instance::a",
          "urn:pulumi:dev::shop::aws:rds/instance:Instance::b",
        ],
      },
    ]);
  });

  const connection = (name: string, gatewayId: string, connectionType = "IPsec"): PricedResource =>
    resource(
      "azure-native:network:VirtualNetworkGatewayConnection",
      { connectionType, virtualNetworkGateway1: { id: gatewayId } },
      name,
    );
  const chargedTunnels = (resources: PricedResource[]): string[] =>
    itemsOf(resources)
      .items.filter(({ item }) => item === "azure.vpnTunnelAboveTen")
      .map(({ urn }) => urn.split("::").at(-1) ?? "");
  const names = Array.from({ length: 12 }, (_, index) => `tunnel-${index}`);

  it("charges an Azure gateway's tunnels above ten, of each gateway apart", () => {
    const one = names.map((name) => connection(name, "/subscriptions/s/virtualNetworkGateways/one"));
    const other = names
      .slice(0, 10)
      .map((name) => connection(name, "/subscriptions/s/virtualNetworkGateways/two"));
    expect(chargedTunnels([...one, ...other])).to.deep.equal(["tunnel-10", "tunnel-11"]);
    expect(chargedTunnels(names.map((name) => connection(name, "/g", "ExpressRoute")))).to.deep.equal([]);
  });

  it("takes a gateway's id for the same in any case of letters", () => {
    const mixed = names.map((name, index) =>
      connection(name, index % 2 === 0 ? "/Gateways/One" : "/gateways/one"),
    );
    expect(chargedTunnels(mixed)).to.have.length(2);
  });

  it("spreads tunnels over the gateways of a preview, whose ids are not known", () => {
    const gateway = (name: string): PricedResource =>
      resource("azure-native:network:VirtualNetworkGateway", { sku: { name: "VpnGw1AZ" } }, name);
    const tunnels = names.map((name) => connection(name, unknown));
    expect(chargedTunnels([gateway("one"), ...tunnels])).to.have.length(2);
    expect(chargedTunnels([gateway("one"), gateway("two"), ...tunnels])).to.have.length(0);
  });
});
