import { expect } from "chai";

import { itChecks, refused } from "../operations/scene";
import { refusal, Scene, tokens } from "../scene";
import { operationsTokens } from "../../../../simulator/aws/operations/tokens";
import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

describe("aws network Monitor", () => {
  itChecks(tokens.networkMonitor, { monitorName: "links" }, [
    {
      rule: "has a name of 200 letters, digits, underscores and hyphens",
      refused: ["", "a b", "n".repeat(201)].map((monitorName) => ({ monitorName })),
      accepted: [{ monitorName: "n".repeat(200) }],
      text: /^monitorName: /,
    },
    {
      rule: "aggregates by 30 or 60 seconds",
      refused: [{ aggregationPeriod: 10 }],
      accepted: [{ aggregationPeriod: 30 }, { aggregationPeriod: 60 }],
      text: /^aggregationPeriod: /,
    },
  ]);
});

describe("aws network Probe", () => {
  const base = {
    monitorName: "links",
    sourceArn: UNKNOWN,
    destination: "172.18.0.4",
    protocol: "ICMP",
  } as const;
  const tcp = { protocol: "TCP", destinationPort: 443 };

  itChecks(tokens.networkProbe, base, [
    {
      rule: "probes an address",
      refused: [{ destination: "web.internal" }, { destination: "172.18.0.0/24" }],
      accepted: [{ destination: "2001:db8::1" }],
      text: /^destination: /,
    },
    {
      rule: "has a port by TCP, and none by ICMP",
      refused: [{ protocol: "TCP" }, { destinationPort: 443 }, { ...tcp, destinationPort: 0 }],
      accepted: [tcp],
      text: /^destinationPort: /,
    },
    {
      rule: "uses one of two protocols",
      refused: [{ protocol: "UDP" }],
      accepted: [],
      text: /^protocol: /,
    },
    {
      rule: "sends packets of 56 to 8500 bytes",
      refused: [{ packetSize: 55 }, { packetSize: 8501 }],
      accepted: [{ packetSize: 56 }, { packetSize: 8500 }],
      text: /^packetSize: /,
    },
  ]);

  describe("of a monitor", () => {
    let scene: Scene;
    let subnet: Made;
    let vpc: Made;
    const probe = (more: Props = {}): Promise<Made> =>
      scene.make(tokens.networkProbe, { ...base, ...tcp, sourceArn: subnet.outputs.arn!, ...more });
    beforeEach(async () => {
      scene = await Scene.open();
      vpc = await scene.vpc();
      subnet = await scene.subnet(vpc);
    });

    it("probes from a subnet, to wherever", async () => {
      expect(await refusal(probe())).to.match(refused("ResourceNotFoundException"));
      const monitor = await scene.make(tokens.networkMonitor, { monitorName: "links" });
      expect(monitor.outputs).to.include({
        aggregationPeriod: 60,
        arn: "arn:aws:networkmonitor:eu-central-1:123456789012:monitor/links",
      });
      const made = await probe();
      expect(made.id).to.equal(`links,${made.outputs.probeId as string}`);
      expect(made.outputs).to.include({ addressFamily: "IPV4", packetSize: 56, vpcId: vpc.id });
      for (const sourceArn of ["subnet-0", (subnet.outputs.arn as string).replace("subnet-0", "subnet-1")]) {
        expect(await refusal(probe({ sourceArn }))).to.match(refused("ValidationException", "not a subnet"));
      }
      expect(await refusal(scene.make(tokens.networkMonitor, { monitorName: "links" }))).to.match(
        refused("ConflictException"),
      );
      const moved = await scene.account.update(made, { ...made.inputs, destination: "2001:db8::1" });
      expect(moved.outputs.addressFamily).to.equal("IPV6");
      await scene.account.delete(monitor);
      expect(scene.account.read(made)).to.equal(undefined);
    });

    it("is what an alarm on its loss of packets watches", async () => {
      await scene.make(tokens.networkMonitor, { monitorName: "links" });
      const { probeId } = (await probe()).outputs;
      const alarm = (metricName: string, dimensions: Props): Promise<Made> =>
        scene.make(operationsTokens.metricAlarm, {
          namespace: "AWS/NetworkMonitor",
          metricName,
          dimensions,
          statistic: "Average",
          period: 60,
          evaluationPeriods: 3,
          threshold: 100,
          comparisonOperator: "GreaterThanOrEqualToThreshold",
        });
      await alarm("PacketLoss", { Monitor: "links", Probe: probeId! });
      for (const [metricName, dimensions, words] of [
        ["PacketsLost", { Monitor: "links", Probe: probeId! }, "has no metric"],
        ["PacketLoss", { Probe: probeId! }, "give Monitor and Probe"],
        ["PacketLoss", { Monitor: "links", Probe: "probe-0" }, "has no probe probe-0"],
        ["PacketLoss", { Monitor: "other", Probe: probeId! }, "the monitor other has no probe"],
      ] as const) {
        expect(await refusal(alarm(metricName, dimensions))).to.contain(words);
      }
    });

    it("is one of 24 at most", async () => {
      await scene.make(tokens.networkMonitor, { monitorName: "links" });
      for (let i = 0; i < 24; i++) {
        await probe({ destinationPort: 1000 + i });
      }
      expect(await refusal(probe())).to.match(refused("ServiceQuotaExceededException"));
    });
  });
});
