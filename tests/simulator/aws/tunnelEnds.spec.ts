import { expect } from "chai";

import { Scene, tokens } from "./scene";
import { awsTunnelEnds } from "../../../simulator/aws/tunnelEnds";

describe("awsTunnelEnds", () => {
  it("reads both ends of a connection, with the defaults where nothing is said", async () => {
    const scene = await Scene.open();
    const vgw = await scene.vpnGateway({ amazonSideAsn: "64600" });
    const cgw = await scene.make(tokens.customerGateway, {
      type: "ipsec.1",
      ipAddress: "20.1.2.3",
      bgpAsnExtended: "4200000001",
    });
    const { id, outputs } = await scene.vpn(cgw, vgw, {
      tunnel1InsideCidr: "169.254.21.0/30",
      tunnel1PresharedKey: "Preshared.Key_1",
      tunnel1IkeVersions: ["ikev2"],
      tunnel1StartupAction: "start",
      tunnel1Phase1EncryptionAlgorithms: ["AES256-GCM-16"],
      tunnel1Phase1IntegrityAlgorithms: ["SHA2-384"],
      tunnel1Phase1DhGroupNumbers: [20],
      tunnel1Phase2EncryptionAlgorithms: ["AES256"],
      tunnel1Phase2IntegrityAlgorithms: ["SHA1"],
      tunnel1Phase2DhGroupNumbers: [14],
    });
    const [first, second] = awsTunnelEnds(scene.account.clouds.world.view());
    expect(first).to.deep.equal({
      cloud: "aws",
      recordId: id,
      index: 0,
      outsideAddress: outputs.tunnel1Address,
      peerOutsideAddress: "20.1.2.3",
      presharedKey: "Preshared.Key_1",
      ikeVersions: [2],
      ike: { encryption: ["aes256-gcm16"], integrity: ["sha384"], dhGroups: [20] },
      esp: { encryption: ["aes256-cbc"], integrity: ["sha1"], dhGroups: [14] },
      initiates: true,
      bgp: {
        asn: 64600,
        peerAsn: 4200000001,
        insideAddress: "169.254.21.1",
        peerInsideAddress: "169.254.21.2",
      },
    });
    expect(second).to.deep.include({
      index: 1,
      ikeVersions: [1, 2],
      initiates: false,
      presharedKey: outputs.tunnel2PresharedKey,
    });
    expect(second?.ike).to.deep.equal({
      encryption: ["aes128-cbc", "aes128-gcm16", "aes256-cbc", "aes256-gcm16"],
      integrity: ["sha1", "sha256", "sha384", "sha512"],
      dhGroups: [2, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
    });
  });

  it("has no BGP on a static connection", async () => {
    const scene = await Scene.open();
    await scene.vpn(await scene.customerGateway(), await scene.vpnGateway(), { staticRoutesOnly: true });
    expect(awsTunnelEnds(scene.account.clouds.world.view()).map(({ bgp }) => bgp)).to.deep.equal([
      undefined,
      undefined,
    ]);
  });
});
