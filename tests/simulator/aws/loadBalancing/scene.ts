import { refused } from "../operations/scene";
import { Scene, tokens } from "../scene";
import type { Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

export { itChecks } from "../operations/scene";
export { refusal } from "../scene";
export { refused, tokens };

/** A VPC with an internet gateway and a subnet in each of two zones. */
export class Estate {
  private constructor(
    readonly scene: Scene,
    readonly vpc: Made,
    readonly gateway: Made,
    readonly subnets: readonly Made[],
  ) {}

  static async open(): Promise<Estate> {
    const scene = await Scene.open();
    const vpc = await scene.vpc("172.16.0.0/16");
    const gateway = await scene.make(tokens.internetGateway, { vpcId: vpc.id });
    const subnets = await Promise.all(
      ["a", "b"].map((zone, i) =>
        scene.subnet(vpc, `172.16.${i * 16}.0/20`, { availabilityZone: `eu-central-1${zone}` }),
      ),
    );
    return new Estate(scene, vpc, gateway, subnets);
  }

  balancer(more: Props = {}): Promise<Made> {
    return this.scene.make(tokens.loadBalancer, {
      subnets: this.subnets.map(({ id }) => id),
      ...more,
    });
  }

  group(more: Props = {}): Promise<Made> {
    return this.scene.make(tokens.targetGroup, {
      port: 80,
      protocol: "HTTP",
      targetType: "ip",
      vpcId: this.vpc.id,
      ...more,
    });
  }

  target(group: Made, targetId: string, more: Props = {}): Promise<Made> {
    return this.scene.make(tokens.targetGroupAttachment, { targetGroupArn: group.id, targetId, ...more });
  }

  listener(balancer: Made, group: Made, more: Props = {}): Promise<Made> {
    return this.scene.make(tokens.listener, {
      loadBalancerArn: balancer.id,
      port: 80,
      defaultActions: [{ type: "forward", targetGroupArn: group.id }],
      ...more,
    });
  }
}
