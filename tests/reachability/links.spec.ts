import { expect } from "chai";

import { type Analysis, analyse, type Resource } from "../../reachability";
import type { Endpoint } from "../../reachability/model";
import { inSimulatedClouds } from "../helpers/simulatedRun";
import { pairs } from "../components/cross-cloud-vpn/pairs";

const ssh = { protocol: 6, port: 22 };
const versions = [4, 6] as const;

/** A host of each cloud that has addresses of this version. */
function hostsOf({ estate }: Analysis, version: 4 | 6): Endpoint[] {
  const clouds = new Map(
    estate.estate.endpoints
      .filter(({ addresses }) => addresses.some((range) => range.version === version))
      .map((endpoint) => [endpoint.cloud, endpoint]),
  );
  return [...clouds.values()];
}

/**
 * Whether a host of each cloud has a way to one of the other, and back. These networks' firewalls admit nobody, so they
 * may be in it, but nothing else.
 */
function waysOf(analysis: Analysis, version: 4 | 6): boolean[] {
  const hosts = hostsOf(analysis, version);
  const addressOf = ({ addresses }: Endpoint): bigint =>
    addresses.find((range) => range.version === version)!.start + 10n;
  return hosts.flatMap((from) =>
    hosts
      .filter((to) => to !== from)
      .map((to) => {
        const ends = { source: addressOf(from), destination: addressOf(to) };
        const isOpen = analysis.tracer.trace(from, to, ssh, ends).verdict === "reachable";
        return isOpen || analysis.tracer.denials(from, to, ssh, ends).length > 0;
      }),
  );
}

const tunnelsUp = ({ estate }: Analysis): string[] =>
  estate.tunnels.filter(({ state }) => state === "up").map(({ ends: [end] }) => end.id);

const without = (analysis: Analysis, parts: readonly string[]): Analysis =>
  analysis.without({ parts: new Set(parts), regions: new Set(), zones: new Set() });

describe("reachability finds a way both ways through the tunnels of", () => {
  for (const { name, tunnels, ipv6Tunnels, create } of pairs.filter(
    ({ name }) => !name.includes("address"),
  )) {
    it(`${name}, also with any one of them lost, and none with all`, async () => {
      const analysis = analyse(await resourcesOf(create));
      expect(tunnelsUp(analysis)).to.have.length(tunnels);
      for (const version of versions.filter((each) => each === 4 || ipv6Tunnels > 0)) {
        expect(waysOf(analysis, version), `IPv${version}`).to.deep.equal([true, true]);
      }
      const parts = tunnelsUp(analysis);
      for (const part of parts.length > 1 ? parts : []) {
        expect(waysOf(without(analysis, [part]), 4), `without ${part}`).to.deep.equal([true, true]);
      }
      expect(waysOf(without(analysis, parts), 4)).to.deep.equal([false, false]);
    });
  }
});

describe("reachability lets packets for on-premises leave, or says that it can't tell, through", () => {
  for (const { name, create } of pairs.filter(({ name }) => name.includes("address"))) {
    it(name, async () => {
      const analysis = analyse(await resourcesOf(create));
      const [host] = hostsOf(analysis, 4);
      const { verdict } = analysis.trace({ from: host!.name, to: "10.48.0.10" });
      expect(verdict).to.equal(name.includes("static") ? "leaves the model" : "undecided");
    });
  }
});

async function resourcesOf(create: () => unknown): Promise<readonly Resource[]> {
  return (await inSimulatedClouds(create)).recorded;
}
