import { expect } from "chai";

import { tokens } from "../../../simulator/azure/tokens";
import type { Props, Value } from "../../../simulator/protocol/values";
import { CloudError } from "../../../simulator/providers/resourceType";
import { type Made, SimulatedAccount } from "../../helpers/simulated";

export { tokens };

export const subscription = "/subscriptions/00000000-0000-4000-8000-000000000000";
export const network = `${subscription}/resourceGroups/rg/providers/Microsoft.Network`;
export const inGroup = { resourceGroupName: "rg" };

/** An account with one resource group, `rg` in westeurope. */
export async function openAccount(): Promise<SimulatedAccount> {
  const account = await SimulatedAccount.open(undefined, { shortestBusySeconds: 0.001 });
  await account.create(tokens.resourceGroup, "rg", { resourceGroupName: "rg" });
  return account;
}

export const makeVirtualNetwork = (account: SimulatedAccount, inputs: Props = {}): Promise<Made> =>
  account.create(tokens.virtualNetwork, "vnet", {
    ...inGroup,
    virtualNetworkName: "vnet",
    addressSpace: { addressPrefixes: ["10.32.0.0/16"] },
    ...inputs,
  });

export const makeSubnet = (
  account: SimulatedAccount,
  name: string,
  addressPrefix: string,
  inputs: Props = {},
): Promise<Made> =>
  account.create(tokens.subnet, name, { ...inGroup, virtualNetworkName: "vnet", addressPrefix, ...inputs });

export const makeAddress = (account: SimulatedAccount, name: string, inputs: Props = {}): Promise<Made> =>
  account.create(tokens.publicIPAddress, name, {
    ...inGroup,
    publicIpAddressName: name,
    sku: { name: "Standard" },
    publicIPAllocationMethod: "Static",
    zones: ["1", "2", "3"],
    ...inputs,
  });

export const configurationId = (index: number): string =>
  `${network}/virtualNetworkGateways/gw/ipConfigurations/ip${index}`;

export const ipConfiguration = (index: number): Props => ({
  name: `ip${index}`,
  publicIPAddress: { id: `${network}/publicIPAddresses/pip${index}` },
  subnet: { id: `${network}/virtualNetworks/vnet/subnets/GatewaySubnet` },
});

/** An active-passive gateway with BGP off. */
export const passiveGateway: Props = {
  ...inGroup,
  virtualNetworkGatewayName: "gw",
  gatewayType: "Vpn",
  vpnType: "RouteBased",
  sku: { name: "VpnGw2AZ", tier: "VpnGw2AZ" },
  ipConfigurations: [ipConfiguration(0)],
};

/** An active-active gateway that speaks BGP from two custom addresses on each instance. */
export const activeGateway: Props = {
  ...passiveGateway,
  activeActive: true,
  enableBgp: true,
  ipConfigurations: [ipConfiguration(0), ipConfiguration(1)],
  bgpSettings: {
    asn: 65521,
    bgpPeeringAddresses: [
      { ipconfigurationId: configurationId(0), customBgpIpAddresses: ["169.254.21.2", "169.254.22.2"] },
      { ipconfigurationId: configurationId(1), customBgpIpAddresses: ["169.254.21.6", "169.254.22.6"] },
    ],
  },
};

/** The surroundings of a gateway: network, GatewaySubnet and two public addresses. */
export async function makeSurroundings(
  account: SimulatedAccount,
): Promise<{ subnet: Made; addresses: readonly [Made, Made] }> {
  await makeVirtualNetwork(account);
  const subnet = await makeSubnet(account, "GatewaySubnet", "10.32.255.0/27");
  return { subnet, addresses: [await makeAddress(account, "pip0"), await makeAddress(account, "pip1")] };
}

export const makeGateway = (account: SimulatedAccount, inputs: Props = activeGateway): Promise<Made> =>
  account.create(tokens.virtualNetworkGateway, "gw", inputs);

export const bgpSite: Props = {
  ...inGroup,
  localNetworkGatewayName: "site",
  gatewayIpAddress: "52.1.1.1",
  bgpSettings: { asn: 64512, bgpPeeringAddress: "169.254.21.1" },
};

export const makeSite = (
  account: SimulatedAccount,
  name = "site",
  inputs: Record<string, Value | undefined> = {},
): Promise<Made> =>
  account.create(
    tokens.localNetworkGateway,
    name,
    but(bgpSite, { localNetworkGatewayName: name, ...inputs }),
  );

/** The addresses of one more device than that of {@link bgpSite}. */
export const anotherDevice = (i = 0): Props => ({
  gatewayIpAddress: `52.1.2.${i + 1}`,
  bgpSettings: { asn: 64512, bgpPeeringAddress: `169.254.21.${i * 4 + 9}` },
});

export const ipsecPolicy: Props = {
  ikeEncryption: "GCMAES256",
  ikeIntegrity: "SHA384",
  dhGroup: "ECP384",
  ipsecEncryption: "GCMAES256",
  ipsecIntegrity: "GCMAES256",
  pfsGroup: "ECP384",
  saLifeTimeSeconds: 3600,
  saDataSizeKilobytes: 102400000,
};

export const connection: Props = {
  ...inGroup,
  virtualNetworkGatewayConnectionName: "c",
  connectionType: "IPsec",
  virtualNetworkGateway1: { id: `${network}/virtualNetworkGateways/gw` },
  localNetworkGateway2: { id: `${network}/localNetworkGateways/site` },
  enableBgp: true,
  sharedKey: "Abc.123_x",
};

/** A copy with other values; undefined leaves a property out. */
export const but = (base: Props, changes: Record<string, Value | undefined>): Props =>
  Object.fromEntries(
    Object.entries({ ...base, ...changes }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );

export interface RefusedCheck {
  readonly rule: string;
  readonly refused: Props;
  readonly accepted: Props;
  /** How the one refusal starts: property and code. */
  readonly says: string;
  readonly text: RegExp;
}

/** One test a rule: what breaks it is refused once, and what just keeps it is accepted. */
export function itChecks(token: string, cases: readonly RefusedCheck[]): void {
  for (const { rule, refused, accepted, says, text } of cases) {
    it(rule, async () => {
      const account = await openAccount();
      const refusals = account.refusals(token, "name", refused);
      expect(refusals).to.have.lengthOf(1);
      expect(refusals[0])
        .to.match(new RegExp(`^${says.replace(/[[\].]/g, "\\$&")}: `))
        .and.match(text);
      expect(account.refusals(token, "name", accepted)).to.deep.equal([]);
    });
  }
}

/** The refusal of an operation, by the cloud's code and words. */
export async function refusal(operation: Promise<unknown>): Promise<{ code: string; message: string }> {
  try {
    await operation;
  } catch (error) {
    return { code: error instanceof CloudError ? error.code : "", message: (error as Error).message };
  }
  throw new Error("the operation was not refused");
}
