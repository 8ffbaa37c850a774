import { expect } from "chai";

import { singleTunnel } from "../../../policies/rules/singleTunnel";
import { unknown } from "../../../reachability/resources";
import { awsGcp, azureOffice, type Changes, resourcesOf } from "../linkScene";
import { findings } from "../planned";
import type { ResourceArgs } from "../programs/program";

const check = (stack: readonly ResourceArgs[], options = {}, stackName = "prod") =>
  findings(singleTunnel, resourcesOf(stack), options, stackName);
const without = (...names: string[]): Changes => Object.fromEntries(names.map((name) => [name, undefined]));
const tunnel = (index: number): string[] => [`tunnel-${index}`, `face-${index}`, `peer-${index}`];

/** One connection to one address, from a gateway that has one. */
const lone = azureOffice({
  azure: { activeActive: false, ipConfigurations: [{ name: "c0" }] },
  ...without("office-1", "to-office-1"),
});

describe("the rule single-tunnel", () => {
  for (const [what, stack] of [
    ["four tunnels", awsGcp()],
    ["one over each interface", awsGcp(without(...tunnel(1), ...tunnel(3)))],
    ["two addresses of one office", azureOffice()],
    ["two instances towards one address", azureOffice(without("office-1", "to-office-1"))],
  ] as const) {
    it(`passes ${what}`, () => expect(check(stack)).to.deep.equal([]));
  }

  it("refuses a single connection of a gateway with one instance", () => {
    const [found, ...more] = check(lone);
    expect(more).to.be.empty;
    expect(found?.urn).to.match(/::to-office-0$/);
    expect(found?.message).to.match(
      /the link of azure with the site of ASN 65010 has a single tunnel, to-office-0.+\(https:\S+\)$/,
    );
  });

  it("refuses a link with an end for only one of AWS's tunnels", () => {
    const found = check(awsGcp(without(...tunnel(1), ...tunnel(2), ...tunnel(3), "vpn-1", "cgw-1")));
    expect(found).to.have.length(1);
    expect(found[0]?.message).to.match(/has a single tunnel/);
  });

  it("refuses all tunnels on one interface", () => {
    const found = check(awsGcp(without(...tunnel(2), ...tunnel(3))));
    expect(found).to.have.length(1);
    expect(found[0]?.message).to.match(/all 2 tunnels on interface 0 of its HA VPN gateway/);
  });

  it("can't tell where a connection leads that is not known yet", () => {
    const props = { localNetworkGateway2: { id: unknown } };
    const [found, ...more] = check(
      azureOffice({
        azure: { ipConfigurations: [{ name: "c0" }] },
        "to-office-0": props,
        ...without("to-office-1"),
      }),
    );
    expect(more).to.be.empty;
    expect(found).to.include({ undecided: true });
  });

  for (const [name, asked] of [
    ["production", true],
    ["shop-prod", true],
    ["dev", false],
    ["prod-like", false],
  ] as const) {
    it(`${asked ? "asks" : "does not ask"} it of the stack ${name}`, () => {
      expect(check(lone, {}, name)).to.have.length(asked ? 1 : 0);
    });
  }

  it("takes the stacks from its options", () => {
    expect(check(lone, { stacks: ["live.*"] }, "live.eu")).to.have.length(1);
    expect(check(lone, { stacks: ["live.*"] }, "liveXeu")).to.have.length(0);
    expect(check(lone, { stacks: [] })).to.have.length(0);
  });
});
