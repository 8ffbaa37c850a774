import { expect } from "chai";

import { DemoRun } from "../helpers/demoRun";

describe("preshared keys of a running estate", function () {
  this.timeout(180_000);

  let run: DemoRun;
  let printed: string;
  let keys: string[];
  before(async () => {
    run = await DemoRun.start();
    printed =
      (await run.demo("--stack", "prod")).output + (await run.demo("status", "--stack", "prod")).output;
    const connections = (await run.records()).filter(
      ({ token }) => token === "aws:ec2/vpnConnection:VpnConnection",
    );
    keys = connections.flatMap(({ id, outputs }) => {
      printed += `\n${id}`;
      return [outputs.tunnel1PresharedKey as string, outputs.tunnel2PresharedKey as string];
    });
    for (const { id } of connections) {
      printed += (await run.crosscloud("world", "show", id, "--world", run.world).ended).output;
    }
  });
  after(() => run.remove());

  it("exist, one for each tunnel", () => {
    expect(new Set(keys)).to.have.length(4);
    keys.forEach((key) => expect(key).to.match(/^[A-Za-z1-9._][A-Za-z0-9._]{7,63}$/));
  });

  it("are in no file that the run left behind: state, its history and backups, the world", async () => {
    const files = await run.files();
    expect([...files.keys()].join("\n"))
      .to.match(/stacks.crosscloud.prod\.json/)
      .and.match(/world\.json/);
    for (const [path, text] of files) {
      keys.forEach((key) => expect(text.includes(key), path).to.be.false);
    }
  });

  it("are nowhere in what was printed", () => {
    expect(printed).to.contain("[secret]");
    keys.forEach((key) => expect(printed.includes(key)).to.be.false);
  });
});
