import { expect } from "chai";

import { emptyWorld, type WorldState } from "../../../simulator/world/record";
import type { WorldStore } from "../../../simulator/world/store";
import { rejection } from "../../helpers/rejection";
import { linkToken, make, networkToken, toyClouds } from "../../helpers/toyCloud";

/** Keeps what a killed process would leave behind: the last world that was safe. */
class Disk implements WorldStore {
  saved: WorldState | undefined;
  load = (): Promise<WorldState | undefined> => Promise.resolve(structuredClone(this.saved));
  save = (state: WorldState): Promise<void> => {
    this.saved = structuredClone(state);
    return Promise.resolve();
  };
}

describe("World", () => {
  it("has on disk what the engine was told exists", async () => {
    const disk = new Disk();
    const clouds = await toyClouds({ store: disk });
    const { id } = await make(clouds, networkToken, "a", { cidr: "10.0.0.0/16" });

    const after = await toyClouds({ store: disk });
    expect(after.read(networkToken, id)?.outputs).to.include({ cidr: "10.0.0.0/16", links: 0 });
  });

  it("goes on with what was under way when it was killed, as a real cloud would", async () => {
    const disk = new Disk();
    const clouds = await toyClouds({ store: disk, timeScale: 1 });
    void make(clouds, networkToken, "a", { cidr: "10.0.0.0/16" });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(disk.saved?.records.map(({ state }) => state)).to.deep.equal(["creating"]);

    const after = await toyClouds({ store: disk });
    expect(after.world.list().map(({ state, id }) => [state, id.slice(0, 4)])).to.deep.equal([
      ["available", "net-"],
    ]);
  });

  it("finishes a deletion that was under way when it was killed", async () => {
    const disk = new Disk();
    const clouds = await toyClouds({ store: disk });
    const { id } = await make(clouds, networkToken, "a", { cidr: "10.0.0.0/16" });
    disk.saved!.records[0]!.state = "deleting";

    const after = await toyClouds({ store: disk });
    expect(after.read(networkToken, id)).to.equal(undefined);
  });

  it("draws the same ids from the same seed, in whatever order resources come", async () => {
    const ids = async (seed: string, names: string[]) => {
      const clouds = await toyClouds({ seed });
      const made = await Promise.all(names.map((name) => make(clouds, networkToken, name, { cidr: "x" })));
      return new Map(made.map(({ id }, i) => [names[i], id] as const));
    };
    expect(await ids("one", ["a", "b"])).to.deep.equal(await ids("one", ["b", "a"]));
    expect(await ids("one", ["a", "b"])).not.to.deep.equal(await ids("two", ["a", "b"]));
  });

  it("gives a replacement another id than the resource it replaces", async () => {
    const clouds = await toyClouds();
    const first = await make(clouds, networkToken, "a", { cidr: "x" });
    const second = await make(clouds, networkToken, "a", { cidr: "y" });
    expect(second.id).not.to.equal(first.id);
  });

  it("refuses an operation on what is busy with another, and takes it afterwards", async () => {
    const clouds = await toyClouds();
    const { id } = await make(clouds, networkToken, "a", { cidr: "x" });
    const first = make(clouds, linkToken, "one", { network: id });
    expect(await rejection(make(clouds, linkToken, "two", { network: id }))).to.contain(
      "operation in progress",
    );
    await first;
    await make(clouds, linkToken, "two", { network: id });
    expect(clouds.read(networkToken, id)?.outputs.links).to.equal(2);
  });

  it("is free again after an operation that the cloud refused", async () => {
    const clouds = await toyClouds();
    expect(await rejection(make(clouds, linkToken, "one", { network: "net-none" }))).to.contain("NotFound");
    expect(await rejection(make(clouds, linkToken, "one", { network: "net-none" }))).to.contain("NotFound");
    expect(clouds.world.list()).to.deep.equal([]);
  });

  it("refuses to delete what something depends on, and leaves it as it was", async () => {
    const clouds = await toyClouds();
    const { id } = await make(clouds, networkToken, "a", { cidr: "x" });
    await make(clouds, linkToken, "one", { network: id });
    expect(await rejection(clouds.delete(networkToken, id, {}))).to.contain("InUse");
    expect(clouds.read(networkToken, id)).not.to.equal(undefined);
  });

  it("keeps simulated time along the chain of references: what is independent overlaps", async () => {
    const disk = new Disk();
    const clouds = await toyClouds({ store: disk });
    const [a] = await Promise.all([
      make(clouds, networkToken, "a", { cidr: "x" }),
      make(clouds, networkToken, "b", { cidr: "y" }),
    ]);
    await make(clouds, linkToken, "one", { network: a.id });
    expect(disk.saved?.clock).to.equal(60 + 30);
  });

  it("starts a new session of a kept world where its clock stood", async () => {
    const disk = new Disk();
    disk.saved = { ...emptyWorld("kept"), clock: 1000 };
    const clouds = await toyClouds({ store: disk, seed: "ignored" });
    await make(clouds, networkToken, "a", { cidr: "x" });
    expect(clouds.world.seed).to.equal("kept");
    expect(disk.saved.clock).to.equal(1060);
  });

  it("forgets a property that an update takes away, and keeps what it computed", async () => {
    const clouds = await toyClouds();
    const { id, outputs } = await make(clouds, networkToken, "a", { cidr: "x", note: "old" });
    const urn = clouds.world.list()[0]!.urn;
    const updated = await clouds.update(
      urn,
      networkToken,
      id,
      { props: { cidr: "x" }, secrets: new Set() },
      {},
    );
    expect(updated.outputs).to.deep.equal({ cidr: "x", serial: outputs.serial, links: 0, updated: true });
  });

  it("shows drift to a read: a resource deleted or changed behind the engine's back", async () => {
    const clouds = await toyClouds();
    const { id } = await make(clouds, networkToken, "a", { cidr: "x", note: "ours" });
    const [record] = clouds.world.list();
    await clouds.world.alter(record!, { note: "theirs" });
    expect(clouds.read(networkToken, id)?.inputs.note).to.equal("theirs");
    await clouds.world.remove(record!);
    expect(clouds.read(networkToken, id)).to.equal(undefined);
  });

  it("leaves what the program never set out of its inputs, whatever is changed behind its back", async () => {
    const clouds = await toyClouds();
    const { id } = await make(clouds, networkToken, "a", { cidr: "x" });
    await clouds.world.alter(clouds.world.list()[0]!, { serial: "theirs" });
    expect(clouds.read(networkToken, id)?.outputs.serial).to.equal("theirs");
    expect(clouds.read(networkToken, id)?.inputs).not.to.have.property("serial");
  });

  describe("on a full disk", () => {
    class FullDisk extends Disk {
      full = false;
      override save = (state: WorldState): Promise<void> => {
        if (this.full) {
          return Promise.reject(new Error("ENOSPC: no space left on device"));
        }
        this.saved = structuredClone(state);
        return Promise.resolve();
      };
    }
    let disk: FullDisk;
    let clouds: Awaited<ReturnType<typeof toyClouds>>;
    beforeEach(async () => {
      disk = new FullDisk();
      clouds = await toyClouds({ store: disk });
    });

    it("does not hold what the engine was told was not created", async () => {
      disk.full = true;
      expect(await rejection(make(clouds, networkToken, "a", { cidr: "x" }))).to.contain("ENOSPC");
      disk.full = false;
      await make(clouds, networkToken, "b", { cidr: "x" });
      expect(disk.saved?.records.map(({ urn }) => urn.slice(-1))).to.deep.equal(["b"]);
    });

    it("still holds what the engine was told was not deleted", async () => {
      const { id } = await make(clouds, networkToken, "a", { cidr: "x" });
      disk.full = true;
      expect(await rejection(clouds.delete(networkToken, id, {}))).to.contain("ENOSPC");
      disk.full = false;
      expect(clouds.read(networkToken, id)).not.to.equal(undefined);
      await clouds.delete(networkToken, id, {});
      expect(disk.saved?.records).to.deep.equal([]);
    });
  });

  it("keeps nobody waiting once it is closed", async () => {
    const clouds = await toyClouds({ timeScale: 1 });
    const waiting = make(clouds, networkToken, "a", { cidr: "x" });
    await new Promise((resolve) => setTimeout(resolve, 10));
    clouds.world.close();
    await rejection(waiting);
  });

  it("seals credentials, and what was a secret once, also where it is not answered as a secret", async () => {
    const clouds = await toyClouds();
    const { id } = await make(clouds, networkToken, "a", { cidr: "x", note: "n", password: "p" }, ["note"]);
    const urn = clouds.world.list()[0]!.urn;
    const props = { cidr: "x", note: "n", password: "p" };
    await clouds.update(urn, networkToken, id, { props, secrets: new Set() }, {});
    expect(clouds.world.list()[0]).to.deep.include({ secrets: ["key"], sealed: ["key", "note", "password"] });
  });
});
