import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import fc from "fast-check";
import type { MultiCloudLoadBalancerArgs } from "../../../components";
import { loadBalancerClouds } from "../../../components/multi-cloud-load-balancer/clouds";
import type { PeerRule, TrafficSource } from "../../../components/multi-cloud-load-balancer/plan";
import { planLoadBalancer } from "../../../components/multi-cloud-load-balancer/planLoadBalancer";
import { planHealthCheck } from "../../../components/multi-cloud-load-balancer/planHealthCheck";
import { planPeerRules } from "../../../components/multi-cloud-load-balancer/planPeers";
import { awsLimits } from "../../../components/multi-cloud-load-balancer/aws/limits";
import { argsOf } from "./gcp/balancers";
import { alb, aws, azure, gcp, hello, threeClouds } from "./balancers";

const plan = (args: Partial<MultiCloudLoadBalancerArgs> = {}) => planLoadBalancer({ ...hello, ...args });
const short = ({ cloud, port, sourceCidr, purpose, targets }: PeerRule) =>
  `${cloud} ${sourceCidr} ${port} ${purpose} ${targets.join("+")}`;

const bases = { aws: "172.16.1.", azure: "172.18.1.", gcp: "10.16.1." };
const targetsIn = (cloud: keyof typeof bases) =>
  fc
    .uniqueArray(
      fc.record({ host: fc.integer({ min: 1, max: 99 }), port: fc.constantFrom(undefined, 80, 8080) }),
      {
        maxLength: 4,
        selector: ({ host }) => host,
      },
    )
    .map((targets) =>
      Object.fromEntries(
        targets.map(({ host, port }) => [
          `t${host}`,
          { address: `${bases[cloud]}${host}`, ...(port !== undefined && { port }) },
        ]),
      ),
    );
const balancers = fc
  .record({
    ...{ aws: targetsIn("aws"), azure: targetsIn("azure"), gcp: targetsIn("gcp") },
    weighted: fc.boolean(),
    healthPort: fc.constantFrom(undefined, 80, 9000),
  })
  .filter(({ aws, azure, gcp }) => [aws, azure, gcp].some((targets) => Object.keys(targets).length > 0))
  .map(({ weighted, healthPort, ...byCloud }): MultiCloudLoadBalancerArgs => {
    const backends = loadBalancerClouds
      .filter((cloud) => Object.keys(byCloud[cloud]).length > 0)
      .map((cloud) => [cloud, { targets: byCloud[cloud], ...(weighted && { weight: 1 }) }]);
    return {
      networks: { aws, azure, gcp },
      frontEnd: { aws: alb },
      listener: { protocol: "HTTP" },
      backends: Object.fromEntries(backends) as MultiCloudLoadBalancerArgs["backends"],
      healthCheck: { ...(healthPort !== undefined && { port: healthPort }) },
    };
  });

