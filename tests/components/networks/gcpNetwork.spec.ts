import { Provider } from "@pulumi/gcp/provider";
import { expect } from "chai";
import { GcpNetwork, type GcpNetworkArgs } from "../../../components";
import { find, ofType, record, type RecordedResource, value } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { expectGoldenUrns } from "../golden";

const create = (args: Partial<GcpNetworkArgs> = {}) =>
  new GcpNetwork("shop-gcp", { ipCidrRange: "10.16.0.0/16", ...args });

/** Google Cloud gives every resource a name and a URL. */
const google = {
  ...clouds,
  outputs: ({ name }: { name: string }) => ({ name: `${name}-0123abc`, selfLink: `https://google/${name}` }),
};

const twoRegions: Partial<GcpNetworkArgs> = {
  ipCidrRange: ["10.16.0.0/16", "100.64.0.0/16"],
  region: "europe-west3",
  subnets: {
    web: { ipCidrRange: "10.16.0.0/20" },
    gke: {
      ipCidrRange: "10.16.16.0/20",
      region: "us-east4",
      secondaryIpRanges: { services: "100.64.64.0/20", pods: "100.64.0.0/18" },
      privateIpGoogleAccess: false,
    },
    db: { ipCidrRange: "10.16.32.0/20", region: "europe-west3" },
  },
  natGateway: "per-region",
  peerCidrRanges: ["10.0.0.0/16", "10.32.0.0/16"],
};

const firewalls = (resources: readonly RecordedResource[]) =>
  ofType(resources, "gcp:compute/firewall:Firewall").map(({ inputs }) => inputs);

