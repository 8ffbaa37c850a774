import { expect } from "chai";

import { BalancerScene, zonal, zone } from "./balancerScene";
import { invalid, itChecks, refusal, tokens } from "../scene";
import type { Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

const group = { network: "net", zone };
const field = (name: string): string => `networkEndpoints[0].${name}`;

describe("gcp NetworkEndpointGroup", () => {
  itChecks(tokens.networkEndpointGroup, group, [
    {
      rule: "of instances has a subnet, and a hybrid one has none",
      refused: [{}, { networkEndpointType: "NON_GCP_PRIVATE_IP_PORT", subnetwork: "sub" }],
      accepted: [{ subnetwork: "sub" }, { networkEndpointType: "NON_GCP_PRIVATE_IP_PORT" }],
      at: "subnetwork",
      text: /resource\.subnetwork/,
    },
    {
      rule: "is of a type that is zonal and simulated",
      refused: [{ networkEndpointType: "INTERNET_FQDN_PORT" }, { networkEndpointType: "SERVERLESS" }],
      accepted: [{ networkEndpointType: "NON_GCP_PRIVATE_IP_PORT" }],
      at: "networkEndpointType",
      text: /not simulated/,
    },
    {
      rule: "has a port that there is",
      refused: [
        { subnetwork: "sub", defaultPort: 0 },
        { subnetwork: "sub", defaultPort: 65536 },
      ],
      accepted: [{ subnetwork: "sub", defaultPort: 65535 }],
      at: "defaultPort",
      text: /1 - 65535/,
    },
  ]);

  it("is in its subnet's network and region, and replaced for anything", async () => {
    const balancer = await BalancerScene.open();
    await balancer.scene.network("other");
    expect(await refusal(balancer.zonalGroup("no", { network: "other" }))).to.match(
      invalid("resource.subnetwork", "network endpoint group's network"),
    );
    await balancer.proxySubnet();
    expect(await refusal(balancer.zonalGroup("no", { subnetwork: "proxies" }))).to.match(
      invalid("resource.subnetwork", "must have purpose=PRIVATE"),
    );
    const made = await balancer.zonalGroup();
    expect(made.id).to.equal(zonal("networkEndpointGroups/zonal"));
    expect(balancer.scene.account.diff(made, { ...made.inputs, defaultPort: 8080 })).to.deep.equal([
      "defaultPort!",
    ]);
  });

  it("takes its endpoints with it", async () => {
    const balancer = await BalancerScene.open();
    const made = await balancer.hybridGroup();
    const endpoint = await balancer.scene.account.create(tokens.networkEndpoint, "web", {
      networkEndpointGroup: made.id,
      zone,
      ipAddress: "172.16.20.207",
    });
    expect(balancer.scene.account.read(made)?.size).to.equal(1);
    await balancer.scene.account.delete(made);
    expect(balancer.scene.account.read(endpoint)).to.equal(undefined);
  });
});

describe("gcp NetworkEndpoint", () => {
  let balancer: BalancerScene;
  beforeEach(async () => {
    balancer = await BalancerScene.open();
  });
  const add = (name: string, inputs: Props): Promise<Made> =>
    balancer.scene.account.create(tokens.networkEndpoint, name, { zone, ...inputs });

  it("of a hybrid group is a private address outside of the group's network, without an instance", async () => {
    const { id } = await balancer.hybridGroup();
    const hybrid = (more: Props): Promise<Made> => add("web", { networkEndpointGroup: id, ...more });
    expect(await refusal(hybrid({ ipAddress: "52.1.2.3" }))).to.match(
      invalid(field("ipAddress"), "must be a private one"),
    );
    expect(await refusal(hybrid({ ipAddress: "10.16.0.7" }))).to.match(
      invalid(field("ipAddress"), "must be outside Google Cloud"),
    );
    expect(await refusal(hybrid({ ipAddress: "172.16.20.207", instance: "vm" }))).to.match(
      invalid(field("instance"), "has no instance"),
    );
    const made = await hybrid({ ipAddress: "172.16.20.207" });
    expect(made.id).to.equal(`shop-dev/${zone}/hybrid//172.16.20.207/80`);
    expect(
      await refusal(add("twin", { networkEndpointGroup: "hybrid", ipAddress: "172.16.20.207", port: 80 })),
    ).to.match(invalid(field("ipAddress"), "already"));
    await add("other-port", { networkEndpointGroup: "hybrid", ipAddress: "172.16.20.207", port: 81 });
  });

  it("of a zonal group is an address of an instance of the group's zone and subnet", async () => {
    const { id } = await balancer.zonalGroup();
    await balancer.instance("vm", { networkInterfaces: [{ subnetwork: "sub", networkIp: "10.16.0.9" }] });
    await balancer.instance("far", {
      zone: "europe-west3-b",
      networkInterfaces: [{ subnetwork: "sub", networkIp: "10.16.0.10" }],
    });
    const zonalOne = (more: Props): Promise<Made> =>
      add("web", { networkEndpointGroup: id, port: 80, ...more });
    expect(await refusal(zonalOne({ ipAddress: "10.16.0.9" }))).to.match(
      invalid(field("instance"), "needs an instance"),
    );
    expect(await refusal(zonalOne({ ipAddress: "10.16.0.8", instance: "vm" }))).to.match(
      invalid(field("ipAddress"), "none of the instance"),
    );
    expect(await refusal(zonalOne({ ipAddress: "10.16.0.10", instance: "far" }))).to.match(
      /instances\/far' was not found/,
    );
    expect(
      await refusal(add("web", { networkEndpointGroup: id, ipAddress: "10.16.0.9", instance: "vm" })),
    ).to.match(invalid(field("port"), "no default port"));
    const made = await zonalOne({ ipAddress: "10.16.0.9", instance: zonal("instances/vm") });
    expect(made.id).to.equal(`shop-dev/${zone}/zonal/vm/10.16.0.9/80`);
  });

  it("needs a group that exists in its zone", async () => {
    await balancer.hybridGroup();
    const inputs = { networkEndpointGroup: "hybrid", ipAddress: "172.16.20.207", zone: "europe-west3-b" };
    expect(await refusal(add("web", inputs))).to.match(
      /europe-west3-b\/networkEndpointGroups\/hybrid' was not found/,
    );
  });

  it("can be one of a list, which changes in place", async () => {
    await balancer.hybridGroup();
    const list = (...addresses: string[]): Props => ({
      zone,
      networkEndpointGroup: "hybrid",
      networkEndpoints: addresses.map((ipAddress) => ({ ipAddress })),
    });
    const { account } = balancer.scene;
    const make = (inputs: Props): Promise<Made> => account.create(tokens.networkEndpointList, "all", inputs);
    expect(await refusal(make(list("172.16.0.4", "172.16.0.4")))).to.match(
      invalid("networkEndpoints[1].ipAddress", "already"),
    );
    const made = await make(list("172.16.0.4"));
    expect(account.diff(made, list("172.16.0.5"))).to.deep.equal(["networkEndpoints"]);
    const changed = await account.update(made, list("172.16.0.5", "172.16.0.6"));
    expect(changed.inputs.networkEndpoints).to.have.lengthOf(2);
  });
});
