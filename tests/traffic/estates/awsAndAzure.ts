import type { Resource } from "../../../reachability";
import * as amazon from "../../reachability/cases/aws/resources";
import * as microsoft from "../../reachability/cases/azure/resources";

type Inputs = Readonly<Record<string, unknown>>;

/** What of the two clouds is otherwise than in system S1 of a cross-cloud load balancer. */
export interface TwoClouds {
  /** Rules of the security group of the instance. */
  readonly ingress?: readonly Record<string, unknown>[];
  /** Rules of the security group of the virtual machine's subnet. */
  readonly nsgRules?: readonly Inputs[];
  /** What Azure's end of each tunnel sends into it. */
  readonly azureKnows?: readonly string[];
  /** Subnets of Application Gateway, or others. */
  readonly more?: readonly Resource[];
}

export const vpc = amazon.vpc("shop", "172.16.0.0/16");
export const a = amazon.subnet("a", vpc, "172.16.0.0/18");
export const b = amazon.subnet("b", vpc, "172.16.64.0/18", { availabilityZone: "eu-central-1b" });
export const instanceAddress = "172.16.20.207";
export const machineAddress = "172.18.0.4";

export const vnet = microsoft.vnet("shop-net", "172.18.0.0/16");
export const gatewaySubnet = microsoft.subnet(vnet, "GatewaySubnet", "172.18.128.0/24");

/** One VPC and one virtual network with a web server each, joined by two tunnels with static routes. */
export function awsAndAzure(options: TwoClouds = {}): Resource[] {
  const {
    ingress = [amazon.tcp(80, "172.16.0.0/16"), amazon.tcp(80, "172.18.0.0/16")],
    nsgRules = [microsoft.inbound(100, "Allow", { from: "172.16.0.0/16", protocol: "Tcp", port: "80" })],
    azureKnows = ["172.16.0.0/16"],
    more = [],
  } = options;
  const group = amazon.securityGroup("web", vpc, ingress);
  const gateway = amazon.vpnGateway("vgw", vpc);
  const customer = amazon.customerGateway("azure", "20.0.0.1");
  const connection = amazon.vpnConnection("to-azure", gateway, customer, 10, { staticRoutesOnly: true });
  const guard = microsoft.nsg("guard", ...nsgRules);
  const workload = microsoft.subnet(vnet, "workload", "172.18.0.0/17", { nsg: guard });
  const azureGateway = microsoft.gateway("azure-gateway", gatewaySubnet, ["20.0.0.1"]);
  const [first] = azureGateway;
  return [
    ...[vpc, a, b, group, gateway, customer, connection],
    amazon.vpnRoute(connection, "172.18.0.0/16"),
    ...amazon.routeTable("table", vpc, [a, b], { "172.18.0.0/16": gateway }),
    amazon.instance("aws-web", a, instanceAddress, [group]),
    ...[vnet, gatewaySubnet, guard, workload, ...azureGateway],
    ...[1, 2].flatMap((tunnel) => {
      const address = String(connection.outputs[`tunnel${tunnel}Address`]);
      const site = microsoft.site(`tunnel-${tunnel}`, address, { ranges: azureKnows });
      return first === undefined
        ? []
        : [
            site,
            microsoft.connection(`tunnel-${tunnel}`, first, site, {
              sharedKey: connection.outputs[`tunnel${tunnel}PresharedKey`],
            }),
          ];
    }),
    ...microsoft.vm("azure-web", workload, machineAddress),
    ...more,
  ];
}
