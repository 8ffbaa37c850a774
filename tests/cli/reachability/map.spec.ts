import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { mapCommand } from "../../../cli/reachability/mapCommand";
import { exported, exportedResource as resource } from "./state";

const secret = "hunter2hunter2hunter2";

const state = exported(
  resource("aws:ec2/vpc:Vpc", "shop", { cidrBlock: "10.1.0.0/16" }),
  resource("aws:ec2/subnet:Subnet", "web", { vpcId: "shop-id", cidrBlock: "10.1.1.0/24" }),
  resource("aws:ec2/subnet:Subnet", "db", { vpcId: "shop-id", cidrBlock: "10.1.2.0/24" }),
  resource("aws:ec2/vpnGateway:VpnGateway", "gateway", { vpcId: "shop-id" }),
  resource("aws:ec2/customerGateway:CustomerGateway", "office", {
    ipAddress: "203.0.113.9",
    bgpAsn: "65000",
  }),
  resource("aws:ec2/vpnConnection:VpnConnection", "vpn", {
    vpnGatewayId: "gateway-id",
    customerGatewayId: "office-id",
    tunnel1PresharedKey: secret,
    tunnel2PresharedKey: secret,
    tunnel1Address: "198.51.100.1",
    tunnel2Address: "198.51.100.2",
  }),
);

describe("crosscloud map", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "crosscloud-map-"));
    await writeFile(join(folder, "prod.json"), state);
  });

  after(() => rm(folder, { recursive: true }));

  const drawn = async (...args: string[]): Promise<string> => {
    const output = join(folder, "map");
    const all = ["node", "map", ...args, "--output", output, join(folder, "prod.json")];
    await mapCommand().parseAsync(all);
    return readFile(output, "utf8");
  };

  for (const [format, start] of [
    ["html", "<!doctype html>"],
    ["svg", "<svg "],
    ["mermaid", "flowchart "],
  ] as const) {
    it(`writes ${format}, without any secret or its digest`, async () => {
      const text = await drawn("--format", format, "--flow", "web -> db tcp/5432");
      expect(text.startsWith(start)).to.equal(true);
      expect(text).to.include("shop").and.to.include("203.0.113.9");
      expect(text).not.to.include(secret);
      for (const encoding of ["hex", "base64"] as const) {
        expect(text).not.to.include(createHash("sha256").update(secret).digest(encoding));
      }
    });
  }

  it("holds every flow of a small estate, over all traffic asked for", async () => {
    const data =
      /id="data">\s*(\{.*\})\s*<\/script>/s.exec(await drawn("--flow", "web -> db tcp/5432"))?.[1] ?? "";
    const { flows, traffic } = JSON.parse(data) as { flows: unknown[]; traffic: string[] };
    expect(traffic).to.have.members(["tcp/443", "tcp/5432"]);
    expect(flows).to.have.length(4);
  });

  it("says which name it does not know", async () => {
    const before = process.stderr.write.bind(process.stderr);
    let written = "";
    process.stderr.write = (text: string) => {
      written += text;
      return true;
    };
    try {
      await drawn("--flow", "wep -> db");
    } catch {
      // Nothing was written.
    } finally {
      process.stderr.write = before;
      process.exitCode = 0;
    }
    expect(written).to.match(/nothing is called wep.*web/);
  });
});
