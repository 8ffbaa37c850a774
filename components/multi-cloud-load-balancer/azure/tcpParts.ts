import type { ApplicationGatewayArgs } from "@pulumi/azure-native/network";
import { parts, portOf, probeTiming, type Surroundings } from "./parts";
import type { Wiring } from "./wiring";

/**
 * The parts of a gateway that are there for TCP only.
 * https://learn.microsoft.com/azure/application-gateway/how-to-tcp-tls-proxy
 */
export function tcpParts({ plan }: Wiring, surroundings: Surroundings): Partial<ApplicationGatewayArgs> {
  const { reference, frontendIPConfiguration, frontendPort } = surroundings;
  const { port } = plan.healthCheck;
  return {
    backendSettingsCollection: [
      { name: parts.settings, port: portOf(plan), protocol: "Tcp", probe: reference("probes", parts.probe) },
    ],
    probes: [{ ...probeTiming(plan), protocol: "Tcp", ...(port !== undefined && { port }) }],
    listeners: [
      {
        name: parts.listener,
        frontendIPConfiguration,
        frontendPort: frontendPort(plan.listener.port),
        protocol: "Tcp",
      },
    ],
    routingRules: [
      {
        name: parts.listener,
        ruleType: "Basic",
        priority: 100,
        listener: reference("listeners", parts.listener),
        backendAddressPool: reference("backendAddressPools", parts.targets),
        backendSettings: reference("backendSettingsCollection", parts.settings),
      },
    ],
  };
}
