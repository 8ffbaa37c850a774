import {
  type RefusedCheck,
  inGroup,
  makeAddress,
  makeSubnet,
  makeVirtualNetwork,
  network,
  openAccount,
  subscription,
  tokens,
} from "../estate";
import { asList, asObject, type Props, type Value } from "../../../../simulator/protocol/values";
import type { Made, SimulatedAccount } from "../../../helpers/simulated";

export const gatewayId = `${network}/applicationGateways/balancer`;
export const subnetId = `${network}/virtualNetworks/vnet/subnets/balancer`;
export const part = (list: string, name: string): Props => ({ id: `${gatewayId}/${list}/${name}` });

/** A gateway that forwards HTTP to two addresses, one of them in another cloud. */
export const gateway: Props = {
  ...inGroup,
  applicationGatewayName: "balancer",
  sku: { name: "Standard_v2", tier: "Standard_v2", capacity: 2 },
  gatewayIPConfigurations: [{ name: "place", subnet: { id: subnetId } }],
  frontendIPConfigurations: [
    { name: "public", publicIPAddress: { id: `${network}/publicIPAddresses/front` } },
  ],
  frontendPorts: [{ name: "http", port: 80 }],
  httpListeners: [
    {
      name: "http",
      protocol: "Http",
      frontendIPConfiguration: part("frontendIPConfigurations", "public"),
      frontendPort: part("frontendPorts", "http"),
    },
  ],
  backendAddressPools: [
    { name: "all", backendAddresses: [{ ipAddress: "172.18.0.4" }, { ipAddress: "172.16.20.207" }] },
  ],
  backendHttpSettingsCollection: [
    { name: "http", port: 80, protocol: "Http", probe: part("probes", "health") },
  ],
  probes: [
    {
      name: "health",
      protocol: "Http",
      host: "127.0.0.1",
      path: "/index.html",
      interval: 30,
      timeout: 5,
      unhealthyThreshold: 3,
      match: { statusCodes: ["200-399"] },
    },
  ],
  requestRoutingRules: [
    {
      name: "all",
      priority: 100,
      ruleType: "Basic",
      httpListener: part("httpListeners", "http"),
      backendAddressPool: part("backendAddressPools", "all"),
      backendHttpSettings: part("backendHttpSettingsCollection", "http"),
    },
  ],
};

/** The gateway with other values in the first item of a list; undefined leaves one out. */
export function withIn(
  list: string,
  changes: Record<string, Value | undefined>,
  base: Props = gateway,
): Props {
  const [first, ...rest] = asList(base[list]);
  const changed = Object.entries({ ...asObject(first), ...changes }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { ...base, [list]: [Object.fromEntries(changed), ...rest] };
}

/** The gateway with one more item in a list. */
export const withMore = (list: string, item: Props, base: Props = gateway): Props => ({
  ...base,
  [list]: [...asList(base[list]), item],
});

/** The gateway with a listener of TCP on port 5432 beside. */
export const withTcp = (changes: Record<string, Value | undefined> = {}): Props =>
  withIn("listeners", changes, {
    ...withMore("frontendPorts", { name: "tcp", port: 5432 }),
    listeners: [
      {
        name: "tcp",
        protocol: "Tcp",
        frontendIPConfiguration: part("frontendIPConfigurations", "public"),
        frontendPort: part("frontendPorts", "tcp"),
      },
    ],
    backendSettingsCollection: [{ name: "tcp", port: 5432, protocol: "Tcp", timeout: 60 }],
    routingRules: [
      {
        name: "tcp",
        priority: 200,
        ruleType: "Basic",
        listener: part("listeners", "tcp"),
        backendAddressPool: part("backendAddressPools", "all"),
        backendSettings: part("backendSettingsCollection", "tcp"),
      },
    ],
  });

/** The gateway with HTTPS on port 443, and a redirect to it. */
export const withHttps = (changes: Record<string, Value | undefined> = {}): Props => ({
  ...withMore("frontendPorts", { name: "https", port: 443 }),
  identity: { type: "UserAssigned", userAssignedIdentities: [identityId] },
  sslCertificates: [{ name: "tls", keyVaultSecretId: "https://shop-tls.vault.azure.net/secrets/tls" }],
  httpListeners: [
    ...asList(gateway.httpListeners),
    {
      name: "https",
      protocol: "Https",
      frontendIPConfiguration: part("frontendIPConfigurations", "public"),
      frontendPort: part("frontendPorts", "https"),
      sslCertificate: part("sslCertificates", "tls"),
    },
  ],
  redirectConfigurations: [
    { name: "https", redirectType: "Permanent", targetListener: part("httpListeners", "https") },
  ],
  requestRoutingRules: [
    { ...asObject(asList(gateway.requestRoutingRules)[0]), httpListener: part("httpListeners", "https") },
    {
      name: "redirect",
      priority: 200,
      httpListener: part("httpListeners", "http"),
      redirectConfiguration: part("redirectConfigurations", "https"),
    },
  ],
  ...Object.fromEntries(
    Object.entries(changes).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ),
});

export const identityId = `${subscription}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/balancer`;

/** An account with a virtual network, the subnet `balancer` and the public address `front`. */
export async function openSurroundings(
  addressPrefix = "10.32.1.0/24",
  inputs: Props = {},
): Promise<SimulatedAccount> {
  const account = await openAccount();
  await makeVirtualNetwork(account);
  await makeSubnet(account, "balancer", addressPrefix, inputs);
  await makeAddress(account, "front");
  return account;
}

export const makeBalancer = (account: SimulatedAccount, inputs: Props = gateway): Promise<Made> =>
  account.create(tokens.applicationGateway, "balancer", inputs);

/** A number that is refused in a list's first item, and the nearest that is not. */
export const range = (list: string, property: string, outside: number, inside: number): RefusedCheck => ({
  rule: `${list} have no ${property} of ${outside}`,
  refused: withIn(list, { [property]: outside }),
  accepted: withIn(list, { [property]: inside }),
  says: `${list}[0].${property}: BadRequest`,
  text: new RegExp(`got ${outside}`),
});

export const policyId = `${network}/applicationGatewayWebApplicationFirewallPolicies/waf`;

export const policy: Props = {
  ...inGroup,
  policyName: "waf",
  managedRules: { managedRuleSets: [{ ruleSetType: "OWASP", ruleSetVersion: "3.2" }] },
  policySettings: { mode: "Prevention", state: "Enabled" },
};

export const firewalled: Props = {
  ...gateway,
  sku: { name: "WAF_v2", tier: "WAF_v2", capacity: 2 },
  firewallPolicy: { id: policyId },
};
