import { expect } from "chai";

import {
  global,
  invalid,
  itChecks,
  link,
  project,
  refusal,
  region,
  regional,
  Scene,
  tokens,
  usedBy,
} from "./scene";
import { type Props, UNKNOWN } from "../../../simulator/protocol/values";

const base = { network: "net", ipCidrRange: "10.16.0.0/20" };
const range = (ipCidrRange: string): Props => ({ ipCidrRange });
const pods = (ipCidrRange: string, rangeName = "pods"): Props => ({ rangeName, ipCidrRange });

describe("gcp Subnetwork", () => {
  itChecks(tokens.subnetwork, base, [
    {
      rule: "has a range without host bits",
      refused: [range("10.16.0.1/20"), range("10.16.0.0"), range("ten"), range("fd00::/64")],
      accepted: [range("10.16.0.0/20")],
      at: "ipCidrRange",
      text: /Invalid value for field 'resource\.ipCidrRange'/,
    },
    {
      rule: "is not smaller than /29",
      refused: [range("10.16.0.0/30"), range("10.16.0.0/32")],
      accepted: [range("10.16.0.0/29")],
      at: "ipCidrRange",
      text: /between 4 and 29/,
    },
    {
      rule: "keeps off prohibited ranges",
      refused: [
        range("0.0.0.0/8"),
        range("127.0.0.0/16"),
        range("169.254.0.0/16"),
        range("169.0.0.0/8"),
        range("224.0.0.0/24"),
        range("199.36.153.0/28"),
      ],
      accepted: [range("169.253.0.0/16"), range("199.36.153.16/28"), range("240.0.0.0/24")],
      at: "ipCidrRange",
      text: /which is prohibited/,
    },
    {
      rule: "does not span the edge of a private range",
      refused: [range("172.0.0.0/10"), range("8.0.0.0/6"), range("192.160.0.0/12")],
      accepted: [
        range("172.16.0.0/12"),
        range("10.0.0.0/8"),
        range("192.168.0.0/16"),
        range("100.64.0.0/10"),
        range("198.18.0.0/15"),
        range("9.0.0.0/8"),
      ],
      at: "ipCidrRange",
      text: /The range spans/,
    },
    {
      rule: "holds its secondary ranges to the same rules",
      refused: [{ secondaryIpRanges: [pods("10.20.0.0/30")] }],
      accepted: [{ secondaryIpRanges: [pods("10.20.0.0/29")] }],
      at: "secondaryIpRanges[0].ipCidrRange",
      text: /resource\.secondaryIpRanges\[0\]\.ipCidrRange/,
    },
    {
      rule: "names each secondary range once",
      refused: [{ secondaryIpRanges: [pods("10.20.0.0/16"), pods("10.21.0.0/16")] }],
      accepted: [{ secondaryIpRanges: [pods("10.20.0.0/16"), pods("10.21.0.0/16", "services")] }],
      at: "secondaryIpRanges[1].rangeName",
      text: /must be unique/,
    },
    {
      rule: "names secondary ranges after RFC 1035",
      refused: [{ secondaryIpRanges: [pods("10.20.0.0/16", "Pods")] }],
      accepted: [{ secondaryIpRanges: [pods("10.20.0.0/16", "pods-1")] }],
      at: "secondaryIpRanges[0].rangeName",
      text: /doesn't match regexp/,
    },
    {
      rule: "gives secondary ranges a range",
      refused: [{ secondaryIpRanges: [{ rangeName: "pods" }] }],
      accepted: [{ secondaryIpRanges: [] }],
      at: "secondaryIpRanges[0].ipCidrRange",
      text: /must be specified/,
    },
    {
      rule: "samples flows between none and all",
      refused: [{ logConfig: { flowSampling: 1.1 } }, { logConfig: { flowSampling: -0.1 } }],
      accepted: [{ logConfig: { flowSampling: 0 } }, { logConfig: { flowSampling: 1 } }],
      at: "logConfig.flowSampling",
      text: /\[0, 1\]/,
    },
    {
      rule: "serves instances or private NAT here",
      refused: [{ purpose: "PRIVATE_SERVICE_CONNECT" }],
      accepted: [{ purpose: "PRIVATE", stackType: "IPV4_ONLY" }, { purpose: "PRIVATE_NAT" }],
      at: "purpose",
      text: /is not simulated/,
    },
  ]);

  it("needs a range and a region that exists", async () => {
    const scene = await Scene.open({ project });
    expect(scene.refusals(tokens.subnetwork, { network: "net" })).to.deep.equal([
      "region: Cannot determine region: set in this resource, or set provider-level 'region' or 'zone'.",
      "ipCidrRange: Invalid value for field 'resource.ipCidrRange': ''. A range must be specified.",
    ]);
    expect(scene.refusals(tokens.subnetwork, { ...base, region: "europe-west99" })[0]).to.match(
      /^region: .*'europe-west99'\. Unknown region/,
    );
    const zonal = await Scene.open({ project, zone: "us-east1-b" });
    await zonal.network();
    expect((await zonal.subnet()).outputs.region).to.equal("us-east1");
  });

  it("names its network in any form, which is no difference", async () => {
    const scene = await Scene.open();
    const network = await scene.network();
    const made = await scene.subnet("sub", { network: "net" });
    expect(made.outputs.network).to.equal(link(network.id));
    for (const form of ["net", "global/networks/net", network.id, link(network.id)]) {
      expect(scene.account.diff(made, { name: "sub", ...base, network: form }), form).to.deep.equal([]);
    }
    const missing = `Error creating Subnetwork: googleapi: Error 404: The resource '${global("networks/nix")}' was not found, notFound`;
    expect(await refusal(scene.subnet("other", { network: "nix" }))).to.equal(missing);
  });

  it("answers with its links, its gateway and what it was given", async () => {
    const scene = await Scene.open();
    await scene.network();
    const made = await scene.subnet("sub", { secondaryIpRanges: [pods("10.20.0.0/16")] });
    expect(made.id).to.equal(regional("subnetworks/sub"));
    expect(made.outputs).to.include({
      gatewayAddress: "10.16.0.1",
      privateIpGoogleAccess: false,
      purpose: "PRIVATE",
      region,
      selfLink: link(made.id),
      stackType: "IPV4_ONLY",
    });
    expect(made.outputs.secondaryIpRanges).to.deep.equal([pods("10.20.0.0/16")]);
  });

  it("has ranges of its own in the network, also across regions", async () => {
    const scene = await Scene.open();
    await scene.network();
    await scene.subnet("first", { secondaryIpRanges: [pods("10.20.0.0/16")] });
    const second = (more: Props): Promise<unknown> => scene.subnet("second", { region: "us-east1", ...more });
    const taken = "conflicts with existing subnetwork 'first' in region 'europe-west3'";
    expect(await refusal(second({ ipCidrRange: "10.16.8.0/24" }))).to.match(
      invalid("resource.ipCidrRange", taken),
    );
    expect(await refusal(second({ ipCidrRange: "10.20.3.0/24" }))).to.match(
      invalid("resource.ipCidrRange", taken),
    );
    expect(
      await refusal(second({ ipCidrRange: "10.17.0.0/24", secondaryIpRanges: [pods("10.16.0.0/24")] })),
    ).to.match(invalid("resource.secondaryIpRanges[0].ipCidrRange", taken));
    expect(
      await refusal(second({ ipCidrRange: "10.17.0.0/24", secondaryIpRanges: [pods("10.17.0.0/26")] })),
    ).to.match(invalid("resource.secondaryIpRanges[0].ipCidrRange", "existing subnetwork 'second'"));
    await second({ ipCidrRange: "10.17.0.0/24" });
    await scene.network("elsewhere");
    await scene.subnet("third", { network: "elsewhere" });
  });

  it("keeps off the ranges of a network in auto mode", async () => {
    const scene = await Scene.open();
    await scene.network("net", { autoCreateSubnetworks: true });
    expect(await refusal(scene.subnet("sub", range("10.200.0.0/16")))).to.equal(
      "Error creating Subnetwork: googleapi: Error 400: Invalid value for field 'resource.ipCidrRange': '10.200.0.0/16'. " +
        "Extended subnetworks in auto subnet mode networks cannot overlap with 10.128.0.0/9., invalid",
    );
    await scene.subnet("sub", range("10.120.0.0/16"));
  });

  it("changes logs, access and secondary ranges in place", async () => {
    const scene = await Scene.open();
    await scene.network();
    const made = await scene.subnet();
    const changed = {
      ...made.inputs,
      privateIpGoogleAccess: true,
      secondaryIpRanges: [pods("10.20.0.0/16")],
      logConfig: { flowSampling: 1 },
    };
    expect(scene.account.diff(made, changed)).to.deep.equal([
      "logConfig",
      "privateIpGoogleAccess",
      "secondaryIpRanges",
    ]);
    const updated = await scene.account.update(made, changed);
    expect(updated.outputs.privateIpGoogleAccess).to.equal(true);
    expect(updated.outputs.fingerprint).to.not.equal(made.outputs.fingerprint);
    await scene.subnet("other", range("10.21.0.0/16"));
    const clash = { ...changed, secondaryIpRanges: [pods("10.21.0.0/20")] };
    expect(await refusal(scene.account.update(updated, clash))).to.match(
      invalid("resource.secondaryIpRanges[0].ipCidrRange", "'other'"),
    );
    expect(
      scene.account.diff(made, {
        ...made.inputs,
        ipCidrRange: "10.32.0.0/20",
        region: "us-east1",
        network: "n",
      }),
    ).to.deep.equal(["ipCidrRange!", "network!", "region!"]);
  });

  it("expands in place, and is replaced by any other range", async () => {
    const scene = await Scene.open();
    await scene.network();
    const made = await scene.subnet("sub", range("10.16.16.0/20"));
    const replaces = (ipCidrRange: Props[string]): string[] =>
      scene.account.diff(made, { ...made.inputs, ipCidrRange });
    expect(replaces("10.16.0.0/19")).to.deep.equal(["ipCidrRange"]);
    for (const other of ["10.16.16.0/21", "10.16.0.0/20", "10.16.32.0/19", UNKNOWN] as const) {
      expect(replaces(other), String(other)).to.deep.equal(["ipCidrRange!"]);
    }
    await scene.subnet("neighbour", range("10.16.32.0/20"));
    const expanded = await scene.account.update(made, { ...made.inputs, ipCidrRange: "10.16.0.0/19" });
    expect(expanded.outputs).to.include({ ipCidrRange: "10.16.0.0/19", gatewayAddress: "10.16.0.1" });
    expect(
      await refusal(scene.account.update(expanded, { ...made.inputs, ipCidrRange: "10.16.0.0/16" })),
    ).to.match(invalid("resource.ipCidrRange", "'neighbour'"));
  });

  it("stays while a NAT gateway translates it", async () => {
    const scene = await Scene.open();
    await scene.network();
    const subnet = await scene.subnet();
    const router = await scene.router();
    const nat = await scene.make(tokens.routerNat, "nat", {
      router: "cr",
      natIpAllocateOption: "AUTO_ONLY",
      sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
      subnetworks: [{ name: subnet.id, sourceIpRangesToNats: ["ALL_IP_RANGES"] }],
    });
    expect(await refusal(scene.account.delete(subnet))).to.equal(
      `Error deleting Subnetwork: ${usedBy("subnetwork", subnet.id, router.id)}`,
    );
    await scene.account.delete(nat);
    await scene.account.delete(subnet);
  });
});
