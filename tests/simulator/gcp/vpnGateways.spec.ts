import { expect } from "chai";

import {
  addressOf,
  fourAddresses,
  global,
  invalid,
  itChecks,
  link,
  refusal,
  regional,
  Scene,
  tokens,
  usedBy,
} from "./scene";
import { type Props, UNKNOWN } from "../../../simulator/protocol/values";

const at = (...addresses: readonly string[]): Props[] =>
  addresses.map((ipAddress, id) => ({ id, ipAddress }));
const single = { redundancyType: "SINGLE_IP_INTERNALLY_REDUNDANT" };
const two = { redundancyType: "TWO_IPS_REDUNDANCY" };

describe("gcp HaVpnGateway", () => {
  itChecks(tokens.haVpnGateway, { network: "net" }, [
    {
      rule: "carries IPv4, alone or with IPv6, behind IPv4 addresses",
      refused: [{ stackType: "IPV6_ONLY" }],
      accepted: [{ stackType: "IPV4_ONLY" }, { stackType: "IPV4_IPV6" }, { stackType: UNKNOWN }],
      at: "stackType",
      text: /stack type IPV6_ONLY has IPV6 addresses, not IPV4/,
    },
    {
      rule: "is reached over IPv4",
      refused: [{ gatewayIpVersion: "IPV6", stackType: "IPV6_ONLY" }],
      accepted: [{ gatewayIpVersion: "IPV4" }],
      at: "gatewayIpVersion",
      text: /not simulated/,
    },
    {
      rule: "has the interfaces 0 and 1",
      refused: [{ vpnInterfaces: [{ id: 0 }] }, { vpnInterfaces: [{ id: 1 }, { id: 0 }] }],
      accepted: [{ vpnInterfaces: [{ id: 0 }, { id: 1 }] }, { vpnInterfaces: [] }],
      at: "vpnInterfaces",
      text: /interfaces 0 and 1/,
    },
    {
      rule: "has labels of small letters",
      refused: [
        { labels: { Team: "net" } },
        { labels: { team: "Net" } },
        { labels: { ["a".repeat(64)]: "" } },
      ],
      accepted: [{ labels: { team: "net_1-a" } }, { labels: { team: "" } }],
      at: "labels",
      text: /violates format constraints/,
    },
  ]);

  it("has two addresses, no other one's, drawn from the seed", async () => {
    const scene = await Scene.open(undefined, "seed");
    await scene.network();
    const made = await Promise.all(["a", "b", "c"].map((name) => scene.gateway(name)));
    const addresses = made.flatMap((gateway) => [addressOf(gateway, 0), addressOf(gateway, 1)]);
    expect(new Set(addresses).size).to.equal(6);
    addresses.forEach((address) => expect(address).to.match(/^3[45]\.\d+\.\d+\.\d+$/));
    const again = await Scene.open(undefined, "seed");
    await again.network();
    expect((await again.gateway("a")).outputs.vpnInterfaces).to.deep.equal(made[0]?.outputs.vpnInterfaces);
    expect(made[0]?.outputs.vpnInterfaces).to.deep.include({
      id: 1,
      interconnectAttachment: "",
      ipAddress: addresses[1],
    });
  });

  it("changes nothing but labels in place", async () => {
    const scene = await Scene.open();
    await scene.network();
    const made = await scene.gateway("gw", { labels: { team: "net" } });
    const labels = { "goog-pulumi-provisioned": "true", team: "net" };
    expect(made.outputs).to.deep.include({
      labels: { team: "net" },
      effectiveLabels: labels,
      pulumiLabels: labels,
      stackType: "IPV4_ONLY",
      gatewayIpVersion: "IPV4",
    });
    const changed = { network: "x", name: "y", description: "d", stackType: "IPV4_IPV6", labels: { a: "b" } };
    expect(scene.account.diff(made, changed)).to.deep.equal([
      "description!",
      "labels",
      "name!",
      "network!",
      "stackType!",
    ]);
    const updated = await scene.account.update(made, { ...made.inputs, labels: { a: "b" } });
    expect(updated.outputs.effectiveLabels).to.deep.equal({ "goog-pulumi-provisioned": "true", a: "b" });
    expect(updated.outputs.labelFingerprint).to.not.equal(made.outputs.labelFingerprint);
    expect(updated.outputs.vpnInterfaces).to.deep.equal(made.outputs.vpnInterfaces);
  });

  it("marks what the SDK marks as secret", async () => {
    const scene = await Scene.open();
    await scene.network();
    await scene.gateway();
    const { secrets } = scene.account.clouds.world.find(tokens.haVpnGateway, regional("vpnGateways/gw"))!;
    expect(secrets).to.deep.equal(["effectiveLabels", "pulumiLabels"]);
  });

  it("stays while a tunnel ends at it", async () => {
    const scene = await Scene.open();
    const { gateway, external } = await scene.surroundings();
    const tunnel = await scene.tunnel();
    expect(await refusal(scene.account.delete(gateway))).to.equal(
      `Error deleting HaVpnGateway: ${usedBy("vpn_gateway", gateway.id, tunnel.id)}`,
    );
    expect(await refusal(scene.account.delete(external))).to.equal(
      `Error deleting ExternalVpnGateway: ${usedBy("external_vpn_gateway", external.id, tunnel.id)}`,
    );
    await scene.account.delete(tunnel);
    await scene.account.delete(gateway);
    await scene.account.delete(external);
  });
});

