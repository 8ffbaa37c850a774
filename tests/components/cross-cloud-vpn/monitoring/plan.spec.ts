import { expect } from "chai";
import { isProduction, planMonitoring } from "../../../../components/cross-cloud-vpn/monitoring/plan";

describe("Monitoring", () => {
  for (const stack of ["prod", "production", "prod-eu", "shop-prod", "shop.prod.eu", "eu_prod", "Prod"]) {
    it(`is on by itself in the stack ${stack}`, () => expect(isProduction(stack)).to.equal(true));
  }

  for (const stack of [
    "dev",
    "stack",
    "product",
    "reprod",
    "nonprod",
    "non-prod",
    "eu-pre-prod",
    "prodigy",
  ]) {
    it(`is off by itself in the stack ${stack}`, () => expect(isProduction(stack)).to.equal(false));
  }

  it("is what the argument says, whatever the stack", () => {
    expect(planMonitoring(false, "prod")).to.equal(undefined);
    expect(planMonitoring(true, "dev")).to.include({ logs: true, alarms: true, dashboards: true });
    expect(planMonitoring({ logs: false }, "dev")).to.include({
      logs: false,
      alarms: true,
      dashboards: true,
    });
  });
});
