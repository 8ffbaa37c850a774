import { firewalled, gateway, part, policyId, range, withIn, withMore } from "./gateways";
import { but, itChecks, network, tokens } from "../estate";
import { asList, asObject, type Props, UNKNOWN } from "../../../../simulator/protocol/values";

const sku = (inputs: Props): Props => ({ ...gateway, sku: inputs });
const settings = "backendHttpSettingsCollection";
const rules = "requestRoutingRules";
const scale = (autoscaleConfiguration: Props): Props => ({
  ...sku({ name: "Standard_v2", tier: "Standard_v2" }),
  autoscaleConfiguration,
});

describe("azure-native ApplicationGateway's own rules: SKU, parts, front ends", () => {
  describe("SKU", () =>
    itChecks(tokens.applicationGateway, [
      {
        rule: "is not v1",
        refused: sku({ name: "Standard_Medium", tier: "Standard", capacity: 2 }),
        accepted: gateway,
        says: "sku.name: BadRequest",
        text: /v1 \(Standard_Medium\) was retired/,
      },
      {
        rule: "has the tier of its name",
        refused: sku({ name: "Standard_v2", tier: "Standard", capacity: 2 }),
        accepted: gateway,
        says: "sku.tier: BadRequest",
        text: /both must be the same/,
      },
      ...[0, 126].map((capacity) => ({
        rule: `has no ${capacity} instances`,
        refused: sku({ name: "Standard_v2", tier: "Standard_v2", capacity }),
        accepted: sku({ name: "Standard_v2", tier: "Standard_v2", capacity: capacity === 0 ? 1 : 125 }),
        says: "sku.capacity: BadRequest",
        text: /1 to 125/,
      })),
      {
        rule: "scales by itself or is of a fixed size",
        refused: { ...gateway, autoscaleConfiguration: { minCapacity: 0, maxCapacity: 10 } },
        accepted: scale({ minCapacity: 0, maxCapacity: 10 }),
        says: "sku.capacity: BadRequest",
        text: /exactly one of them/,
      },
      {
        rule: "is of some size",
        refused: sku({ name: "Standard_v2", tier: "Standard_v2" }),
        accepted: scale({ minCapacity: 2 }),
        says: "sku.capacity: BadRequest",
        text: /exactly one of them/,
      },
      {
        rule: "scales up",
        refused: scale({ minCapacity: 5, maxCapacity: 3 }),
        accepted: scale({ minCapacity: 3, maxCapacity: 3 }),
        says: "autoscaleConfiguration: BadRequest",
        text: /5 is more than maxCapacity 3/,
      },
      {
        rule: "is in zones that there are",
        refused: { ...gateway, zones: ["1", "4"] },
        accepted: { ...gateway, zones: ["1", "3"] },
        says: "zones: BadRequest",
        text: /1, 4/,
      },
      {
        rule: "has no firewall without WAF_v2",
        refused: { ...gateway, firewallPolicy: { id: policyId } },
        accepted: firewalled,
        says: "firewallPolicy: ApplicationGatewayFirewallCannotBeEnabledForSelectedSku",
        text: /SKU tier Standard_v2/,
      },
      {
        rule: "has a firewall with WAF_v2",
        refused: but(firewalled, { firewallPolicy: undefined }),
        accepted: firewalled,
        says: "firewallPolicy: ApplicationGatewayFirewallNotConfiguredForSelectedSku",
        text: /SKU tier WAF_v2/,
      },
    ]));

  describe("parts", () =>
    itChecks(tokens.applicationGateway, [
      {
        rule: "are named once",
        refused: withMore("backendAddressPools", { name: "ALL" }),
        accepted: withMore("backendAddressPools", { name: "none" }),
        says: "backendAddressPools: BadRequest",
        text: /'all' is used twice/,
      },
      ...(
        [
          ["httpListeners", "frontendPort", part("frontendPorts", "none")],
          [settings, "probe", part("probes", "none")],
          [
            rules,
            "backendAddressPool",
            { id: `${network}/applicationGateways/other/backendAddressPools/all` },
          ],
        ] as const
      ).map(([list, property, wrong]) => ({
        rule: `of ${list} refer by ${property} to parts of the same gateway`,
        refused: withIn(list, { [property]: wrong }),
        accepted: withIn(list, { [property]: UNKNOWN }),
        says: `${list}[0].${property}: InvalidResourceReference`,
        text: /was not found/,
      })),
    ]));

  describe("front ends", () =>
    itChecks(tokens.applicationGateway, [
      {
        rule: "are in one subnet",
        refused: { ...gateway, gatewayIPConfigurations: [] },
        accepted: gateway,
        says: "gatewayIPConfigurations: BadRequest",
        text: /0 are given/,
      },
      {
        rule: "are not in GatewaySubnet",
        refused: withIn("gatewayIPConfigurations", {
          subnet: { id: `${network}/virtualNetworks/vnet/subnets/GatewaySubnet` },
        }),
        accepted: gateway,
        says: "gatewayIPConfigurations[0].subnet: BadRequest",
        text: /subnet of its own/,
      },
      {
        rule: "are one public and one private at most",
        refused: withMore("frontendIPConfigurations", { name: "second", publicIPAddress: { id: "x" } }),
        accepted: withMore("frontendIPConfigurations", {
          name: "private",
          privateIPAddress: "10.32.1.200",
          privateIPAllocationMethod: "Static",
          subnet: asObject(asList(gateway.gatewayIPConfigurations)[0]).subnet!,
        }),
        says: "frontendIPConfigurations: BadRequest",
        text: /at most one public/,
      },
      {
        rule: "are not private alone",
        refused: {
          ...gateway,
          frontendIPConfigurations: [
            {
              name: "public",
              privateIPAddress: "10.32.1.200",
              privateIPAllocationMethod: "Static",
              subnet: asObject(asList(gateway.gatewayIPConfigurations)[0]).subnet!,
            },
          ],
        },
        accepted: gateway,
        says: "frontendIPConfigurations: ApplicationGatewayFeatureCannotBeEnabledForSelectedSku",
        text: /without Public IP/,
      },
      {
        rule: "have a static private address",
        refused: withMore("frontendIPConfigurations", {
          name: "private",
          privateIPAllocationMethod: "Dynamic",
          subnet: asObject(asList(gateway.gatewayIPConfigurations)[0]).subnet!,
        }),
        accepted: gateway,
        says: "frontendIPConfigurations[1].privateIPAddress: BadRequest",
        text: /allocation method Static/,
      },
      range("frontendPorts", "port", 65000, 64999),
      {
        rule: "have no port 22",
        refused: withIn("frontendPorts", { port: 22 }),
        accepted: withIn("frontendPorts", { port: 23 }),
        says: "frontendPorts[0].port: BadRequest",
        text: /Port 22 cannot/,
      },
      {
        rule: "have each port once",
        refused: withMore("frontendPorts", { name: "again", port: 80 }),
        accepted: withMore("frontendPorts", { name: "again", port: 8080 }),
        says: "frontendPorts: BadRequest",
        text: /number 80/,
      },
    ]));
});
