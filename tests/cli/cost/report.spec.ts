import { expect } from "chai";
import { costListing, costReport, type PaidResource } from "../../../cli/cost/report";

const vpn = "urn:pulumi:prod::shop::pulumi-crosscloud:index:CrossCloudVpn::link";
const own = (name: string, stack = "prod"): string => `urn:pulumi:${stack}::shop::my:index:Estate::${name}`;

const resource = (
  type: string,
  name: string,
  parent?: string,
  inputs: PaidResource["inputs"] = {},
): PaidResource => ({ urn: `urn:pulumi:prod::shop::${type}::${name}`, type, inputs, parent });

const connection = (name: string, parent?: string): PaidResource =>
  resource("aws:ec2/vpnConnection:VpnConnection", name, parent);

describe("costReport", () => {
  it("divides the total among the components of this package", () => {
    const { total, components } = costReport([
      connection("alone", own("estate")),
      connection("a", vpn),
      resource("azure-native:network:PublicIPAddress", "ip", vpn),
      connection("b", vpn),
    ]);
    expect(total.totalPerMonth).to.equal(113.15);
    expect(
      components.map(({ stack, name, type, estimate }) => [stack, name, type, estimate.totalPerMonth]),
    ).to.deep.equal([
      ["shop/prod", "link", "CrossCloudVpn", 76.65],
      [undefined, "other resources", undefined, 36.5],
    ]);
  });

  it("finds the nearest such component up the chain of parents, past resources and other components", () => {
    const gateway = resource("azure-native:network:VirtualHub", "hub", vpn);
    const below = { ...connection("below"), parent: gateway.urn };
    expect(costReport([gateway, below]).components.map(({ name }) => name)).to.deep.equal(["link"]);
  });

  it("finds a component inside one of the user's own", () => {
    const nested = vpn.replace("pulumi-crosscloud:", "my:index:Estate$pulumi-crosscloud:");
    expect(costReport([connection("a", nested)]).components).to.have.length(1);
    expect(costReport([connection("a", nested)]).components[0]).to.include({
      name: "link",
      type: "CrossCloudVpn",
    });
  });

  it("gives the same report whatever the order of the resources", () => {
    const resources = [
      connection("a", vpn),
      resource("aws:ec2/natGateway:NatGateway", "nat", own("estate")),
      resource("gcp:compute/vPNTunnel:VPNTunnel", "tunnel", vpn),
      resource("azure-native:network:PublicIPAddress", "ip", vpn),
    ];
    expect(costListing(costReport(resources.toReversed()))).to.equal(costListing(costReport(resources)));
  });

  it("does not run in circles where parents do", () => {
    const a = { ...connection("a"), parent: connection("b").urn };
    const b = { ...connection("b"), parent: a.urn };
    expect(costReport([a, b]).components.map(({ name }) => name)).to.deep.equal(["other resources"]);
  });
});

describe("costListing", () => {
  it("shows each component's items, the total, volume prices and dates", () => {
    const listing = costListing(costReport([connection("a", vpn), connection("b", vpn)]));
    expect(listing).to.match(
      /│ link \(CrossCloudVpn\) +│ AWS Site-to-Site VPN connection │ +2 │ +\$36\.50 │ +\$73\.00 │/,
    );
    expect(listing).to.match(/│ total +│ +\$73\.00 │/);
    expect(listing).to.contain("$0.09 per GB from AWS to the internet");
    expect(listing).to.match(/List prices in US dollars of 20\d\d-\d\d-\d\d to/);
    expect(listing).not.to.contain("Not priced");
  });

  it("says what the total leaves out", () => {
    const listing = costListing(
      costReport([
        resource("azure-native:network:VirtualNetworkGateway", "gateway", vpn, { sku: { name: "VpnGw3AZ" } }),
        resource("aws:rds/instance:Instance", "db"),
      ]),
    );
    expect(listing).to.match(/│ Azure virtual network gateway VpnGw3AZ │ +1 │ +\? │ +\? │/);
    expect(listing).to.match(/│ total without what is not priced +│ +\$0\.00 │/);
    expect(listing).to.match(/1 × Azure virtual network gateway VpnGw3AZ: no dated price/);
    expect(listing).to.contain("1 × aws:rds/instance:Instance: no rule here says what it costs");
  });

  it("names the stack where there are several", () => {
    const other = vpn.replace(":prod:", ":dev:");
    const listing = costListing(costReport([connection("a", vpn), connection("b", other)]));
    expect(listing)
      .to.contain("shop/prod link (CrossCloudVpn)")
      .and.to.contain("shop/dev link (CrossCloudVpn)");
  });

  it("shows a stack that costs nothing", () => {
    expect(costListing(costReport([resource("aws:ec2/vpc:Vpc", "vpc")]))).to.match(/│ total +│ +\$0\.00 │/);
  });
});
