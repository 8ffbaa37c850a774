import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { emptyWorld, type WorldState } from "../../../simulator/world/record";
import { WorldFile } from "../../../simulator/world/store";
import { rejection } from "../../helpers/rejection";

const worldWith = (...ids: string[]): WorldState => ({
  ...emptyWorld("seed"),
  records: ids.map((id) => ({
    token: "aws:ec2/vpnConnection:VpnConnection",
    id,
    urn: `urn:${id}`,
    inputs: {},
    outputs: { tunnel1PresharedKey: `key-of-${id}`, tunnel1Address: "198.51.100.1" },
    secrets: ["tunnel1PresharedKey"],
    sealed: ["tunnel1PresharedKey"],
    state: "available",
    began: 0,
    ended: 0,
  })),
});

describe("WorldFile", () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "crosscloud-world-"));
    path = join(folder, "deep", "world.json");
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("gives back after a restart what was saved, secrets included", async () => {
    const first = await WorldFile.open(path);
    expect(await first.load()).to.equal(undefined);
    await first.save(worldWith("vpn-1"));
    await first.close();

    const second = await WorldFile.open(path);
    expect(await second.load()).to.deep.equal(worldWith("vpn-1"));
    await second.close();
  });

  it("keeps secrets sealed on disk and the key to its owner", async () => {
    const file = await WorldFile.open(path);
    await file.save(worldWith("vpn-1"));
    await file.close();

    const text = await readFile(path, "utf8");
    expect(text).to.contain("198.51.100.1").and.not.to.contain("key-of-vpn-1");
    expect((await stat(`${path}.key`)).mode & 0o077).to.equal(0);
  });

  it("refuses to open a world whose key was lost, instead of reading it wrong", async () => {
    const file = await WorldFile.open(path);
    await file.save(worldWith("vpn-1"));
    await file.close();
    await rm(`${path}.key`);

    expect(await rejection(WorldFile.open(path))).to.match(/world\.json\.key is missing/);
    expect(await rejection(WorldFile.open(path)), "the lock was released").to.match(/key is missing/);
  });

  it("answers many saves at once with the last of them on disk", async () => {
    const file = await WorldFile.open(path);
    const ids = Array.from({ length: 50 }, (_, i) => `vpn-${i}`);
    await Promise.all(ids.map((_, i) => file.save(worldWith(...ids.slice(0, i + 1)))));
    const onDisk = JSON.parse(await readFile(path, "utf8")) as WorldState;
    expect(onDisk.records.map(({ id }) => id)).to.deep.equal(ids);
    await file.close();
  });

  it("leaves no half-written file behind, and the old world when a save fails", async () => {
    const file = await WorldFile.open(path);
    await file.save(worldWith("vpn-1"));
    const unsaveable = worldWith("vpn-2");
    unsaveable.records[0]!.outputs = { broken: 1n as unknown as number };
    await rejection(file.save(unsaveable));
    await file.close();

    expect((JSON.parse(await readFile(path, "utf8")) as WorldState).records[0]?.id).to.equal("vpn-1");
    expect((await readdir(join(folder, "deep"))).sort()).to.deep.equal(["world.json", "world.json.key"]);
  });

  it("lets one process at a time have the world", async () => {
    const file = await WorldFile.open(path);
    expect(await rejection(WorldFile.open(path, 0.25))).to.match(/another simulator has the world .* open/);
    await file.close();
    await (await WorldFile.open(path)).close();
  });

  it("refuses a world of another version", async () => {
    const file = await WorldFile.open(path);
    await writeFile(path, JSON.stringify({ ...emptyWorld("seed"), version: 2 }));
    expect(await rejection(file.load())).to.match(/version 2; this simulator reads version 1/);
    await file.close();
  });

  it("can be read while another process has it open, and names no world where there is none", async () => {
    expect(await WorldFile.read(path)).to.equal(undefined);
    const file = await WorldFile.open(path);
    await file.save(worldWith("vpn-1"));
    expect(await WorldFile.read(path)).to.deep.equal(worldWith("vpn-1"));
    await file.close();
  });

  it("is not written any more once it is closed: another process may have it", async () => {
    const file = await WorldFile.open(path);
    await file.save(worldWith("vpn-1"));
    await file.close();
    expect(await rejection(file.save(worldWith("vpn-2")))).to.contain("is closed");
    expect((await WorldFile.read(path))?.records.map(({ id }) => id)).to.deep.equal(["vpn-1"]);
  });

  it("is not written any more once another process took it over, and closes all the same", async () => {
    const file = await WorldFile.open(path);
    await file.save(worldWith("vpn-1"));
    await rm(`${path}.lock`, { recursive: true });
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(await rejection(file.save(worldWith("vpn-2")))).to.contain("was taken away while it was in use");
    await file.close();
  });

  const damages: [string, (path: string) => Promise<void>, RegExp][] = [
    ["a world cut short", (p) => writeFile(p, '{"version": 1, "rec'), /world\.json is damaged or no world/],
    ["an empty world", (p) => writeFile(p, ""), /world\.json is damaged or no world/],
    ["another file", (p) => writeFile(p, "[1]"), /world\.json is damaged or no world/],
    ["a key cut short", (p) => writeFile(`${p}.key`, "abc"), /world\.json\.key is damaged/],
    [
      "another world's key",
      (p) => writeFile(`${p}.key`, Buffer.alloc(32).toString("base64")),
      /world\.json\.key is not the key of/,
    ],
  ];
  for (const [what, damage, message] of damages) {
    it(`says what is wrong with ${what}, and how to go on`, async () => {
      const file = await WorldFile.open(path);
      await file.save(worldWith("vpn-1"));
      await file.close();
      await damage(path);
      expect(await rejection(WorldFile.read(path)))
        .to.match(message)
        .and.match(/begin anew/);
    });
  }
});
