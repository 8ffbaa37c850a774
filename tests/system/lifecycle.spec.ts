import { expect } from "chai";

import { ProgramRun } from "../helpers/programRun";

const program = `
  const { AwsNetwork, AzureNetwork, CrossCloudVpn } = components;
  const { name, formerName } = args;
  const formerly = (suffix) => (formerName ? { aliases: [{ name: formerName + suffix }] } : {});
  const aws = new AwsNetwork(name + "-aws", { cidrBlock: "10.0.0.0/16", ...args.awsNetwork }, formerly("-aws"));
  const azure = new AzureNetwork(name + "-azure", { addressSpace: "10.32.0.0/16", ...args.azureNetwork }, formerly("-azure"));
  new CrossCloudVpn(name, { aws: { ...aws, ...args.aws }, azure: { ...azure, ...args.azure }, ...args.vpn }, formerly(""));
`;

const azureTunnelEnds = (kind: string): string[] =>
  ["0-1", "0-2", "1-1", "1-2"].map((key) => `shop-${kind}-${key}`);

/** One estate, changed step by step; each step starts where the one before left off. */
describe("a running estate whose arguments change", function () {
  this.timeout(120_000);

  let run: ProgramRun;
  before(async () => (run = await ProgramRun.start(program)));
  after(() => run.remove());

  const subnets = (...octets: number[]) =>
    Object.fromEntries(octets.map((octet) => [`s${octet}`, { cidrBlock: `10.0.${octet}.0/24` }]));
  const workloads = (...octets: number[]) =>
    Object.fromEntries(octets.map((octet) => [`s${octet}`, { addressPrefix: `10.32.${octet}.0/24` }]));
  const first = {
    name: "shop",
    awsNetwork: { subnets: subnets(0, 1, 2) },
    azureNetwork: { subnets: workloads(0, 1, 2) },
    vpn: { routing: "static" },
  };
  const otherSubnets = {
    ...first,
    awsNetwork: { subnets: { web: { cidrBlock: "10.0.9.0/24", public: true }, ...subnets(1, 2) } },
    azureNetwork: { subnets: workloads(9, 1, 2) },
  };
  const bgp = { ...otherSubnets, vpn: { routing: "bgp" } };
  const larger = { ...bgp, azure: { sku: "VpnGw2AZ" } };
  const otherAsn = { ...larger, aws: { asn: 64600 } };

  async function expectTunnelsUp(count: number): Promise<void> {
    const connections = (await run.records()).filter(({ token }) =>
      token.endsWith(":VirtualNetworkGatewayConnection"),
    );
    expect(connections.map(({ outputs }) => outputs.connectionStatus)).to.deep.equal(
      Array.from({ length: count }, () => "Connected"),
    );
  }

  it("comes up", async () => {
    await run.up(first);
    await expectTunnelsUp(2);
  });

  it("leaves the other subnets alone, and their routes, when some come and go", async () => {
    expect(await run.up(otherSubnets)).to.deep.equal({
      created: [
        "shop-aws-default-route-public",
        "shop-aws-route-table-association-web",
        "shop-aws-route-table-public",
        "shop-aws-subnet-web",
        "shop-azure-subnet-s9",
        "shop-route-public-10-32-0-0-16",
      ],
      updated: [],
      replaced: [],
      deleted: ["shop-aws-route-table-association-s0", "shop-aws-subnet-s0", "shop-azure-subnet-s0"],
    });
    await expectTunnelsUp(2);
  });

  it("goes from static routes to BGP on the same gateway", async () => {
    const { updated, replaced } = await run.up(bgp);
    expect(replaced).to.deep.equal(["shop-vpn-connection-0"]);
    expect(updated).to.include("shop-gateway");
    await expectTunnelsUp(4);
  });

  it("gets another gateway for another generation, and leaves AWS alone", async () => {
    expect(await run.up(larger)).to.deep.equal({
      created: [],
      updated: [],
      replaced: [...azureTunnelEnds("connection"), "shop-gateway"],
      deleted: [],
    });
    await expectTunnelsUp(4);
  });

  it("gets another virtual private gateway for another ASN, and keeps Azure's gateway", async () => {
    const { created, updated, replaced, deleted } = await run.up(otherAsn);
    expect(updated).to.deep.equal([
      ...azureTunnelEnds("connection"),
      ...azureTunnelEnds("local-network-gateway"),
    ]);
    expect(replaced).to.include.members([
      "shop-vpn-connection-0",
      "shop-vpn-connection-1",
      "shop-vpn-gateway",
    ]);
    expect([created, deleted]).to.deep.equal([[], []]);
    await expectTunnelsUp(4);
  });

  it("keeps everything under another name and with other tags", async () => {
    const tags = { team: "network" };
    const { created, replaced, deleted } = await run.up({
      ...otherAsn,
      name: "acme",
      formerName: "shop",
      awsNetwork: { ...otherAsn.awsNetwork, tags },
      azureNetwork: { ...otherAsn.azureNetwork, tags },
      azure: { ...otherAsn.azure, gatewayName: "shop-gateway" },
      vpn: { ...otherAsn.vpn, tags },
    });
    expect({ created, replaced, deleted }).to.deep.equal({ created: [], replaced: [], deleted: [] });
    await expectTunnelsUp(4);
  });

  it("goes back to static routes, and down to nothing", async () => {
    const { replaced } = await run.up({
      ...otherAsn,
      vpn: { routing: "static" },
      name: "acme",
      azure: {
        ...otherAsn.azure,
        gatewayName: "shop-gateway",
      },
    });
    expect(replaced).to.deep.equal(["acme-vpn-connection-0"]);
    await expectTunnelsUp(2);
    await run.destroy();
    expect(await run.records()).to.deep.equal([]);
  });
});

describe("a network with NAT gateways", function () {
  this.timeout(60_000);

  let run: ProgramRun;
  before(async () => {
    run = await ProgramRun.start('new components.AwsNetwork("shop", { ...args, natGateway: "per-zone" });');
  });
  after(() => run.remove());

  it("moves to another range: the internet gateway cannot be detached while they hold public addresses", async () => {
    await run.up({ cidrBlock: "10.0.0.0/16" });
    await run.up({ cidrBlock: "10.1.0.0/16" });
    const vpcs = (await run.records()).filter(({ token }) => token === "aws:ec2/vpc:Vpc");
    expect(vpcs.map(({ outputs }) => outputs.cidrBlock)).to.deep.equal(["10.1.0.0/16"]);
    await run.destroy();
    expect(await run.records()).to.deep.equal([]);
  });
});
