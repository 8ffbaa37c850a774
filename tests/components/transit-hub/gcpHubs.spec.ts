import { Provider } from "@pulumi/gcp/provider";
import { expect } from "chai";
import { find, isSecretInput, ofType, record, type RecordedResource } from "../../helpers/recordedMocks";
import { googleClouds, googleHubs, network, rangeOf, spokes } from "./gcpPrograms";

const types = {
  hub: "gcp:networkconnectivity/hub:Hub",
  group: "gcp:networkconnectivity/group:Group",
  spoke: "gcp:networkconnectivity/spoke:Spoke",
  network: "gcp:compute/network:Network",
  router: "gcp:compute/router:Router",
  tunnel: "gcp:compute/vPNTunnel:VPNTunnel",
  routerInterface: "gcp:compute/routerInterface:RouterInterface",
  routerPeer: "gcp:compute/routerPeer:RouterPeer",
  haVpnGateway: "gcp:compute/haVpnGateway:HaVpnGateway",
};

const recorded = async (...args: Parameters<typeof googleHubs>) =>
  (await record(() => googleHubs(...args), googleClouds)).resources;

const advertised = ({ inputs }: RecordedResource) => {
  const { bgp } = inputs as { bgp: { advertiseMode: string; advertisedIpRanges: { range: string }[] } };
  return { mode: bgp.advertiseMode, ranges: bgp.advertisedIpRanges.map(({ range }) => range) };
};

