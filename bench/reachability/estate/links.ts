import { transitGateway } from "./aws";
import * as azure from "./azureGateway";
import type { ResourceBuilder } from "./builder";
import * as gcp from "./gcpGateway";
import { host, keyOf, type Peer } from "./tunnels";

/** Four tunnels with BGP between the transit gateway and Azure's gateway. */
export function joinAwsAndAzure(estate: ResourceBuilder): void {
  azure.addresses.forEach((address, instance) => {
    const name = `aws-azure${instance}`;
    const insides = [21, 22].map((third) => `169.254.${third}.${4 * instance}`);
    const outside = addConnection(estate, name, { address, asn: azure.asn }, insides);
    insides.forEach((inside, tunnel) => {
      const peer = { address: outside[tunnel] ?? "", asn: transitGateway.asn, inside: host(inside, 1) };
      azure.addConnection(estate, `${name}-${tunnel}`, instance, peer, host(inside, 2));
    });
  });
}

/** Four tunnels with BGP between the transit gateway and Google Cloud's gateway. */
export function joinAwsAndGcp(estate: ResourceBuilder): void {
  const connections = gcp.addresses.map((address, number) => {
    const insides = [0, 4].map((last) => `169.254.${100 + number}.${last}`);
    return {
      insides,
      outside: addConnection(estate, `aws-gcp${number}`, { address, asn: gcp.asn }, insides),
    };
  });
  gcp.addPeerGateway(
    estate,
    "aws-peer",
    connections.flatMap(({ outside }) => outside),
  );
  connections.forEach(({ insides }, number) =>
    insides.forEach((inside, tunnel) => {
      const peer = { asn: transitGateway.asn, inside: host(inside, 1) };
      const remote = { gateway: "aws-peer", interface: 2 * number + tunnel };
      gcp.addTunnel(estate, `aws-gcp${number}-${tunnel}`, number, remote, peer, host(inside, 2));
    }),
  );
}

/** Two tunnels with BGP between the gateways of Azure and Google Cloud. */
export function joinAzureAndGcp(estate: ResourceBuilder): void {
  gcp.addPeerGateway(estate, "azure-peer", azure.addresses);
  gcp.addresses.forEach((address, number) => {
    const name = `azure-gcp${number}`;
    const inside = `169.254.21.${16 + 4 * number}`;
    const [first, second] = [host(inside, 1), host(inside, 2)];
    azure.addConnection(estate, name, number, { address, asn: gcp.asn, inside: second }, first);
    const remote = { gateway: "azure-peer", interface: number };
    gcp.addTunnel(estate, name, number, remote, { asn: azure.asn, inside: first }, second);
  });
}

/** @returns the outside addresses of both tunnels */
function addConnection(
  estate: ResourceBuilder,
  name: string,
  { address, asn }: Pick<Peer, "address" | "asn">,
  insides: readonly string[],
): readonly string[] {
  estate.add("aws:ec2/customerGateway:CustomerGateway", name, `cgw-${name}`, {
    type: "ipsec.1",
    ipAddress: address,
    bgpAsn: String(asn),
  });
  const first = address.startsWith("20.") ? "52.1.1" : "52.1.2";
  const outside = insides.map((_, tunnel) => `${first}.${4 * Number(address.at(-1)) + tunnel}`);
  const settings = insides.flatMap((inside, tunnel): Field[] => [
    [`tunnel${tunnel + 1}PresharedKey`, keyOf(inside)],
    [`tunnel${tunnel + 1}InsideCidr`, `${inside}/30`],
    [`tunnel${tunnel + 1}StartupAction`, "start"],
  ]);
  const made = insides.flatMap((inside, tunnel): Field[] => [
    [`tunnel${tunnel + 1}Address`, outside[tunnel]],
    [`tunnel${tunnel + 1}VgwInsideAddress`, host(inside, 1)],
    [`tunnel${tunnel + 1}CgwInsideAddress`, host(inside, 2)],
    [`tunnel${tunnel + 1}BgpAsn`, String(transitGateway.asn)],
  ]);
  estate.add(
    "aws:ec2/vpnConnection:VpnConnection",
    name,
    `vpn-${name}`,
    {
      type: "ipsec.1",
      customerGatewayId: `cgw-${name}`,
      staticRoutesOnly: false,
      transitGatewayId: transitGateway.id,
      ...Object.fromEntries(settings),
    },
    { ...Object.fromEntries(made), transitGatewayAttachmentId: `tgw-attach-${name}` },
  );
  return outside;
}

type Field = readonly [name: string, value: string | undefined];
