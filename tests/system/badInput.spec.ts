import { expect } from "chai";

import { SimulatedProject } from "../helpers/simulatedProject";

/** What comes of a program that nothing may come of. */
async function attempt(
  program: string,
): Promise<{ output: string; code: number | null; registered: string[] }> {
  const project = await SimulatedProject.program(program);
  try {
    const { output, code } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(await project.records()).to.deep.equal([]);
    const registered = (await project.state()).map(({ urn }) => urn.split("::").slice(2).join("::"));
    return { output, code, registered };
  } finally {
    await project.remove();
  }
}

describe("wrong arguments on the real engine", function () {
  this.timeout(120_000);

  it("end before any resource exists, with every problem on the component", async () => {
    const { output, code, registered } = await attempt(`
      new components.CrossCloudVpn("shop", {
        aws: { vpcId: "vpc-1", routeTableIds: {}, cidrBlocks: ["10.0.0.0/16"], asn: 65515 },
        azure: { resourceGroupName: "rg", gatewaySubnetId: "id", addressPrefixes: ["10.0.128.0/17", "10.32.0.7/16"], sku: "VpnGw1" },
        routing: "bgp",
        tunnels: 3,
      });
    `);
    expect(code).not.to.equal(0);
    expect(output).to.match(/pulumi-crosscloud:index:CrossCloudVpn.*shop/);
    for (const problem of [
      /aws\.routeTableIds/,
      /azure\.addressPrefixes\[1\].*10\.32\.0\.7\/16/,
      /azure\.sku.*VpnGw1AZ/,
      /tunnels/,
      /10\.0\.128\.0\/17.*10\.0\.0\.0\/16|10\.0\.0\.0\/16.*10\.0\.128\.0\/17/,
    ]) {
      expect(output).to.match(problem);
    }
    expect(output, "no stack trace").not.to.match(/at .*crossCloudVpn/);
    expect(registered.filter((urn) => !/^pulumi:|CrossCloudVpn::/.test(urn))).to.deep.equal([]);
  });

  it("end at the simulated clouds' refusal where no component stands between", async () => {
    const { output, code } = await attempt(`
      const { Vpc } = require("@pulumi/aws/ec2");
      new Vpc("huge", { cidrBlock: "10.0.0.0/8" });
    `);
    expect(code).not.to.equal(0);
    expect(output)
      .to.match(/aws:ec2:Vpc.*huge/)
      .and.contain("must have between 16 and 28 significant bits");
  });
});
