import { expect } from "chai";
import type { DnsFailoverArgs } from "../../../components";
import { modelOf } from "../../../components/dns-failover/model";
import { recoverySeconds } from "../../../components/dns-failover/recovery";
import { address, alias, pool, s14 } from "./programs";

const addresses = { blue: pool("aws", address(1)), green: pool("gcp", address(2)) };
const name: DnsFailoverArgs = { ...s14, pools: addresses, routing: { failover: ["blue", "green"] } };

const brief = (args: DnsFailoverArgs, provider: "route53" | "azure" | "gcp") => {
  const recovery = recoverySeconds(modelOf(args), provider);
  return recovery && [recovery.detection, recovery.ttl, recovery.total, recovery.member, recovery.checker];
};

describe("the time to recover", () => {
  it("is interval × threshold and the TTL", () => {
    const args: DnsFailoverArgs = {
      ...name,
      ttl: 30,
      healthCheck: { protocol: "HTTPS", intervalSeconds: 10, failureThreshold: 2 },
    };
    expect(brief(args, "route53")).to.deep.equal([20, 30, 50, "blue/aws", "public check"]);
    expect(brief(args, "azure")).to.deep.equal([20, 30, 50, "blue/aws", "public check"]);
  });

  it("is S14's 30 s × 3 and 60 s where nothing is said", () => {
    for (const provider of ["route53", "azure", "gcp"] as const) {
      expect(brief(name, provider)).to.deep.equal([90, 60, 150, "blue/aws", "public check"]);
    }
  });

  it("of an alias is its balancer's, and the TTL that aliases have", () => {
    const slow = { alias: { ...alias(1).alias!, detectionSeconds: 300 } };
    const args = { ...name, ttl: 5, pools: { ...addresses, blue: pool("aws", slow) } };
    expect(brief(args, "route53")).to.deep.equal([300, 60, 360, "blue/aws", "alias"]);
    expect(brief({ ...args, pools: { ...addresses, blue: pool("aws", alias(1)) } }, "route53")).to.deep.equal(
      [60, 60, 120, "blue/aws", "alias"],
    );
  });

  it("of a private probe counts whole minutes", () => {
    const args: DnsFailoverArgs = {
      ...name,
      visibility: "private",
      pools: { blue: pool("aws", { address: "10.0.0.5" }), green: pool("gcp", { address: "10.16.0.5" }) },
      healthCheck: { protocol: "TCP", port: 443, failureThreshold: 2 },
    };
    expect(brief(args, "route53")).to.deep.equal([120, 60, 180, "blue/aws", "alarm on private probe"]);
  });

  it("does not count a last resort", () => {
    const args = { ...name, pools: { ...addresses, green: { ...addresses.green, lastResort: true } } };
    expect(brief(args, "route53")?.[3]).to.equal("blue/aws");
  });

  it("says what comes on top, by whose word", () => {
    for (const provider of ["route53", "azure", "gcp"] as const) {
      expect(recoverySeconds(modelOf(name), provider)?.besides).to.match(/timeout of the last probe.+https:/);
    }
  });
});
