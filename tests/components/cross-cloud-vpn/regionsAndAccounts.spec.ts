import { Provider } from "@pulumi/aws/provider";
import { expect } from "chai";
import { AwsNetwork, CrossCloudVpn, GcpNetwork } from "../../../components";
import { find, record } from "../../helpers/recordedMocks";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { allTunnelStates } from "../../../simulator/tunnels/states";
import { clouds } from "../clouds";

/** One program that joins two regions of AWS, each in an account of its own, to one network of Google Cloud. */
function twoRegions(): CrossCloudVpn[] {
  const gcp = new GcpNetwork("gcp", { ipCidrRange: "10.16.0.0/16", region: "europe-west3" });
  const places = { frankfurt: "eu-central-1", virginia: "us-east-1" };
  return Object.entries(places).map(([name, region], index) => {
    const provider = new Provider(`account-${name}`, { region, profile: name });
    const aws = new AwsNetwork(name, { cidrBlock: `10.${index}.0.0/16` }, { provider });
    return new CrossCloudVpn(`${name}-gcp`, {
      aws: { ...aws, provider, asn: 64512 + index },
      gcp,
      routing: "bgp",
      // Both links end in one VPC network, where inside CIDRs differ.
      insideCidrSlot: index,
    });
  });
}

/** The same in one account, whose provider is for another region. */
function twoRegionsOfOneAccount(): CrossCloudVpn[] {
  const gcp = new GcpNetwork("gcp", { ipCidrRange: "10.16.0.0/16", region: "europe-west3" });
  return ["eu-central-1", "us-east-1"].map((region, index) => {
    const aws = new AwsNetwork(region, { cidrBlock: `10.${index}.0.0/16`, region });
    return new CrossCloudVpn(`${region}-gcp`, { aws, gcp, routing: "bgp", insideCidrSlot: index });
  });
}

describe("CrossCloudVpns of two regions in one program", () => {
  for (const [what, program] of [
    ["two accounts, by provider", twoRegions],
    ["one account, by region", twoRegionsOfOneAccount],
  ] as const) {
    it(`come up side by side: ${what}`, async () => {
      const { clouds: simulated } = await inSimulatedClouds(program);
      const states = allTunnelStates(simulated.world.view());
      expect(states.filter(({ up }) => up)).to.have.length(8);
    });
  }

  it("make everything of a side with its account's provider", async () => {
    const { resources } = await record(twoRegions, clouds);
    for (const name of ["frankfurt", "virginia"]) {
      const { urn } = find(resources, `account-${name}`);
      const ofSide = resources.filter((each) => each.type.startsWith("aws:") && each.name.startsWith(name));
      expect(ofSide.length).to.be.greaterThan(10);
      for (const { name: resource, provider } of ofSide) {
        expect(provider, resource).to.match(new RegExp(`^${urn}::`));
      }
    }
  });

  it("make everything of a side in its region", async () => {
    const { resources } = await record(twoRegionsOfOneAccount, clouds);
    for (const { type, name, inputs } of resources.filter(({ type }) => type.startsWith("aws:"))) {
      expect(name.startsWith(String(inputs["region"])), `${type} ${name}`).to.equal(true);
    }
  });
});
