import { expect } from "chai";
import type { CrossCloudVpnArgs } from "../../../components";
import { find, ofType, record, value } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { gcpSide, link, officeSide, sides } from "./programs";

const policies = "gcp:compute/routerRoutePolicy:RouterRoutePolicy";
const peers: readonly [string, Partial<CrossCloudVpnArgs>, readonly string[]][] = [
  ["AWS", { aws: sides.aws }, ["0-1", "0-2", "1-1", "1-2"]],
  ["Azure", { azure: sides.azure }, ["0-1", "0-2"]],
  ["on-premises", { onPremises: officeSide() }, ["0-1", "0-2"]],
];

for (const [peer, side, keys] of peers) {
  describe(`CrossCloudVpn's active-passive tunnels between Google Cloud and ${peer}`, () => {
    it("are the second half, in both directions", async () => {
      const { resources, result } = await record(
        () => link({ gcp: gcpSide, ...side, priority: "active-passive" }),
        clouds,
      );
      for (const [index, key] of keys.entries()) {
        const preferred = index < keys.length / 2;
        const { inputs } = find(resources, `shop-router-peer-${key}`);
        expect(inputs["advertisedRoutePriority"], key).to.equal(preferred ? 100 : 200);
        if (preferred) {
          expect(inputs, key).to.not.have.any.keys("importPolicies", "exportPolicies");
        } else {
          expect(inputs, key).to.deep.include({
            importPolicies: ["shop-standby-import-in-gcp"],
            exportPolicies: ["shop-standby-export-in-gcp"],
          });
        }
        expect(result.tunnels[index]?.preferred).to.equal(preferred);
      }
    });

    it("rank what they bring lower, and look farther by Google Cloud's own ASN", async () => {
      const { resources } = await record(
        () => link({ gcp: { ...gcpSide, asn: 65002 }, ...side, priority: "active-passive" }),
        clouds,
      );
      const expressions = ofType(resources, policies).map(({ inputs }) => {
        const [term] = inputs["terms"] as {
          actions: { expression: string }[];
          match: { expression: string };
        }[];
        expect(term?.match.expression, "for every route").to.include("prefix('0.0.0.0/0').orLonger()");
        return [inputs["type"], inputs["router"], term?.actions.map(({ expression }) => expression)];
      });
      expect(expressions).to.deep.equal([
        ["ROUTE_POLICY_TYPE_IMPORT", "shop-router-in-gcp", ["med.set(200)"]],
        ["ROUTE_POLICY_TYPE_EXPORT", "shop-router-in-gcp", ["asPath.prependSequence([65002, 65002])"]],
      ]);
    });

    it("are none where no preference is asked for", async () => {
      const { resources, result } = await record(() => link({ gcp: gcpSide, ...side }), clouds);
      expect(ofType(resources, policies)).to.deep.equal([]);
      expect(result.tunnels.every(({ preferred }) => preferred)).to.equal(true);
    });
  });
}

describe("CrossCloudVpn's active-passive tunnels from the on-premises router", () => {
  for (const [cloud, side, standby] of [
    ["AWS", { aws: sides.aws }, ["169.254.0.73", "169.254.0.77"]],
    ["Azure", { azure: sides.azure }, ["169.254.22.1"]],
  ] as const) {
    it(`are the second half to ${cloud}, by MED, AS path and local preference`, async () => {
      const { result } = await record(
        () => link({ ...side, onPremises: officeSide(), priority: "active-passive" }),
        clouds,
      );
      const frr = (await value(result.onPremisesConfiguration!))["frr.conf"]!;
      const ranked = [...frr.matchAll(/neighbor (\S+) route-map \S+-out-standby out/g)].map(
        ([, peer]) => peer,
      );
      expect(ranked).to.deep.equal(standby);
      expect(frr).to.include(" set metric 200\n set as-path prepend 65010 65010");
    });
  }
});
