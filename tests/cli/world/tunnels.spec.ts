import { expect } from "chai";

import { tunnelListing } from "../../../cli/world/tunnels";
import type { TunnelEnd, TunnelState, WorldRecord } from "../../../simulator";

const proposal = { encryption: ["aes256-gcm16"], integrity: ["sha384"], dhGroups: [20] };
const end = (cloud: TunnelEnd["cloud"], recordId: string, index: number, address: string): TunnelEnd => ({
  cloud,
  recordId,
  index,
  outsideAddress: address,
  peerOutsideAddress: undefined,
  presharedKey: "never-shown",
  ikeVersions: [2],
  ike: proposal,
  esp: proposal,
  initiates: true,
  bgp: undefined,
});
const state = (ends: TunnelState["ends"], rest: Partial<TunnelState> = {}): TunnelState => ({
  ends,
  up: true,
  ipsec: true,
  bgp: "none",
  families: [],
  reasons: [],
  ...rest,
});
const records = [{ id: "vpn-1", urn: "urn:pulumi:dev::p::t::shop-vpn-connection-0" }] as WorldRecord[];
const aws = end("aws", "vpn-1", 1, "3.1.1.1");
const azure = end("azure", "/connections/c", 0, "20.1.1.1");

describe("crosscloud world tunnels", () => {
  it("says which tunnels are up, by the resources' names and addresses", () => {
    const text = tunnelListing([state([aws, azure], { bgp: "established" })], records);
    const cells = ["up, BGP established", "shop-vpn-connection-0 tunnel 2", "3.1.1.1", "20.1.1.1"];
    cells.forEach((cell) => expect(text).to.contain(cell));
    expect(text).not.to.contain("never-shown");
  });

  it("says why one is down", () => {
    const reasons = ["the preshared keys differ", "no common ESP cipher"];
    const text = tunnelListing([state([aws, azure], { up: false, ipsec: false, reasons })], records);
    expect(text)
      .to.match(/ down /)
      .and.contain(reasons[0])
      .and.contain(reasons[1]);
    expect(tunnelListing([state([aws, azure], { up: false, bgp: "down" })], records)).to.contain(
      "IPsec up, BGP down",
    );
  });

  it("leaves out the Azure instance that a connection does not use, but no end without a tunnel", () => {
    const idle = state([end("azure", "/connections/c", 1, "20.1.1.2")], { up: false });
    const lost = state([end("aws", "vpn-1", 0, "3.1.1.9")], {
      up: false,
      ipsec: false,
      reasons: ["nothing answers"],
    });
    const text = tunnelListing([state([aws, azure]), idle, lost], records);
    expect(text).to.contain("3.1.1.9").and.contain("nothing answers").and.not.contain("20.1.1.2");
  });

  it("says so when there is none", () => {
    expect(tunnelListing([], [])).to.equal("There is no tunnel in the simulated world.");
  });
});
