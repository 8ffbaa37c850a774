import { expect } from "chai";

import { openHub } from "./hubEstate";
import { inGroup, itChecks, makeVirtualNetwork, network, refusal, tokens } from "../estate";
import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";

const spoke = (routingConfiguration: Props): Props => ({
  ...inGroup,
  virtualHubName: "hub",
  connectionName: "spoke",
  remoteVirtualNetwork: { id: `${network}/virtualNetworks/vnet` },
  routingConfiguration,
});

describe("azure-native static routes of a HubVirtualNetworkConnection", () => {
  const staticRoute = (more: Props = {}): Props => ({
    name: "nva",
    addressPrefixes: ["10.200.0.0/16"],
    nextHopIpAddress: "10.32.0.4",
    ...more,
  });
  const vnetRoutes = (...staticRoutes: Props[]): Props => ({ vnetRoutes: { staticRoutes } });
  const path = "routingConfiguration.vnetRoutes";
  itChecks(tokens.hubVirtualNetworkConnection, [
    {
      rule: "lead to an address",
      refused: spoke(vnetRoutes(staticRoute({ nextHopIpAddress: "nva" }))),
      accepted: spoke(vnetRoutes(staticRoute())),
      says: `${path}.staticRoutes[0].nextHopIpAddress: BadRequest`,
      text: /nva is not an IP address/,
    },
    {
      rule: "have well-formed prefixes",
      refused: spoke(vnetRoutes(staticRoute({ addressPrefixes: ["10.0.0.1/8"] }))),
      accepted: spoke(vnetRoutes(staticRoute({ addressPrefixes: [UNKNOWN] }))),
      says: `${path}.staticRoutes[0].addressPrefixes: InvalidCIDRNotation`,
      text: /10\.0\.0\.1\/8/,
    },
    {
      rule: "have a name of their own",
      refused: spoke(vnetRoutes(staticRoute(), staticRoute())),
      accepted: spoke(vnetRoutes(staticRoute(), staticRoute({ name: "other" }))),
      says: `${path}.staticRoutes[1].name: BadRequest`,
      text: /have the name nva/,
    },
    {
      rule: "say all there is to say",
      refused: spoke(vnetRoutes({ name: "nva", addressPrefixes: [] })),
      accepted: spoke({ vnetRoutes: { staticRoutes: [UNKNOWN] } }),
      says: `${path}.staticRoutes[0].nextHopIpAddress: BadRequest`,
      text: /must have its nextHopIpAddress/,
    },
    {
      rule: "override by one of two criteria",
      refused: spoke({ vnetRoutes: { staticRoutesConfig: { vnetLocalRouteOverrideCriteria: "Never" } } }),
      accepted: spoke({ vnetRoutes: { staticRoutesConfig: { vnetLocalRouteOverrideCriteria: "Equal" } } }),
      says: `${path}.staticRoutesConfig.vnetLocalRouteOverrideCriteria: BadRequest`,
      text: /'Never' is not one of Contains, Equal/,
    },
  ]);

  it("do not lead to the hub's own router", async () => {
    const account = await openHub();
    await makeVirtualNetwork(account);
    const connect = (routing: Props): ReturnType<typeof account.create> =>
      account.create(tokens.hubVirtualNetworkConnection, "spoke", spoke(routing));
    const routed = vnetRoutes(staticRoute({ nextHopIpAddress: "10.64.0.68" }));
    expect((await refusal(connect(routed))).message).to.match(
      /10\.64\.0\.68 .* is the router of the virtual hub/,
    );
    const made = await connect(vnetRoutes(staticRoute()));
    expect(made.outputs).to.have.nested.property(
      `${path}.staticRoutesConfig.vnetLocalRouteOverrideCriteria`,
      "Contains",
    );
  });
});
