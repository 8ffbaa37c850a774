import { expect } from "chai";

import {
  connect as connectSite,
  hub,
  hubId,
  linkConnection,
  linkId,
  makeHub,
  makeWan,
  openBranch,
  openHub,
  site,
  siteId,
  vpn,
} from "./hubEstate";
import { inGroup, itChecks, makeVirtualNetwork, network, openAccount, refusal, tokens } from "../estate";
import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";
import type { Made, SimulatedAccount } from "../../../helpers/simulated";

const tableId = (name: string, of = hubId): string => `${of}/hubRouteTables/${name}`;
const connectionId = (name: string): string => `${hubId}/hubVirtualNetworkConnections/${name}`;
const table = (more: Props = {}): Props => ({
  ...inGroup,
  virtualHubName: "hub",
  routeTableName: "prod",
  labels: ["prod"],
  ...more,
});
const route = (more: Props = {}): Props => ({
  name: "to-spoke",
  destinationType: "CIDR",
  destinations: ["10.200.0.0/16"],
  nextHopType: "ResourceId",
  nextHop: connectionId("spoke"),
  ...more,
});
const withRoutes = (...routes: Props[]): Props => table({ routes });
const makeTable = (account: SimulatedAccount, inputs: Props = table()): Promise<Made> =>
  account.create(tokens.hubRouteTable, "prod", inputs);

const spoke = (routingConfiguration?: Props, name = "spoke"): Props => ({
  ...inGroup,
  virtualHubName: "hub",
  connectionName: name,
  remoteVirtualNetwork: { id: `${network}/virtualNetworks/vnet` },
  ...(routingConfiguration ? { routingConfiguration } : {}),
});
const connect = (account: SimulatedAccount, routing?: Props): Promise<Made> =>
  account.create(tokens.hubVirtualNetworkConnection, "spoke", spoke(routing));
const openSpoke = async (): Promise<SimulatedAccount> => {
  const account = await openHub();
  await makeVirtualNetwork(account);
  return account;
};
const toTable = (name: string): Props => ({
  associatedRouteTable: { id: tableId(name) },
  propagatedRouteTables: { ids: [{ id: tableId(name) }], labels: [name] },
});