describe("planLoadBalancer", () => {
  it("puts all targets into one pool, so that requests alternate", () => {
    const { pools, listener, backend } = plan();
    expect(pools).to.have.length(1);
    expect(pools[0]).to.include({ key: "all", weight: undefined, fallback: false });
    expect(pools[0]?.targets.map(({ key, outside, port }) => ({ key, outside, port }))).to.deep.equal([
      { key: "aws-web", outside: false, port: 80 },
      { key: "azure-web", outside: true, port: 80 },
    ]);
    expect(listener).to.deep.equal({ protocol: "HTTP", port: 80, redirectHttp: false });
    expect(backend).to.deep.equal({ protocol: "HTTP", port: 80 });
  });

  it("makes a pool for each cloud where there are weights", () => {
    const { aws, azure } = hello.backends;
    const weighted = {
      aws: { targets: {}, ...aws, weight: 90 },
      azure: { targets: {}, ...azure, weight: 10 },
    };
    expect(plan({ backends: weighted }).pools.map(({ key, weight }) => [key, weight])).to.deep.equal([
      ["aws", 90],
      ["azure", 10],
    ]);
  });

  it("tells which ranges answers and requests need", () => {
    const { advertisements } = plan();
    expect(
      advertisements.map(({ from, to, cidr, inNetworkRanges }) => ({ from, to, cidr, inNetworkRanges })),
    ).to.deep.equal([
      { from: "aws", to: "azure", cidr: "172.16.0.0/18", inNetworkRanges: true },
      { from: "aws", to: "azure", cidr: "172.16.64.0/18", inNetworkRanges: true },
      { from: "azure", to: "aws", cidr: "172.18.0.0/16", inNetworkRanges: true },
    ]);
  });

  it("asks for no range without targets, and for all of them where an address is not known", () => {
    const ranges = ["172.18.0.0/16", "172.20.0.0/16"];
    const networks = { aws, azure: { ...azure, addressPrefixes: ranges } };
    const from = (address: unknown) =>
      plan({ networks, backends: { azure: { targets: { web: { address: address as string } } } } })
        .advertisements.filter((each) => each.from === "azure")
        .map(({ cidr }) => cidr);
    expect(from("172.20.0.4")).to.deep.equal(["172.20.0.0/16"]);
    expect(from(output("172.20.0.4"))).to.deep.equal(ranges);
  });

  it("opens exactly the ports asked for, and tells what for", () => {
    const { peerRules } = plan({
      backends: {
        azure: { targets: { web: { address: "172.18.0.4" }, old: { address: "172.18.0.5", port: 8080 } } },
      },
      healthCheck: { port: 8080 },
    });
    expect(peerRules.map(short)).to.deep.equal([
      "azure 172.16.0.0/18 80 requests web",
      "azure 172.16.0.0/18 8080 requests-and-health-checks web+old",
      "azure 172.16.64.0/18 80 requests web",
      "azure 172.16.64.0/18 8080 requests-and-health-checks web+old",
    ]);
  });

  it("opens the health check's port only for sources of health checks alone", () => {
    const sources: TrafficSource[] = [
      { cidr: "10.1.0.0/24", purpose: "requests", to: "all", why: "proxies" },
      { cidr: "35.191.0.0/16", purpose: "health-checks", to: "all", why: "probers" },
    ];
    const { pools } = plan();
    const [, target] = pools.flatMap(({ targets }) => targets);
    const limits = awsLimits(hello);
    const healthCheck = limits && planHealthCheck({ port: 9000 }, "HTTP", limits.healthCheck);
    const rules = target && healthCheck ? planPeerRules("azure", [target], sources, healthCheck) : [];
    expect(rules.map(short)).to.deep.equal([
      "azure 10.1.0.0/24 80 requests web",
      "azure 35.191.0.0/16 9000 health-checks web",
    ]);
  });

  const googles = (more: Partial<MultiCloudLoadBalancerArgs> = {}) =>
    planLoadBalancer(argsOf("alb", "regional-external", more));

  it("tells sources of checks that come to own targets from those that come to other clouds", () => {
    const { peerRules, advertisements } = googles();
    expect(peerRules.map(short)).to.deep.equal([
      "aws 10.16.254.0/23 80 requests-and-health-checks web",
      "azure 10.16.254.0/23 80 requests-and-health-checks web",
      "gcp 10.16.254.0/23 80 requests web",
      "gcp 35.191.0.0/16 80 health-checks web",
      "gcp 130.211.0.0/22 80 health-checks web",
    ]);
    expect(advertisements.filter(({ from }) => from === "gcp")).to.deep.include({
      ...{ from: "gcp", to: "aws", cidr: "10.16.254.0/23", inNetworkRanges: false },
      why: "answers to the proxy-only subnet in europe-west3 come back",
    });
    expect(advertisements).to.have.length(4);
  });

  it("falls back to the pools of other clouds where the own one is preferred", () => {
    const { pools } = googles({ locality: { prefer: "own-cloud" } });
    expect(pools.map(({ key, fallback }) => [key, fallback])).to.deep.equal([
      ["aws", true],
      ["azure", true],
      ["gcp", false],
    ]);
  });

  it("is the same in whatever order clouds are named", () => {
    const { aws, azure, gcp } = threeClouds.backends;
    const reversed = {
      gcp: gcp ?? { targets: {} },
      azure: azure ?? { targets: {} },
      aws: aws ?? { targets: {} },
    };
    expect(planLoadBalancer({ ...threeClouds, backends: reversed })).to.deep.equal(
      planLoadBalancer(threeClouds),
    );
  });

  it("has every target in exactly one pool, and no pool without", () => {
    fc.assert(
      fc.property(balancers, (args) => {
        const { pools } = planLoadBalancer(args);
        const keys = pools.flatMap(({ targets }) => targets.map(({ key }) => key));
        const given = loadBalancerClouds.flatMap((cloud) =>
          Object.keys(args.backends[cloud]?.targets ?? {}).map((key) => `${cloud}-${key}`),
        );
        expect(keys.toSorted()).to.deep.equal(given.toSorted());
        expect(pools.every(({ targets }) => targets.length > 0)).to.equal(true);
      }),
    );
  });

  it("lets every source in to every target's ports, and to nothing else", () => {
    fc.assert(
      fc.property(balancers, (args) => {
        const { pools, peerRules, sources, healthCheck } = planLoadBalancer(args);
        const needed = new Set(
          pools.flatMap(({ targets }) =>
            targets.flatMap(({ key, port }) =>
              [port, healthCheck.port ?? port].flatMap((each) =>
                sources.map(({ cidr }) => `${key} ${each} ${cidr}`),
              ),
            ),
          ),
        );
        const opened = peerRules.flatMap(({ cloud, port, sourceCidr, targets }) =>
          targets.map((target) => `${cloud}-${target} ${port} ${sourceCidr}`),
        );
        expect(opened.toSorted()).to.deep.equal([...needed].toSorted());
      }),
    );
  });

  it("leaves all other targets as they are when one goes", () => {
    fc.assert(
      fc.property(balancers, fc.nat(), (args, which) => {
        const all = planLoadBalancer(args).pools.flatMap(({ targets }) => targets);
        const gone = all[which % all.length];
        if (gone === undefined || all.filter(({ cloud }) => cloud === gone.cloud).length === 1) {
          return;
        }
        const backend = args.backends[gone.cloud];
        const targets = Object.fromEntries(
          Object.entries(backend?.targets ?? {}).filter(([key]) => `${gone.cloud}-${key}` !== gone.key),
        );
        const without = planLoadBalancer({
          ...args,
          backends: { ...args.backends, [gone.cloud]: { ...backend, targets } },
        });
        expect(without.pools.flatMap((pool) => pool.targets)).to.deep.equal(
          all.filter((each) => each !== gone),
        );
      }),
    );
  });
});