describe("TransitHub in Google Cloud", () => {
  it("has a hub for each segment over all regions, and a routing network for each region", async () => {
    const resources = await recorded();
    const hubs = ofType(resources, types.hub);
    expect(hubs.map(({ name }) => name)).to.have.members([
      "corp-prod-connectivity-hub",
      "corp-staging-connectivity-hub",
      "corp-shared-connectivity-hub",
    ]);
    for (const { inputs } of hubs) {
      expect(inputs).to.include({ policyMode: "PRESET", presetTopology: "MESH" });
    }
    const networks = ofType(resources, types.network);
    expect(networks.map(({ name }) => name)).to.have.members([
      "corp-east-prod-routing-network",
      "corp-east-shared-routing-network",
      "corp-east-staging-routing-network",
      "corp-west-prod-routing-network",
      "corp-west-staging-routing-network",
    ]);
    for (const { inputs } of networks) {
      expect(inputs).to.include({
        autoCreateSubnetworks: false,
        routingMode: "GLOBAL",
        deleteDefaultRoutesOnCreate: true,
      });
    }
  });

  it("makes each network a spoke of its segment's hub, within a component of the spoke", async () => {
    const resources = await recorded();
    for (const [name, place] of Object.entries(spokes)) {
      const spoke = find(resources, `corp-${name}-spoke`);
      expect(spoke.inputs).to.deep.include({
        hub: `corp-${place.split(" ")[1] ?? ""}-connectivity-hub_id`,
        location: "global",
        linkedVpcNetwork: { uri: `projects/${name}/global/networks/${name}` },
      });
      expect(spoke.parent).to.match(new RegExp(`TransitHubSpoke::corp-${name}$`));
      expect(spoke.deleteBeforeReplace, "a VPC network is a spoke of one hub at a time").to.be.true;
    }
  });

  it("makes all tunnels of a link one spoke of its segment's hub, which imports the ways to the networks", async () => {
    const resources = await recorded();
    for (const [hub, region] of [
      ["east", "europe-west3"],
      ["west", "us-east4"],
    ] as const) {
      const { inputs, parent } = find(resources, `corp-prod-aws-${hub}-hybrid-spoke`);
      const uris = ofType(resources, types.tunnel)
        .filter(({ name }) => name.startsWith(`corp-prod-aws-${hub}-`))
        .map(
          ({ name }) =>
            `https://www.googleapis.com/compute/v1/projects/corp/regions/europe-west9/vpnTunnels/${name}`,
        );
      expect(uris).to.have.length(4);
      expect(inputs).to.deep.include({
        hub: "corp-prod-connectivity-hub_id",
        location: region,
        linkedVpnTunnels: { uris, siteToSiteDataTransfer: false, includeImportRanges: ["ALL_IPV4_RANGES"] },
      });
      expect(parent).to.match(new RegExp(`TransitHubLink::corp-prod-aws-${hub}$`));
    }
  });

  it("makes spokes of eight tunnels at most, the first of which keeps its name", async () => {
    const resources = await recorded(spokes, { links: { "aws-east": { tunnels: 16 } } });
    const urisOf = (name: string) => {
      const { linkedVpnTunnels } = find(resources, name).inputs as { linkedVpnTunnels: { uris: string[] } };
      return linkedVpnTunnels.uris;
    };
    const name = "corp-prod-aws-east-hybrid-spoke";
    const uris = [urisOf(name), urisOf(`${name}-1`)];
    expect(uris.map(({ length }) => length)).to.deep.equal([8, 8]);
    const all = ofType(resources, types.tunnel).filter((each) => each.name.startsWith("corp-prod-aws-east-"));
    expect(uris.flat().map((uri) => uri.split("/").at(-1))).to.deep.equal(all.map((each) => each.name));
  });

  it("puts a link's spoke into the provider's region where none is given", async () => {
    const resources = await recorded(
      { apple: "east prod", cedar: "east staging", elder: "east shared" },
      { hubs: { aws: { number: 0, aws: {} }, east: { number: 1, gcp: {} } } },
    );
    const { inputs } = find(resources, "corp-prod-aws-east-hybrid-spoke");
    expect(inputs).to.include({ location: "europe-west9" });
  });

  it("tells other clouds exactly the segment's networks, those of both regions at each", async () => {
    const resources = await recorded();
    const prod = { mode: "CUSTOM", ranges: [rangeOf("berry"), rangeOf("apple")].toSorted() };
    expect(advertised(find(resources, "corp-east-prod-router"))).to.deep.equal(prod);
    expect(advertised(find(resources, "corp-west-prod-router"))).to.deep.equal(prod);
    const staging = { mode: "CUSTOM", ranges: [rangeOf("cedar"), rangeOf("daisy")].toSorted() };
    expect(advertised(find(resources, "corp-west-staging-router"))).to.deep.equal(staging);
  });

  it("joins segments that may talk to each other where both have networks, and only those", async () => {
    const resources = await recorded();
    const hybrids = ofType(resources, types.spoke)
      .map(({ name }) => /^corp-(?<where>\w+-\w+-\w+)-hybrid-spoke$/.exec(name)?.groups?.["where"])
      .filter((where) => where !== undefined && !where.includes("aws"));
    expect(hybrids).to.have.members([
      "east-prod-shared",
      "east-shared-prod",
      "east-staging-shared",
      "east-shared-staging",
    ]);
  });

  it("joins two segments by two tunnels with one key each, and sessions that answer each other", async () => {
    const resources = await recorded();
    for (const index of [0, 1]) {
      const end = (pair: string) => ({
        tunnel: find(resources, `corp-east-${pair}-vpn-tunnel-${index}`).inputs,
        peer: find(resources, `corp-east-${pair}-router-peer-${index}`).inputs,
        side: find(resources, `corp-east-${pair}-router-interface-${index}`).inputs,
      });
      const [one, other] = [end("prod-shared"), end("shared-prod")];
      expect(one.tunnel).to.deep.include({
        vpnGateway: "corp-east-prod-segment-gateway_id",
        peerGcpGateway: "corp-east-shared-segment-gateway_id",
        vpnGatewayInterface: index,
      });
      expect(one.tunnel["sharedSecret"]).to.deep.equal(other.tunnel["sharedSecret"]);
      expect(isSecretInput(one.tunnel["sharedSecret"])).to.be.true;
      expect(one.peer).to.deep.include({
        ipAddress: other.peer["peerIpAddress"],
        peerIpAddress: other.peer["ipAddress"],
        peerAsn: 4_200_000_008,
      });
      expect(other.peer).to.include({ peerAsn: 4_200_000_006 });
      expect(one.side["ipRange"]).to.equal(`${String(one.peer["ipAddress"])}/30`);
    }
  });

  it("gives no two sessions of a hub the same addresses", async () => {
    const resources = await recorded();
    for (const hub of ["east", "west"]) {
      const ranges = ofType(resources, types.routerInterface)
        .filter(({ name }) => name.startsWith(`corp-${hub}-`) || name.includes(`-${hub}-router-interface`))
        .map(({ inputs }) => inputs["ipRange"]);
      expect(ranges.length).to.be.greaterThan(4);
      expect(new Set(ranges).size).to.equal(ranges.length);
    }
  });

  it("prefers the way within Google Cloud to one over another cloud", async () => {
    const resources = await recorded();
    const med = (name: string) => find(resources, name).inputs["advertisedRoutePriority"];
    expect(med("corp-east-shared-prod-router-peer-0")).to.be.lessThan(100);
  });

  it("accepts spokes of other projects, before they are proposed", async () => {
    const places = { apple: "east prod", elder: "east shared" };
    const { resources } = await record(() => {
      const provider = new Provider("lab-project", { project: "lab" });
      const lab = { hub: "east", segment: "staging", gcp: { ...network("lab"), provider } };
      return googleHubs(places, {}, { lab });
    }, googleClouds);
    const [group, ...others] = ofType(resources, types.group);
    expect(others).to.be.empty;
    expect(group?.inputs).to.deep.include({
      hub: "corp-staging-connectivity-hub_id",
      name: "default",
      autoAccept: { autoAcceptProjects: ["lab"] },
    });
    const spoke = find(resources, "corp-lab-spoke");
    expect(spoke.provider).to.include("lab-project");
    expect(spoke.dependencies).to.include(group?.urn);
    expect(find(resources, "corp-apple-spoke").provider).not.to.include("lab-project");
  });

  it("labels all that takes labels", async () => {
    const resources = await recorded(spokes, { tags: { team: "net" } });
    for (const type of [types.hub, types.spoke, types.haVpnGateway, types.tunnel]) {
      for (const { name, inputs } of ofType(resources, type)) {
        expect(inputs["labels"], name).to.deep.equal({ team: "net" });
      }
    }
  });
});
