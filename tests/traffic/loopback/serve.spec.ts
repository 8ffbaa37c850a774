import { expect } from "chai";

import { analyse, failuresOf, type Resource } from "../../../reachability";
import {
  dropSeconds,
  healthOf,
  type PoolHealth,
  returnSeconds,
  ServedBalancer,
  type ServeOptions,
} from "../../../traffic";
import * as amazon from "../../reachability/cases/aws/resources";
import * as microsoft from "../../reachability/cases/azure/resources";
import { awsAndAzure } from "../estates/awsAndAzure";
import { awsAndGoogle, googleBalancer, proxyRange } from "../estates/awsAndGoogle";
import { alb, attachment, listener, targetGroup } from "../estates/awsBalancers";
import { applicationGateway } from "../estates/azureBalancers";
import { balancersIn } from "../estates/health";

/** Half a second of the balancer's goes by in ten milliseconds. */
const speed = 50;

/** What a busy machine may add, in the balancer's seconds. */
const patience = 30;

const hello = (body: string): string => `Hello Multi-Cloud (${body})`;

describe("a load balancer that is served on loopback", () => {
  const open: ServedBalancer[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });

  async function serve(resources: readonly Resource[], options: ServeOptions = {}): Promise<ServedBalancer> {
    const served = await ServedBalancer.start(resources, {
      speed,
      page: ({ name, address }) => ({
        body: hello(name.includes("azure") || address?.startsWith("172.18.") === true ? "Azure" : "AWS"),
      }),
      ...options,
    });
    open.push(served);
    return served;
  }

  const stateOf = (served: ServedBalancer, name: string): string | undefined =>
    served.targets.find((one) => one.name === name)?.state;
  const until = async (served: ServedBalancer, name: string, state: string, within = 90): Promise<number> => {
    const seconds = await served.until(() => stateOf(served, name) === state, within);
    expect(seconds, `${name} ${state}`).not.to.equal(undefined);
    return seconds!;
  };
  const allHealthy = async (served: ServedBalancer): Promise<void> => {
    const found = await served.until(() => served.targets.every(({ state }) => state === "healthy"), 90);
    expect(found, JSON.stringify(served.targets)).not.to.equal(undefined);
  };
  const bodies = async (served: ServedBalancer, count: number): Promise<string[]> => {
    const found: string[] = [];
    for (let index = 0; index < count; index++) {
      const { body, status } = await served.request({ path: "/" });
      found.push(status === 200 ? body : String(status));
    }
    return found;
  };
  const alternate = [hello("AWS"), hello("Azure"), hello("AWS"), hello("Azure")];

  it("answers from AWS and Azure in turn", async () => {
    const served = await serve([...awsAndAzure(), ...alb()]);
    await allHealthy(served);
    const found = await bodies(served, 4);
    expect(found).to.have.members(alternate);
    expect(found[0]).not.to.equal(found[1]);
    expect(found[0]).to.equal(found[2]);
  });

  it("answers from both through an Application Gateway too", async () => {
    const served = await serve([...awsAndAzure(), ...applicationGateway("front")]);
    await allHealthy(served);
    expect(await bodies(served, 4)).to.have.members(alternate);
  });

  it("drops a target that dies within its health check's time, and takes it back", async () => {
    const served = await serve([...awsAndAzure(), ...alb()]);
    await allHealthy(served);
    const check = served.balancer.pools[0]!.healthCheck;
    await served.server("azure-target").switchOff();
    const dropped = await until(served, "azure-target", "unhealthy");
    expect(dropped).to.be.within(
      check.intervalSeconds * (check.unhealthyThreshold - 1) - check.timeoutSeconds,
      dropSeconds(check) + patience,
    );
    expect(await bodies(served, 3)).to.deep.equal(Array(3).fill(hello("AWS")));
    await served.server("azure-target").switchOn();
    const back = await until(served, "azure-target", "healthy");
    expect(back).to.be.within(
      check.intervalSeconds * (check.healthyThreshold - 1) - check.timeoutSeconds,
      returnSeconds(check) + patience,
    );
    expect(await bodies(served, 4)).to.have.members(alternate);
  });

  it("drops a target that answers with an error", async () => {
    const served = await serve([...awsAndAzure(), ...alb()]);
    await allHealthy(served);
    served.server("aws-target").answer({ status: 500 });
    await until(served, "aws-target", "unhealthy");
    expect(served.targets[0]!.reason).to.equal("it answers 500, not 200");
  });

  it("drops a target whose tunnels are lost, and takes it back with them", async () => {
    const resources = [...awsAndAzure(), ...alb()];
    const served = await serve(resources);
    await allHealthy(served);
    const lost = failuresOf(analyse(resources), ["tunnel-1", "tunnel-2"]);
    served.lose(lost);
    await until(served, "azure-target", "unhealthy");
    expect(await bodies(served, 2)).to.deep.equal([hello("AWS"), hello("AWS")]);
    served.lose({ parts: new Set(), regions: new Set(), zones: new Set() });
    await until(served, "azure-target", "healthy");
  });

  it("drops a target whose security group is closed, and says which", async () => {
    const served = await serve([...awsAndAzure(), ...alb()]);
    await allHealthy(served);
    const closed = awsAndAzure({ nsgRules: [microsoft.inbound(100, "Deny")] });
    await served.update([...closed, ...alb()]);
    await until(served, "azure-target", "unhealthy");
    expect(served.targets.find(({ name }) => name === "azure-target")?.reason).to.match(/guard.*denies/);
  });

  it("sends requests to all targets when none is healthy, where the cloud does", async () => {
    const served = await serve([...awsAndAzure(), ...alb()]);
    await allHealthy(served);
    for (const name of ["aws-target", "azure-target"]) {
      served.server(name).answer({ status: 418 });
      await until(served, name, "unhealthy");
    }
    expect(await bodies(served, 1)).to.deep.equal(["418"]);
    const gateway = await serve([...awsAndAzure(), ...applicationGateway("front")]);
    await allHealthy(gateway);
    for (const address of ["172.16.20.207", "172.18.0.4"]) {
      await gateway.server(address).switchOff();
      await until(gateway, address, "unhealthy");
    }
    expect(await bodies(gateway, 1)).to.deep.equal(["502"]);
  });

  it("redirects HTTP to HTTPS", async () => {
    const redirect = {
      type: "redirect",
      redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" },
    };
    const served = await serve([...awsAndAzure(), ...alb({ listener: { defaultActions: [redirect] } })]);
    const { status, headers } = await served.request({
      path: "/a?b=c",
      headers: { host: "shop.example.com" },
    });
    expect(status).to.equal(301);
    expect(headers.location).to.equal("https://shop.example.com/a?b=c");
  });

  it("keeps a client at its target by a cookie while that is healthy", async () => {
    const stickiness = { type: "lb_cookie", enabled: true, cookieDuration: 86400 };
    const served = await serve([...awsAndAzure(), ...alb({ group: { stickiness } })]);
    await allHealthy(served);
    const first = await served.request();
    const cookie = first.headers["set-cookie"]![0]!.split(";")[0]!;
    expect(cookie).to.match(/^AWSALB=/);
    for (let index = 0; index < 3; index++) {
      expect((await served.request({ headers: { cookie } })).body).to.equal(first.body);
    }
    const [gone, left] = first.body === hello("AWS") ? ["aws-target", "Azure"] : ["azure-target", "AWS"];
    await served.server(gone).switchOff();
    await until(served, gone, "unhealthy");
    expect((await served.request({ headers: { cookie } })).body).to.equal(hello(left));
  });

  it("lets a target that is taken out finish what it is at", async () => {
    const resources = [...awsAndAzure(), ...alb({ group: { deregistrationDelay: 60 } })];
    const served = await serve(resources);
    await allHealthy(served);
    served.server("aws-target").answer({ afterSeconds: 20, body: "slow" });
    const asked = [served.request(), served.request()];
    await served.until(() => false, 3);
    await served.update(resources.filter(({ urn }) => !urn.endsWith("::aws-target")));
    expect(await bodies(served, 3)).to.deep.equal(Array(3).fill(hello("Azure")));
    const answers = await Promise.all(asked);
    expect(answers.map(({ body }) => body)).to.have.members(["slow", hello("Azure")]);
    expect(await served.until(() => served.targets.length === 1, 30)).not.to.equal(undefined);
  });

  it("carries TCP for a network load balancer", async () => {
    const nlb = alb({
      balancer: { loadBalancerType: "network", enableCrossZoneLoadBalancing: true },
      group: {
        protocol: "TCP",
        healthCheck: { protocol: "TCP", interval: 10, timeout: 5, unhealthyThreshold: 2 },
      },
      listener: { protocol: "TCP" },
    });
    const served = await serve([...awsAndAzure(), ...nlb]);
    await allHealthy(served);
    const found = new Set(await bodies(served, 24));
    expect(found).to.have.keys(hello("AWS"), hello("Azure"));
    await served.server("aws-target").switchOff();
    await until(served, "aws-target", "unhealthy");
    expect(new Set(await bodies(served, 6))).to.have.keys(hello("Azure"));
  });

  it("answers from AWS and Google Cloud through a regional load balancer", async () => {
    const served = await serve(
      [...awsAndGoogle({ allowed: [proxyRange] }), ...googleBalancer("regional-internal")],
      { page: ({ name }) => ({ body: name }) },
    );
    await allHealthy(served);
    expect(await bodies(served, 4)).to.have.members([
      ...["aws-endpoint", "aws-endpoint"],
      ...["google-endpoint", "google-endpoint"],
    ]);
    await served.update([...awsAndGoogle({ allowed: [] }), ...googleBalancer("regional-internal")]);
    await until(served, "aws-endpoint", "unhealthy");
    expect(await bodies(served, 2)).to.deep.equal(["google-endpoint", "google-endpoint"]);
  });

  it("keeps to preferred backends until too few of them are healthy", async () => {
    const backends = { inside: { preference: "PREFERRED" }, outside: { preference: "DEFAULT" } };
    const resources = [
      ...awsAndGoogle({ allowed: [proxyRange] }),
      ...googleBalancer("regional-internal", { backends }),
    ];
    const served = await serve(resources, { page: ({ name }) => ({ body: name }) });
    await allHealthy(served);
    expect(new Set(await bodies(served, 4))).to.have.keys("google-endpoint");
    await served.server("google-endpoint").switchOff();
    await until(served, "google-endpoint", "unhealthy");
    expect(new Set(await bodies(served, 2))).to.have.keys("aws-endpoint");
  });

  it("spreads requests by the weights of target groups", async () => {
    const resources = [...awsAndAzure(), ...alb()];
    const green = targetGroup("green");
    const web = resources.find(({ urn }) => urn.endsWith("::web") && urn.includes("TargetGroup"))!;
    const weighted = {
      type: "forward",
      forward: {
        targetGroups: [
          { arn: web.id, weight: 1 },
          { arn: green.id, weight: 3 },
        ],
      },
    };
    const changed = [
      ...resources.filter(({ urn }) => !urn.endsWith("::azure-target") && !urn.endsWith("Listener::http")),
      green,
      attachment("green-target", green, "172.18.0.4", { availabilityZone: "all" }),
      listener(
        "http",
        resources.find(({ type }) => type.endsWith(":LoadBalancer"))!,
        weighted,
      ),
    ];
    const served = await serve(changed, { page: ({ name }) => ({ body: name }) });
    await allHealthy(served);
    const found = await bodies(served, 8);
    expect(found.filter((body) => body === "green-target")).to.have.length(6);
  });

  it("sends requests that nobody answers to a target whose probes alone get through", async () => {
    const nsgRules = [
      microsoft.inbound(100, "Allow", { from: "172.16.0.0/16", protocol: "Tcp", port: "8080" }),
      microsoft.inbound(200, "Deny"),
    ];
    const healthCheck = { path: "/index.html", port: "8080", interval: 10, timeout: 5 };
    const ingress = [amazon.tcp(80, "172.16.0.0/16"), amazon.tcp(8080, "172.16.0.0/16")];
    const resources = [...awsAndAzure({ nsgRules, ingress }), ...alb({ group: { healthCheck } })];
    const [{ targets }] = healthOf(balancersIn(resources)[0]!, analyse(resources)) as [PoolHealth];
    expect(targets[1]).to.include({ state: "healthy", reason: "" });
    expect(targets[1]!.requests).to.match(/guard.*denies/);
    const served = await serve(resources);
    await allHealthy(served);
    expect(await bodies(served, 2)).to.have.members([hello("AWS"), "504"]);
  });

  it("leaves nothing open", async () => {
    const served = await serve([...awsAndAzure(), ...alb()]);
    const port = served.portOf(80)!;
    await served.close();
    const refused = await fetch(`http://127.0.0.1:${port}/`).then(
      () => false,
      () => true,
    );
    expect(refused).to.equal(true);
  });
});
