import { expect } from "chai";

import { UNKNOWN, type Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";
import { ec2, refusal, Scene, tokens } from "../scene";

describe("aws ManagedPrefixList", () => {
  let scene: Scene;
  const list = (more: Props = {}): Promise<Made> =>
    scene.make(tokens.managedPrefixList, { name: "spokes", addressFamily: "IPv4", maxEntries: 3, ...more });
  const entry = (of: Made, cidr: string): Promise<Made> =>
    scene.make(tokens.managedPrefixListEntry, { prefixListId: of.id, cidr });
  const check = (more: Props): string[] =>
    scene.refusals(tokens.managedPrefixList, { addressFamily: "IPv4", maxEntries: 3, ...more });

  beforeEach(async () => {
    scene = await Scene.open();
  });

  it("has its entries in any order", async () => {
    const entries: Props[] = [{ cidr: "10.1.0.0/16" }, { cidr: "10.0.0.0/16", description: "first" }];
    const made = await list({ entries });
    expect(made.id).to.match(/^pl-0[0-9a-f]{16}$/);
    expect(made.outputs).to.include({
      arn: `arn:aws:ec2:eu-central-1:123456789012:prefix-list/${made.id}`,
      ownerId: "123456789012",
      version: 1,
    });
    expect(made.outputs.entries).to.deep.equal([
      { cidr: "10.0.0.0/16", description: "first" },
      { cidr: "10.1.0.0/16", description: "" },
    ]);
    expect(scene.account.diff(made, { ...made.inputs, entries: [...entries].reverse() })).to.deep.equal([]);
    expect(scene.account.diff(made, { ...made.inputs, addressFamily: "IPv6", maxEntries: 4 })).to.deep.equal([
      "addressFamily!",
      "maxEntries",
    ]);
  });

  it("counts its versions", async () => {
    const made = await list({ entries: [{ cidr: "10.0.0.0/16" }] });
    const renamed = await scene.account.update(made, { ...made.inputs, name: "others" });
    expect(renamed.outputs.version).to.equal(1);
    const changed = await scene.account.update(renamed, { ...renamed.inputs, entries: [] });
    expect(changed.outputs).to.deep.include({ entries: [], version: 2 });
  });

  it("checks what it is asked for", () => {
    expect(check({})).to.deep.equal([]);
    expect(check({ addressFamily: "ipv4" })[0]).to.match(/^addressFamily: .*"IPv4", "IPv6"/);
    expect(check({ maxEntries: 0 })[0]).to.match(/^maxEntries: .*\(1 - 1000\)/);
    expect(check({ maxEntries: 1001 })[0]).to.match(/^maxEntries: /);
    expect(check({ name: "com.amazonaws.mine" })[0]).to.match(/^name: .*com\.amazonaws/);
    expect(check({ entries: [{ cidr: "10.0.0.1/16" }] })[0]).to.match(/^entries\[0\]\.cidr: .*host bits/);
    expect(check({ entries: [{ description: "none" }] })[0]).to.match(/entries\[0\]\.cidr/);
    expect(check({ entries: [{ cidr: "10.0.0.0/16", note: "x" }] })[0]).to.match(/entries\[0\]\.note/);
    expect(check({ entries: [{ cidr: UNKNOWN }, { cidr: "10.0.0.0/16" }] })).to.deep.equal([]);
    expect(check({ entries: UNKNOWN, maxEntries: UNKNOWN, addressFamily: UNKNOWN })).to.deep.equal([]);
  });

  it("takes no more entries than it has room for, each once and of its family", async () => {
    const cidrs = ["10.0.0.0/16", "10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16"].map((cidr) => ({ cidr }));
    expect(await refusal(list({ entries: cidrs }))).to.match(ec2("PrefixListMaxEntriesExceeded"));
    expect(await refusal(list({ entries: [{ cidr: "2001:db8::/32" }] }))).to.match(
      ec2("InvalidParameterValue", "2001:db8::/32 does not match the address family IPv4"),
    );
    expect(
      await refusal(list({ entries: [{ cidr: "10.0.0.0/16", description: "a" }, { cidr: "10.0.0.0/16" }] })),
    ).to.match(ec2("InvalidPrefixListModification", "10.0.0.0/16 more than once"));
    const made = await list({ entries: cidrs.slice(0, 3) });
    expect(await refusal(scene.account.update(made, { ...made.inputs, maxEntries: 2 }))).to.match(
      ec2("PrefixListMaxEntriesExceeded"),
    );
    await scene.account.update(made, { ...made.inputs, maxEntries: 4, entries: cidrs });
  });

  it("is one of a hundred in a Region", async () => {
    for (let i = 0; i < 100; i++) {
      await list();
    }
    expect(await refusal(list())).to.match(ec2("PrefixListLimitExceeded"));
    await list({ region: "us-east-1" });
  });

  describe("Entry", () => {
    it("is in a list without inline entries", async () => {
      const made = await list();
      const first = await entry(made, "10.0.0.0/16");
      expect(first.id).to.equal(`${made.id},10.0.0.0/16`);
      expect(scene.account.read(made)?.entries).to.deep.equal([{ cidr: "10.0.0.0/16", description: "" }]);
      expect(await refusal(entry(made, "10.0.0.0/16"))).to.match(ec2("InvalidPrefixListModification"));
      expect(await refusal(entry(made, "2001:db8::/32"))).to.match(ec2("InvalidParameterValue"));
      await entry(made, "10.1.0.0/16");
      await entry(made, "10.2.0.0/16");
      expect(await refusal(entry(made, "10.3.0.0/16"))).to.match(ec2("PrefixListMaxEntriesExceeded"));
      await scene.account.delete(first);
      await entry(made, "10.3.0.0/16");
      expect(await refusal(entry({ ...made, id: "pl-0" }, "10.0.0.0/16"))).to.match(
        ec2("InvalidPrefixListID.NotFound", "pl-0"),
      );
      const inline = await list({ entries: [{ cidr: "10.0.0.0/16" }] });
      expect(await refusal(entry(inline, "10.1.0.0/16"))).to.match(/inline entries of .* not simulated/);
    });

    it("checks its network", () => {
      const refusals = (cidr: string): string[] =>
        scene.refusals(tokens.managedPrefixListEntry, { prefixListId: "pl-1", cidr });
      expect(refusals("10.0.0.0/16")).to.deep.equal([]);
      expect(refusals("10.0.0.1/16")[0]).to.match(/^cidr: .*host bits/);
    });
  });
});
