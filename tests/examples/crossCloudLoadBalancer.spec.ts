import { expect } from "chai";

import { analyse, failuresOf, type Resource } from "../../reachability";
import { dropSeconds, healthOf, readBalancers, returnSeconds, ServedBalancer } from "../../traffic";
import { ExampleRun } from "./exampleRun";

const pages: Readonly<Record<string, string>> = {
  "172.16.20.207": "Hello Multi-Cloud (AWS)",
  "172.18.0.4": "Hello Multi-Cloud (Azure)",
};

/** What a busy machine may add, in the balancer's seconds. */
const patience = 15;

describe("the example cross-cloud-load-balancer", function () {
  this.timeout(300_000);

  let example: ExampleRun;
  let resources: readonly Resource[];
  before(async () => {
    example = await ExampleRun.of("cross-cloud-load-balancer");
    await example.up();
    resources = await example.resources();
  });
  after(() => example.remove());

  it("keeps what its intents promise, as planned and as deployed", async () => {
    expect(await example.brokenPromises()).to.deep.equal({ planned: [], deployed: [] });
  });

  it("has one target group of type IP over an EC2 instance and an Azure VM, the second from beyond the VPC", () => {
    const ofType = (type: string) => resources.filter((resource) => resource.type === type);
    expect(ofType("aws:lb/targetGroup:TargetGroup").map(({ inputs }) => inputs.targetType)).to.deep.equal([
      "ip",
    ]);
    const attached = ofType("aws:lb/targetGroupAttachment:TargetGroupAttachment").map(({ inputs }) => [
      inputs.targetId,
      inputs.availabilityZone,
    ]);
    expect(attached).to.have.deep.members([
      ["172.16.20.207", undefined],
      ["172.18.0.4", "all"],
    ]);
    expect(ofType("aws:ec2/instance:Instance").map(({ outputs }) => outputs.privateIp)).to.deep.equal([
      "172.16.20.207",
    ]);
    expect(ofType("azure-native:compute:VirtualMachine")).to.have.length(1);
  });

  it("has both targets healthy, by an analysis that knows the resources alone", () => {
    const analysis = analyse(resources);
    const [balancer, ...more] = readBalancers(resources, analysis);
    expect(more).to.deep.equal([]);
    const targets = healthOf(balancer!, analysis).flatMap((pool) => pool.targets);
    expect(targets.map(({ target, state }) => `${target.address} ${state}`)).to.have.members([
      "172.16.20.207 healthy",
      "172.18.0.4 healthy",
    ]);
  });

  describe("served on loopback", () => {
    let served: ServedBalancer;
    before(async () => {
      served = await ServedBalancer.start(resources, {
        speed: 50,
        page: ({ address }) => ({ body: pages[address ?? ""] ?? "another" }),
      });
      await until("healthy", ...served.targets.map(({ name }) => name));
    });
    after(() => served.close());

    const until = async (state: string, ...names: string[]): Promise<number> => {
      const reached = (): boolean =>
        served.targets.every((target) => !names.includes(target.name) || target.state === state);
      const seconds = await served.until(reached, 120);
      expect(seconds, `${names.join()} ${state}: ${JSON.stringify(served.targets)}`).not.to.equal(undefined);
      return seconds!;
    };
    const bodies = async (count: number): Promise<string[]> => {
      const found: string[] = [];
      for (let index = 0; index < count; index++) {
        found.push((await served.request({ path: "/index.html" })).body);
      }
      return found;
    };
    const [aws, azure] = Object.values(pages);
    const inAzure = (): string => served.targets.find(({ name }) => name.includes("azure"))!.name;

    it("answers successive requests from AWS and Azure in turn", async () => {
      const [first, second] = await bodies(2);
      expect([first, second]).to.have.members([aws, azure]);
      expect(await bodies(4)).to.deep.equal([first, second, first, second]);
    });

    it("drops a target that dies within its health check's time, and takes it back", async () => {
      const check = served.balancer.pools[0]!.healthCheck;
      await served.server(inAzure()).switchOff();
      expect(await until("unhealthy", inAzure())).to.be.at.most(dropSeconds(check) + patience);
      expect(await bodies(3)).to.deep.equal([aws, aws, aws]);
      await served.server(inAzure()).switchOn();
      expect(await until("healthy", inAzure())).to.be.at.most(returnSeconds(check) + patience);
      expect(await bodies(2)).to.have.members([aws, azure]);
    });

    it("keeps the target in Azure with one tunnel lost, and drops it with both", async () => {
      const tunnels = ["vpn-connection-0-1", "vpn-connection-0-2"];
      served.lose(failuresOf(analyse(resources), tunnels.slice(1)));
      await served.until(() => false, 60);
      expect(await bodies(2)).to.have.members([aws, azure]);
      served.lose(failuresOf(analyse(resources), tunnels));
      await until("unhealthy", inAzure());
      expect(await bodies(2)).to.deep.equal([aws, aws]);
    });
  });

  it("has nothing to do the second time, and goes down to nothing", () => example.endsWell());
});
