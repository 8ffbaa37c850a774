export { rejection as refusal } from "../../helpers/rejection";
import { tokens } from "../../../simulator/aws/tokens";
import type { Props } from "../../../simulator/protocol/values";
import { type Made, SimulatedAccount } from "../../helpers/simulated";

export { tokens };

/** An AWS account in which a test builds what its subject needs. */
export class Scene {
  private made = 0;

  private constructor(readonly account: SimulatedAccount) {}

  static async open(seed?: string): Promise<Scene> {
    return new Scene(
      await SimulatedAccount.open({ aws: { region: "eu-central-1" } }, seed ? { seed } : undefined),
    );
  }

  /** Creates; the name is made up where it does not matter. */
  make(token: string, inputs: Props, name = `resource-${++this.made}`): Promise<Made> {
    return this.account.create(token, name, inputs);
  }

  vpc(cidrBlock = "10.0.0.0/16", more: Props = {}): Promise<Made> {
    return this.make(tokens.vpc, { cidrBlock, ...more });
  }

  subnet(vpc: Made, cidrBlock = "10.0.0.0/24", more: Props = {}): Promise<Made> {
    return this.make(tokens.subnet, { vpcId: vpc.id, cidrBlock, ...more });
  }

  group(vpc: Made, more: Props = {}): Promise<Made> {
    return this.make(tokens.securityGroup, { vpcId: vpc.id, ...more });
  }

  vpnGateway(more: Props = {}): Promise<Made> {
    return this.make(tokens.vpnGateway, more);
  }

  customerGateway(more: Props = {}): Promise<Made> {
    return this.make(tokens.customerGateway, {
      type: "ipsec.1",
      ipAddress: "20.1.2.3",
      bgpAsn: "65010",
      ...more,
    });
  }

  vpn(customerGateway: Made, vpnGateway: Made, more: Props = {}): Promise<Made> {
    return this.make(tokens.vpnConnection, {
      type: "ipsec.1",
      customerGatewayId: customerGateway.id,
      vpnGatewayId: vpnGateway.id,
      ...more,
    });
  }

  transitGateway(more: Props = {}): Promise<Made> {
    return this.make(tokens.transitGateway, more);
  }

  attachment(transitGateway: Made, vpc: Made, subnets: readonly Made[], more: Props = {}): Promise<Made> {
    return this.make(tokens.transitGatewayVpcAttachment, {
      transitGatewayId: transitGateway.id,
      vpcId: vpc.id,
      subnetIds: subnets.map(({ id }) => id),
      ...more,
    });
  }

  transitVpn(customerGateway: Made, transitGateway: Made, more: Props = {}): Promise<Made> {
    return this.make(tokens.vpnConnection, {
      type: "ipsec.1",
      customerGatewayId: customerGateway.id,
      transitGatewayId: transitGateway.id,
      ...more,
    });
  }

  /** The refusals of the provider's own check. */
  refusals(token: string, inputs: Props): string[] {
    return this.account.refusals(token, "subject", inputs);
  }
}

/** A copy that leaves a property out. */
export const without = (inputs: Props, property: string): Props =>
  Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== property));

/** The end of a message with which EC2 refuses. */
export const ec2 = (code: string, text = ""): RegExp =>
  new RegExp(
    `^operation error EC2: \\w+, https response error StatusCode: 400, api error ${escaped(code)}: .*${escaped(text)}`,
  );

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
