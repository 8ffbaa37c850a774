import type { RecordOptions } from "../helpers/recordedMocks";

/** Outputs that differ for every resource and every tunnel, so that swapped wiring shows. */
export const clouds: RecordOptions = {
  id: ({ type, name }) =>
    type === "azure-native:network:VirtualHub"
      ? `/subscriptions/sub-1/resourceGroups/network/providers/Microsoft.Network/virtualHubs/${name}`
      : type.startsWith("azure-native:")
        ? `/subscriptions/sub-1/resourceGroups/network/providers/${type}/${name}`
        : `${name}_id`,
  outputs: ({ type, name, inputs }) => {
    const [, digit = "0", ipv6 = ""] = /-(\d)(-ipv6)?$/.exec(name) ?? [];
    const index = Number(digit);
    switch (type) {
      case "aws:ec2/vpnConnection:VpnConnection":
        return {
          tunnel1Address: `203.0.113.${ipv6 && "1"}${index + 1}1`,
          tunnel2Address: `203.0.113.${ipv6 && "1"}${index + 1}2`,
          tunnel1PresharedKey: `key-of-${index}-1${ipv6}`,
          tunnel2PresharedKey: `key-of-${index}-2${ipv6}`,
          ...(inputs as Record<string, unknown>),
          transitGatewayAttachmentId: `attachment-of-${index}${ipv6}`,
          region: "eu-central-1",
        };
      case "aws:cloudwatch/logGroup:LogGroup":
      case "aws:cloudwatch/metricAlarm:MetricAlarm":
        return { arn: `arn-of-${name}` };
      case "aws:cloudwatch/dashboard:Dashboard":
        return { dashboardArn: `arn-of-${name}` };
      case "aws:ec2/vpc:Vpc": {
        const { assignGeneratedIpv6CidrBlock } = inputs as Record<string, unknown>;
        return assignGeneratedIpv6CidrBlock === true ? { ipv6CidrBlock: "2001:db8:0:aa00::/56" } : {};
      }
      case "gcp:compute/network:Network": {
        const { enableUlaInternalIpv6, internalIpv6Range } = inputs as Record<string, unknown>;
        return enableUlaInternalIpv6 === true
          ? { internalIpv6Range: internalIpv6Range ?? "fd20:0:16::/48" }
          : {};
      }
      case "gcp:compute/haVpnGateway:HaVpnGateway":
        return {
          vpnInterfaces: [
            { id: 0, ipAddress: `192.0.2.${index + 1}0` },
            { id: 1, ipAddress: `192.0.2.${index + 1}1` },
          ],
        };
      case "random:index/randomPassword:RandomPassword":
        return { result: `random-of-${name}` };
      case "azure-native:network:PublicIPAddress":
        return { ipAddress: `198.51.100.${index}` };
      case "azure-native:network:VpnGateway":
        return {
          name: azureName(name, {}),
          ipConfigurations: [0, 1].map((id) => ({
            id: `Instance${id}`,
            publicIpAddress: `198.51.100.1${id}`,
          })),
        };
      case "gcp:compute/vPNTunnel:VPNTunnel":
      case "gcp:compute/router:Router":
      case "gcp:compute/routerInterface:RouterInterface":
      case "gcp:compute/routerPeer:RouterPeer":
      case "gcp:compute/routerRoutePolicy:RouterRoutePolicy":
        return { name: `${name}-in-gcp` };
      default:
        return type.startsWith("azure-native:")
          ? { name: azureName(name, inputs as Record<string, unknown>) }
          : {};
    }
  },
  invoke: () => ({ names: ["eu-central-1c", "eu-central-1a", "eu-central-1b"] }),
};

function azureName(name: string, inputs: Record<string, unknown>): unknown {
  return inputs["virtualNetworkGatewayName"] ?? inputs["subnetName"] ?? `${name}0123abcd`;
}
