import type { Resource } from "../../../reachability";
import { inbound, made, nsg, publicIp, subnet, type Made } from "../../reachability/cases/azure/resources";
import { instanceAddress, machineAddress, vnet } from "./awsAndAzure";

type Inputs = Readonly<Record<string, unknown>>;

const guard = nsg(
  "gateway-guard",
  inbound(100, "Allow", { from: "GatewayManager", protocol: "Tcp", port: "65200-65535" }),
);

/** The subnet that an Application Gateway has for itself. */
export const ownSubnet = subnet(vnet, "application-gateway", "172.18.160.0/24", { nsg: guard });

export const ownSubnetRange = "172.18.160.0/24";

/** What of the gateway is otherwise: lists of parts replace those that are there. */
export function applicationGateway(name: string, more: Inputs = {}): Resource[] {
  const address = publicIp(`${name}-address`, "20.0.0.9");
  const id = `/subscriptions/s/resourceGroups/net/providers/Microsoft.Network/applicationGateways/${name}`;
  const part = (list: string, of: string): Inputs => ({ id: `${id}/${list}/${of}` });
  const gateway: Made = made("network:ApplicationGateway", name, id, {
    location: "westeurope",
    sku: { name: "Standard_v2", tier: "Standard_v2" },
    gatewayIPConfigurations: [{ name: "own", subnet: { id: ownSubnet.id } }],
    frontendIPConfigurations: [{ name: "public", publicIPAddress: { id: address.id } }],
    frontendPorts: [{ name: "http", port: 80 }],
    backendAddressPools: [
      {
        name: "web",
        backendAddresses: [{ ipAddress: instanceAddress }, { ipAddress: machineAddress }],
      },
    ],
    backendHttpSettingsCollection: [
      {
        name: "http",
        port: 80,
        protocol: "Http",
        cookieBasedAffinity: "Disabled",
        requestTimeout: 20,
        probe: part("probes", "web"),
      },
    ],
    probes: [
      {
        name: "web",
        protocol: "Http",
        host: "web.example.com",
        path: "/index.html",
        interval: 10,
        timeout: 5,
        unhealthyThreshold: 2,
        match: { statusCodes: ["200"] },
      },
    ],
    httpListeners: [
      {
        name: "http",
        protocol: "Http",
        frontendIPConfiguration: part("frontendIPConfigurations", "public"),
        frontendPort: part("frontendPorts", "http"),
      },
    ],
    requestRoutingRules: [
      {
        name: "all",
        ruleType: "Basic",
        priority: 100,
        httpListener: part("httpListeners", "http"),
        backendAddressPool: part("backendAddressPools", "web"),
        backendHttpSettings: part("backendHttpSettingsCollection", "http"),
      },
    ],
    ...more,
  });
  return [guard, ownSubnet, address, gateway];
}
