import { expect } from "chai";

import { invalid, itChecks, link, refusal, regional, Scene, tokens, usedBy } from "./scene";
import type { Props } from "../../../simulator/protocol/values";
import type { Made } from "../../helpers/simulated";

const all: Props = {
  router: "cr",
  natIpAllocateOption: "AUTO_ONLY",
  sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
};
const listed = (name: string, kinds: string[], names?: string[]): Props => ({
  sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
  subnetworks: [{ name, sourceIpRangesToNats: kinds, ...(names ? { secondaryIpRangeNames: names } : {}) }],
});
const manual = (natIps: string[]): Props => ({ natIpAllocateOption: "MANUAL_ONLY", natIps });
const dynamic = (more: Props): Props => ({ enableDynamicPortAllocation: true, ...more });

describe("gcp RouterNat", () => {
  itChecks(tokens.routerNat, all, [
    {
      rule: "has addresses where it chooses them itself",
      refused: [manual([]), { natIpAllocateOption: "AUTO_ONLY", natIps: ["a"] }],
      accepted: [manual(["a"]), { natIpAllocateOption: "AUTO_ONLY", natIps: [] }],
      at: "natIps",
      text: /MANUAL_ONLY|AUTO_ONLY/,
    },
    {
      rule: "lists subnets where it is for listed ones",
      refused: [
        { sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS" },
        { subnetworks: [{ name: "s", sourceIpRangesToNats: ["ALL_IP_RANGES"] }] },
      ],
      accepted: [listed("s", ["ALL_IP_RANGES"])],
      at: "subnetworks",
      text: /LIST_OF_SUBNETWORKS/,
    },
    {
      rule: "names secondary ranges where it is for listed ones",
      refused: [listed("s", ["LIST_OF_SECONDARY_IP_RANGES"]), listed("s", ["PRIMARY_IP_RANGE"], ["pods"])],
      accepted: [listed("s", ["LIST_OF_SECONDARY_IP_RANGES"], ["pods"])],
      at: "subnetworks[0].secondaryIpRangeNames",
      text: /LIST_OF_SECONDARY_IP_RANGES/,
    },
    {
      rule: "has a greatest number of ports with dynamic allocation only",
      refused: [{ maxPortsPerVm: 128 }],
      accepted: [dynamic({ maxPortsPerVm: 128 })],
      at: "maxPortsPerVm",
      text: /dynamic port allocation only/,
    },
    {
      rule: "allocates powers of two",
      refused: [dynamic({ minPortsPerVm: 100 })],
      accepted: [dynamic({ minPortsPerVm: 128 }), { minPortsPerVm: 100 }],
      at: "minPortsPerVm",
      text: /power of two/,
    },
    {
      rule: "allocates between the least and the most",
      refused: [
        dynamic({ minPortsPerVm: 128, maxPortsPerVm: 64 }),
        dynamic({ minPortsPerVm: 64, maxPortsPerVm: 64 }),
      ],
      accepted: [dynamic({ minPortsPerVm: 64, maxPortsPerVm: 128 })],
      at: "maxPortsPerVm",
      text: /greater than minPortsPerVm/,
    },
    {
      rule: "maps independently of the endpoint, or dynamically",
      refused: [dynamic({ enableEndpointIndependentMapping: true })],
      accepted: [{ enableEndpointIndependentMapping: true }],
      at: "enableEndpointIndependentMapping",
      text: /together with dynamic/,
    },
    {
      rule: "is public or private",
      refused: [{ type: "HYBRID" }],
      accepted: [{ type: "PUBLIC" }],
      at: "type",
      text: /"PUBLIC", "PRIVATE"/,
    },
    {
      rule: "has no rules where it is public, which are not simulated",
      refused: [{ rules: [{ ruleNumber: 1, match: "destination.ip == '1.1.1.1'" }] }],
      accepted: [{ rules: [] }],
      at: "rules",
      text: /not simulated/,
    },
  ]);

  let scene: Scene;
  const nat = (name: string, inputs: Props): Promise<Made> =>
    scene.make(tokens.routerNat, name, { ...all, ...inputs });
  beforeEach(async () => {
    scene = await Scene.open();
    await scene.network();
    await scene.router();
    await scene.subnet("sub", { secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "10.20.0.0/16" }] });
  });

  it("answers with its defaults and the provider's id", async () => {
    const made = await nat("nat", {});
    expect(made.id).to.equal("shop-dev/europe-west3/cr/nat");
    expect(made.outputs).to.deep.include({
      autoNetworkTier: "PREMIUM",
      enableDynamicPortAllocation: false,
      endpointTypes: ["ENDPOINT_TYPE_VM"],
      minPortsPerVm: 64,
      natIps: [],
      tcpEstablishedIdleTimeoutSec: 1200,
      type: "PUBLIC",
      udpIdleTimeoutSec: 30,
    });
    const changed = {
      ...made.inputs,
      minPortsPerVm: 128,
      endpointTypes: ["ENDPOINT_TYPE_VM"],
      router: "cr2",
    };
    expect(scene.account.diff(made, changed)).to.deep.equal(["endpointTypes!", "minPortsPerVm", "router!"]);
    expect(await refusal(nat("nat", {}))).to.match(/existing object already found/);
  });

  it("leaves each range of a subnet to one gateway", async () => {
    await nat("first", listed("sub", ["PRIMARY_IP_RANGE"]));
    const taken = invalid("resource.nats[].sourceSubnetworkIpRangesToNat", "/cr/first");
    expect(await refusal(nat("second", {}))).to.match(taken);
    expect(await refusal(nat("second", listed("sub", ["ALL_IP_RANGES"])))).to.match(taken);
    await nat("second", listed("sub", ["LIST_OF_SECONDARY_IP_RANGES"], ["pods"]));
  });

  it("translates subnets of its network and region that have the ranges", async () => {
    await scene.subnet("far", { region: "us-east1", ipCidrRange: "10.30.0.0/20" });
    const far = "regions/us-east1/subnetworks/far";
    expect(await refusal(nat("nat", listed(far, ["ALL_IP_RANGES"])))).to.match(
      invalid("resource.nats[].subnetworks[0].name", "network and region of the router"),
    );
    expect(await refusal(nat("nat", listed("sub", ["LIST_OF_SECONDARY_IP_RANGES"], ["nix"])))).to.match(
      invalid("resource.nats[].subnetworks[0].secondaryIpRangeNames", "no such secondary range"),
    );
    expect(await refusal(nat("nat", listed("nix", ["ALL_IP_RANGES"])))).to.include("was not found, notFound");
  });

  it("keeps its addresses from others and from deletion", async () => {
    const address = await scene.make(tokens.address, "ip", {});
    const made = await nat("nat", { ...listed("sub", ["PRIMARY_IP_RANGE"]), ...manual(["ip"]) });
    expect(made.outputs.natIps).to.deep.equal([link(regional("addresses/ip"))]);
    expect(scene.account.read(address)?.users).to.deep.equal([link(regional("routers/cr"))]);
    const second = nat("nat2", {
      ...listed("sub", ["LIST_OF_SECONDARY_IP_RANGES"], ["pods"]),
      ...manual(["ip"]),
    });
    expect(await refusal(second)).to.match(invalid("resource.nats[].natIps", "already in use"));
    expect(await refusal(scene.account.delete(address))).to.equal(
      `Error deleting Address: ${usedBy("address", address.id, regional("routers/cr"))}`,
    );
    await scene.account.delete(made);
    await scene.account.delete(address);
  });
});

describe("gcp Address and GlobalAddress", () => {
  for (const [token, path] of [
    [tokens.address, regional("addresses/ip")],
    [tokens.globalAddress, "projects/shop-dev/global/addresses/ip"],
  ] as const) {
    it(`${token} is an external address that Google chooses`, async () => {
      const scene = await Scene.open();
      const made = await scene.make(token, "ip", {});
      expect(made.id).to.equal(path);
      expect(made.outputs.address).to.match(/^3[45]\.\d+\.\d+\.\d+$/);
      expect(made.outputs.addressType).to.equal("EXTERNAL");
      expect(scene.refusals(token, { address: "34.1.2.3" })[0]).to.match(/^address: .*Google chooses/);
      expect(scene.account.diff(made, { name: "ip", description: "d", labels: { a: "b" } })).to.deep.equal([
        "description!",
        "labels",
      ]);
    });
  }
});
