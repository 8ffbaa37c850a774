import { expect } from "chai";
import fc from "fast-check";
import { cidrHost, nthSubnet, overlaps, parseCidr } from "../../../addressing/cidr";
import { customBgpAddresses, planAzureGateway } from "../../../components/cross-cloud-vpn/azure/gatewayPlan";
import { planVpn } from "../../../components/cross-cloud-vpn/plan";
import { sides } from "./programs";

/** Any four distinct /30s of the range that Azure takes. */
const insideCidrs = fc
  .uniqueArray(fc.tuple(fc.constantFrom("169.254.21.0/24", "169.254.22.0/24"), fc.nat(63)), {
    minLength: 4,
    maxLength: 4,
    selector: ([half, index]) => `${half} ${index}`,
  })
  .map((picks) => picks.map(([half, index]) => nthSubnet(parseCidr(half), 30, index).text));

describe("planVpn", () => {
  it("gives AWS the first host of every tunnel, Azure the second, and no address to two tunnels", () => {
    fc.assert(
      fc.property(insideCidrs, (given) => {
        const { tunnels } = planVpn({ ...sides, routing: "bgp", insideCidrs: given });
        expect(tunnels.map((tunnel) => tunnel.insideCidr)).to.deep.equal(given);
        for (const tunnel of tunnels) {
          const cidr = parseCidr(tunnel.insideCidr);
          expect(tunnel.ends.map(({ insideAddress }) => insideAddress)).to.deep.equal([
            cidrHost(cidr, 1),
            cidrHost(cidr, 2),
          ]);
          const others = tunnels.filter((other) => other !== tunnel);
          expect(others.some((other) => overlaps(parseCidr(other.insideCidr), cidr))).to.equal(false);
        }
      }),
    );
  });

  it("has every connection name its own address at its instance, and one the other instance has elsewhere", () => {
    fc.assert(
      fc.property(insideCidrs, (given) => {
        const plan = planVpn({ ...sides, routing: "bgp", insideCidrs: given });
        const { instances } = planAzureGateway(65521, [plan]);
        for (const { ends } of plan.tunnels) {
          const named = customBgpAddresses(
            instances,
            ends[1],
            plan.tunnels.map((tunnel) => tunnel.ends[1]),
          );
          expect(named).to.have.length(2);
          expect(named[ends[1].interface]?.address).to.equal(ends[1].insideAddress);
          for (const { index, address } of named) {
            expect(instances[index]?.customBgpAddresses).to.include(address);
          }
        }
      }),
    );
  });

  it("keeps the first tunnels when static routing becomes BGP", () => {
    const tunnelsOf = (routing: "static" | "bgp") => planVpn({ ...sides, routing }).tunnels;
    expect(tunnelsOf("static")).to.deep.equal(tunnelsOf("bgp").slice(0, 2));
  });
});