describe("azure-native HubRouteTable", () => {
  itChecks(tokens.hubRouteTable, [
    {
      rule: "has routes of different names",
      refused: withRoutes(route(), route({ name: "TO-spoke", destinations: ["10.201.0.0/16"] })),
      accepted: withRoutes(route(), route({ name: "other", destinations: ["10.201.0.0/16"] })),
      says: "routes[1].name: BadRequest",
      text: /have the name to-spoke/,
    },
    {
      rule: "has a destination once",
      refused: withRoutes(route(), route({ name: "other" })),
      accepted: withRoutes(route(), route({ name: "other", destinations: ["10.200.0.0/17"] })),
      says: "routes[1].destinations: DuplicateDestinations",
      text: /10\.200\.0\.0\/16 is in the route table twice/,
    },
    {
      rule: "has well-formed destinations",
      refused: withRoutes(route({ destinations: ["10.200.0.1/16"] })),
      accepted: withRoutes(route({ destinations: [UNKNOWN] })),
      says: "routes[0].destinations: InvalidCIDRNotation",
      text: /10\.200\.0\.1\/16/,
    },
    {
      rule: "has routes with a destination",
      refused: withRoutes(route({ destinations: [] })),
      accepted: withRoutes(route({ destinations: UNKNOWN })),
      says: "routes[0].destinations: BadRequest",
      text: /at least one destination/,
    },
    {
      rule: "has destinations that are ranges",
      refused: withRoutes(route({ destinationType: "Service" })),
      accepted: withRoutes(route({ destinationType: UNKNOWN })),
      says: "routes[0].destinationType: BadRequest",
      text: /'Service' are not simulated; use CIDR/,
    },
    {
      rule: "has next hops that are resources",
      refused: withRoutes(route({ nextHopType: "IPAddress" })),
      accepted: withRoutes(route({ nextHopType: UNKNOWN })),
      says: "routes[0].nextHopType: BadRequest",
      text: /must be of type ResourceId, not 'IPAddress'/,
    },
    {
      rule: "leads to no firewall, which is not simulated",
      refused: withRoutes(route({ nextHop: `${network}/azureFirewalls/fw` })),
      accepted: withRoutes(route({ nextHop: UNKNOWN })),
      says: "routes[0].nextHop: BadRequest",
      text: /not simulated/,
    },
    {
      rule: "has routes with all their properties",
      refused: withRoutes({
        name: "x",
        destinations: ["10.0.0.0/8"],
        destinationType: "CIDR",
        nextHopType: "ResourceId",
      }),
      accepted: table(),
      says: "routes[0]",
      text: /missing required property 'routes\[0\]\.nextHop'/,
    },
  ]);

  it("is in a standard hub, which has a default and a none table already", async () => {
    const account = await openHub();
    expect((await refusal(makeTable(account, table({ virtualHubName: "none" })))).code).to.equal(
      "ParentResourceNotFound",
    );
    for (const routeTableName of ["defaultRouteTable", "noneRouteTable"]) {
      expect((await refusal(makeTable(account, table({ routeTableName })))).message).to.equal(
        `cannot create already existing resource '${tableId(routeTableName)}'`,
      );
    }
    const made = await makeTable(account);
    expect(made.id).to.equal(tableId("prod"));
    expect(account.read(made)).to.deep.include({ labels: ["prod"], routes: [], associatedConnections: [] });
    const basic = await openAccount();
    await makeWan(basic, { type: "Basic" });
    await makeHub(basic, { sku: "Basic" });
    expect((await refusal(makeTable(basic))).message).to.match(
      /hub is Basic; route tables need a Standard one/,
    );
  });

  it("leads to connections of its own hub, which stay while it does", async () => {
    const account = await openSpoke();
    expect(await refusal(makeTable(account, withRoutes(route())))).to.deep.include({
      code: "InternalServerError",
    });
    const connection = await connect(account);
    const made = await makeTable(account, withRoutes(route()));
    expect((await refusal(account.delete(connection))).message).to.match(
      /while a route of .*\/prod leads to it/,
    );
    const lost = withRoutes(route({ nextHop: connectionId("none") }));
    expect((await refusal(account.update(made, lost))).code).to.equal("InternalServerError");
    await makeHub(account, { virtualHubName: "other", addressPrefix: "10.66.0.0/23" });
    const elsewhere = { ...withRoutes(route()), virtualHubName: "other" };
    expect((await refusal(makeTable(account, elsewhere))).code).to.equal("InternalServerError");
    await account.update(made, table());
    await account.delete(connection);
  });

  it("serves connections of its hub, and stays while they name it", async () => {
    const account = await openSpoke();
    expect((await refusal(connect(account, toTable("prod")))).message).to.match(
      /prod in the routing configuration of .* is not the defaultRouteTable or noneRouteTable .* nor a route table/,
    );
    const made = await makeTable(account);
    const connection = await connect(account, toTable("prod"));
    expect(account.read(made)).to.deep.include({
      associatedConnections: [connection.id],
      propagatingConnections: [connection.id],
    });
    expect((await refusal(account.delete(made))).message).to.match(/in the routing configuration of spoke/);
    await account.update(connection, spoke());
    await account.delete(made);
  });

  it("is associated with connections of its own hub alone", async () => {
    const account = await openSpoke();
    const other = await makeHub(account, { virtualHubName: "other", addressPrefix: "10.66.0.0/23" });
    await makeTable(account, table({ virtualHubName: "other" }));
    const far = { id: tableId("prod", other.id) };
    expect((await refusal(connect(account, { associatedRouteTable: far }))).message).to.match(
      /not in its hub/,
    );
    await connect(account, { propagatedRouteTables: { ids: [far] } });
  });

  it("takes no routes from another virtual WAN", async () => {
    const account = await openSpoke();
    const wan = await makeWan(account, { virtualWANName: "second" });
    const other = await makeHub(account, {
      ...hub,
      virtualHubName: "other",
      addressPrefix: "10.66.0.0/23",
      virtualWan: { id: wan.id },
    });
    const ids = [{ id: tableId("defaultRouteTable", other.id) }];
    expect((await refusal(connect(account, { propagatedRouteTables: { ids } }))).message).to.match(
      /is in a hub of another virtual WAN/,
    );
    await connect(account, { propagatedRouteTables: { ids: [{ id: tableId("defaultRouteTable") }] } });
  });

  it("takes routes by its labels, and a connection without labels propagates to the default one", async () => {
    const account = await openSpoke();
    const made = await makeTable(account);
    const labelled = await connect(account, { propagatedRouteTables: { ids: [], labels: ["PROD"] } });
    expect(account.read(made)?.propagatingConnections).to.deep.equal([labelled.id]);
    const named = await account.update(
      labelled,
      spoke({ propagatedRouteTables: { ids: [{ id: made.id }], labels: [] } }),
    );
    expect(named.outputs).to.have.deep.nested.property("routingConfiguration.propagatedRouteTables", {
      ids: [{ id: made.id }],
      labels: ["default"],
    });
  });

  it("takes the routes of connections without labels where it has the default one", async () => {
    const account = await openSpoke();
    const made = await makeTable(account, table({ labels: ["Default"] }));
    const unlabelled = await connect(account, { propagatedRouteTables: { ids: [] } });
    expect(account.read(made)?.propagatingConnections).to.deep.equal([unlabelled.id]);
    await account.update(unlabelled, spoke({ propagatedRouteTables: { ids: [], labels: ["none"] } }));
    expect(account.read(made)?.propagatingConnections).to.deep.equal([]);
  });

  it("is for virtual networks: branches keep to the default one, and propagate alike", async () => {
    const account = await openBranch();
    await makeTable(account);
    const custom = await refusal(connectSite(account, { ...vpn, routingConfiguration: toTable("prod") }));
    expect(custom.code).to.equal("InvalidAssociatedRouteTable");
    expect(custom.message).to.include("Associated route table on branches can't be custom route table.");
    const propagating = { propagatedRouteTables: { ids: [{ id: tableId("prod") }] } };
    await connectSite(account, { ...vpn, routingConfiguration: propagating });
    const link = {
      name: "link",
      ipAddress: "52.9.9.9",
      bgpProperties: { asn: 64513, bgpPeeringAddress: "169.254.21.9" },
    };
    await account.create(tokens.vpnSite, "second", { ...site, vpnSiteName: "second", vpnSiteLinks: [link] });
    const second = (labels: string[]): Promise<Made> =>
      connectSite(account, {
        ...vpn,
        connectionName: "second",
        remoteVpnSite: { id: siteId("second") },
        vpnLinkConnections: [linkConnection({ vpnSiteLink: { id: linkId("link", "second") } })],
        routingConfiguration: { propagatedRouteTables: { ...propagating.propagatedRouteTables, labels } },
      });
    expect((await refusal(second(["prod"]))).message).to.match(/different route tables/);
    await second(["default"]);
  });

  it("goes before its hub", async () => {
    const account = await openHub();
    const made = await makeTable(account);
    const inHub = {
      urn: "urn:pulumi:dev::test::x::hub",
      token: tokens.virtualHub,
      id: hubId,
      inputs: {},
      outputs: {},
    };
    expect((await refusal(account.delete(inHub))).message).to.match(/while it is used by prod/);
    await account.delete(made);
    await account.delete(inHub);
  });
});
