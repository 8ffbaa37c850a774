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

  describe("private", () => {
    const privateNat = (inputs: Props = {}): Promise<Made> =>
      scene.make(tokens.natGateway, { subnetId: subnet.id, connectivityType: "private", ...inputs });

    it("needs no internet gateway and has up to eight addresses of its subnet", async () => {
      const made = await privateNat({ secondaryPrivateIpAddressCount: 7 });
      const secondary = made.outputs.secondaryPrivateIpAddresses as string[];
      expect(made.outputs).to.include({ publicIp: "", secondaryPrivateIpAddressCount: 7 });
      expect(new Set([made.outputs.privateIp, ...secondary]).size).to.equal(8);
      secondary.forEach((address) => expect(address).to.match(/^10\.0\.0\.\d+$/));
      expect(await refusal(privateNat({ secondaryPrivateIpAddressCount: 8 }))).to.match(
        ec2("PrivateIpAddressLimitExceeded", "at most 8"),
      );
    });

    it("takes the addresses that are asked for, if they are free", async () => {
      const made = await privateNat({
        privateIp: "10.0.0.10",
        secondaryPrivateIpAddresses: ["10.0.0.12", "10.0.0.11"],
      });
      expect(made.outputs.secondaryPrivateIpAddresses).to.deep.equal(["10.0.0.11", "10.0.0.12"]);
      const refused = async (...addresses: string[]): Promise<void> => {
        expect(await refusal(privateNat({ secondaryPrivateIpAddresses: addresses }))).to.match(
          ec2(
            "InvalidParameterValue",
            `${addresses.at(-1) ?? ""} is not a free address of subnet ${subnet.id}`,
          ),
        );
      };
      await refused("10.0.0.11");
      await refused("10.0.1.9");
      await refused("10.0.0.3");
      await refused("10.0.0.255");
      expect(await refusal(privateNat({ privateIp: "10.0.0.0" }))).to.match(ec2("InvalidParameterValue"));
      await refused("10.0.0.10");
    });

    it("changes its secondary addresses in place, and their number by another gateway", async () => {
      const made = await privateNat({ secondaryPrivateIpAddresses: ["10.0.0.11", "10.0.0.12"] });
      const inputs = { ...made.inputs, secondaryPrivateIpAddresses: ["10.0.0.13", "10.0.0.12"] };
      expect(
        scene.account.diff(made, { ...inputs, secondaryPrivateIpAddresses: ["10.0.0.12", "10.0.0.11"] }),
      ).to.deep.equal([]);
      expect(scene.account.diff(made, inputs)).to.deep.equal(["secondaryPrivateIpAddresses"]);
      const changed = await scene.account.update(made, inputs);
      expect(changed.outputs).to.deep.include({
        privateIp: made.outputs.privateIp,
        secondaryPrivateIpAddresses: ["10.0.0.12", "10.0.0.13"],
        secondaryPrivateIpAddressCount: 2,
      });
      const none = await scene.account.update(changed, { ...inputs, secondaryPrivateIpAddresses: [] });
      expect(none.outputs.secondaryPrivateIpAddresses).to.deep.equal([]);
      const drawn = await privateNat({ secondaryPrivateIpAddressCount: 1 });
      expect(scene.account.diff(drawn, { ...drawn.inputs, secondaryPrivateIpAddressCount: 2 })).to.deep.equal(
        ["secondaryPrivateIpAddressCount!"],
      );
      const tagged = await scene.account.update(drawn, { ...drawn.inputs, tags: { a: "b" } });
      expect(tagged.outputs.secondaryPrivateIpAddresses).to.deep.equal(
        drawn.outputs.secondaryPrivateIpAddresses,
      );
    });

    it("fits into its subnet", async () => {
      subnet = await scene.subnet(vpc, "10.0.9.0/28");
      await privateNat({ secondaryPrivateIpAddressCount: 7 });
      await privateNat({ secondaryPrivateIpAddressCount: 2 });
      expect(await refusal(privateNat())).to.match(ec2("InsufficientFreeAddressesInSubnet", subnet.id));
    });

    it("has secondary addresses in one way, unlike a public one", () => {
      const check = (inputs: Props): string[] =>
        scene.refusals(tokens.natGateway, { subnetId: "subnet-1", ...inputs });
      const secondaryPrivateIpAddresses = ["10.0.0.11"];
      expect(check({ connectivityType: "private", secondaryPrivateIpAddresses })).to.deep.equal([]);
      expect(
        check({
          connectivityType: "private",
          secondaryPrivateIpAddresses,
          secondaryPrivateIpAddressCount: 1,
        })[0],
      ).to.match(/^secondaryPrivateIpAddressCount: .*conflicts with secondaryPrivateIpAddresses/);
      expect(check({ secondaryPrivateIpAddressCount: 1 })[0]).to.match(
        /^secondaryPrivateIpAddressCount: .*not supported with "connectivityType" = "public"/,
      );
      expect(check({ secondaryPrivateIpAddresses })[0]).to.match(
        /^secondaryPrivateIpAddresses: .*not simulated/,
      );
      expect(check({ connectivityType: "private", secondaryPrivateIpAddresses: ["10.0.0.256"] })[0]).to.match(
        /^secondaryPrivateIpAddresses: expected a valid IPv4 address/,
      );
      expect(check({ connectivityType: "private", secondaryAllocationIds: ["eipalloc-1"] })[0]).to.match(
        /^secondaryAllocationIds: .*not simulated/,
      );
    });

    it("is the target of routes from its VPC, and forwards by the transit gateway", async () => {
      const gateway = await scene.transitGateway();
      await scene.attachment(gateway, vpc, [subnet]);
      const made = await privateNat();
      const table = async (of: Made): Promise<string> =>
        (await scene.make(tokens.routeTable, { vpcId: of.id })).id;
      const route = (routeTableId: string, target: Props): Promise<Made> =>
        scene.make(tokens.route, { routeTableId, destinationCidrBlock: "100.64.0.0/10", ...target });
      const before = await route(await table(vpc), { natGatewayId: made.id });
      await route(await table(vpc), { transitGatewayId: gateway.id });
      const stranger = await scene.vpc("10.1.0.0/16");
      expect(await refusal(route(await table(stranger), { natGatewayId: made.id }))).to.match(
        ec2("InvalidParameterValue", "belong to different networks"),
      );
      await scene.account.delete(made);
      expect(scene.account.read(before)?.state).to.equal("blackhole");
    });
  });
});
