import { expect } from "chai";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SimulatedProject } from "../helpers/simulatedProject";
import { brokenPromises } from "../helpers/promises";

describe("the example split-stacks", function () {
  this.timeout(240_000);

  let project: SimulatedProject;
  before(async () => {
    project = await SimulatedProject.copyOf("examples/split-stacks", ["aws", "gcp"]);
    await pulumi("gcp", "stack", "init", "dev");
    await pulumi("aws", "stack", "init", "dev");
  });
  after(() => project.remove());

  const pulumi = async (side: "aws" | "gcp", ...args: string[]): Promise<string> => {
    const { code, output } = await project.pulumi("-C", side, ...args);
    expect(code, output).to.equal(0);
    return output;
  };
  const exported = async (side: "aws" | "gcp"): Promise<string> =>
    (await project.pulumi("-C", side, "stack", "export", "--show-secrets")).stdout;
  const up = (side: "aws" | "gcp", ...options: string[]) =>
    pulumi(side, "up", "--yes", "--skip-preview", ...options);
  /** The outside addresses of the tunnels that carry traffic. */
  const tunnelsUp = async (): Promise<string[]> =>
    (await project.tunnels())
      .filter(({ up }) => up)
      .map(({ ends }) =>
        ends
          .map(({ outsideAddress }) => outsideAddress)
          .toSorted()
          .join(" "),
      );
  const edit = async (file: string, from: string, to: string) => {
    const path = join(project.folder, file);
    const text = await readFile(path, "utf8");
    expect(text).to.include(from);
    await writeFile(path, text.replace(from, to));
  };
  const count = async (token: string) =>
    (await project.records()).filter((record) => record.token.endsWith(token)).length;

  it("step 1: Google Cloud makes its gateway, and says that it waits", async () => {
    expect(await up("gcp")).to.include("0 of 4 tunnels, waiting for the offer of AWS: run");
    expect(await count(":HaVpnGateway")).to.equal(1);
    expect(await count(":VPNTunnel")).to.equal(0);
  });

  it("step 2: AWS makes its ends of all tunnels, which wait for the others", async () => {
    expect(await up("aws")).to.match(/state\s*: "complete"/);
    expect(await count(":VpnConnection")).to.equal(2);
    expect(await tunnelsUp()).to.deep.equal([]);
  });

  it("step 3: Google Cloud makes its ends, and all four tunnels are up", async () => {
    expect(await up("gcp")).to.match(/state\s*: "waiting for the peer's offer" => "complete"/);
    expect(await tunnelsUp()).to.have.length(4);
  });

  it("keeps what the two stacks promise together", async () => {
    const [aws, gcp] = [await exported("aws"), await exported("gcp")];
    expect(await brokenPromises("examples/split-stacks/intents.yaml", aws, gcp)).to.deep.equal([]);
  });

  it("then has nothing to do in either stack", async () => {
    // Both programs' types have been checked by now.
    for (const side of ["aws", "gcp"]) {
      await edit(`${side}/tsconfig.json`, '"noEmit": true', '"noEmit": true, "noCheck": true');
    }
    await up("aws", "--expect-no-changes");
    await up("gcp", "--expect-no-changes");
  });

  it("keeps the keys encrypted in both stacks' states", async () => {
    const keys = (await project.records())
      .filter(({ token }) => token.endsWith(":VpnConnection"))
      .flatMap(({ outputs }) => [outputs["tunnel1PresharedKey"], outputs["tunnel2PresharedKey"]]);
    expect(new Set(keys)).to.have.length(4);
    for (const side of ["aws", "gcp"] as const) {
      const state = await pulumi(side, "stack", "export");
      keys.forEach((key) => expect(state).to.not.include(key));
    }
  });

  it("rotates a key: that tunnel alone is down until the other stack is up too", async () => {
    const before = await tunnelsUp();
    await edit("aws/index.ts", 'routing: "bgp",', 'routing: "bgp", keyRotation: 1,');
    await up("aws");
    const between = await tunnelsUp();
    expect(new Set(before)).to.have.length(4);
    expect(between).to.have.length(3);
    expect(before).to.include.members(between);
    await up("gcp");
    expect(await tunnelsUp()).to.have.members(before);
  });

  it("loses AWS's ends when Google Cloud's stack is destroyed first, and goes down to nothing", async () => {
    await pulumi("gcp", "destroy", "--yes", "--skip-preview");
    expect(await up("aws")).to.include("0 of 4 tunnels, waiting for the offer of Google Cloud");
    expect(await count(":VpnConnection")).to.equal(0);
    expect(await count(":VpnGateway")).to.equal(1);
    await pulumi("aws", "destroy", "--yes", "--skip-preview");
    expect(await project.records()).to.deep.equal([]);
  });
});
