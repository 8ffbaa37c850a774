import { type Likeness, type NetworkPlan, type ResourceBuilder } from "./builder";
import { type Opening, ownOpenings, type Role, roles, rolesOf, type Tier } from "./roles";

export const hub = { number: 251, name: "net251" } as const;
export const region = "europe-west1";

const compute = "https://www.googleapis.com/compute/v1/";
const tiers: readonly Tier[] = ["public", "app", "data"];

export function linkOf(scope: string, kind: string, name: string): string {
  return `${compute}projects/p/${scope}/${kind}/${name}`;
}

/** Adds a resource that others point to by its link. */
export function addLinked(
  estate: ResourceBuilder,
  type: string,
  name: string,
  selfLink: string,
  inputs: object,
  outputs: object = {},
): void {
  estate.add(type, name, selfLink.replace(compute, ""), { name, ...inputs }, { selfLink, ...outputs });
}

export function networkLink(number: number): string {
  return linkOf("global", "networks", `net${number}`);
}

export function addNetwork(estate: ResourceBuilder, number: number): void {
  addLinked(estate, "gcp:compute/network:Network", `net${number}`, networkLink(number), {
    autoCreateSubnetworks: false,
    routingMode: "GLOBAL",
  });
}

/** A network peered with the hub, whose routes it takes: a subnet a tier, and firewall rules by tags. */
export function addSpoke(
  estate: ResourceBuilder,
  { number, instances }: NetworkPlan,
  likeness: Likeness,
): void {
  addNetwork(estate, number);
  addPeering(estate, hub.number, number, { exportCustomRoutes: true });
  addPeering(estate, number, hub.number, { importCustomRoutes: true });
  for (const [index, tier] of tiers.entries()) {
    addLinked(estate, "gcp:compute/subnetwork:Subnetwork", `net${number}-${tier}`, subnetLink(number, tier), {
      network: networkLink(number),
      ipCidrRange: `10.${number}.${index * 16}.0/24`,
      region,
    });
  }
  for (const role of likeness === "roles" ? roles : []) {
    addFirewall(estate, number, role.name, role.opens);
  }
  rolesOf(instances).forEach((role, index) => addInstance(estate, number, index, role, likeness));
}

function subnetLink(network: number, tier: Tier): string {
  return linkOf(`regions/${region}`, "subnetworks", `net${network}-${tier}`);
}

function addPeering(estate: ResourceBuilder, from: number, to: number, flags: object): void {
  const name = `net${from}-to-net${to}`;
  estate.add(
    "gcp:compute/networkPeering:NetworkPeering",
    name,
    `projects/p/global/networks/net${from}/${name}`,
    { name, network: networkLink(from), peerNetwork: networkLink(to), ...flags },
    { state: "ACTIVE" },
  );
}

function addFirewall(estate: ResourceBuilder, network: number, tag: string, opens: readonly Opening[]): void {
  opens.forEach(({ port, from }, index) => {
    const name = `net${network}-${tag}-${index}`;
    estate.add("gcp:compute/firewall:Firewall", name, `projects/p/global/firewalls/${name}`, {
      name,
      network: networkLink(network),
      direction: "INGRESS",
      priority: 1000,
      allows: [{ protocol: "tcp", ports: [String(port)] }],
      ...(from.includes("/") ? { sourceRanges: [from] } : { sourceTags: [from] }),
      targetTags: [tag],
    });
  });
}

function addInstance(
  estate: ResourceBuilder,
  network: number,
  index: number,
  { name: role, tier }: Role,
  likeness: Likeness,
): void {
  const name = `gce-${network}-${index}`;
  const tag = likeness === "roles" ? role : `own${index}`;
  if (likeness === "all different") {
    addFirewall(estate, network, tag, ownOpenings(network, index));
  }
  addLinked(estate, "gcp:compute/instance:Instance", name, linkOf(`zones/${region}-b`, "instances", name), {
    zone: `${region}-b`,
    tags: [tag],
    networkInterfaces: [
      {
        network: networkLink(network),
        subnetwork: subnetLink(network, tier),
        networkIp: `10.${network}.${tiers.indexOf(tier) * 16}.${10 + index}`,
      },
    ],
  });
}
