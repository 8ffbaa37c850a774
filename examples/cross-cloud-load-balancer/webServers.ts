import { Instance } from "@pulumi/aws/ec2";
import { getParameterOutput } from "@pulumi/aws/ssm";
import { VirtualMachine } from "@pulumi/azure-native/compute";
import { NetworkInterface } from "@pulumi/azure-native/network";
import { RandomPassword } from "@pulumi/random";
import type { AwsNetwork, AzureNetwork } from "pulumi-crosscloud";

/** A shell script that serves one page, with nothing to install: the machines have no way to the internet. */
const serve = (page: string): string => `#!/bin/bash
mkdir -p /srv/www
echo '${page}' > /srv/www/index.html
cd /srv/www && nohup python3 -m http.server 80 &
`;

/** An EC2 instance with Amazon Linux that greets from AWS. */
export function awsWebServer(network: AwsNetwork, subnet: string, privateIp: string): Instance {
  const image = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
  return new Instance("web-aws", {
    ami: getParameterOutput({ name: image }).value,
    instanceType: "t3.micro",
    subnetId: network.subnets[subnet].id,
    privateIp,
    vpcSecurityGroupIds: [network.securityGroupId],
    userData: serve("Hello Multi-Cloud (AWS)"),
    tags: { Name: "web-aws" },
  });
}

/** A virtual machine with Ubuntu that greets from Azure. Nobody knows its password: it is managed by its script alone. */
export function azureWebServer(
  network: AzureNetwork,
  subnet: string,
  privateIPAddress: string,
): VirtualMachine {
  const { resourceGroupName, location } = network;
  const networkInterface = new NetworkInterface("web-azure", {
    resourceGroupName,
    location,
    ipConfigurations: [
      {
        name: "primary",
        subnet: { id: network.subnets[subnet].id },
        privateIPAllocationMethod: "Static",
        privateIPAddress,
      },
    ],
  });
  const { result: adminPassword } = new RandomPassword("web-azure", { length: 32 });
  return new VirtualMachine("web-azure", {
    resourceGroupName,
    location,
    hardwareProfile: { vmSize: "Standard_B1s" },
    networkProfile: { networkInterfaces: [{ id: networkInterface.id, primary: true }] },
    osProfile: {
      computerName: "web",
      adminUsername: "azureuser",
      adminPassword,
      customData: Buffer.from(serve("Hello Multi-Cloud (Azure)")).toString("base64"),
    },
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
