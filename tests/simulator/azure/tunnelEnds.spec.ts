import { expect } from "chai";

import {
  activeGateway,
  but,
  configurationId,
  connection,
  ipsecPolicy,
  makeGateway,
  makeSite,
  makeSurroundings,
  openAccount,
  passiveGateway,
  tokens,
} from "./estate";
import { azureTunnelEnds } from "../../../simulator/azure/tunnelEnds";
import type { Props } from "../../../simulator/protocol/values";
import type { TunnelEnd } from "../../../simulator/tunnels/end";

async function ends(
  inputs: Props,
  site: Props = {},
  gateway: Props = activeGateway,
): Promise<readonly TunnelEnd[]> {
  const account = await openAccount();
  await makeSurroundings(account);
  await makeSite(account, "site", site);
  await makeGateway(account, gateway);
  await account.create(tokens.connection, "c", inputs);
  return azureTunnelEnds(account.clouds.world.view());
}

const inside = (all: readonly TunnelEnd[]): (string | undefined)[] =>
  all.map(({ bgp }) => bgp?.insideAddress);

describe("azureTunnelEnds", () => {
  it("has one end for each instance, at its public address", async () => {
    const account = await openAccount();
    const { addresses } = await makeSurroundings(account);
    await makeSite(account);
    await makeGateway(account);
    const made = await account.create(tokens.connection, "c", connection);
    const all = azureTunnelEnds(account.clouds.world.view());
    expect(
      all.map(({ recordId, index, outsideAddress, peerOutsideAddress, presharedKey }) => ({
        recordId,
        index,
        outsideAddress,
        peerOutsideAddress,
        presharedKey,
      })),
    ).to.deep.equal(
      addresses.map(({ outputs }, index) => ({
        recordId: made.id,
        index,
        outsideAddress: outputs.ipAddress,
        peerOutsideAddress: "52.1.1.1",
        presharedKey: "Abc.123_x",
      })),
    );
  });

  it("speaks BGP from the address that the connection chose, instance by instance", async () => {
    const all = await ends({
      ...connection,
      gatewayCustomBgpIpAddresses: [
        { customBgpIpAddress: "169.254.22.2", ipConfigurationId: configurationId(0) },
        { customBgpIpAddress: "169.254.22.6", ipConfigurationId: configurationId(1) },
      ],
    });
    expect(all.map(({ bgp }) => bgp)).to.deep.equal(
      ["169.254.22.2", "169.254.22.6"].map((insideAddress) => ({
        asn: 65521,
        peerAsn: 64512,
        insideAddress,
        peerInsideAddress: "169.254.21.1",
      })),
    );
  });

  it("falls back to the first custom address, the trap of connections that choose none", async () => {
    expect(inside(await ends(connection))).to.deep.equal(["169.254.21.2", "169.254.21.6"]);
  });

  it("speaks from GatewaySubnet to a peer outside 169.254.0.0/16, or where there is no custom address", async () => {
    const site = { bgpSettings: { asn: 64512, bgpPeeringAddress: "10.0.0.10" } };
    expect(inside(await ends(connection, site))).to.deep.equal(["10.32.255.4", "10.32.255.5"]);
    const plain = { ...passiveGateway, enableBgp: true };
    expect(inside(await ends(connection, {}, plain))).to.deep.equal(["10.32.255.30"]);
  });

  it("speaks from the one custom address of an active-passive gateway", async () => {
    const gateway: Props = {
      ...passiveGateway,
      enableBgp: true,
      bgpSettings: {
        asn: 65521,
        bgpPeeringAddresses: [
          { ipconfigurationId: configurationId(0), customBgpIpAddresses: ["169.254.21.2"] },
        ],
      },
    };
    expect(inside(await ends(connection, {}, gateway))).to.deep.equal(["169.254.21.2"]);
    const onPremises = { bgpSettings: { asn: 64512, bgpPeeringAddress: "172.16.255.1" } };
    expect(inside(await ends(connection, onPremises, gateway))).to.deep.equal(["10.32.255.30"]);
  });

  it("has no BGP where the connection has none", async () => {
    const site = { localNetworkAddressSpace: { addressPrefixes: ["10.0.0.0/16"] } };
    expect((await ends({ ...connection, enableBgp: false }, site)).map(({ bgp }) => bgp)).to.deep.equal([
      undefined,
      undefined,
    ]);
  });

  it("offers exactly the policy that the connection has", async () => {
    const [gcm] = await ends({ ...connection, ipsecPolicies: [ipsecPolicy] });
    expect(gcm).to.deep.include({
      ike: { encryption: ["aes256-gcm16"], integrity: ["sha384"], dhGroups: [20] },
      esp: { encryption: ["aes256-gcm16"], integrity: ["gcmaes256"], dhGroups: [20] },
      ikeVersions: [2],
      initiates: true,
    });
    const cbc = but(ipsecPolicy, {
      ikeEncryption: "AES256",
      ikeIntegrity: "SHA256",
      dhGroup: "DHGroup14",
      ipsecEncryption: "AES256",
      ipsecIntegrity: "SHA256",
      pfsGroup: "PFSMM",
    });
    const [compatible] = await ends({
      ...connection,
      ipsecPolicies: [cbc],
      connectionMode: "ResponderOnly",
      connectionProtocol: "IKEv1",
    });
    expect(compatible).to.deep.include({
      ike: { encryption: ["aes256-cbc"], integrity: ["sha256"], dhGroups: [14] },
      esp: { encryption: ["aes256-cbc"], integrity: ["sha256"], dhGroups: [14] },
      ikeVersions: [1],
      initiates: false,
    });
    const [noPfs] = await ends({ ...connection, ipsecPolicies: [but(ipsecPolicy, { pfsGroup: "None" })] });
    expect(noPfs!.esp.dhGroups).to.deep.equal([]);
  });

  it("accepts Azure's weak defaults where the connection has no policy", async () => {
    const [end] = await ends(connection);
    expect(end!.ike.dhGroups).to.deep.equal([2]);
    expect(end!.ike.integrity).to.include("sha1");
  });
});
