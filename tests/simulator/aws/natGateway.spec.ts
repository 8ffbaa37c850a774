import { expect } from "chai";

import { ec2, refusal, Scene, tokens } from "./scene";
import type { Props } from "../../../simulator/protocol/values";
import type { Made } from "../../helpers/simulated";

describe("aws Eip and NatGateway", () => {
  let scene: Scene;
  let vpc: Made;
  let subnet: Made;
  let address: Made;
  const nat = (inputs: Props = {}): Promise<Made> =>
    scene.make(tokens.natGateway, { subnetId: subnet.id, allocationId: address.id, ...inputs });

  beforeEach(async () => {
    scene = await Scene.open();
    vpc = await scene.vpc();
    subnet = await scene.subnet(vpc);
    address = await scene.make(tokens.eip, { domain: "vpc" });
  });

  it("allocates five public addresses a Region, each another", async () => {
    const more = await Promise.all([1, 2, 3, 4].map(() => scene.make(tokens.eip, {})));
    const addresses = [address, ...more].map(({ outputs }) => outputs.publicIp as string);
    expect(new Set(addresses).size).to.equal(5);
    addresses.forEach((ip) => expect(ip).to.match(/^(3|18|35|52|54)(\.\d{1,3}){3}$/));
    expect(address.outputs.publicDns).to.equal(
      `ec2-${addresses[0]!.replaceAll(".", "-")}.eu-central-1.compute.amazonaws.com`,
    );
    expect(await refusal(scene.make(tokens.eip, {}))).to.match(ec2("AddressLimitExceeded"));
    await scene.make(tokens.eip, { region: "us-east-1" });
  });

  it("refuses an address for what is not simulated", () => {
    expect(scene.refusals(tokens.eip, { instance: "i-1" })[0]).to.match(/^instance: .*not simulated/);
    expect(scene.refusals(tokens.eip, { domain: "standard" })[0]).to.match(/"vpc"/);
  });

  it("needs an internet gateway in the VPC", async () => {
    expect(await refusal(nat())).to.match(
      ec2("Gateway.NotAttached", `Network ${vpc.id} has no Internet gateway attached`),
    );
    await scene.make(tokens.internetGateway, { vpcId: vpc.id });
    const made = await nat();
    expect(made.id).to.match(/^nat-0[0-9a-f]{16}$/);
    expect(made.outputs).to.include({
      publicIp: address.outputs.publicIp,
      vpcId: vpc.id,
      availabilityMode: "zonal",
    });
    expect(made.outputs.privateIp).to.match(/^10\.0\.0\.\d+$/);
    expect(scene.account.read(address)).to.include({
      associationId: made.outputs.associationId,
      privateIp: made.outputs.privateIp,
    });
  });

  it("needs a free allocation", async () => {
    await scene.make(tokens.internetGateway, { vpcId: vpc.id });
    expect(await refusal(nat({ allocationId: "eipalloc-0" }))).to.match(
      ec2("InvalidAllocationID.NotFound", "The allocation ID 'eipalloc-0' does not exist"),
    );
    expect(await refusal(scene.make(tokens.natGateway, { subnetId: subnet.id }))).to.match(
      ec2("MissingParameter", "AllocationId"),
    );
    await nat();
    expect(await refusal(nat())).to.match(
      ec2("Resource.AlreadyAssociated", `Elastic IP address [${address.id}] is already associated`),
    );
  });

  it("needs a subnet and an address in it", async () => {
    await scene.make(tokens.internetGateway, { vpcId: vpc.id });
    expect(await refusal(nat({ subnetId: "subnet-0" }))).to.match(ec2("InvalidSubnetID.NotFound"));
    expect(await refusal(nat({ privateIp: "10.0.1.4" }))).to.match(ec2("InvalidParameterValue", "10.0.1.4"));
    expect((await nat({ privateIp: "10.0.0.9" })).outputs.privateIp).to.equal("10.0.0.9");
  });

  it("checks the kind of gateway", () => {
    expect(scene.refusals(tokens.natGateway, { allocationId: address.id })[0]).to.match(
      /^subnetId: "subnetId" must be set/,
    );
    expect(
      scene.refusals(tokens.natGateway, {
        subnetId: subnet.id,
        connectivityType: "private",
        allocationId: address.id,
      })[0],
    ).to.match(/^allocationId: .*not supported/);
    expect(
      scene.refusals(tokens.natGateway, { subnetId: subnet.id, availabilityMode: "regional" })[0],
    ).to.match(/"zonal"/);
  });

  it("is limited to five a zone", async () => {
    const zone = { availabilityZone: "eu-central-1a" };
    const inZone = await scene.subnet(vpc, "10.0.8.0/24", zone);
    const make = (): Promise<Made> =>
      scene.make(tokens.natGateway, { subnetId: inZone.id, connectivityType: "private" });
    for (let i = 0; i < 5; i++) {
      await make();
    }
    expect(await refusal(make())).to.match(ec2("NatGatewayLimitExceeded", "limit of 5 NAT gateways"));
  });

  it("replaces for every place and address, and holds its allocation", async () => {
    await scene.make(tokens.internetGateway, { vpcId: vpc.id });
    const made = await nat();
    expect(
      scene.account.diff(made, { subnetId: "subnet-2", allocationId: "eipalloc-2", tags: {} }),
    ).to.deep.equal(["allocationId!", "subnetId!", "tags"]);
    expect(await refusal(scene.account.delete(address))).to.match(ec2("InvalidIPAddress.InUse"));
    await scene.account.delete(made);
    await scene.account.delete(address);
  });
});
