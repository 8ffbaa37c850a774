import { expect } from "chai";

import {
  activeGateway,
  bgpSite,
  but,
  configurationId,
  connection,
  inGroup,
  itChecks,
  makeGateway,
  makeSite,
  makeSurroundings,
  network,
  openAccount,
  passiveGateway,
  refusal,
  tokens,
} from "./estate";
import { gatewayId as hubGatewayId, openBranch, vpn, withLink } from "./virtual-wan/hubEstate";
import { type Props, UNKNOWN } from "../../../simulator/protocol/values";
import type { Made, SimulatedAccount } from "../../helpers/simulated";

const mapped = (internal: string, external: string): Props => ({
  internalMappings: [{ addressSpace: internal }],
  externalMappings: [{ addressSpace: external }],
});
const rule = (more: Props = {}): Props => ({
  ...inGroup,
  virtualNetworkGatewayName: "gw",
  natRuleName: "in",
  type: "Static",
  mode: "IngressSnat",
  ...mapped("10.0.0.0/24", "100.64.0.0/24"),
  ...more,
});
const ruleId = (name: string): string => `${network}/virtualNetworkGateways/gw/natRules/${name}`;
const hubRule = (more: Props = {}): Props =>
  but({ ...rule(), gatewayName: "hubgw", ...more }, { virtualNetworkGatewayName: undefined });

for (const [token, base] of [
  [tokens.virtualNetworkGatewayNatRule, rule],
  [tokens.natRule, hubRule],
] as const) {
  describe(token.replace(":network:", " "), () => {
    itChecks(token, [
      ...(["type", "mode"] as const).map((property) => ({
        rule: `has a ${property}`,
        refused: but(base(), { [property]: undefined }),
        accepted: base({ [property]: UNKNOWN }),
        says: `${property}: BadRequest`,
        text: /must be .* or .*, got none/,
      })),
      {
        rule: "has a known mode",
        refused: base({ mode: "Dnat" }),
        accepted: base({ mode: "EgressSnat" }),
        says: "mode: BadRequest",
        text: /got Dnat/,
      },
      {
        rule: "maps one prefix",
        refused: base({ internalMappings: [] }),
        accepted: base({ internalMappings: UNKNOWN }),
        says: "internalMappings: BadRequest",
        text: /must have one of internalMappings, got 0/,
      },
      {
        rule: "maps well-formed prefixes",
        refused: base(mapped("10.0.0.1/24", "100.64.0.0/24")),
        accepted: base(mapped("10.0.1.0/24", "100.64.0.0/24")),
        says: "internalMappings[0].addressSpace: InvalidCIDRNotation",
        text: /10\.0\.0\.1\/24/,
      },
      {
        rule: "maps to as much where it is static",
        refused: base(mapped("10.0.0.0/24", "100.64.0.0/25")),
        accepted: base(mapped("10.0.0.0/25", "100.64.0.0/25")),
        says: "externalMappings: BadRequest",
        text: /both must be of the same size/,
      },
      {
        rule: "maps to a /26 at most where it is dynamic",
        refused: base({
          type: "Dynamic",
          ...mapped("10.0.0.0/24", "100.64.0.0/25"),
          ipConfigurationId: "Instance0",
        }),
        accepted: base({
          type: "Dynamic",
          ...mapped("10.0.0.0/24", "100.64.0.0/26"),
          ipConfigurationId: "Instance0",
        }),
        says: "externalMappings: BadRequest",
        text: /Maximum external mapping subnet size for Dynamic NAT is \/26/,
      },
      {
        rule: "maps all ports, as ranges of them are not simulated",
        refused: base({ internalMappings: [{ addressSpace: "10.0.0.0/24", portRange: "80" }] }),
        accepted: base(),
        says: "internalMappings[0].portRange",
        text: /not simulated/,
      },
    ]);
  });
}

