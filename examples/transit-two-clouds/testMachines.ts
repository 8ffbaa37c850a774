import { Instance } from "@pulumi/aws/ec2";
import { getParameterOutput } from "@pulumi/aws/ssm";
import { VirtualMachine } from "@pulumi/azure-native/compute";
import { NetworkInterface } from "@pulumi/azure-native/network";
import { RandomPassword } from "@pulumi/random";
import type { AwsNetwork, AzureNetwork } from "pulumi-crosscloud";

/** An EC2 instance with Amazon Linux, to ping from. */
export function ec2Instance(network: AwsNetwork): Instance {
  const image = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
  return new Instance("test-aws", {
    ami: getParameterOutput({ name: image }).value,
    instanceType: "t3.micro",
    subnetId: network.subnetIds["private-0"],
    vpcSecurityGroupIds: [network.securityGroupId],
    tags: { Name: "test-aws" },
  });
}

/** A virtual machine with Ubuntu, to ping from. Nobody knows its password: Azure's serial console can set another. */
export function virtualMachine({ resourceGroupName, location, subnetIds }: AzureNetwork): VirtualMachine {
  const placed = { resourceGroupName, location };
  const networkInterface = new NetworkInterface("test-azure", {
    ...placed,
    ipConfigurations: [{ name: "primary", subnet: { id: subnetIds["workload"] } }],
  });
  const { result: adminPassword } = new RandomPassword("test-azure", { length: 32 });
  return new VirtualMachine("test-azure", {
    ...placed,
    hardwareProfile: { vmSize: "Standard_B1s" },
    networkProfile: { networkInterfaces: [{ id: networkInterface.id, primary: true }] },
    osProfile: { computerName: "test-azure", adminUsername: "azureuser", adminPassword },
    storageProfile: {
      imageReference: {
        publisher: "Canonical",
        offer: "ubuntu-24_04-lts",
        sku: "server",
        version: "latest",
      },
      osDisk: { createOption: "FromImage", managedDisk: { storageAccountType: "StandardSSD_LRS" } },
    },
  });
}
