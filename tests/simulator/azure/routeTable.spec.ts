import { expect } from "chai";

import {
  inGroup,
  itChecks,
  makeSubnet,
  makeVirtualNetwork,
  network,
  openAccount,
  refusal,
  tokens,
} from "./estate";
import type { Props } from "../../../simulator/protocol/values";

const route = { name: "aws", addressPrefix: "10.0.0.0/12", nextHopType: "VirtualNetworkGateway" };
const withRoutes = (...routes: Props[]): Props => ({ ...inGroup, routeTableName: "rt", routes });
const ownRoute = (changes: Props = {}): Props => ({
  ...inGroup,
  routeTableName: "rt",
  addressPrefix: "10.0.0.0/12",
  nextHopType: "VirtualNetworkGateway",
  ...changes,
});

describe("azure-native RouteTable", () => {
  itChecks(tokens.routeTable, [
    {
      rule: "knows the next hop types",
      refused: withRoutes({ ...route, nextHopType: "VpnGateway" }),
      accepted: withRoutes(
        ...["VirtualNetworkGateway", "VnetLocal", "Internet", "None"].map((nextHopType, i) => ({
          name: `r${i}`,
          addressPrefix: `10.${i}.0.0/16`,
          nextHopType,
        })),
      ),
      says: "routes[0].nextHopType: BadRequest",
      text: /'VpnGateway' is not one of/,
    },
    {
      rule: "needs an address for an appliance",
      refused: withRoutes({ ...route, nextHopType: "VirtualAppliance" }),
      accepted: withRoutes({ ...route, nextHopType: "VirtualAppliance", nextHopIpAddress: "10.32.0.4" }),
      says: "routes[0].nextHopIpAddress: BadRequest",
      text: /must have a nextHopIpAddress/,
    },
    {
      rule: "takes an address for an appliance only",
      refused: withRoutes({ ...route, nextHopIpAddress: "10.32.0.4" }),
      accepted: withRoutes(route),
      says: "routes[0].nextHopIpAddress: BadRequest",
      text: /only allowed with next hop type VirtualAppliance/,
    },
    {
      rule: "takes CIDRs and service tags",
      refused: withRoutes({ ...route, addressPrefix: "10.0.0.1/12" }),
      accepted: withRoutes({ ...route, addressPrefix: "Storage.WestEurope" }),
      says: "routes[0].addressPrefix: InvalidCIDRNotation",
      text: /10\.0\.0\.0\/12/,
    },
    {
      rule: "names a route once",
      refused: withRoutes(route, { ...route, addressPrefix: "10.16.0.0/12" }),
      accepted: withRoutes(route, { ...route, name: "gcp", addressPrefix: "10.16.0.0/12" }),
      says: "routes[1]: BadRequest",
      text: /'aws' is used twice/,
    },
    {
      rule: "has one route for a prefix",
      refused: withRoutes(route, { ...route, name: "again" }),
      accepted: withRoutes(route, { ...route, name: "inner", addressPrefix: "10.0.0.0/16" }),
      says: "routes[1]: RouteConflict",
      text: /again conflicts with route aws/,
    },
  ]);

  it("shows its routes and subnets, and stays while a subnet uses it", async () => {
    const account = await openAccount();
    const table = await account.create(tokens.routeTable, "rt", {
      ...withRoutes(route),
      disableBgpRoutePropagation: true,
    });
    await makeVirtualNetwork(account);
    const subnet = await makeSubnet(account, "a", "10.32.0.0/24", { routeTable: { id: table.id } });
    const outputs = account.read(table)!;
    expect(outputs.routes).to.have.nested.property("[0].id", `${network}/routeTables/rt/routes/aws`);
    expect(outputs.subnets).to.deep.equal([{ id: subnet.id }]);
    expect((await refusal(account.delete(table))).code).to.equal("InUseRouteTableCannotBeDeleted");
    await account.delete(subnet);
    await account.delete(table);
  });

  it("cannot move to another region", async () => {
    const account = await openAccount();
    const table = await account.create(tokens.routeTable, "rt", withRoutes(route));
    expect(account.diff(table, { ...withRoutes(route), location: "northeurope" })).to.deep.equal([
      "location",
    ]);
    const moved = await refusal(account.update(table, { ...withRoutes(route), location: "northeurope" }));
    expect(moved.code).to.equal("InvalidResourceLocation");
  });

  it("keeps separate routes in an update without a list, and loses them in one with a list", async () => {
    const account = await openAccount();
    const table = await account.create(tokens.routeTable, "rt", { ...inGroup, routeTableName: "rt" });
    const own = await account.create(tokens.route, "own", ownRoute());
    await account.update(table, { ...inGroup, routeTableName: "rt", tags: { a: "b" } });
    expect(account.read(table)!.routes).to.have.lengthOf(1);
    await account.update(table, withRoutes({ ...route, name: "listed" }));
    expect(account.read(own)).to.equal(undefined);
  });
});

describe("azure-native Route", () => {
  itChecks(tokens.route, [
    {
      rule: "needs an address for an appliance",
      refused: ownRoute({ nextHopType: "VirtualAppliance" }),
      accepted: ownRoute({ nextHopType: "VirtualAppliance", nextHopIpAddress: "10.32.0.4" }),
      says: "nextHopIpAddress: BadRequest",
      text: /must have a nextHopIpAddress/,
    },
    {
      rule: "takes no address that is none",
      refused: ownRoute({ nextHopType: "VirtualAppliance", nextHopIpAddress: "10.32.0" }),
      accepted: ownRoute({ nextHopType: "VirtualAppliance", nextHopIpAddress: "10.32.0.4" }),
      says: "nextHopIpAddress: BadRequest",
      text: /'10\.32\.0' is not an IP address/,
    },
    {
      rule: "needs a next hop type",
      refused: { ...inGroup, routeTableName: "rt", addressPrefix: "10.0.0.0/12" },
      accepted: ownRoute(),
      says: "nextHopType",
      text: /Missing required/,
    },
  ]);

  it("is called like its resource, and refused without its table or beside its twin", async () => {
    const account = await openAccount();
    expect((await refusal(account.create(tokens.route, "r", ownRoute()))).code).to.equal(
      "ParentResourceNotFound",
    );
    const table = await account.create(tokens.routeTable, "rt", withRoutes(route));
    expect((await refusal(account.create(tokens.route, "r", ownRoute()))).code).to.equal("RouteConflict");
    expect(
      (await refusal(account.create(tokens.route, "aws", ownRoute({ addressPrefix: "10.16.0.0/12" }))))
        .message,
    ).to.match(/already existing/);
    const made = await account.create(tokens.route, "r", ownRoute({ addressPrefix: "10.16.0.0/12" }));
    expect(made.id).to.equal(`${table.id}/routes/r`);
    expect(made.outputs).to.include({ name: "r", hasBgpOverride: false });
    expect((await refusal(account.update(made, ownRoute()))).code).to.equal("RouteConflict");
    expect(account.diff(made, ownRoute({ routeTableName: "x" }))).to.deep.equal([
      "addressPrefix",
      "routeTableName!",
    ]);
  });
});
