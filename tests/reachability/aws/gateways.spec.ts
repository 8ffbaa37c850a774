import { expect } from "chai";

import { readAws } from "../../../reachability/aws";
import { EstateBuilder, type RouteTable } from "../../../reachability/model";
import { type Resource, Stack } from "../../../reachability/resources";
import { attachment, subnet, transitGateway, vpc, vpnGateway } from "../cases/aws/resources";

const shop = vpc("shop", "10.0.0.0/16");
const a = subnet("a", shop, "10.0.1.0/24");

function tableNamed(name: RegExp, ...resources: Resource[]): RouteTable | undefined {
  const estate = new EstateBuilder();
  readAws(new Stack(resources), estate);
  return estate.tables.find((table) => name.test(table.name));
}

describe("equal paths", () => {
  it("are used at once by a transit gateway, unless it is told not to", () => {
    const of = (hub: Resource): boolean | undefined =>
      tableNamed(/default route table/, shop, a, hub, attachment("shop", hub, shop, [a]))?.multipath;
    expect(of(transitGateway("hub"))).to.equal(true);
    expect(of(transitGateway("hub", { vpnEcmpSupport: "disable" }))).to.equal(false);
  });

  it("are used one at a time by a virtual private gateway", () => {
    expect(tableNamed(/virtual private gateway/, shop, vpnGateway("vgw", shop))?.multipath).to.equal(false);
  });
});
