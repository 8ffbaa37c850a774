import { expect } from "chai";

import { type Changes, ProgramRun } from "../helpers/programRun";
import { withoutCheckpoints } from "../helpers/simulatedProject";

const link = `
  const { AwsNetwork, AzureNetwork, CrossCloudVpn, GcpNetwork } = components;
  const networks = {
    aws: () => new AwsNetwork("shop-aws", { cidrBlock: "10.0.0.0/16" }),
    gcp: () => new GcpNetwork("shop-gcp", { ipCidrRange: "10.16.0.0/16" }),
    azure: () => new AzureNetwork("shop-azure", { addressSpace: "10.32.0.0/16" }),
  };
  const { vpn, ...given } = args;
  const sides = Object.entries(given).map(([cloud, side]) => [cloud, { ...networks[cloud](), ...side }]);
  new CrossCloudVpn("shop", { ...Object.fromEntries(sides), routing: "bgp", ...vpn });
`;

const mesh = `
  const { AwsNetwork, AzureNetwork, CrossCloudMesh, GcpNetwork } = components;
  const make = {
    aws: (name, octet) => new AwsNetwork(name, { cidrBlock: "10." + octet + ".0.0/16" }),
    gcp: (name, octet) => new GcpNetwork(name, { ipCidrRange: "10." + octet + ".0.0/16" }),
    azure: (name, octet) => new AzureNetwork(name, { addressSpace: "10." + octet + ".0.0/16" }),
  };
  const networks = Object.entries(args.networks).map(([name, { number, cloud, octet, ...side }]) => [
    name,
    { number, [cloud]: { ...make[cloud](name, octet), ...side } },
  ]);
  new CrossCloudMesh("corp", { networks: Object.fromEntries(networks), links: args.links });
`;

/** An estate that each step finds as the one before left it. */
class Estate {
  private run: ProgramRun | undefined;

  constructor(program: string) {
    before(async () => (this.run = await ProgramRun.start(program, withoutCheckpoints)));
    after(() => this.run?.remove());
  }

  /** Changes it, and expects so many tunnels up and nothing more to do. */
  async up(args: object, tunnels: number): Promise<Changes> {
    const changes = await this.running.up(args);
    expect(await this.running.tunnelsUp()).to.equal(tunnels);
    await this.running.expectNoChanges();
    return changes;
  }

  async destroy(): Promise<void> {
    await this.running.destroy();
    expect(await this.running.records()).to.deep.equal([]);
  }

  /** Deletes resources in the clouds, behind the engine's back, and lets the engine find out. */
  async lose(...names: string[]): Promise<void> {
    for (const name of names) {
      await this.running.lose(name);
    }
    await this.running.refresh();
  }

  private get running(): ProgramRun {
    if (this.run === undefined) {
      throw new Error("the estate is used before it is there");
    }
    return this.run;
  }
}

const none = { created: [], updated: [], replaced: [], deleted: [] };

describe("a running link of AWS and Google Cloud", function () {
  this.timeout(240_000);

  const estate = new Estate(link);
  const atTransitGateway = (asn?: number) => ({ aws: { transitGateway: {}, asn }, gcp: {} });

  it("grows from two tunnels to four, and keeps AWS's first connection", async () => {
    await estate.up({ aws: {}, gcp: {}, vpn: { tunnels: 2 } }, 2);
    const { created, updated, replaced } = await estate.up({ aws: {}, gcp: {} }, 4);
    expect(created).to.include("shop-vpn-connection-1");
    expect([...updated, ...replaced]).to.not.include("shop-vpn-connection-0");
  });

  it("advertises other ranges over the same sessions", async () => {
    const gcp = { advertisedIpRanges: ["10.16.0.0/16", "35.199.192.0/19"] };
    expect(await estate.up({ aws: {}, gcp }, 4)).to.deep.equal({ ...none, updated: ["shop-router"] });
  });

  it("comes back after a tunnel, a BGP peer and a connection were deleted in the clouds", async () => {
    const lost = ["shop-router-peer-1-1", "shop-vpn-connection-1", "shop-vpn-tunnel-0-1"];
    await estate.lose(...lost);
    const { created } = await estate.up({ aws: {}, gcp: {} }, 4);
    expect(created).to.deep.equal(lost);
  });

  it("moves to a transit gateway, which another ASN replaces", async () => {
    await estate.up(atTransitGateway(), 4);
    const { replaced } = await estate.up(atTransitGateway(64600), 4);
    expect(replaced).to.include.members(["shop-transit-gateway", "shop-vpn-connection-0"]);
  });

  it("moves back, and down to nothing", async () => {
    const { deleted } = await estate.up({ aws: {}, gcp: {} }, 4);
    expect(deleted).to.include("shop-transit-gateway");
    await estate.destroy();
  });
});

describe("a running link of Google Cloud and Azure", function () {
  this.timeout(240_000);

  const estate = new Estate(link);

  it("grows from one tunnel to two, for which the Azure gateway gets its second instance", async () => {
    await estate.up({ gcp: {}, azure: {}, vpn: { tunnels: 1 } }, 1);
    const { created, updated, replaced } = await estate.up({ gcp: {}, azure: {} }, 2);
    expect(created).to.include("shop-public-ip-1");
    expect(updated).to.include("shop-gateway");
    expect(replaced).to.not.include("shop-connection-0-1");
  });

  it("goes down to nothing", () => estate.destroy());
});

describe("a running link of AWS and an on-premises router", function () {
  this.timeout(240_000);

  const estate = new Estate(`
    const aws = new components.AwsNetwork("shop-aws", { cidrBlock: "10.0.0.0/16" });
    const onPremises = { publicAddresses: args.addresses, asn: 65010, prefixes: ["10.48.0.0/16"] };
    const vpn = new components.CrossCloudVpn("shop", { aws, onPremises, routing: "bgp" });
    exports.routers = { shop: vpn.onPremisesConfiguration };
  `);

  it("does without the first of two addresses, which the second then follows", async () => {
    await estate.up({ addresses: ["185.43.7.9", "185.43.8.9"] }, 4);
    const { replaced, deleted } = await estate.up({ addresses: ["185.43.8.9"] }, 2);
    expect(replaced).to.deep.equal(["shop-customer-gateway-0", "shop-vpn-connection-0"]);
    expect(deleted).to.deep.equal(["shop-customer-gateway-1", "shop-vpn-connection-1"]);
    await estate.destroy();
  });
});

describe("a running mesh", function () {
  this.timeout(240_000);

  const estate = new Estate(mesh);
  const three = {
    shop: { number: 0, cloud: "aws", octet: 0 },
    data: { number: 1, cloud: "gcp", octet: 16 },
    office: { number: 2, cloud: "azure", octet: 32 },
  };
  const four = { ...three, lab: { number: 3, cloud: "aws", octet: 1 } };
  const touched = ({ updated, replaced }: Changes) => [...updated, ...replaced];

  it("takes one more network, and changes only the gateway of Azure, which lists BGP addresses", async () => {
    await estate.up({ networks: three }, 10);
    expect(touched(await estate.up({ networks: four }, 18))).to.deep.equal(["corp-office-gateway"]);
  });

  it("does without a link, and then without the network", async () => {
    const pruned = await estate.up({ networks: four, links: { "lab-office": false } }, 14);
    expect(pruned.deleted).to.include("corp-lab-office-vpn-connection-0");
    expect([touched(pruned), pruned.created]).to.deep.equal([["corp-office-gateway"], []]);
    expect(touched(await estate.up({ networks: three }, 10))).to.deep.equal([]);
  });

  it("goes down to nothing", () => estate.destroy());
});
