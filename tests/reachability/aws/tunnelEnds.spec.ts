import { createHash } from "node:crypto";

import { expect } from "chai";

import { readAws } from "../../../reachability/aws";
import { EstateBuilder, type TunnelEnd } from "../../../reachability/model";
import { encrypted, type Resource, Stack, unknown } from "../../../reachability/resources";
import { customerGateway, transitGateway, vpc, vpnConnection, vpnGateway } from "../cases/aws/resources";

const gateway = vpnGateway("vgw", vpc("shop", "10.0.0.0/16"));
const customer = customerGateway("device", "35.1.0.1");

function estateOf(...resources: Resource[]): EstateBuilder {
  const estate = new EstateBuilder();
  readAws(new Stack(resources), estate);
  return estate;
}

function endsOf(connection: Resource, ...others: Resource[]): readonly [TunnelEnd, TunnelEnd] {
  const [first, second] = estateOf(gateway, customer, ...others, connection).tunnelEnds;
  return [first!, second!];
}

const connectionWith = (more: Record<string, unknown>): Resource =>
  vpnConnection("link", gateway, customer, 10, more);

describe("the tunnel ends of an AWS VPN connection", () => {
  it("has its own outside address, and the customer gateway's as its peer's", () => {
    const ends = endsOf(connectionWith({}));
    expect(ends.map(({ outsideAddress }) => outsideAddress)).to.deep.equal(["203.0.113.10", "198.51.100.10"]);
    expect(ends.map(({ peerOutsideAddress }) => peerOutsideAddress)).to.deep.equal(["35.1.0.1", "35.1.0.1"]);
  });

  it("takes the first host inside, and leaves the second to the peer", () => {
    const [first, second] = endsOf(connectionWith({}));
    expect(first.inside).to.deep.equal({ local: "169.254.10.1/30", peer: "169.254.10.2/30" });
    expect(second.inside).to.deep.equal({ local: "169.254.10.5/30", peer: "169.254.10.6/30" });
  });

  it("believes what AWS answered about inside addresses", () => {
    const connection = connectionWith({ tunnel1InsideCidr: undefined });
    const [first] = endsOf({
      ...connection,
      outputs: {
        ...connection.outputs,
        tunnel1InsideCidr: undefined,
        tunnel1VgwInsideAddress: "169.254.99.1",
        tunnel1CgwInsideAddress: "169.254.99.2",
      },
    });
    expect(first.inside).to.deep.equal({ local: "169.254.99.1/30", peer: "169.254.99.2/30" });
  });

  it("tells a preshared key as a digest alone, each tunnel its own", () => {
    const estate = estateOf(gateway, customer, connectionWith({}));
    const digest = (key: string): string => createHash("sha256").update(key).digest("hex");
    expect(estate.tunnelEnds.map(({ presharedKey }) => presharedKey)).to.deep.equal([
      digest("key.1.of.link"),
      digest("key.2.of.link"),
    ]);
    expect(JSON.stringify([estate.tunnelEnds, estate.sessions, estate.notes])).not.to.contain(
      "key.1.of.link",
    );
  });

  it("does not know a key that is encrypted or not there yet", () => {
    const [first, second] = endsOf(
      connectionWith({ tunnel1PresharedKey: encrypted, tunnel2PresharedKey: unknown }),
    );
    expect([first.presharedKey, second.presharedKey]).to.deep.equal([undefined, undefined]);
  });

  it("offers AWS's defaults where the connection does not restrict them", () => {
    const [first] = endsOf(connectionWith({}));
    expect(first.ikeVersions).to.deep.equal([1, 2]);
    expect(first.phase1?.encryption).to.deep.equal([
      "aes128-cbc",
      "aes256-cbc",
      "aes128-gcm16",
      "aes256-gcm16",
    ]);
    expect(first.phase1?.integrity).to.deep.equal(["sha1", "sha2-256", "sha2-384", "sha2-512"]);
    expect(first.phase1?.groups).to.include.members([2, 14, 24]).and.not.include(5);
    expect(first.phase2?.groups).to.include.members([2, 5, 14, 24]);
  });

  it("offers what the connection names, tunnel by tunnel", () => {
    const [first, second] = endsOf(
      connectionWith({
        tunnel1IkeVersions: ["ikev2"],
        tunnel1Phase1EncryptionAlgorithms: ["AES256-GCM-16"],
        tunnel1Phase1IntegrityAlgorithms: ["SHA2-384"],
        tunnel1Phase1DhGroupNumbers: [20],
      }),
    );
    expect(first.ikeVersions).to.deep.equal([2]);
    expect(first.phase1).to.deep.equal({
      encryption: ["aes256-gcm16"],
      integrity: ["sha2-384"],
      groups: [20],
    });
    expect(second.ikeVersions).to.deep.equal([1, 2]);
  });

  it("offers nothing that can be told while its options are unknown", () => {
    const [first] = endsOf(
      connectionWith({ tunnel1IkeVersions: [unknown], tunnel1Phase2DhGroupNumbers: unknown }),
    );
    expect([first.ikeVersions, first.phase2]).to.deep.equal([undefined, undefined]);
    expect(first.phase1).not.to.equal(undefined);
  });

  it("waits for the peer unless told to start", () => {
    const [first, second] = endsOf(connectionWith({ tunnel2StartupAction: "start" }));
    expect([first.initiates, second.initiates]).to.deep.equal([false, true]);
  });

  it("carries four times as much when large", () => {
    expect(endsOf(connectionWith({}))[0].gbps).to.equal(1.25);
    expect(endsOf(connectionWith({ tunnelBandwidth: "large" }))[0].gbps).to.equal(5);
  });

  it("tells before the first update what the other end will refer to, and what it refers to itself", () => {
    const connection: Resource = {
      ...connectionWith({}),
      id: undefined,
      inputs: { customerGatewayId: unknown, vpnGatewayId: unknown },
      outputs: {},
      propertyDependencies: { customerGatewayId: [customer.urn], vpnGatewayId: [gateway.urn] },
    };
    const device: Resource = {
      ...customer,
      inputs: { bgpAsn: "65010", ipAddress: unknown },
      outputs: {},
      propertyDependencies: { ipAddress: ["urn:peer-gateway"] },
    };
    const [first] = estateOf(gateway, device, connection).tunnelEnds;
    expect(first?.outsideAddress).to.equal(undefined);
    expect(first?.references).to.deep.equal({
      own: [connection.urn],
      peer: [customer.urn, "urn:peer-gateway"],
    });
  });
});

