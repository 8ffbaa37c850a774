import { rangeIn } from "./aws";
import type { Choices } from "./choices";
import type { Estate, Site } from "./estate";

export interface Network extends Site {
  readonly link: string;
  readonly routingMode: string;
  readonly subnetList: readonly { readonly range: string; readonly link: string; readonly region: string }[];
}

const regions = ["europe-west1", "europe-west4"];
const compute = "https://www.googleapis.com/compute/v1";

export function linkOf(scope: string, kind: string, name: string): string {
  return `${compute}/projects/p/${scope}/${kind}/${name}`;
}

export function idOf(link: string): string {
  return link.replace(`${compute}/`, "");
}

const tags = ["web", "db"];

export function network(choices: Choices, estate: Estate, index: number): Network {
  const name = `net${index}`;
  const link = linkOf("global", "networks", name);
  const routingMode = choices.pick(["GLOBAL", "REGIONAL"] as const);
  estate.uses(`routing mode ${routingMode}`);
  estate.add(
    "gcp:compute/network:Network",
    name,
    idOf(link),
    { name, autoCreateSubnetworks: false, routingMode, deleteDefaultRoutesOnCreate: choices.chance(50) },
    { selfLink: link },
  );
  const subnetList = Array.from({ length: choices.number(1, 3) }, (_, at) => {
    const region = at === 0 ? regions[0]! : choices.pick(regions);
    const subnet = `${name}-subnet${at}`;
    const range = `10.${index}.${at}.0/24`;
    const selfLink = linkOf(`regions/${region}`, "subnetworks", subnet);
    estate.add(
      "gcp:compute/subnetwork:Subnetwork",
      subnet,
      idOf(selfLink),
      { name: subnet, network: link, ipCidrRange: range, region },
      { selfLink },
    );
    return { range, link: selfLink, region };
  });
  return {
    name,
    link,
    routingMode,
    subnetList,
    range: `10.${index}.0.0/16`,
    subnets: subnetList.map((one) => one.range),
  };
}

export function instance(choices: Choices, estate: Estate, home: Network): void {
  const subnet = choices.pick(home.subnetList);
  const number = estate.next();
  const name = `gce-${number}`;
  const selfLink = linkOf(`zones/${subnet.region}-b`, "instances", name);
  const { urn } = estate.add(
    "gcp:compute/instance:Instance",
    name,
    idOf(selfLink),
    {
      name,
      zone: `${subnet.region}-b`,
      tags: tags.filter(() => choices.chance(40)),
      networkInterfaces: [
        {
          network: home.link,
          subnetwork: subnet.link,
          networkIp: subnet.range.replace("0/24", `${10 + number}`),
        },
      ],
    },
    { selfLink },
  );
  estate.instances.push(urn);
}

export function firewall(choices: Choices, estate: Estate, home: Network, sites: readonly Site[]): void {
  if (choices.chance(60)) {
    const name = `${home.name}-internal`;
    estate.add("gcp:compute/firewall:Firewall", name, `projects/p/global/firewalls/${name}`, {
      name,
      network: home.link,
      sourceRanges: ["10.0.0.0/8"],
      allows: [{ protocol: "all" }],
    });
  }
  for (let count = choices.number(1, 3); count > 0; count--) {
    const name = `${home.name}-fw${estate.next()}`;
    const ingress = choices.chance(80);
    const allows = ingress ? choices.chance(80) : choices.chance(40);
    const what = choices.pick([
      [{ protocol: "all" }],
      [{ protocol: "all" }],
      [{ protocol: "tcp", ports: ["443"] }],
      [{ protocol: "tcp", ports: ["22", "8000-9000"] }, { protocol: "icmp" }],
      [{ protocol: "udp" }],
    ]);
    const bySourceTag = ingress && choices.chance(25);
    const targeted = choices.chance(25);
    estate.uses(allows ? "firewall rule that allows" : "firewall rule that denies");
    if (bySourceTag) {
      estate.uses("firewall rule by source tag");
    }
    if (targeted) {
      estate.uses("firewall rule with target tags");
    }
    estate.add("gcp:compute/firewall:Firewall", name, `projects/p/global/firewalls/${name}`, {
      name,
      network: home.link,
      direction: ingress ? "INGRESS" : "EGRESS",
      priority: choices.pick([900, 1000, 1000, 1100]),
      ...(allows ? { allows: what } : { denies: what }),
      ...(ingress
        ? bySourceTag
          ? { sourceTags: [choices.pick(tags)] }
          : { sourceRanges: [rangeIn(choices, sites)] }
        : { destinationRanges: [rangeIn(choices, sites)] }),
      ...(targeted && { targetTags: [choices.pick(tags)] }),
    });
  }
}

/** A route to the internet that takes a part of a network elsewhere. @param others - networks of other clouds */
export function routes(choices: Choices, estate: Estate, home: Network, others: readonly Site[]): void {
  if (others.length > 0 && choices.chance(20)) {
    estate.uses("static route with tags");
    const name = `${home.name}-route`;
    estate.add("gcp:compute/route:Route", name, `projects/p/global/routes/${name}`, {
      name,
      network: home.link,
      destRange: choices.pick(others).subnets[0]!.replace("0/24", "0/25"),
      nextHopGateway: "default-internet-gateway",
      priority: 900,
      tags: choices.chance(60) ? [choices.pick(tags)] : [],
    });
  }
}

/** @returns whether the second one may use what the first one learned */
export function peering(choices: Choices, estate: Estate, one: Network, other: Network): boolean {
  const both = choices.chance(85);
  const exports = choices.chance(60);
  const imports = choices.chance(80);
  estate.uses(both ? "network peering" : "network peering from one side");
  if (both && exports && imports) {
    estate.uses("custom routes over peering");
  }
  const add = (from: Network, to: Network, flags: object): void => {
    const name = `${from.name}-to-${to.name}`;
    estate.add(
      "gcp:compute/networkPeering:NetworkPeering",
      name,
      `projects/p/global/networks/${from.name}/${name}`,
      { name, network: from.link, peerNetwork: to.link, ...flags },
      { state: both ? "ACTIVE" : "INACTIVE" },
    );
  };
  add(one, other, { exportCustomRoutes: exports });
  if (both) {
    add(other, one, { importCustomRoutes: imports });
  }
  return both && exports && imports;
}
