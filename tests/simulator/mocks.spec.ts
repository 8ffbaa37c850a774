import * as pulumi from "@pulumi/pulumi";
import { getAvailabilityZones } from "@pulumi/aws/getAvailabilityZones";
import { Provider } from "@pulumi/aws/provider";
import { CustomerGateway, Vpc, VpnConnection, VpnGateway } from "@pulumi/aws/ec2";
import { expect } from "chai";

import { AwsNetwork, AzureNetwork, CrossCloudVpn, GcpNetwork } from "../../components";
import { simulatedClouds, type SimulatedClouds, simulatedMocks } from "../../simulator";
import { allTunnelStates } from "../../simulator/tunnels/states";
import { value } from "../helpers/recordedMocks";
import { rejection } from "../helpers/rejection";

const config = {
  aws: { region: "eu-central-1" },
  gcp: { project: "project", region: "europe-west3" },
  "azure-native": { location: "westeurope", subscriptionId: "00000000-0000-4000-8000-000000000000" },
};

/** An output as a promise, which also rejects: `apply` never runs for a resource that was refused. */
const settled = <T>(output: pulumi.Output<T>): Promise<T> =>
  (output as unknown as { promise(): Promise<T> }).promise();

describe("the simulated clouds behind unit-test mocks", () => {
  let clouds: SimulatedClouds;
  const inClouds = async (preview = false): Promise<void> => {
    clouds = await simulatedClouds();
    const mocks = simulatedMocks(clouds, { config, preview });
    await pulumi.runtime.setMocks(mocks, "project", "stack", preview);
  };

  it("bring up every tunnel of a component, as the engine would", async () => {
    await inClouds();
    const aws = new AwsNetwork("shop-aws", { cidrBlock: "10.0.0.0/16" });
    const azure = new AzureNetwork("shop-azure", { addressSpace: "10.32.0.0/16" });
    const vpn = new CrossCloudVpn("shop", { aws, azure, routing: "bgp", tunnels: 4 });
    await value(pulumi.all(vpn.tunnels.map(({ azure }) => azure?.id)));

    const up = allTunnelStates(clouds.world.view()).filter(({ up }) => up);
    expect(up).to.have.length(4);
  });

  it("bring up a Google Cloud network with all that it can have", async () => {
    await inClouds();
    const network = new GcpNetwork("shop-gcp", {
      ipCidrRange: "10.16.0.0/16",
      region: "europe-west3",
      subnets: { web: { ipCidrRange: "10.16.0.0/20", secondaryIpRanges: { pods: "10.16.64.0/18" } } },
      natGateway: "per-region",
      peerCidrRanges: ["10.0.0.0/16"],
    });
    await value(pulumi.all([network.networkId, ...Object.values(network.subnetIds)]));
    const tokens = clouds.world.list().map(({ token }) => token.slice(token.indexOf(":") + 1));
    expect(tokens).to.include.members(["compute/subnetwork:Subnetwork", "compute/firewall:Firewall"]);
  });

  it("refuse what the cloud refuses, with the resource's name and the cloud's words", async () => {
    await inClouds();
    const vpc = new Vpc("huge", { cidrBlock: "10.0.0.0/8" });
    const refusal = await rejection(settled(vpc.id));
    expect(refusal).to.contain("Vpc::huge").and.contain("must have between 16 and 28 significant bits");
  });

  it("keep the cloud's secrets secret", async () => {
    await inClouds();
    const connection = new VpnConnection("vpn", {
      vpnGatewayId: new VpnGateway("gateway", {}).id,
      customerGatewayId: new CustomerGateway("customer", {
        bgpAsn: "65000",
        ipAddress: "20.50.1.1",
        type: "ipsec.1",
      }).id,
      type: "ipsec.1",
    });
    expect(await value(connection.tunnel1PresharedKey)).to.match(/^[\w.]{8,64}$/);
    expect(await pulumi.isSecret(connection.tunnel1PresharedKey)).to.be.true;
  });

  it("leave unknown at preview what the cloud computes", async () => {
    await inClouds(true);
    const vpc = new Vpc("net", { cidrBlock: "10.0.0.0/16" });
    const isKnown = (output: pulumi.Output<unknown>): Promise<boolean> =>
      (output as unknown as { isKnown: Promise<boolean> }).isKnown;
    expect(await isKnown(vpc.cidrBlock)).to.be.true;
    expect(await isKnown(vpc.arn)).to.be.false;
    expect(clouds.world.list()).to.deep.equal([]);
  });

  it("find existing resources by id", async () => {
    await inClouds();
    const id = await value(new Vpc("net", { cidrBlock: "10.0.0.0/16" }).id);
    expect(await value(Vpc.get("found", id).cidrBlock)).to.equal("10.0.0.0/16");
    expect(await rejection(settled(Vpc.get("lost", "vpc-0123456789abcdef0").id))).to.contain(
      "does not exist",
    );
  });

  it("have regions as the program's own providers say", async () => {
    await inClouds();
    const provider = new Provider("ireland", { region: "eu-west-1" });
    const [there, here] = [
      new Vpc("there", { cidrBlock: "10.0.0.0/16" }, { provider }),
      new Vpc("here", { cidrBlock: "10.0.0.0/16" }),
    ];
    expect(await value(there.region)).to.equal("eu-west-1");
    expect(await value(here.region)).to.equal("eu-central-1");
    const { names } = await getAvailabilityZones({}, { provider });
    expect(names[0]).to.equal("eu-west-1a");
  });

  it("refuse a resource of a cloud that is not simulated, and let components pass", async () => {
    await inClouds();
    class Bucket extends pulumi.CustomResource {
      constructor() {
        super("oci:storage:Bucket", "bucket", {});
      }
    }
    expect(await rejection(settled(new Bucket().id))).to.contain('no provider "oci" is simulated');
    const component = new pulumi.ComponentResource("oci:index:Shop", "shop");
    expect(await value(component.urn)).to.contain("oci:index:Shop::shop");
  });
});
