import { expect } from "chai";
import fc from "fast-check";
import { contains, overlaps, parseCidr } from "../../../addressing/cidr";
import { type AwsNetworkArgs } from "../../../components";
import { planAwsNetwork } from "../../../components/networks/aws/plan";

describe("planAwsNetwork", () => {
  const vpc = fc
    .tuple(fc.nat(255), fc.integer({ min: 16, max: 25 }))
    .map(([octet, size]) => `10.${octet}.0.0/${size}`);

  it("divides any VPC into subnets inside it that do not overlap, and moves none when a zone is added", () => {
    fc.assert(
      fc.property(vpc, fc.integer({ min: 1, max: 2 }), (cidrBlock, availabilityZones) => {
        const { subnets } = planAwsNetwork({ cidrBlock, availabilityZones });
        const cidrs = subnets.map((subnet) => parseCidr(subnet.cidrBlock));
        expect(cidrs).to.have.length(2 * availabilityZones);
        for (const [index, cidr] of cidrs.entries()) {
          expect(contains(parseCidr(cidrBlock), cidr)).to.equal(true);
          expect(cidrs.slice(0, index).some((other) => overlaps(other, cidr))).to.equal(false);
        }
        const larger = planAwsNetwork({ cidrBlock, availabilityZones: availabilityZones + 1 });
        expect(larger.subnets).to.deep.include.members(subnets);
      }),
    );
  });

  it("leaves every subnet in its zone when others come and go", () => {
    const octets = fc.uniqueArray(fc.nat(255), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(octets, fc.integer({ min: 1, max: 3 }), fc.nat(7), (all, availabilityZones, removed) => {
        const zones = (some: number[]) =>
          planAwsNetwork({
            cidrBlock: "10.0.0.0/16",
            availabilityZones,
            subnets: Object.fromEntries(
              some.map((octet) => [`s${octet}`, { cidrBlock: `10.0.${octet}.0/24` }]),
            ),
          }).subnets.map(({ key, zone }) => `${key} in ${zone}`);
        const fewer = all.filter((_, index) => index !== removed);
        expect(zones(all)).to.include.members(zones(fewer));
      }),
    );
  });

  it("keeps every route table and its subnets when NAT gateways come or go", () => {
    const tables = (natGateway: AwsNetworkArgs["natGateway"]) =>
      planAwsNetwork({ cidrBlock: "10.0.0.0/16", natGateway }).routeTables.map(({ key, subnets }) => ({
        key,
        subnets,
      }));
    expect(tables("single")).to.deep.equal(tables("none"));
    expect(tables("per-zone")).to.deep.equal(tables("none"));
  });

  it("gives every subnet exactly one route table", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.constantFrom("a", "b", "c")), { minLength: 1, maxLength: 12 }),
        fc.constantFrom("none", "single", "per-zone"),
        (kinds, natGateway) => {
          const subnets = Object.fromEntries(
            kinds.map(([isPublic, availabilityZone], index) => [
              `subnet${index}`,
              { cidrBlock: `10.0.${index}.0/24`, public: isPublic, availabilityZone },
            ]),
          );
          const plan = planAwsNetwork({
            cidrBlock: "10.0.0.0/16",
            subnets,
            natGateway: natGateway,
          });
          expect(plan.routeTables.flatMap((table) => table.subnets)).to.have.members(Object.keys(subnets));
        },
      ),
    );
  });
});
