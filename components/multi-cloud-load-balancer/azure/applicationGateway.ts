import { ApplicationGateway, PublicIPAddress, type Subnet } from "@pulumi/azure-native/network";
import { type Output, output } from "@pulumi/pulumi";
import { httpParts } from "./httpParts";
import { instancesOf } from "./instances";
import { partReferences, parts, type Surroundings } from "./parts";
import { tcpParts } from "./tcpParts";
import type { Wiring } from "./wiring";

/** A gateway, and where clients find it. */
export interface Gateway {
  readonly resource: ApplicationGateway;
  readonly address: Output<string>;
}

/** Makes the gateway with its public address. */
export function createApplicationGateway(wiring: Wiring, subnet: Subnet): Gateway {
  const { name, plan, frontEnd, placed, zones, opts } = wiring;
  const publicAddress = createPublicAddress(wiring);
  const gatewayName = frontEnd.gatewayName ?? `${name}-gateway`;
  const reference = partReferences(publicAddress.id, gatewayName);
  const { privateAddress } = frontEnd;
  const address =
    privateAddress === undefined ? publicAddress.ipAddress.apply(allocated) : output(privateAddress);
  const surroundings: Surroundings = {
    reference,
    address,
    frontendIPConfiguration: reference(
      "frontendIPConfigurations",
      privateAddress === undefined ? parts.publicAddress : parts.privateAddress,
    ),
    frontendPort: (port) => reference("frontendPorts", portName(port)),
  };
  const resource = new ApplicationGateway(
    `${name}-gateway`,
    {
      ...placed,
      applicationGatewayName: gatewayName,
      ...(zones.length > 0 && { zones: [...zones] }),
      ...capacity(wiring),
      gatewayIPConfigurations: [{ name: parts.subnet, subnet: { id: subnet.id } }],
      frontendIPConfigurations: [
        { name: parts.publicAddress, publicIPAddress: { id: publicAddress.id } },
        ...(privateAddress === undefined ? [] : [privateFrontEnd(privateAddress, subnet)]),
      ],
      frontendPorts: portsOf(wiring).map((port) => ({ name: portName(port), port })),
      backendAddressPools: [
        {
          name: parts.targets,
          backendAddresses: plan.pools.flatMap(({ targets }) =>
            targets.map((target) => ({ ipAddress: target.address })),
          ),
        },
      ],
      ...(plan.listener.protocol === "TCP"
        ? tcpParts(wiring, surroundings)
        : httpParts(wiring, surroundings)),
    },
    { ...opts, customTimeouts: { create: "60m", update: "60m", delete: "60m" } },
  );
  return { resource, address };
}

function createPublicAddress({ name, placed, zones, opts }: Wiring): PublicIPAddress {
  return new PublicIPAddress(
    `${name}-public-ip`,
    {
      ...placed,
      sku: { name: "Standard", tier: "Regional" },
      publicIPAllocationMethod: "Static",
      publicIPAddressVersion: "IPv4",
      ...(zones.length > 0 && { zones: [...zones] }),
    },
    opts,
  );
}

/** A v2 gateway takes no dynamic private address. */
function privateFrontEnd(privateIPAddress: string, subnet: Subnet) {
  return {
    name: parts.privateAddress,
    privateIPAddress,
    privateIPAllocationMethod: "Static",
    subnet: { id: subnet.id },
  };
}

function capacity({ frontEnd }: Wiring) {
  const { minimum, maximum } = instancesOf(frontEnd);
  const { firewallPolicyId } = frontEnd;
  const tier = firewallPolicyId === undefined ? "Standard_v2" : "WAF_v2";
  const policy = firewallPolicyId === undefined ? {} : { firewallPolicy: { id: firewallPolicyId } };
  return minimum === maximum
    ? { sku: { name: tier, tier, capacity: maximum }, ...policy }
    : {
        sku: { name: tier, tier },
        autoscaleConfiguration: { minCapacity: minimum, maxCapacity: maximum },
        ...policy,
      };
}

function portsOf({ plan }: Wiring): number[] {
  return [plan.listener.port, ...(plan.listener.redirectHttp ? [80] : [])];
}

function portName(port: number): string {
  return `port-${port}`;
}

function allocated(address: string | undefined): string {
  if (address === undefined) {
    throw new Error("Azure allocated no address to the static public IP address of the Application Gateway");
  }
  return address;
}
