import { expect } from "chai";

import { gatewayId, hub, hubGateway, hubId, makeHub, makeHubGateway, openHub, peering } from "./hubEstate";
import { but, itChecks, refusal, tokens } from "../estate";
import { asList, asObject, type Props, UNKNOWN } from "../../../../simulator/protocol/values";

const gateway = (changes: Props): Props => ({ ...hubGateway, ...changes });
const entries = (...names: string[]): Props => ({
  bgpSettings: {
    bgpPeeringAddresses: names.map((ipconfigurationId) => ({ ipconfigurationId, customBgpIpAddresses: [] })),
  },
});

describe("azure-native VpnGateway of a virtual hub", () => {
  itChecks(tokens.vpnGateway, [
    ...[0, 21, 1.5].map((vpnGatewayScaleUnit) => ({
      rule: `has no ${vpnGatewayScaleUnit} scale units`,
      refused: gateway({ vpnGatewayScaleUnit }),
      accepted: gateway({ vpnGatewayScaleUnit: vpnGatewayScaleUnit > 1 ? 20 : 1 }),
      says: "vpnGatewayScaleUnit: BadRequest",
      text: /must be 1 to 20/,
    })),
    {
      rule: "has a virtual hub",
      refused: but(hubGateway, { virtualHub: undefined }),
      accepted: but(hubGateway, { virtualHub: { id: UNKNOWN } }),
      says: "virtualHub: BadRequest",
      text: /must have a virtualHub/,
    },
    {
      rule: "has Azure's own ASN",
      refused: gateway({ bgpSettings: { asn: 65010 } }),
      accepted: gateway({ bgpSettings: { asn: 65515, peerWeight: 0 } }),
      says: "bgpSettings.asn: BadRequest",
      text: /ASN 65515, which cannot be changed; got 65010/,
    },
    {
      rule: "has BGP peering addresses for both instances",
      refused: gateway(entries("Instance0")),
      accepted: gateway({
        bgpSettings: {
          bgpPeeringAddresses: [{ ipconfigurationId: "instance1", customBgpIpAddresses: [] }, UNKNOWN],
        },
      }),
      says: "bgpSettings.bgpPeeringAddresses: BgpPeeringAddressesCountNotCorrect",
      text: /2 instances and 1 BGP peering addresses/,
    },
    {
      rule: "calls its instances Instance0 and Instance1, not by ids",
      refused: gateway(entries("Instance0", `${gatewayId}/ipConfigurations/Instance1`)),
      accepted: gateway(entries("Instance0", "Instance1")),
      says: "bgpSettings.bgpPeeringAddresses[1].ipconfigurationId: BadRequest",
      text: /is not one of Instance0, Instance1/,
    },
    {
      rule: "has one entry for each instance",
      refused: gateway(entries("Instance0", "INSTANCE0")),
      accepted: gateway(entries("Instance0", "Instance1")),
      says: "bgpSettings.bgpPeeringAddresses[1].ipconfigurationId: BadRequest",
      text: /INSTANCE0 has two entries/,
    },
    ...["169.254.20.255", "169.254.23.0"].map((address) => ({
      rule: `has no custom BGP address ${address}`,
      refused: gateway(peering([address], [])),
      accepted: gateway(peering([address === "169.254.23.0" ? "169.254.22.255" : "169.254.21.0"], [])),
      says: "bgpSettings.bgpPeeringAddresses[0].customBgpIpAddresses: BadRequest",
      text: /range 169\.254\.21\.0 to 169\.254\.22\.255/,
    })),
    {
      rule: "has no custom BGP address on both instances",
      refused: gateway(peering(["169.254.21.2"], ["169.254.21.2"])),
      accepted: gateway(peering(["169.254.21.2"], ["169.254.21.6"])),
      says: "bgpSettings.bgpPeeringAddresses[1].customBgpIpAddresses: BadRequest",
      text: /used twice/,
    },
    {
      rule: "refuses what is known but not simulated",
      refused: gateway({ isRoutingPreferenceInternet: true }),
      accepted: gateway({ isRoutingPreferenceInternet: false, natRules: [], connections: [] }),
      says: "isRoutingPreferenceInternet",
      text: /not simulated/,
    },
  ]);

  it("shows two public addresses, and where each instance ends its tunnels and speaks BGP", async () => {
    const account = await openHub();
    const { id, outputs } = await makeHubGateway(account);
    expect(id).to.equal(gatewayId);
    const addresses = asList(outputs.ipConfigurations).map((one) => asObject(one).publicIpAddress);
    expect(new Set(addresses)).to.have.lengthOf(2);
    expect(outputs.ipConfigurations).to.deep.equal([
      { id: "Instance0", privateIpAddress: "10.64.0.4", publicIpAddress: addresses[0] },
      { id: "Instance1", privateIpAddress: "10.64.0.5", publicIpAddress: addresses[1] },
    ]);
    expect(outputs.bgpSettings).to.deep.equal({
      asn: 65515,
      peerWeight: 0,
      bgpPeeringAddresses: [
        {
          ipconfigurationId: "Instance0",
          defaultBgpIpAddresses: ["10.64.0.12"],
          customBgpIpAddresses: ["169.254.21.2", "169.254.22.2"],
          tunnelIpAddresses: [addresses[0], "10.64.0.4"],
        },
        {
          ipconfigurationId: "Instance1",
          defaultBgpIpAddresses: ["10.64.0.13"],
          customBgpIpAddresses: ["169.254.21.6", "169.254.22.6"],
          tunnelIpAddresses: [addresses[1], "10.64.0.5"],
        },
      ],
    });
  });

  it("does not know its addresses before it exists", async () => {
    const account = await openHub();
    const { outputs } = account.clouds.preview(tokens.vpnGateway, { props: hubGateway, secrets: new Set() });
    expect(outputs.ipConfigurations).to.equal(UNKNOWN);
    expect(outputs).to.have.nested.property("bgpSettings.bgpPeeringAddresses[0].tunnelIpAddresses", UNKNOWN);
  });

  it("is the only one of its hub, and in its region", async () => {
    const account = await openHub();
    expect((await refusal(makeHubGateway(account, { location: "eastus" }))).code).to.equal(
      "InvalidResourceReference",
    );
    await makeHubGateway(account);
    expect((await refusal(makeHubGateway(account, { gatewayName: "second" }))).message).to.match(
      /already has the site-to-site VPN gateway .*hubgw/,
    );
  });

  it("changes in place and keeps its public addresses, but not its hub", async () => {
    const account = await openHub();
    const made = await makeHubGateway(account);
    const changed = gateway({ vpnGatewayScaleUnit: 4, ...peering(["169.254.21.10"], ["169.254.21.14"]) });
    expect(account.diff(made, changed)).to.deep.equal(["bgpSettings", "vpnGatewayScaleUnit"]);
    const updated = await account.update(made, changed);
    expect(updated.outputs.ipConfigurations).to.deep.equal(made.outputs.ipConfigurations);
    expect(updated.outputs).to.have.nested.property(
      "bgpSettings.bgpPeeringAddresses[1].customBgpIpAddresses[0]",
      "169.254.21.14",
    );
    const other = await makeHub(account, { virtualHubName: "other", addressPrefix: "10.66.0.0/23" });
    expect((await refusal(account.update(made, gateway({ virtualHub: { id: other.id } })))).message).to.match(
      /virtual hub of VPN gateway .* cannot be changed/,
    );
  });

  it("keeps its hub from going, and shows there", async () => {
    const account = await openHub();
    const gatewayMade = await makeHubGateway(account);
    const record = account.clouds.read(tokens.virtualHub, hubId)!;
    expect(record.outputs.vpnGateway).to.deep.equal({ id: gatewayId });
    const made = {
      urn: "urn:pulumi:dev::test::x::hub",
      token: tokens.virtualHub,
      id: hubId,
      inputs: hub,
      outputs: {},
    };
    expect((await refusal(account.delete(made))).message).to.match(/while it is used by hubgw/);
    await account.delete(gatewayMade);
    await account.delete(made);
  });
});
