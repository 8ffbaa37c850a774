import { expect } from "chai";

import { transitGatewayDefaults } from "../../../policies/rules/transitGatewayDefaults";
import { type Properties, unknown } from "../../../reachability/resources";
import { findings, planned } from "../planned";

const check = (resources: Parameters<typeof findings>[1]) => findings(transitGatewayDefaults, resources);

const hub = (properties: Properties) =>
  planned("aws:ec2transitgateway/transitGateway:TransitGateway", "hub", properties, { id: "tgw-1" });
const off = { defaultRouteTableAssociation: "disable", defaultRouteTablePropagation: "disable" };
const table = planned("aws:ec2transitgateway/routeTable:RouteTable", "staging", {
  transitGatewayId: "tgw-1",
});

const virtualHub = planned("azure-native:network:VirtualHub", "hub", {}, { id: "/hubs/hub" });
const hubTable = (properties: Properties = {}) =>
  planned("azure-native:network:HubRouteTable", "staging", properties, {
    id: "/hubs/hub/hubRouteTables/staging",
  });
const connection = (routingConfiguration: unknown, version = "") =>
  planned(
    `azure-native:network${version}:HubVirtualNetworkConnection`,
    "shop",
    { routingConfiguration },
    { id: "/hubs/hub/hubVirtualNetworkConnections/shop" },
  );
const inTables = { associatedRouteTable: { id: "/t" }, propagatedRouteTables: { ids: [{ id: "/t" }] } };

describe("the rule transit-gateway-defaults", () => {
  it("refuses both defaults of a transit gateway with a table of its own", () => {
    const found = check([hub({}), table]);
    expect(found.map(({ message }) => /its own, but (\w+) is "enable"/.exec(message)?.[1])).to.deep.equal([
      "defaultRouteTableAssociation",
      "defaultRouteTablePropagation",
    ]);
    expect(found[0]?.urn).to.match(/::hub$/);
    expect(found[0]?.message).to.match(/transit gateway hub has the route table staging/);
  });

  it("refuses one of the two", () => {
    const [found, ...more] = check([hub({ ...off, defaultRouteTablePropagation: "enable" }), table]);
    expect(more).to.be.empty;
    expect(found?.message).to.contain('Set defaultRouteTablePropagation to "disable"');
  });

  it("finds the table's gateway when no id is known", () => {
    const made = planned("aws:ec2transitgateway/transitGateway:TransitGateway", "hub", {});
    const of = { transitGatewayId: unknown };
    const its = planned("aws:ec2transitgateway/routeTable:RouteTable", "staging", of, {
      from: { transitGatewayId: made },
    });
    expect(check([made, its])).to.have.length(2);
  });

  it("can't tell an unknown switch", () => {
    const [found, ...more] = check([hub({ ...off, defaultRouteTableAssociation: unknown }), table]);
    expect(more).to.be.empty;
    expect(found).to.include({ undecided: true });
    expect(found?.message).to.contain("defaultRouteTableAssociation isn't known");
  });

  for (const [what, resources] of [
    ["both are off", [hub(off), table]],
    ["it has no tables of its own", [hub({})]],
    ["the tables are another's", [hub({}), planned(table.type, "a", { transitGatewayId: "tgw-2" })]],
    [
      "a table was chosen as its default",
      [
        hub({ ...off, defaultRouteTableAssociation: "enable" }),
        table,
        planned(
          "aws:ec2transitgateway/defaultRouteTableAssociation:DefaultRouteTableAssociation",
          "quarantine",
          {
            transitGatewayId: "tgw-1",
          },
        ),
      ],
    ],
  ] as const) {
    it(`accepts a transit gateway when ${what}`, () => {
      expect(check(resources)).to.be.empty;
    });
  }

  for (const [what, routing, missing] of [
    ["says nothing", undefined, "associatedRouteTable"],
    ["says only where it is", { associatedRouteTable: { id: "/t" } }, "propagatedRouteTables"],
    ["says only whom it tells", { propagatedRouteTables: { ids: [] } }, "associatedRouteTable"],
  ] as const) {
    it(`refuses a virtual hub's connection that ${what}`, () => {
      for (const version of ["", "/v20230201"]) {
        const [found, ...more] = check([virtualHub, hubTable(), connection(routing, version)]);
        expect(more).to.be.empty;
        expect(found?.urn).to.match(/::shop$/);
        expect(found?.message).to.contain(`connection shop has no routingConfiguration.${missing}`);
      }
    });
  }

  it("can't tell a connection whose tables are unknown", () => {
    expect(check([virtualHub, hubTable(), connection(unknown)])).to.have.nested.property(
      "[0].undecided",
      true,
    );
    const named = { associatedRouteTable: unknown, propagatedRouteTables: unknown };
    expect(check([virtualHub, hubTable(), connection(named)])).to.be.empty;
  });

  for (const [what, resources] of [
    ["names its tables", [virtualHub, hubTable(), connection(inTables)]],
    ["is to a hub with no tables of its own", [virtualHub, connection(undefined)]],
    [
      "is to a hub whose default table alone is set",
      [virtualHub, hubTable({ routeTableName: "defaultRouteTable" }), connection(undefined)],
    ],
  ] as const) {
    it(`accepts a virtual hub's connection that ${what}`, () => {
      expect(check(resources)).to.be.empty;
    });
  }
});
