import { expect } from "chai";

import { hub, makeHub, makeWan, openHub } from "./hubEstate";
import { but, itChecks, network, openAccount, refusal, tokens } from "../estate";
import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";

describe("azure-native VirtualHub", () => {
  const of = (changes: Parameters<typeof but>[1]): ReturnType<typeof but> => but(hub, changes);
  itChecks(tokens.virtualHub, [
    ...["10.64.0.0/25", "fd00::/64"].map((addressPrefix) => ({
      rule: `has no range ${addressPrefix}`,
      refused: of({ addressPrefix }),
      accepted: of({ addressPrefix: "10.64.0.0/24" }),
      says: "addressPrefix: BadRequest",
      text: /must be an IPv4 range of \/24 or larger/,
    })),
    {
      rule: "has a well-formed range",
      refused: of({ addressPrefix: "10.64.0.1/23" }),
      accepted: hub,
      says: "addressPrefix: InvalidCIDRNotation",
      text: /10\.64\.0\.1\/23/,
    },
    ...["addressPrefix", "virtualWan"].map((property) => ({
      rule: `has its ${property}`,
      refused: of({ [property]: undefined }),
      accepted: of({ [property]: UNKNOWN }),
      says: `${property}: BadRequest`,
      text: /must have its/,
    })),
    {
      rule: "prefers one of three kinds of route",
      refused: of({ hubRoutingPreference: "Vpn" }),
      accepted: of({ hubRoutingPreference: "ASPath" }),
      says: "hubRoutingPreference: BadRequest",
      text: /'Vpn' is not one of ExpressRoute, VpnGateway, ASPath/,
    },
    {
      rule: "has Azure's own ASN",
      refused: of({ virtualRouterAsn: 65010 }),
      accepted: of({ virtualRouterAsn: 65515 }),
      says: "virtualRouterAsn: BadRequest",
      text: /65515, not 65010/,
    },
    ...[1, 51, 2.5].map((minCapacity) => ({
      rule: `has no ${minCapacity} routing infrastructure units`,
      refused: of({ virtualRouterAutoScaleConfiguration: { minCapacity } }),
      accepted: of({ virtualRouterAutoScaleConfiguration: { minCapacity: minCapacity < 50 ? 2 : 50 } }),
      says: "virtualRouterAutoScaleConfiguration.minCapacity: BadRequest",
      text: /must be 2 to 50/,
    })),
    {
      rule: "refuses what is known but not simulated",
      refused: of({ azureFirewall: { id: "x" } }),
      accepted: hub,
      says: "azureFirewall",
      text: /not simulated/,
    },
  ]);

  it("is in a virtual WAN of its kind", async () => {
    const account = await openAccount();
    expect((await refusal(makeHub(account))).code).to.equal("InvalidResourceReference");
    await makeWan(account);
    expect((await refusal(makeHub(account, { sku: "Basic" }))).message).to.match(
      /SKU Basic, but its virtual WAN is of type Standard/,
    );
    await makeHub(account, { sku: "Standard" });
  });

  it("keeps its range and its virtual WAN", async () => {
    const account = await openAccount();
    await makeWan(account);
    const made = await makeHub(account);
    await makeWan(account, { virtualWANName: "other" });
    const changed: Props[] = [
      { addressPrefix: "10.65.0.0/23" },
      { virtualWan: { id: `${network}/virtualWans/other` } },
    ];
    for (const changes of changed) {
      expect((await refusal(account.update(made, { ...hub, ...changes }))).message).to.match(
        /cannot be changed/,
      );
    }
    const updated = await account.update(made, { ...hub, hubRoutingPreference: "VpnGateway" });
    expect(updated.outputs).to.include({ hubRoutingPreference: "VpnGateway", routingState: "Provisioned" });
  });

  it("is refused while another change of it is under way", async () => {
    const account = await openHub();
    const made = account.clouds.world.list().find(({ token }) => token === tokens.virtualHub)!;
    const change = (hubRoutingPreference: string): Promise<unknown> =>
      account.update(
        { ...made, inputs: made.inputs, outputs: made.outputs },
        { ...hub, hubRoutingPreference },
      );
    const [first, second] = await Promise.allSettled([change("ASPath"), change("VpnGateway")]);
    expect([first.status, second.status]).to.deep.equal(["fulfilled", "rejected"]);
  });
});