describe("azure-native VirtualNetworkGatewayNatRule on a gateway", () => {
  let account: SimulatedAccount;
  const make = (inputs: Props = rule()): Promise<Made> =>
    account.create(tokens.virtualNetworkGatewayNatRule, "in", inputs);
  const open = async (gateway: Props): Promise<Made> => {
    account = await openAccount();
    await makeSurroundings(account);
    return makeGateway(account, gateway);
  };
  const connect = (more: Props): Promise<Made> =>
    account.create(tokens.connection, "c", { ...connection, ...more });

  it("needs a gateway of a greater SKU", async () => {
    await open({ ...passiveGateway, sku: { name: "VpnGw1AZ", tier: "VpnGw1AZ" } });
    expect((await refusal(make())).message).to.match(/VpnGw2 or above, and .*\/gw is VpnGw1AZ/);
    await open(passiveGateway);
    expect((await make()).id).to.equal(ruleId("in"));
  });

  it("is of an IP configuration of the gateway, and maps to prefixes of its own", async () => {
    await open(activeGateway);
    expect((await refusal(make(rule({ ipConfigurationId: "x" })))).message).to.match(
      /x of NAT rule .* is not one of/,
    );
    await make(rule({ ipConfigurationId: configurationId(0) }));
    const other = rule({ natRuleName: "other", ...mapped("10.0.1.0/25", "100.64.0.128/25") });
    expect((await refusal(make(other))).message).to.match(
      /external mapping 100\.64\.0\.128\/25 .* overlaps that of in/,
    );
    await make(rule({ natRuleName: "twin", ipConfigurationId: configurationId(1) }));
    await make(rule({ natRuleName: "free", ...mapped("10.0.1.0/24", "100.64.1.0/24") }));
  });

  it("serves connections on the right side, and stays while it does", async () => {
    await open(activeGateway);
    await makeSite(account, "site", { bgpSettings: { asn: 64512, bgpPeeringAddress: "100.64.0.9" } });
    const named = { ingressNatRules: [{ id: ruleId("in") }] };
    expect((await refusal(connect(named))).message).to.match(
      /natRules\/in in connection .* is not one of its gateway/,
    );
    const made = await make();
    expect((await refusal(connect({ egressNatRules: [{ id: made.id }] }))).message).to.match(
      /is not of mode EgressSnat/,
    );
    const connected = await connect(named);
    expect((await refusal(account.delete(made))).message).to.match(/while it is used by c/);
    await account.delete(connected);
    await account.delete(made);
  });

  it("does not go with APIPA addresses for BGP", async () => {
    await open(activeGateway);
    await makeSite(account);
    const made = await make();
    const named = { ingressNatRules: [{ id: made.id }] };
    expect(bgpSite).to.have.nested.property("bgpSettings.bgpPeeringAddress", "169.254.21.1");
    expect((await refusal(connect(named))).message).to.match(/not supported with BGP APIPA addresses/);
    await connect({});
  });

  it("stands alone on a connection where it is dynamic", async () => {
    await open(activeGateway);
    await makeSite(account, "site", { bgpSettings: { asn: 64512, bgpPeeringAddress: "100.64.0.9" } });
    const first = await make();
    const second = await make(
      rule({ natRuleName: "dyn", type: "Dynamic", ...mapped("10.0.4.0/24", "100.64.4.0/26") }),
    );
    const both = { ingressNatRules: [{ id: first.id }, { id: second.id }] };
    expect((await refusal(connect(both))).message).to.match(/dynamic NAT rule .*\/dyn and another one/);
    const third = await make(rule({ natRuleName: "third", ...mapped("10.0.0.0/25", "100.64.8.0/25") }));
    const overlapping = { ingressNatRules: [{ id: first.id }, { id: third.id }] };
    expect((await refusal(connect(overlapping))).message).to.match(
      /translate 10\.0\.0\.0\/24 and 10\.0\.0\.0\/25, which overlap/,
    );
    await connect({ ingressNatRules: [{ id: second.id }] });
  });

  it("goes with its gateway, which translates routes only with BGP", async () => {
    const gateway = await open(passiveGateway);
    expect(
      account.refusals(tokens.virtualNetworkGateway, "gw", {
        ...passiveGateway,
        enableBgpRouteTranslationForNat: true,
      }),
    ).to.have.lengthOf(1);
    expect(
      account.refusals(tokens.virtualNetworkGateway, "gw", {
        ...activeGateway,
        enableBgpRouteTranslationForNat: true,
      }),
    ).to.deep.equal([]);
    const made = await make();
    await account.delete(gateway);
    expect(account.read(made)).to.equal(undefined);
  });
});

describe("azure-native NatRule of a hub's gateway", () => {
  itChecks(tokens.natRule, [
    {
      rule: "is of both instances where it is static",
      refused: hubRule({ ipConfigurationId: "Instance0" }),
      accepted: hubRule(),
      says: "ipConfigurationId: BadRequest",
      text: /applies to both instances/,
    },
    {
      rule: "is of one instance where it is dynamic",
      refused: hubRule({ type: "Dynamic", ...mapped("10.0.0.0/24", "100.64.0.0/26") }),
      accepted: hubRule({
        type: "Dynamic",
        ...mapped("10.0.0.0/24", "100.64.0.0/26"),
        ipConfigurationId: "Instance1",
      }),
      says: "ipConfigurationId: BadRequest",
      text: /must be of Instance0 or Instance1, got none/,
    },
  ]);

  it("serves link connections, without APIPA addresses for BGP, and stays while it does", async () => {
    const account = await openBranch({ addressSpace: { addressPrefixes: ["10.200.0.0/16"] } });
    const made = await account.create(tokens.natRule, "in", hubRule());
    expect(made.id).to.equal(`${hubGatewayId}/natRules/in`);
    const connect = (link: Props): Promise<Made> => account.create(tokens.vpnConnection, "c", withLink(link));
    const named = { ingressNatRules: [{ id: made.id }] };
    expect((await refusal(connect(named))).message).to.match(/not supported with BGP APIPA addresses/);
    expect(
      (await refusal(connect({ enableBgp: false, egressNatRules: [{ id: made.id }] }))).message,
    ).to.match(/not of mode EgressSnat/);
    const connected = await connect({ ...named, enableBgp: false });
    expect(account.read(made)?.ingressVpnSiteLinkConnections).to.deep.equal([
      { id: `${connected.id}/vpnLinkConnections/link` },
    ]);
    expect((await refusal(account.delete(made))).message).to.match(/while it is used by c/);
    await account.update(connected, vpn);
    await account.delete(made);
  });
});
