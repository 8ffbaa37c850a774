import { expect } from "chai";
import fc from "fast-check";
import { contains, parseCidr } from "../../../addressing/cidr";
import { planGcpNetwork } from "../../../components/networks/gcp/plan";

describe("planGcpNetwork", () => {
  const range = fc
    .tuple(fc.nat(255), fc.integer({ min: 16, max: 28 }))
    .map(([octet, size]) => `10.${octet}.0.0/${size}`);

  it("finds a subnet that Google Cloud takes in any range of /28 or larger", () => {
    fc.assert(
      fc.property(range, (ipCidrRange) => {
        const { subnets, ipCidrRanges } = planGcpNetwork({ ipCidrRange });
        const cidrs = subnets.map((subnet) => parseCidr(subnet.ipCidrRange));
        expect(cidrs).to.have.length(1);
        expect(contains(parseCidr(ipCidrRange), cidrs[0]!)).to.equal(true);
        expect(cidrs[0]!.prefixLength).to.be.at.most(29);
        expect(ipCidrRanges).to.deep.equal(cidrs.map(({ text }) => text));
      }),
    );
  });

  const region = fc.constantFrom("europe-west3", "us-east4", "asia-east1", undefined);

  it("gives every region with a subnet one NAT gateway, in whatever order the subnets come", () => {
    fc.assert(
      fc.property(fc.array(region, { minLength: 1, maxLength: 8 }), (regions) => {
        const entries = regions.map((each, index) => [
          `s${index}`,
          { ipCidrRange: `10.16.${index}.0/24`, region: each },
        ]);
        const plan = (given: typeof entries) =>
          planGcpNetwork({
            ipCidrRange: "10.16.0.0/16",
            subnets: Object.fromEntries(given) as Record<string, { ipCidrRange: string }>,
            region: "us-west1",
            natGateway: "per-region",
          });
        const { subnets, natRegions } = plan(entries);
        expect(new Set(natRegions)).to.have.property("size", natRegions.length);
        expect(natRegions).to.have.members([...new Set(subnets.map((subnet) => subnet.region))]);
        expect(plan(entries.toReversed()).natRegions).to.have.members(natRegions);
      }),
    );
  });

  it("takes no notice of the order of secondary ranges, and advertises all of them", () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(names, (rangeNames) => {
        const entries = rangeNames.map((name, index) => [name, `10.16.${index + 1}.0/24`]);
        const plan = (given: string[][]) =>
          planGcpNetwork({
            ipCidrRange: "10.16.0.0/16",
            subnets: {
              gke: {
                ipCidrRange: "10.16.0.0/24",
                secondaryIpRanges: Object.fromEntries(given) as Record<string, string>,
              },
            },
          });
        expect(plan(entries.toReversed())).to.deep.equal(plan(entries));
        expect(plan(entries).ipCidrRanges).to.have.members([
          "10.16.0.0/24",
          ...entries.map(([, ipCidrRange]) => ipCidrRange),
        ]);
      }),
    );
  });
});
