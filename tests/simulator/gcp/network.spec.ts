import { expect } from "chai";

import { global, invalid, itChecks, link, refusal, Scene, tokens, usedBy } from "./scene";
import { parseCidr } from "../../../addressing/cidr";
import { UNKNOWN } from "../../../simulator/protocol/values";

describe("gcp Network", () => {
  itChecks(tokens.network, {}, [
    {
      rule: "has an MTU of 1300 to 8896",
      refused: [{ mtu: 1299 }, { mtu: 8897 }],
      accepted: [{ mtu: 1300 }, { mtu: 8896 }],
      at: "mtu",
      text: /\(1300 - 8896\)/,
    },
    {
      rule: "routes regionally or globally",
      refused: [{ routingMode: "LOCAL" }],
      accepted: [{ routingMode: "REGIONAL" }, { routingMode: "GLOBAL" }],
      at: "routingMode",
      text: /"REGIONAL", "GLOBAL"/,
    },
    {
      rule: "compares MED with the standard best path only",
      refused: [{ bgpAlwaysCompareMed: true }],
      accepted: [{ bgpAlwaysCompareMed: true, bgpBestPathSelectionMode: "STANDARD" }],
      at: "bgpAlwaysCompareMed",
      text: /if bgpBestPathSelectionMode is STANDARD/,
    },
    {
      rule: "adds costs with the standard best path only",
      refused: [{ bgpInterRegionCost: "ADD_COST_TO_MED" }],
      accepted: [{ bgpInterRegionCost: "ADD_COST_TO_MED", bgpBestPathSelectionMode: "STANDARD" }],
      at: "bgpInterRegionCost",
      text: /if bgpBestPathSelectionMode is STANDARD/,
    },
    {
      rule: "has a /48 of Google's unique local addresses",
      refused: ["fd20::1/48", "fd20::/47", "fd20:1::/64", "fd21::/48", "10.0.0.0/8", "fd20:1000::/48"].map(
        (internalIpv6Range) => ({ enableUlaInternalIpv6: true, internalIpv6Range }),
      ),
      accepted: [
        { enableUlaInternalIpv6: true },
        { enableUlaInternalIpv6: true, internalIpv6Range: "fd20:abc:def::/48" },
        { enableUlaInternalIpv6: UNKNOWN, internalIpv6Range: UNKNOWN },
        { enableUlaInternalIpv6: UNKNOWN, internalIpv6Range: "fd20::/48" },
      ],
      at: "internalIpv6Range",
      text: /^internalIpv6Range: Invalid value for field 'resource\.internalIpv6Range'/,
    },
    {
      rule: "has it only where IPv6 is on",
      refused: [{ internalIpv6Range: "fd20::/48" }],
      accepted: [{ enableUlaInternalIpv6: false }],
      at: "internalIpv6Range",
      text: /if enableUlaInternalIpv6 is true/,
    },
    {
      rule: "is not left behind",
      refused: [{ deletionPolicy: "ABANDON" }],
      accepted: [{ deletionPolicy: "DELETE" }, { deletionPolicy: "PREVENT" }],
      at: "deletionPolicy",
      text: /ABANDON is not simulated/,
    },
  ]);

  it("has a name after RFC 1035", async () => {
    const scene = await Scene.open();
    const refused = (name: string): string[] => scene.account.refusals(tokens.network, "n", { name });
    for (const name of ["Net", "1net", "net-", "net_1", "-net", "a".repeat(64), ""]) {
      expect(refused(name), name).to.deep.equal([
        `name: "name" ("${name}") doesn't match regexp "^(?:[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?)$"`,
      ]);
    }
    for (const name of ["n", "net-1", "a".repeat(63)]) {
      expect(refused(name), name).to.deep.equal([]);
    }
  });

  it("gets a name out of the logical one, which an update keeps and a replacement does not need", async () => {
    const { account } = await Scene.open();
    const made = await account.create(tokens.network, "net", {});
    expect(made.outputs.name).to.match(/^net-[0-9a-f]{7}$/);
    expect(account.diff(made, { mtu: 1500 })).to.deep.equal(["mtu"]);
    expect((await account.update(made, { mtu: 1500 })).outputs.name).to.equal(made.outputs.name);
    const { deleteBeforeReplace } = account.clouds.diff(tokens.network, made.inputs, made.inputs);
    expect(deleteBeforeReplace).to.equal(false);
    const named = await account.create(tokens.network, "other", { name: "other" });
    expect(account.clouds.diff(tokens.network, named.inputs, named.inputs).deleteBeforeReplace).to.equal(
      true,
    );
  });

  it("needs a project, its own or the provider's", async () => {
    const scene = await Scene.open({});
    expect(scene.account.refusals(tokens.network, "n", { name: "n" })).to.deep.equal([
      "project: project: required field is not set",
    ]);
    const made = await scene.make(tokens.network, "n", { project: "other" });
    expect(made.id).to.equal("projects/other/global/networks/n");
  });

  it("answers with its links and defaults", async () => {
    const made = await (await Scene.open()).make(tokens.network, "net", {});
    expect(made.id).to.equal(global("networks/net"));
    expect(made.outputs).to.include({
      autoCreateSubnetworks: true,
      bgpBestPathSelectionMode: "LEGACY",
      deletionPolicy: "DELETE",
      mtu: 1460,
      project: "shop-dev",
      routingMode: "REGIONAL",
      selfLink: link(global("networks/net")),
    });
    expect(made.outputs.networkId).to.match(/^\d+$/).and.equal(made.outputs.numericId);
  });

  it("gets a range of its own, which is unknown before, or the one it asks for", async () => {
    const scene = await Scene.open();
    const none = await scene.network("none");
    expect(none.outputs.internalIpv6Range).to.equal("");
    const on = { enableUlaInternalIpv6: true };
    const [a, b] = [await scene.network("a", on), await scene.network("b", on)];
    const ranges = [a, b].map(({ outputs }) => outputs.internalIpv6Range as string);
    ranges.forEach((range) => expect(range).to.match(/^fd20:[\da-f]{1,3}:[\da-f]{1,4}:0:0:0:0:0\/48$/));
    expect(new Set(ranges).size).to.equal(2);
    const preview = scene.account.clouds.preview(tokens.network, { props: on, secrets: new Set() });
    expect(preview.outputs.internalIpv6Range).to.equal(UNKNOWN);

    const taken = { ...on, internalIpv6Range: parseCidr(ranges[0]!).text };
    expect(await refusal(scene.network("c", taken))).to.match(
      invalid("resource.internalIpv6Range", "already in use by another network"),
    );
    const given = { ...on, internalIpv6Range: "fd20:a:b::/48" };
    expect((await scene.network("c", given)).outputs.internalIpv6Range).to.equal("fd20:a:b::/48");
    expect(scene.account.diff(a, { ...a.inputs, enableUlaInternalIpv6: false })).to.deep.equal([
      "enableUlaInternalIpv6!",
    ]);
  });

  it("is there once", async () => {
    const scene = await Scene.open();
    await scene.network();
    expect(await refusal(scene.network())).to.equal(
      `Error creating Network: googleapi: Error 409: The resource '${global("networks/net")}' already exists, alreadyExists`,
    );
  });

  it("replaces for all but routing, MTU and firewall order", async () => {
    const scene = await Scene.open();
    const made = await scene.network();
    expect(
      scene.account.diff(made, {
        name: "net2",
        project: "other",
        autoCreateSubnetworks: true,
        description: "d",
        mtu: 1500,
        networkFirewallPolicyEnforcementOrder: "BEFORE_CLASSIC_FIREWALL",
        routingMode: "GLOBAL",
      }),
    ).to.deep.equal([
      "autoCreateSubnetworks!",
      "description!",
      "mtu",
      "name!",
      "networkFirewallPolicyEnforcementOrder",
      "project!",
      "routingMode",
    ]);
    const updated = await scene.account.update(made, { ...made.inputs, routingMode: "GLOBAL" });
    expect(updated.outputs).to.include({ routingMode: "GLOBAL", mtu: 1460 });
  });

  it("stays while anything is in it, or while it is protected", async () => {
    const scene = await Scene.open();
    const network = await scene.network();
    for (const user of [
      await scene.subnet(),
      await scene.router(),
      await scene.gateway(),
      await scene.make(tokens.firewall, "fw", {
        network: "net",
        allows: [{ protocol: "icmp" }],
        sourceRanges: ["10.0.0.0/8"],
      }),
      await scene.make(tokens.route, "route", {
        network: "net",
        destRange: "0.0.0.0/0",
        nextHopGateway: "default-internet-gateway",
      }),
    ]) {
      const others = await refusal(scene.account.delete(network));
      expect(others).to.include(usedBy("network", network.id, "").split("''")[0]);
      await scene.account.delete(user);
    }
    const kept = await scene.account.update(network, { ...network.inputs, deletionPolicy: "PREVENT" });
    expect(await refusal(scene.account.delete(kept))).to.match(/^cannot destroy .*deletion_policy="DELETE"/);
    await scene.account.delete(
      await scene.account.update(kept, { ...network.inputs, deletionPolicy: "DELETE" }),
    );
  });

  it("names its user", async () => {
    const scene = await Scene.open();
    const network = await scene.network();
    const subnet = await scene.subnet();
    expect(await refusal(scene.account.delete(network))).to.equal(
      `Error deleting Network: ${usedBy("network", network.id, subnet.id)}`,
    );
  });

  it("is drawn from the seed", async () => {
    const id = async (seed: string): Promise<unknown> =>
      (await (await Scene.open(undefined, seed)).network()).outputs.networkId;
    expect(await id("a")).to.equal(await id("a"));
    expect(await id("a")).to.not.equal(await id("b"));
  });
});
