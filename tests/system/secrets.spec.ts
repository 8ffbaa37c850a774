import { expect } from "chai";

import { DemoRun } from "../helpers/demoRun";

/** Where the clouds, and the generator of the keys between Google Cloud and Azure, hold keys. */
const keyProperties: Readonly<Record<string, readonly string[]>> = {
  "aws:ec2/vpnConnection:VpnConnection": ["tunnel1PresharedKey", "tunnel2PresharedKey"],
  "gcp:compute/vPNTunnel:VPNTunnel": ["sharedSecret"],
  "azure-native:network:VirtualNetworkGatewayConnection": ["sharedKey"],
  "random:index/randomPassword:RandomPassword": ["result"],
};

describe("preshared keys of a running estate", function () {
  this.timeout(180_000);

  let run: DemoRun;
  let printed: string;
  let keys: string[];
  before(async () => {
    run = await DemoRun.start();
    printed =
      (await run.demo("--stack", "prod")).output + (await run.demo("status", "--stack", "prod")).output;
    const holders = (await run.records()).flatMap(({ token, id, outputs }) =>
      (keyProperties[token] ?? []).map((property) => ({ id, key: outputs[property] as string })),
    );
    keys = [...new Set(holders.map(({ key }) => key))];
    for (const id of new Set(holders.map(({ id }) => id))) {
      printed += `\n${id}\n${(await run.crosscloud("world", "show", id, "--world", run.world).ended).output}`;
    }
  });
  after(() => run.remove());

  it("exist, one for each tunnel", () => {
    // Those between Google Cloud and Azure are a generated text with a letter before it.
    expect(keys).to.have.length(10 + 2);
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