describe("the BGP sessions of an AWS VPN connection", () => {
  it("speak with the gateway's ASN to the customer gateway's", () => {
    const [session] = estateOf(gateway, customer, connectionWith({})).sessions;
    expect([session?.localAsn, session?.peerAsn]).to.deep.equal([64512, 65010]);
    expect([session?.localAddress, session?.peerAddress]).to.deep.equal(["169.254.10.1", "169.254.10.2"]);
  });

  it("take a large ASN from where it is written", () => {
    const device = customerGateway("device", "35.1.0.1", { bgpAsn: undefined, bgpAsnExtended: "4200000001" });
    const [session] = estateOf(gateway, device, connectionWith({})).sessions;
    expect(session?.peerAsn).to.equal(4200000001);
  });

  it("are not there where routes are static", () => {
    expect(estateOf(gateway, customer, connectionWith({ staticRoutesOnly: true })).sessions).to.deep.equal(
      [],
    );
  });

  it("carry IPv6 alone in tunnels that carry IPv6", () => {
    const hub = transitGateway("hub");
    const connection = vpnConnection("link", hub, customer, 10, {
      tunnelInsideIpVersion: "ipv6",
      tunnel1InsideIpv6Cidr: "fd00:1::/126",
    });
    const [session] = estateOf(hub, customer, connection).sessions;
    expect(session?.versions).to.deep.equal([6]);
    expect([session?.localAddress, session?.peerAddress]).to.deep.equal(["fd00:1::1", "fd00:1::2"]);
  });

  it("end when a gateway gets more routes than it takes", () => {
    const hub = transitGateway("hub");
    const limits = [gateway, hub].map(
      (one) => estateOf(one, customer, vpnConnection("link", one, customer, 10)).sessions[0]?.prefixLimit,
    );
    expect(limits).to.deep.equal([100, 1000]);
  });
});
