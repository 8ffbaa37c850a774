import { expect } from "chai";
import { prices, unpricedItems } from "../../pricing";

describe("the price table", () => {
  for (const [item, price] of Object.entries(prices)) {
    it(`has amount, region, date and source of ${item}`, () => {
      const { hourly, monthly, perGb, region, asOf, source } = price;
      const amounts = [hourly, monthly, perGb].filter((amount) => amount !== undefined);
      expect(amounts).to.have.length.at.least(1);
      amounts.forEach((amount) => expect(amount).to.be.greaterThan(0).and.lessThan(100));
      expect(region).not.to.equal("");
      expect(asOf).to.match(/^20\d\d-[01]\d(-[0-3]\d)?$/);
      expect(new URL(source).protocol).to.equal("https:");
      expect(price).to.satisfy(() => perGb === undefined || price.perGbOf !== undefined);
    });
  }

  it("says where to look up what it has no price for, and has nothing twice", () => {
    for (const [item, { what, why }] of Object.entries(unpricedItems)) {
      expect(what).not.to.equal("");
      expect(why).to.match(/https:\/\//);
      expect(prices).not.to.have.property(item);
    }
  });

  it("knows every SKU of an Azure gateway, priced or not", () => {
    for (const sku of ["VpnGw1AZ", "VpnGw2AZ", "VpnGw3AZ", "VpnGw4AZ", "VpnGw5AZ"]) {
      expect({ ...prices, ...unpricedItems }).to.have.property(`azure.vpnGateway.${sku}`);
    }
  });
});
