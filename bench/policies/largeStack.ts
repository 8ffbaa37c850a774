import type { SentResource } from "../../tests/helpers/analyzerServer";

const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * A stack of at least so many resources before its first update: networks of three clouds in turn with subnets, routes,
 * filters and hosts, no two of which overlap, and for every network two resources of which no rule knows. What the cloud
 * would answer is unknown.
 */
export function largeStack(resources: number): SentResource[] {
  const sent: SentResource[] = [];
  for (let number = 0; sent.length < resources; number++) {
    const make = [awsNetwork, azureNetwork, gcpNetwork][number % 3] ?? awsNetwork;
    const network = { name: `network-${number}`, prefix: `10.${(number >> 4) & 255}.${(number & 15) << 4}` };
    sent.push(...make(network), ...others(network));
  }
  return sent;
}

interface Network {
  readonly name: string;
  /** The first octets of a /20. */
  readonly prefix: string;
}

const subnets = 4;

function awsNetwork({ name, prefix }: Network): SentResource[] {
  const vpc = resource("aws:ec2/vpc:Vpc", name, { cidrBlock: `${prefix}.0/20`, enableDnsSupport: true });
  const table = resource("aws:ec2/routeTable:RouteTable", name, { routes: [] }, { vpcId: vpc });
  const group = resource(
    "aws:ec2/securityGroup:SecurityGroup",
    name,
    {
      description: "hosts of the network",
      ingress: [{ fromPort: 443, toPort: 443, protocol: "tcp", cidrBlocks: [`${prefix}.0/20`], self: false }],
      egress: [{ fromPort: 0, toPort: 0, protocol: "-1", cidrBlocks: ["0.0.0.0/0"], self: false }],
    },
    { vpcId: vpc },
  );
  return [vpc, table, group].concat(
    ...Array.from({ length: subnets }, (_, index) => {
      const own = `${name}-${index}`;
      const subnet = resource(
        "aws:ec2/subnet:Subnet",
        own,
        { cidrBlock: cidr(prefix, index), availabilityZone: `eu-central-1${"abc"[index % 3] ?? ""}` },
        { vpcId: vpc },
      );
      return [
        subnet,
        resource(
          "aws:ec2/routeTableAssociation:RouteTableAssociation",
          own,
          {},
          { subnetId: subnet, routeTableId: table },
        ),
        resource(
          "aws:ec2/instance:Instance",
          own,
          { ami: "ami-0123456789abcdef0", instanceType: "t3.micro", tenancy: unknownText },
          { subnetId: subnet, vpcSecurityGroupIds: group },
        ),
      ];
    }),
  );
}

function azureNetwork({ name, prefix }: Network): SentResource[] {
  const resourceGroupName = "estate";
  const network = resource("azure-native:network:VirtualNetwork", name, {
    resourceGroupName,
    addressSpace: { addressPrefixes: [`${prefix}.0/20`] },
  });
  const filter = resource("azure-native:network:NetworkSecurityGroup", name, {
    resourceGroupName,
    securityRules: [
      {
        ...{ name: "https", access: "Allow", direction: "Inbound", priority: 100, protocol: "Tcp" },
        ...{ sourceAddressPrefix: `${prefix}.0/20`, sourcePortRange: "*" },
        ...{ destinationAddressPrefix: "*", destinationPortRange: "443" },
      },
    ],
  });
  return [network, filter].concat(
    ...Array.from({ length: subnets }, (_, index) => {
      const own = `${name}-${index}`;
      const subnet = resource(
        "azure-native:network:Subnet",
        own,
        { resourceGroupName, addressPrefix: cidr(prefix, index), networkSecurityGroup: { id: unknownText } },
        { virtualNetworkName: network, networkSecurityGroup: filter },
      );
      const configuration = {
        name: "first",
        privateIPAllocationMethod: "Dynamic",
        subnet: { id: unknownText },
      };
      return [
        subnet,
        resource(
          "azure-native:network:NetworkInterface",
          own,
          { resourceGroupName, ipConfigurations: [configuration] },
          { ipConfigurations: subnet },
        ),
      ];
    }),
  );
}

function gcpNetwork({ name, prefix }: Network): SentResource[] {
  const network = resource("gcp:compute/network:Network", name, {
    autoCreateSubnetworks: false,
    routingMode: "GLOBAL",
    name,
  });
  const firewall = resource(
    "gcp:compute/firewall:Firewall",
    name,
    { direction: "INGRESS", sourceRanges: [`${prefix}.0/20`], allows: [{ protocol: "tcp", ports: ["443"] }] },
    { network },
  );
  return [network, firewall].concat(
    ...Array.from({ length: subnets }, (_, index) => {
      const own = `${name}-${index}`;
      const subnet = resource(
        "gcp:compute/subnetwork:Subnetwork",
        own,
        { ipCidrRange: cidr(prefix, index), region: "europe-west3", name: own },
        { network },
      );
      const address = { network: unknownText, networkIp: unknownText };
      return [
        subnet,
        resource(
          "gcp:compute/instance:Instance",
          own,
          { machineType: "e2-micro", zone: "europe-west3-a", networkInterfaces: [address] },
          { networkInterfaces: subnet },
        ),
      ];
    }),
  );
}

/** What any program has besides, and no rule asks for. */
function others({ name }: Network): SentResource[] {
  return [
    resource("aws:s3/bucketV2:BucketV2", name, { forceDestroy: false, bucketPrefix: name }),
    resource("aws:iam/role:Role", name, { assumeRolePolicy: JSON.stringify({ Version: "2012-10-17" }) }),
  ];
}

function cidr(prefix: string, subnet: number): string {
  const [a = "", b = "", c = ""] = prefix.split(".");
  return `${a}.${b}.${Number(c) + subnet}.0/24`;
}

/** With what a cloud would answer, and the tags that everything bears. */
function resource(
  type: string,
  name: string,
  props: Readonly<Record<string, unknown>>,
  from: Readonly<Record<string, SentResource>> = {},
): SentResource {
  const answered = ["arn", "createdAt", "etag", "fingerprint", "id", "ownerId", "selfLink", "status"];
  const tags = { environment: "bench", team: "network", costCenter: "4711", name };
  return {
    urn: `urn:pulumi:bench::estate::${type}::${name}`,
    type,
    name,
    props: {
      ...Object.fromEntries([...answered, ...Object.keys(from)].map((property) => [property, unknownText])),
      ...props,
      ...{ tags, tagsAll: tags, labels: tags },
    },
    propertyDependencies: Object.fromEntries(
      Object.entries(from).map(([property, { urn }]) => [property, [urn]]),
    ),
  };
}
