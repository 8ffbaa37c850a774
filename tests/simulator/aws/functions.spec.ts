import { expect } from "chai";

import { Scene } from "./scene";
import type { Props } from "../../../simulator/protocol/values";

describe("functions of the aws provider", () => {
  let scene: Scene;
  const call = (name: string, args: Props = {}): Props =>
    scene.account.clouds.invoke(`aws:index/${name}:${name}`, args, { region: "eu-central-1" });
  beforeEach(async () => (scene = await Scene.open()));

  it("know the zones of a Region", () => {
    expect(call("getAvailabilityZones")).to.deep.include({
      names: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
      zoneIds: ["euc1-az1", "euc1-az2", "euc1-az3"],
    });
    expect(
      call("getAvailabilityZones", { region: "us-west-1", excludeNames: ["us-west-1a"] }).names,
    ).to.deep.equal(["us-west-1c"]);
    expect(call("getAvailabilityZones", { state: "impaired" }).names).to.deep.equal([]);
    const filter = (name: string, value: string): Props => ({ filters: [{ name, values: [value] }] });
    const zonesBy = (name: string, value: string): unknown =>
      call("getAvailabilityZones", filter(name, value)).names;
    expect(zonesBy("zone-name", "eu-central-1b")).to.deep.equal(["eu-central-1b"]);
    expect(zonesBy("opt-in-status", "opted-in")).to.deep.equal([]);
    expect(() => call("getAvailabilityZones", { allAvailabilityZones: true })).to.throw(
      '"allAvailabilityZones" is not simulated',
    );
    expect(() => call("getAvailabilityZones", { region: "eu-nowhere-1" })).to.throw(
      "invalid AWS Region: eu-nowhere-1",
    );
  });

  it("know the Region", () => {
    const frankfurt = {
      description: "Europe (Frankfurt)",
      endpoint: "ec2.eu-central-1.amazonaws.com",
      id: "eu-central-1",
      name: "eu-central-1",
      region: "eu-central-1",
    };
    expect(call("getRegion")).to.deep.equal(frankfurt);
    expect(call("getRegion", { region: "us-east-1" }).description).to.equal("US East (N. Virginia)");
    expect(call("getRegion", { endpoint: "ec2.us-east-2.amazonaws.com" }).name).to.equal("us-east-2");
    expect(() => call("getRegion", { name: "eu-nowhere-1" })).to.throw("invalid AWS Region");
  });

  it("know the account", () => {
    expect(call("getCallerIdentity")).to.include({ accountId: "123456789012", id: "123456789012" });
  });

  it("are refused where the provider is not configured", () => {
    const { configure } = {
      configure: (variables: Record<string, string>) =>
        scene.account.clouds.package("aws").configure(variables),
    };
    expect(() => configure({})).to.throw("Missing region configuration");
    expect(() => configure({ region: "eu-nowhere-1" })).to.throw("invalid AWS Region");
    expect(() => configure({ region: "eu-central-1", defaultTags: '{"tags":{}}' })).to.throw(
      "aws:defaultTags is not simulated",
    );
    expect(configure({ region: "eu-central-1" })).to.deep.equal({ region: "eu-central-1" });
  });
});
