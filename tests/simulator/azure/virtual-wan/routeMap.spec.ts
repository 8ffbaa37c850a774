import { expect } from "chai";

import { connect as connectSite, hubId, makeHub, makeWan, openBranch, openHub, vpn } from "./hubEstate";
import { inGroup, itChecks, makeVirtualNetwork, network, openAccount, refusal, tokens } from "../estate";
import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";
import type { Made, SimulatedAccount } from "../../../helpers/simulated";

const map = (...rules: Props[]): Props => ({ ...inGroup, virtualHubName: "hub", routeMapName: "map", rules });
const acting = (type: string, ...parameters: Props[]): Props =>
  map({ name: "r", actions: [{ type, parameters }] });
const matching = (criterion: Props): Props =>
  map({ name: "r", matchCriteria: [{ matchCondition: "Contains", ...criterion }] });
const makeMap = (account: SimulatedAccount, more: Props = {}): Promise<Made> =>
  account.create(tokens.routeMap, "map", { ...acting("Drop"), ...more });

describe("azure-native RouteMap", () => {
  itChecks(tokens.routeMap, [
    {
      rule: "has rules with names",
      refused: map({ actions: [] }),
      accepted: map({ name: UNKNOWN }),
      says: "rules[0].name: BadRequest",
      text: /must have a name/,
    },
    {
      rule: "has rules of different names",
      refused: map({ name: "r" }, { name: "R" }),
      accepted: map({ name: "r" }, { name: "s" }),
      says: "rules[1].name: BadRequest",
      text: /have the name r/,
    },
    {
      rule: "goes on or ends",
      refused: map({ name: "r", nextStepIfMatched: "Unknown" }),
      accepted: map({ name: "r", nextStepIfMatched: "Terminate" }),
      says: "rules[0].nextStepIfMatched: BadRequest",
      text: /not one of Continue, Terminate/,
    },
    {
      rule: "matches what equals or contains",
      refused: matching({ matchCondition: "NotEquals" }),
      accepted: matching({ matchCondition: "Equals" }),
      says: "rules[0].matchCriteria[0].matchCondition: BadRequest",
      text: /not one of Equals, Contains/,
    },
    {
      rule: "matches well-formed prefixes",
      refused: matching({ routePrefix: ["10.0.0.1/8"] }),
      accepted: matching({ routePrefix: ["10.0.0.0/8", UNKNOWN] }),
      says: "rules[0].matchCriteria[0].routePrefix: InvalidCIDRNotation",
      text: /10\.0\.0\.1\/8/,
    },
    {
      rule: "matches ASNs of two bytes",
      refused: matching({ asPath: ["65536"] }),
      accepted: matching({ asPath: ["65535"] }),
      says: "rules[0].matchCriteria[0].asPath: BadRequest",
      text: /'65536' is not an ASN of two bytes/,
    },
    {
      rule: "matches communities",
      refused: matching({ community: ["prod"] }),
      accepted: matching({ community: ["65001:100"] }),
      says: "rules[0].matchCriteria[0].community: BadRequest",
      text: /'prod' is not a BGP community/,
    },
    {
      rule: "has actions of four types",
      refused: acting("Unknown"),
      accepted: acting("Drop"),
      says: "rules[0].actions[0].type: BadRequest",
      text: /not one of Add, Drop, Remove, Replace/,
    },
    {
      rule: "adds no prefixes",
      refused: acting("Add", { routePrefix: ["10.0.0.0/8"] }),
      accepted: acting("Replace", { routePrefix: ["10.0.0.0/8"] }),
      says: "rules[0].actions[0].parameters[0].routePrefix: BadRequest",
      text: /Add takes asPath and community, not routePrefix/,
    },
    {
      rule: "drops without parameters",
      refused: acting("Drop", { routePrefix: ["10.0.0.0/8"] }),
      accepted: acting("Drop", {}),
      says: "rules[0].actions[0].parameters[0].routePrefix: BadRequest",
      text: /Drop takes no parameters/,
    },
    {
      rule: "removes communities alone",
      refused: acting("Remove", { asPath: ["65001"] }),
      accepted: acting("Remove", { community: ["65001:100"] }),
      says: "rules[0].actions[0].parameters[0].asPath: BadRequest",
      text: /Remove takes community, not asPath/,
    },
    ...["65515", "12076"].map((asn) => ({
      rule: `prepends no reserved ASN ${asn}`,
      refused: acting("Add", { asPath: [asn] }),
      accepted: acting("Add", { asPath: ["64999"] }),
      says: "rules[0].actions[0].parameters[0].asPath: BadRequest",
      text: /reserved by Azure/,
    })),
    {
      rule: "is applied by connections, not the other way round",
      refused: { ...map(), associatedInboundConnections: ["c"] },
      accepted: { ...map(), associatedInboundConnections: [] },
      says: "associatedInboundConnections",
      text: /not simulated/,
    },
  ]);

  it("is in a standard hub", async () => {
    const basic = await openAccount();
    await makeWan(basic, { type: "Basic" });
    await makeHub(basic, { sku: "Basic" });
    expect((await refusal(makeMap(basic))).message).to.match(/is Basic; route maps need a Standard one/);
    const made = await makeMap(await openHub());
    expect(made.id).to.equal(`${hubId}/routeMaps/map`);
  });

  it("serves connections of its hub, and stays while it does", async () => {
    const account = await openHub();
    await makeVirtualNetwork(account);
    const connect = (map: string): Promise<Made> =>
      account.create(tokens.hubVirtualNetworkConnection, "spoke", {
        ...inGroup,
        virtualHubName: "hub",
        connectionName: "spoke",
        remoteVirtualNetwork: { id: `${network}/virtualNetworks/vnet` },
        routingConfiguration: { outboundRouteMap: { id: map } },
      });
    expect((await refusal(connect(`${hubId}/routeMaps/none`))).message).to.match(
      /is not a route map of its hub/,
    );
    const other = await makeHub(account, { virtualHubName: "other", addressPrefix: "10.66.0.0/23" });
    await makeMap(account, { virtualHubName: "other" });
    expect((await refusal(connect(`${other.id}/routeMaps/map`))).message).to.match(
      /is not a route map of its hub/,
    );
    const made = await makeMap(account);
    const connection = await connect(made.id);
    expect(account.read(made)).to.deep.include({
      associatedInboundConnections: [],
      associatedOutboundConnections: [connection.id],
    });
    expect((await refusal(account.delete(made))).message).to.match(/in the routing configuration of spoke/);
    await account.delete(connection);
    await account.delete(made);
  });

  it("serves branches, too", async () => {
    const account = await openBranch();
    const made = await makeMap(account);
    const connection = await connectSite(account, {
      ...vpn,
      routingConfiguration: { inboundRouteMap: { id: made.id } },
    });
    expect(account.read(made)?.associatedInboundConnections).to.deep.equal([connection.id]);
  });
});
