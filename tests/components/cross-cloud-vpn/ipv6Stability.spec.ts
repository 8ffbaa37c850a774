import { expect } from "chai";
import type { CrossCloudVpnArgs } from "../../../components";
import { record, type RecordedResource, value } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { dualStack, link } from "./programs";

type Args = Partial<CrossCloudVpnArgs>;

const resourcesOf = async (args: Args): Promise<ReadonlyMap<string, RecordedResource>> => {
  const { resources } = await record(() => link(args), clouds);
  return new Map(resources.map((resource) => [resource.urn, resource]));
};

/** The names of what is there before and not, or otherwise, afterwards. */
async function changed(before: Args, after: Args): Promise<string[]> {
  const [old, now] = [await resourcesOf(before), await resourcesOf(after)];
  return [...old.values()]
    .filter(({ urn, custom, inputs, dependencies }) => {
      const other = now.get(urn);
      return (
        custom &&
        JSON.stringify([other?.inputs, other?.dependencies]) !== JSON.stringify([inputs, dependencies])
      );
    })
    .map(({ name }) => name);
}

const awsGcp = (): Args => ({ aws: dualStack.aws(), gcp: dualStack.gcp });
const awsOffice = (): Args => ({ aws: dualStack.aws(), onPremises: dualStack.office() });

describe("turning IPv6 on or off", () => {
  it("changes nothing else between AWS and Google Cloud, but in place the attachment and the Cloud Router", async () => {
    for (const args of [{}, { tunnels: 8 }, { keyRotation: 5 }, { priority: "active-passive" as const }]) {
      const base = { ...awsGcp(), ...args };
      expect(await changed(base, { ...base, ipv6: true })).to.have.members([
        "shop-vpc-attachment",
        "shop-router",
      ]);
    }
  });

  it("changes nothing else between AWS and on-premises, but in place the attachment", async () => {
    expect(await changed(awsOffice(), { ...awsOffice(), ipv6: true })).to.deep.equal(["shop-vpc-attachment"]);
  });

  it("replaces the gateway between Google Cloud and on-premises, as the documentation of the argument says", async () => {
    const args = { gcp: dualStack.gcp, onPremises: dualStack.office() };
    expect(await changed(args, { ...args, ipv6: true })).to.have.members([
      "shop-ha-vpn-gateway-0",
      "shop-router",
    ]);
  });

  it("leaves alarms and policies of IPv4 as they are", async () => {
    const base = { ...awsGcp(), monitoring: { logs: false, dashboards: false } };
    expect(await changed(base, { ...base, ipv6: true })).to.have.members([
      "shop-vpc-attachment",
      "shop-router",
    ]);
  });
});

describe("with IPv6", () => {
  it("more tunnels leave the first ones and their twins as they are", async () => {
    for (const sides of [awsGcp(), awsOffice()]) {
      const args = { ...sides, ipv6: true };
      // Connections change one after another: the twins wait for the new ones.
      const twins = ["shop-vpn-connection-0-ipv6"];
      expect(await changed({ ...args, tunnels: 4 }, { ...args, tunnels: 8 })).to.deep.equal(twins);
      const before = await record(() => link({ ...args, tunnels: 4 }), clouds);
      const after = await record(() => link({ ...args, tunnels: 8 }), clouds);
      const [first, more] = [await value(before.result.tunnels), await value(after.result.tunnels)];
      for (const tunnel of first) {
        expect(more.find(({ name }) => name === tunnel.name)).to.deep.equal(tunnel);
      }
    }
  });

  it("a rotation gives one tunnel and its twin a new key, whose turn it is without IPv6 too", async () => {
    const renewed = (keyRotation: number) =>
      changed(
        { ...awsGcp(), ipv6: true, keyRotation },
        { ...awsGcp(), ipv6: true, keyRotation: keyRotation + 1 },
      );
    const keysOf = (names: readonly string[]) =>
      names.flatMap((name) => /^shop-preshared-key-(.+)$/.exec(name)?.[1] ?? []);
    for (const [turn, key] of ["0-1", "0-2", "1-1", "1-2", "0-1"].entries()) {
      expect(keysOf(await renewed(turn + 4))).to.have.members([key, `${key}-ipv6`]);
    }
  });
});
