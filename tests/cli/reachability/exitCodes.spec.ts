import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { expect } from "chai";
import type { Command } from "commander";

import { checkCommand } from "../../../cli/reachability/checkCommand";
import { diffCommand } from "../../../cli/reachability/diffCommand";
import { matrixCommand } from "../../../cli/reachability/matrixCommand";
import { traceCommand } from "../../../cli/reachability/traceCommand";
import { whatIfCommand } from "../../../cli/reachability/whatIfCommand";
import { exported, exportedResource as resource } from "./state";
import { run } from "../inProcess";

/** A VPC with a route to an appliance, whatever that does, and a VPN to an office that is in no stack. */
const state = (...more: object[]): string =>
  exported(
    resource("aws:ec2/vpc:Vpc", "shop", { cidrBlock: "10.1.0.0/16" }),
    resource("aws:ec2/subnet:Subnet", "web", {
      vpcId: "shop-id",
      cidrBlock: "10.1.1.0/24",
    }),
    resource("aws:ec2/subnet:Subnet", "db", { vpcId: "shop-id", cidrBlock: "10.1.2.0/24" }),
    resource("aws:ec2/internetGateway:InternetGateway", "internet", { vpcId: "shop-id" }),
    resource("aws:ec2/routeTable:RouteTable", "table", {
      vpcId: "shop-id",
      routes: [
        { cidrBlock: "0.0.0.0/0", gatewayId: "internet-id" },
        { cidrBlock: "10.9.0.0/16", networkInterfaceId: "eni-of-an-appliance" },
        { cidrBlock: "10.50.0.0/16", gatewayId: "gateway-id" },
      ],
    }),
    resource("aws:ec2/routeTableAssociation:RouteTableAssociation", "association", {
      routeTableId: "table-id",
      subnetId: "web-id",
    }),
    resource("aws:ec2/vpnGateway:VpnGateway", "gateway", { vpcId: "shop-id" }),
    resource("aws:ec2/customerGateway:CustomerGateway", "office", {
      ipAddress: "203.0.113.9",
      bgpAsn: "65000",
    }),
    resource("aws:ec2/vpnConnection:VpnConnection", "vpn", {
      vpnGatewayId: "gateway-id",
      customerGatewayId: "office-id",
      staticRoutesOnly: true,
      tunnel1Address: "198.51.100.1",
      tunnel2Address: "198.51.100.2",
    }),
    resource("aws:ec2/vpnConnectionRoute:VpnConnectionRoute", "route", {
      vpnConnectionId: "vpn-id",
      destinationCidrBlock: "10.50.0.0/16",
    }),
    ...more,
  );

const accepted = `- { from: web, to: db, expect: allowed }`;
const broken = `- { name: web stays out, from: web, to: db, expect: denied }\n- { from: db, to: web, expect: allowed }`;

describe("the questions of crosscloud", () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "crosscloud-questions-"));
    await writeFile(at("prod.json"), state());
    const other = resource("aws:ec2/subnet:Subnet", "cache", { vpcId: "shop-id", cidrBlock: "10.1.3.0/24" });
    await writeFile(at("after.json"), state(other));
    await writeFile(at("accepted.yaml"), accepted);
    await writeFile(at("broken.yaml"), broken);
    await writeFile(at("office.yaml"), "- { name: the office, from: web, to: 10.50.0.1, expect: leaves }");
    await writeFile(at("torn.json"), state().slice(0, 300));
    await writeFile(at("typo.yaml"), "- { from: web, to: db, expekt: allowed }");
  });
  after(() => rm(folder, { recursive: true }));

  const cases: [what: string, command: () => Command, args: readonly string[], code: number, says: RegExp][] =
    [
      ["a flow that arrives", traceCommand, ["--from", "web", "--to", "db", "prod.json"], 0, /reachable/],
      ["one that does not", traceCommand, ["--from", "db", "--to", "10.2.0.1", "prod.json"], 1, /blocked/],
      [
        "one that can't be told",
        traceCommand,
        ["--from", "web", "--to", "10.9.0.1", "prod.json"],
        3,
        /undecided/,
      ],
      ["one that leaves", traceCommand, ["--from", "web", "--to", "203.0.113.9", "prod.json"], 4, /leaves/],
      [
        "a host that is not there",
        traceCommand,
        ["--from", "wbe", "--to", "db", "prod.json"],
        2,
        /wbe.+web/s,
      ],
      [
        "a file that is not there",
        traceCommand,
        ["--from", "web", "--to", "db", "gone.json"],
        2,
        /gone\.json/,
      ],
      ["a file that is torn", traceCommand, ["--from", "web", "--to", "db", "torn.json"], 2, /torn\.json/],
      ["a matrix", matrixCommand, ["prod.json"], 0, /web/],
      ["intents that hold", checkCommand, ["accepted.yaml", "prod.json"], 0, /all hold/],
      ["an intent that does not", checkCommand, ["broken.yaml", "prod.json"], 1, /web stays out/],
      ["an intent with a typo", checkCommand, ["typo.yaml", "prod.json"], 2, /expekt/],
      ["a change", diffCommand, ["prod.json", "after.json"], 0, /cache/],
      ["no change", diffCommand, ["prod.json", "prod.json"], 0, /./],
      [
        "a loss that breaks an intent",
        whatIfCommand,
        ["--fail", "vpn", "--intents", "office.yaml", "prod.json"],
        1,
        /office/,
      ],
      ["a loss without intents", whatIfCommand, ["--fail", "vpn", "prod.json"], 0, /Nothing changes/],
      ["a loss of nothing that is there", whatIfCommand, ["--fail", "nothing", "prod.json"], 2, /nothing/],
      ["both ways of asking", whatIfCommand, ["--any-single", "--fail", "vpn", "prod.json"], 2, /either/],
    ];
  for (const [what, command, args, code, says] of cases) {
    it(`answer ${what} with ${code}`, async () => {
      const found = await run(command(), ...args.map((arg) => (/\.(json|yaml)$/.test(arg) ? at(arg) : arg)));
      expect(found.output).to.match(says);
      expect(found.code).to.equal(code);
    });
  }

  it("answer intents in JUnit too, whatever the exit code", async () => {
    const { code } = await run(
      checkCommand(),
      "--junit",
      at("report.xml"),
      at("broken.yaml"),
      at("prod.json"),
    );
    expect(code).to.equal(1);
    expect(await readFile(at("report.xml"), "utf8")).to.match(/tests="2" failures="1"/);
  });

  it("answer what a user forgot with 2", () => {
    const main = resolve(__dirname, "../../../dist/cli/main.js");
    const { status, stderr } = spawnSync(process.execPath, [main, "trace", "--from", "web"], {
      encoding: "utf8",
    });
    expect(stderr).to.match(/missing required argument|required option/);
    expect(status).to.equal(2);
  });
});
