import { expect } from "chai";

import { global, invalid, itChecks, link, refusal, regional, Scene, tokens, usedBy } from "./scene";
import type { Props } from "../../../simulator/protocol/values";

const bgp = (more: Props): Props => ({ bgp: { asn: 64514, ...more } });

describe("gcp Router", () => {
  itChecks(tokens.router, { network: "net", bgp: { asn: 64514 } }, [
    {
      rule: "has a private ASN, or the one of Partner Interconnect",
      refused: [0, 1, 16551, 64511, 65535, 4199999999, 4294967295, 64512.5].map((asn) => bgp({ asn })),
      accepted: [64512, 65534, 4200000000, 4294967294, 16550].map((asn) => bgp({ asn })),
      at: "bgp.asn",
      text: /RFC6996-compliant Local ASN/,
    },
    {
      rule: "keeps alive every 20 to 60 seconds",
      refused: [bgp({ keepaliveInterval: 19 }), bgp({ keepaliveInterval: 61 })],
      accepted: [bgp({ keepaliveInterval: 20 }), bgp({ keepaliveInterval: 60 })],
      at: "bgp.keepaliveInterval",
      text: /\(20 - 60\)/,
    },
    {
      rule: "advertises groups in custom mode only",
      refused: [bgp({ advertisedGroups: ["ALL_SUBNETS"] })],
      accepted: [bgp({ advertiseMode: "CUSTOM", advertisedGroups: ["ALL_SUBNETS"] })],
      at: "bgp.advertisedGroups",
      text: /when using advertiseMode DEFAULT/,
    },
    {
      rule: "advertises ranges in custom mode only",
      refused: [bgp({ advertiseMode: "DEFAULT", advertisedIpRanges: [{ range: "10.0.0.0/8" }] })],
      accepted: [bgp({ advertiseMode: "CUSTOM", advertisedIpRanges: [{ range: "10.0.0.0/8" }] })],
      at: "bgp.advertisedIpRanges",
      text: /when using advertiseMode DEFAULT/,
    },
    {
      rule: "advertises ranges in CIDR notation",
      refused: [bgp({ advertiseMode: "CUSTOM", advertisedIpRanges: [{ range: "10.0.0.1/8" }] })],
      accepted: [bgp({ advertiseMode: "CUSTOM", advertisedIpRanges: [{ range: "10.0.0.1" }] })],
      at: "bgp.advertisedIpRanges[0].range",
      text: /host bits/,
    },
    {
      rule: "knows one group",
      refused: [bgp({ advertiseMode: "CUSTOM", advertisedGroups: ["ALL"] })],
      accepted: [bgp({ advertiseMode: "CUSTOM", advertisedGroups: [] })],
      at: "bgp.advertisedGroups[0]",
      text: /"ALL_SUBNETS"/,
    },
    {
      rule: "takes its identifier out of the link-local addresses",
      refused: ["169.254.5.0/31", "10.0.0.0/30", "169.254.5.1/30"].map((identifierRange) =>
        bgp({ identifierRange }),
      ),
      accepted: [bgp({ identifierRange: "169.254.5.0/30" }), bgp({ identifierRange: "169.254.6.0/24" })],
      at: "bgp.identifierRange",
      text: /at least \/30 within 169\.254\.0\.0\/16/,
    },
  ]);

  it("needs an ASN in its BGP settings, and a network", async () => {
    const scene = await Scene.open();
    expect(scene.refusals(tokens.router, { network: "net", bgp: {} })).to.deep.equal([
      'bgp: Missing required argument "bgp.asn"',
    ]);
    expect(scene.refusals(tokens.router, {})).to.deep.equal([
      "network: Invalid value for field 'resource.network': ''. A network must be specified.",
    ]);
    expect(await refusal(scene.router())).to.include(`'${global("networks/net")}' was not found, notFound`);
  });

  it("changes its BGP settings in place, whatever the order of ranges", async () => {
    const scene = await Scene.open();
    await scene.network();
    const ranges = [{ range: "10.0.0.0/8" }, { range: "35.199.192.0/19" }];
    const made = await scene.router("cr", bgp({ advertiseMode: "CUSTOM", advertisedIpRanges: ranges }));
    expect(made.id).to.equal(regional("routers/cr"));
    expect(made.outputs).to.deep.include({ network: link(global("networks/net")), selfLink: link(made.id) });
    const turned = bgp({ advertiseMode: "CUSTOM", advertisedIpRanges: [...ranges].reverse() });
    expect(scene.account.diff(made, { ...made.inputs, ...turned })).to.deep.equal([]);
    expect(scene.account.diff(made, { ...made.inputs, ...bgp({ asn: 64520 }) })).to.deep.equal(["bgp"]);
    const other = { ...made.inputs, name: "x", network: "other", region: "us-east1" };
    expect(scene.account.diff(made, other)).to.deep.equal(["name!", "network!", "region!"]);
  });

  it("keeps its identifier range to itself in the network", async () => {
    const scene = await Scene.open();
    await scene.network();
    await scene.router("cr", bgp({ identifierRange: "169.254.30.0/24" }));
    const second = scene.router("cr2", bgp({ identifierRange: "169.254.30.8/29" }));
    expect(await refusal(second)).to.match(
      invalid(
        "resource.bgp.identifierRange",
        "conflicts with 169.254.30.0/24 of the identifier range of router cr",
      ),
    );
    const first = await scene.make(tokens.router, "own", {
      network: "net",
      ...bgp({ identifierRange: "169.254.31.0/24" }),
    });
    await scene.account.update(first, { ...first.inputs, description: "its own range is no conflict" });
    await scene.network("elsewhere");
    await scene.router("cr3", { network: "elsewhere", ...bgp({ identifierRange: "169.254.30.8/29" }) });
  });

  it("stays while a tunnel uses it, keeps its members through changes, and takes them along", async () => {
    const scene = await Scene.open();
    const { router } = await scene.surroundings();
    const tunnel = await scene.tunnel();
    expect(await refusal(scene.account.delete(router))).to.equal(
      `Error deleting Router: ${usedBy("router", router.id, tunnel.id)}`,
    );
    await scene.account.delete(tunnel);
    const member = await scene.interface("if0", { vpnTunnel: "" });
    await scene.account.update(router, { ...router.inputs, ...bgp({ asn: 64520 }) });
    expect(scene.account.read(member)).not.to.equal(undefined);
    await scene.account.delete(router);
    expect(scene.account.read(member)).to.equal(undefined);
  });
});
