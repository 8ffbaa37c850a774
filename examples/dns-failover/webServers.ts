import { Instance as Ec2Instance } from "@pulumi/aws/ec2";
import { getParameterOutput } from "@pulumi/aws/ssm";
import { Instance } from "@pulumi/gcp/compute";
import type { AwsNetwork, GcpNetwork } from "pulumi-crosscloud";

/** A shell script that serves one page, with nothing to install: the machines have no way to the internet. */
const serve = (page: string): string => `#!/bin/bash
mkdir -p /srv/www
echo '${page}' > /srv/www/index.html
cd /srv/www && nohup python3 -m http.server 80 &
`;

/** An EC2 instance with Amazon Linux that answers from AWS. */
export function awsWebServer(network: AwsNetwork, subnet: string, privateIp: string): Ec2Instance {
  const image = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
  return new Ec2Instance("web", {
    ami: getParameterOutput({ name: image }).value,
    instanceType: "t3.micro",
    subnetId: network.subnets[subnet].id,
    privateIp,
    vpcSecurityGroupIds: [network.securityGroupId],
    userData: serve("The API (AWS)"),
    tags: { Name: "web" },
  });
}

/** An instance with Debian that answers from Google Cloud. */
export function gcpWebServer(network: GcpNetwork, subnet: string, zone: string, networkIp: string): Instance {
  return new Instance("web", {
    zone,
    machineType: "e2-micro",
    bootDisk: { initializeParams: { image: "debian-cloud/debian-12" } },
    networkInterfaces: [{ subnetwork: network.subnets[subnet].id, networkIp }],
    metadataStartupScript: serve("The API (Google Cloud)"),
  });
}
