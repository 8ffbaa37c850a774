import { expect } from "chai";
import fc from "fast-check";
import { estimate, hoursPerMonth, type PricedItem, prices } from "../../pricing";

describe("estimate", () => {
  it("adds up what a month costs, by item", () => {
    const { lines, totalPerMonth } = estimate([
      { item: "aws.vpnConnection", count: 1 },
      { item: "azure.vpnGateway.VpnGw1AZ", count: 1 },
      { item: "aws.vpnConnection", count: 1 },
      { item: "aws.secret", count: 4 },
      { item: "gcp.vpnTunnel", count: 0 },
    ]);
    expect(lines).to.deep.equal([
      {
        item: "aws.vpnConnection",
        what: "AWS Site-to-Site VPN connection",
        count: 2,
        each: 36.5,
        perMonth: 73,
      },
      {
        item: "azure.vpnGateway.VpnGw1AZ",
        what: "Azure virtual network gateway VpnGw1AZ",
        count: 1,
        each: 153.3,
        perMonth: 153.3,
      },
      { item: "aws.secret", what: "AWS Secrets Manager secret", count: 4, each: 0.4, perMonth: 1.6 },
    ]);
    expect(totalPerMonth).to.equal(227.9);
  });

  it("keeps items of different purposes apart", () => {
    const { lines } = estimate([
      { item: "gcp.vpnTunnel", count: 4, what: "tunnels to AWS" },
      { item: "gcp.vpnTunnel", count: 2, what: "tunnels to Azure" },
      { item: "gcp.vpnTunnel", count: 4, what: "tunnels to AWS" },
    ]);
    expect(lines.map(({ what, count, perMonth }) => [what, count, perMonth])).to.deep.equal([
      ["tunnels to AWS", 8, 292],
      ["tunnels to Azure", 2, 73],
    ]);
  });

  it("lists prices by volume once, and leaves them out of the total", () => {
    const { lines, perGb, totalPerMonth } = estimate([
      { item: "aws.transitGatewayAttachment", count: 2 },
      { item: "aws.internetEgress", count: 1 },
      { item: "aws.internetEgress", count: 1 },
    ]);
    expect(lines.map(({ item }) => item)).to.deep.equal(["aws.transitGatewayAttachment"]);
    expect(perGb.map(({ item, perGb: price }) => [item, price])).to.deep.equal([
      ["aws.transitGatewayAttachment", 0.02],
      ["aws.internetEgress", 0.09],
    ]);
    expect(totalPerMonth).to.equal(73);
  });

  it("lists what it has no price for, with the reason, instead of guessing", () => {
    const { lines, unpriced, totalPerMonth } = estimate([
      { item: "azure.vpnGateway.VpnGw2AZ", count: 1 },
      { item: "azure.vpnGateway.VpnGw2AZ", count: 1 },
    ]);
    expect(lines).to.deep.equal([]);
    expect(totalPerMonth).to.equal(0);
    expect(unpriced).to.have.length(1);
    expect(unpriced[0]).to.include({ count: 2, what: "Azure virtual network gateway VpnGw2AZ" });
    expect(unpriced[0]?.why).to.contain("no dated price");
  });

  for (const count of [-1, NaN, Infinity]) {
    it(`refuses ${count} of an item`, () =>
      expect(() => estimate([{ item: "aws.secret", count }])).to.throw(RangeError, `aws.secret: ${count}`));
  }

  it("costs the same in any order and any division", () => {
    const names = Object.keys(prices) as PricedItem[];
    const item = fc.record({
      item: fc.constantFrom(...names),
      count: fc.nat(50),
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 30 }), (items) => {
        const { lines, totalPerMonth } = estimate(items);
        const singles = items.flatMap(({ item: name, count }) =>
          Array.from({ length: count }, () => ({ item: name, count: 1 })),
        );
        expect(estimate(singles.reverse()).totalPerMonth).to.equal(totalPerMonth);
        const exact = items.reduce((sum, { item: name, count }) => {
          const { hourly = 0, monthly = 0 } = prices[name];
          return sum + count * (hourly * hoursPerMonth + monthly);
        }, 0);
        expect(totalPerMonth).to.be.closeTo(exact, 0.005 * (lines.length + 1));
      }),
    );
  });
});
