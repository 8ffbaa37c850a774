import { expect } from "chai";

import { singleTransformSet } from "../../../policies/rules/singleTransformSet";
import { unknown } from "../../../reachability/resources";
import { awsGcp, madeFrom, resourcesOf } from "../linkScene";
import { findings } from "../planned";

const check = (stack = awsGcp()) => findings(singleTransformSet, resourcesOf(stack));
const several = { tunnel2Phase1EncryptionAlgorithms: ["AES128", "AES256"] };

describe("the rule single-transform-set", () => {
  it("passes tunnels pinned to one set", () => expect(check()).to.deep.equal([]));

  it("refuses a choice, and names its property, values and reason", () => {
    const [found, ...more] = check(awsGcp({ "vpn-1": several }));
    expect(more).to.be.empty;
    expect(found?.urn).to.match(/::vpn-1$/);
    expect(found?.message).to.match(/tunnel 2 of VPN connection vpn-1 leads to Google Cloud/);
    expect(found?.message).to.contain("tunnel2Phase1EncryptionAlgorithms (AES128, AES256)");
    expect(found?.message).to.match(/renew its keys.+\(https:\S+\)$/);
  });

  it("refuses AWS's defaults and both versions of IKE", () => {
    const open = { tunnel1Phase2DhGroupNumbers: [], tunnel1IkeVersions: ["ikev1", "ikev2"] };
    const [found] = check(awsGcp({ "vpn-0": open }));
    expect(found?.message).to.contain("tunnel1Phase2DhGroupNumbers (AWS's defaults)");
    expect(found?.message).to.contain("tunnel1IkeVersions (ikev1, ikev2)");
  });

  it("refuses one version of IKE that is the old one", () => {
    expect(check(awsGcp({ "vpn-0": { tunnel1IkeVersions: ["ikev1"] } }))).to.have.length(1);
  });

  it("knows Google Cloud by what an unknown address is made of", () => {
    const stack = awsGcp({ "cgw-1": { ipAddress: unknown }, "vpn-1": several });
    const [found, ...more] = check(madeFrom(stack, "cgw-1", { ipAddress: "gateway" }));
    expect(more).to.be.empty;
    expect(found?.undecided).to.equal(undefined);
    expect(found?.message).to.contain("leads to Google Cloud");
  });

  it("can't tell an unknown address that is made of nothing here", () => {
    const [found, ...more] = check(awsGcp({ "cgw-1": { ipAddress: unknown }, "vpn-1": several }));
    expect(more).to.be.empty;
    expect(found).to.include({ undecided: true });
  });

  it("can't tell unknown algorithms", () => {
    const [found, ...more] = check(
      madeFrom(awsGcp({ "vpn-1": { tunnel1Phase1IntegrityAlgorithms: unknown } }), "vpn-1", {
        tunnel1Phase1IntegrityAlgorithms: "vgw",
      }),
    );
    expect(more).to.be.empty;
    expect(found).to.include({ undecided: true });
    expect(found?.message).to.contain("tunnel1Phase1IntegrityAlgorithms is known only after the update");
  });

  for (const [where, address] of [
    ["an office", "185.43.7.9"],
    ["nonsense", { not: "text" }],
  ] as const) {
    it(`leaves a tunnel to ${where} alone`, () => {
      const found = check(awsGcp({ "cgw-1": { ipAddress: address }, "vpn-1": several }));
      expect(found.filter(({ undecided }) => undecided === undefined)).to.deep.equal([]);
    });
  }

  it("passes one that is unknown but pinned, wherever it leads", () => {
    expect(check(awsGcp({ "cgw-1": { ipAddress: unknown } }))).to.deep.equal([]);
  });
});
