import {
  inGroup,
  makeSubnet,
  makeVirtualNetwork,
  network,
  openAccount,
  subscription,
  tokens,
} from "../estate";
import type { Props } from "../../../../simulator/protocol/values";
import type { Made, SimulatedAccount } from "../../../helpers/simulated";

export const subnetId = (name: string): string => `${network}/virtualNetworks/vnet/subnets/${name}`;
export const interfaceId = (name: string): string => `${network}/networkInterfaces/${name}`;

/** An account with a virtual network 10.32.0.0/16 and its subnet `apps`, 10.32.0.0/28. */
export async function openNetwork(): Promise<SimulatedAccount> {
  const account = await openAccount();
  await makeVirtualNetwork(account);
  await makeSubnet(account, "apps", "10.32.0.0/28");
  return account;
}

export const ip = (inputs: Props = {}): Props => ({
  name: "ip",
  subnet: { id: subnetId("apps") },
  ...inputs,
});
export const fixedIp = (privateIPAddress: string, inputs: Props = {}): Props =>
  ip({ privateIPAddress, privateIPAllocationMethod: "Static", ...inputs });

export const nic = (...ipConfigurations: Props[]): Props => ({
  ...inGroup,
  networkInterfaceName: "nic",
  ipConfigurations,
});

export const makeInterface = (
  account: SimulatedAccount,
  networkInterfaceName = "nic",
  ...ipConfigurations: Props[]
): Promise<Made> =>
  account.create(tokens.networkInterface, networkInterfaceName, {
    ...nic(...(ipConfigurations.length > 0 ? ipConfigurations : [ip()])),
    networkInterfaceName,
  });

export const machine: Props = {
  ...inGroup,
  vmName: "web",
  hardwareProfile: { vmSize: "Standard_B2ls_v2" },
  storageProfile: {
    imageReference: {
      publisher: "Canonical",
      offer: "ubuntu-24_04-lts",
      sku: "server",
      version: "latest",
    },
    osDisk: { createOption: "FromImage", managedDisk: { storageAccountType: "StandardSSD_LRS" } },
  },
  osProfile: {
    adminUsername: "operator",
    adminPassword: "Correct.Horse-1",
    customData: "I2Nsb3VkLWNvbmZpZw==",
  },
  networkProfile: { networkInterfaces: [{ id: interfaceId("nic") }] },
};

export const machineId = `${subscription}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/web`;

export const makeMachine = (account: SimulatedAccount, inputs: Props = {}): Promise<Made> =>
  account.create(tokens.virtualMachine, "web", { ...machine, ...inputs });