describe("GcpNetwork", () => {
  const variants: Record<string, Partial<GcpNetworkArgs>> = {
    "gcp-network-default": {},
    "gcp-network-two-regions": twoRegions,
  };
  for (const [variant, args] of Object.entries(variants)) {
    it(`has the reviewed children, in an update and in a preview (${variant})`, async () => {
      for (const preview of [false, true]) {
        const { resources } = await record(() => create(args), { ...google, preview });
        expectGoldenUrns(variant, resources);
      }
    });
  }

  it("has no subnets but its own, and routes for all regions unless told otherwise", async () => {
    const network = async (args: Partial<GcpNetworkArgs>) => {
      const { resources } = await record(() => create(args), google);
      return find(resources, "shop-gcp-network").inputs;
    };
    expect(await network({})).to.include({ autoCreateSubnetworks: false, routingMode: "GLOBAL" });
    expect(await network({ routingMode: "REGIONAL" })).to.include({ routingMode: "REGIONAL" });
  });

  it("puts subnets and their secondary ranges where they were asked for", async () => {
    const { resources } = await record(() => create(twoRegions), google);
    expect(find(resources, "shop-gcp-subnet-web").inputs).to.deep.include({
      network: "shop-gcp-network_id",
      ipCidrRange: "10.16.0.0/20",
      region: "europe-west3",
      secondaryIpRanges: [],
      privateIpGoogleAccess: true,
    });
    expect(find(resources, "shop-gcp-subnet-gke").inputs).to.deep.include({
      ipCidrRange: "10.16.16.0/20",
      region: "us-east4",
      secondaryIpRanges: [
        { rangeName: "pods", ipCidrRange: "100.64.0.0/18" },
        { rangeName: "services", ipCidrRange: "100.64.64.0/20" },
      ],
      privateIpGoogleAccess: false,
    });
  });

  it("can replace subnets and NAT gateways, of which there are no two at a time, and empty secondary ranges", async () => {
    const { resources } = await record(() => create(twoRegions), google);
    const exclusive = resources.filter(({ type }) => /:(Subnetwork|RouterNat)$/.test(type));
    expect(exclusive).to.have.length(5);
    for (const { name, type, inputs, deleteBeforeReplace } of exclusive) {
      expect(deleteBeforeReplace, name).to.equal(true);
      if (type.endsWith(":Subnetwork")) {
        expect(inputs, name).to.include({ sendSecondaryIpRangeIfEmpty: true });
      }
    }
  });

  it("admits ICMP and SSH from the peers, everything from its own subnets, and nothing else", async () => {
    const { resources } = await record(() => create(twoRegions), google);
    const own = ["10.16.0.0/20", "10.16.16.0/20", "100.64.0.0/18", "100.64.64.0/20", "10.16.32.0/20"];
    const peers = ["10.0.0.0/16", "10.32.0.0/16"];
    const rules = firewalls(resources);
    expect(rules.map((rule) => [rule["sourceRanges"], rule["allows"]])).to.have.deep.members([
      [own, [{ protocol: "all" }]],
      [peers, [{ protocol: "icmp" }, { protocol: "tcp", ports: ["22"] }]],
    ]);
    for (const rule of rules) {
      expect(rule).to.include({ direction: "INGRESS", network: "shop-gcp-network_id" });
    }
  });

  it("admits no peer by default, other ports when asked, and no port where none is wanted", async () => {
    const closed = await record(() => create(), google);
    expect(firewalls(closed.resources).map((rule) => rule["sourceRanges"])).to.deep.equal([["10.16.0.0/17"]]);
    const peerCidrRanges = ["10.0.0.0/16"];
    const allowed = async (peerTcpPorts: number[]) => {
      const { resources } = await record(() => create({ peerCidrRanges, peerTcpPorts }), google);
      return find(resources, "shop-gcp-allow-peers").inputs["allows"];
    };
    expect(await allowed([80, 443])).to.deep.equal([
      { protocol: "icmp" },
      { protocol: "tcp", ports: ["80", "443"] },
    ]);
    expect(await allowed([])).to.deep.equal([{ protocol: "icmp" }]);
  });

  it("keeps instances off the internet by default, or gives each region one NAT gateway", async () => {
    const type = "gcp:compute/routerNat:RouterNat";
    const without = await record(() => create(), google);
    expect(ofType(without.resources, type)).to.deep.equal([]);
    expect(ofType(without.resources, "gcp:compute/router:Router")).to.deep.equal([]);
    const { resources } = await record(() => create(twoRegions), google);
    expect(ofType(resources, type)).to.have.length(2);
    for (const region of ["europe-west3", "us-east4"]) {
      expect(find(resources, `shop-gcp-nat-router-${region}`).inputs).to.include({
        network: "shop-gcp-network_id",
        region,
      });
      expect(find(resources, `shop-gcp-nat-gateway-${region}`).inputs).to.include({
        router: `shop-gcp-nat-router-${region}-0123abc`,
        region,
        natIpAllocateOption: "AUTO_ONLY",
        sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
      });
    }
  });

  it("gives all of it to the provider it was given", async () => {
    const { resources } = await record(
      () =>
        new GcpNetwork(
          "shop-gcp",
          { ipCidrRange: "10.16.0.0/16", ...twoRegions },
          { providers: [new Provider("gcp-prod")] },
        ),
      google,
    );
    const children = resources.filter(({ type }) => type.startsWith("gcp:"));
    expect(children).to.have.length(10);
    for (const { name, provider } of children) {
      expect(provider, name).to.include("::gcp-prod::");
    }
  });

  it("offers what programs need", async () => {
    const { result } = await record(() => create({ region: "europe-west3" }), google);
    expect(await value(result.networkId)).to.equal("shop-gcp-network_id");
    expect(await value(result.networkSelfLink)).to.equal("https://google/shop-gcp-network");
    expect(await value(result.subnetIds)).to.deep.equal({ workload: "shop-gcp-subnet-workload_id" });
    expect(await value(result.subnets)).to.deep.equal({
      workload: {
        id: "shop-gcp-subnet-workload_id",
        ipCidrRange: "10.16.0.0/17",
        region: "europe-west3",
      },
    });
    expect(await value(result.region)).to.equal("europe-west3");
    expect(result.ipCidrRanges).to.deep.equal(["10.16.0.0/17"]);
  });
});