describe("gcp ExternalVpnGateway", () => {
  itChecks(tokens.externalVpnGateway, fourAddresses, [
    {
      rule: "has as many interfaces as its redundancy type",
      refused: [
        { ...single, interfaces: at("3.64.0.1", "3.64.0.2") },
        { ...two, interfaces: at("3.64.0.1") },
        { ...two, interfaces: at("3.64.0.1", "3.64.0.2", "3.64.0.3") },
        { interfaces: at("3.64.0.1", "3.64.0.2") },
        { ...single, interfaces: [] },
      ],
      accepted: [
        { ...single, interfaces: at("3.64.0.1") },
        { ...two, interfaces: at("3.64.0.1", "3.64.0.2") },
        {},
      ],
      at: "interfaces",
      text: /has the interface IDs 0/,
    },
    {
      rule: "counts its interfaces from 0",
      refused: [
        { ...single, interfaces: [{ id: 1, ipAddress: "3.64.0.1" }] },
        {
          ...two,
          interfaces: [
            { id: 0, ipAddress: "3.64.0.1" },
            { id: 2, ipAddress: "3.64.0.2" },
          ],
        },
        {
          ...two,
          interfaces: [
            { id: 0, ipAddress: "3.64.0.1" },
            { id: 0, ipAddress: "3.64.0.2" },
          ],
        },
      ],
      accepted: [
        {
          ...two,
          interfaces: [
            { id: 1, ipAddress: "3.64.0.1" },
            { id: 0, ipAddress: "3.64.0.2" },
          ],
        },
      ],
      at: "interfaces",
      text: /has the interface IDs 0/,
    },
    {
      rule: "has public addresses",
      refused: [
        "10.0.0.1",
        "100.64.0.1",
        "169.254.1.1",
        "172.31.0.1",
        "192.168.1.1",
        "224.0.0.1",
        "1.2.3",
        "::1",
      ].map((address) => ({ ...single, interfaces: at(address) })),
      accepted: ["3.64.0.1", "172.32.0.1", "100.128.0.1"].map((address) => ({
        ...single,
        interfaces: at(address),
      })),
      at: "interfaces[0].ipAddress",
      text: /resource\.interfaces\[0\]\.ipAddress/,
    },
    {
      rule: "has another address on each interface",
      refused: [{ ...two, interfaces: at("3.64.0.1", "3.64.0.1") }],
      accepted: [{ ...two, interfaces: at("3.64.0.1", "3.64.0.2") }],
      at: "interfaces[1].ipAddress",
      text: /address of its own/,
    },
    {
      rule: "knows three redundancy types",
      refused: [{ redundancyType: "THREE_IPS_REDUNDANCY" }],
      accepted: [{}],
      at: "redundancyType",
      text: /"TWO_IPS_REDUNDANCY"/,
    },
  ]);

  it("is not one of Google's own", async () => {
    const scene = await Scene.open();
    await scene.network();
    const gateway = await scene.gateway();
    const address = addressOf(gateway, 1);
    expect(await refusal(scene.external("ext", { ...single, interfaces: at(address) }))).to.match(
      invalid("resource.interfaces[0].ipAddress", "cannot be an IP address of Google Cloud"),
    );
  });

  it("is global, and replaces for all but labels", async () => {
    const scene = await Scene.open();
    const made = await scene.external();
    expect(made.id).to.equal(global("externalVpnGateways/ext"));
    expect(made.outputs.selfLink).to.equal(link(made.id));
    const changed = { name: "ext", ...two, interfaces: at("3.64.0.1", "3.64.0.2"), labels: { a: "b" } };
    expect(scene.account.diff(made, changed)).to.deep.equal(["interfaces!", "labels", "redundancyType!"]);
  });
});
