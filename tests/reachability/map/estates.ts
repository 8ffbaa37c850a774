import { parseCidr } from "../../../addressing";
import { Analysis } from "../../../reachability/analysis";
import type { Cloud } from "../../../reachability/model";
import { route, TestEstate } from "../estate";

/** Two clouds with a tunnel that is up, one that is down and one that leads out of the stacks. */
export function smallEstate(names: { web?: string; db?: string } = {}): TestEstate {
  const { web = "web", db = "db" } = names;
  const estate = new TestEstate()
    .site("shop", "10.1.0.0/16", { routes: [route("10.2.0.0/16", { to: "node", node: "aws gateway" })] })
    .site("data", "10.2.0.0/16", { routes: [route("10.1.0.0/16", { to: "node", node: "gcp gateway" })] })
    .node("aws gateway", {
      region: "eu-central-1",
      routes: [route("10.1.0.0/16", { to: "network", network: "shop" })],
    })
    .node("gcp gateway", {
      cloud: "gcp",
      region: "europe-west3",
      routes: [route("10.2.0.0/16", { to: "network", network: "data" })],
    })
    .host(web, "shop", "10.1.0.20/32")
    .host(db, "data", "10.2.0.30/32")
    .tunnel("vpn 1", { node: "aws gateway", asn: 64512 }, { node: "gcp gateway", asn: 64513 })
    .tunnel(
      "vpn 2",
      { node: "aws gateway" },
      { node: "gcp gateway", end: { presharedKey: "another digest" } },
    )
    .tunnel(
      "vpn 3",
      { node: "aws gateway", end: { peerOutsideAddress: "203.0.113.9" } },
      { node: "aws gateway", end: { outsideAddress: "192.0.2.1", peerOutsideAddress: "203.0.113.10" } },
    );
  estate.networks[1] = { ...estate.networks[1]!, cloud: "gcp" };
  return estate;
}

const regions: readonly (readonly [Cloud, string])[] = [
  ["aws", "eu-central-1"],
  ["aws", "us-east-1"],
  ["azure", "germanywestcentral"],
  ["azure", "eastus"],
  ["gcp", "europe-west3"],
  ["onPremises", "Nuremberg"],
];

/** Networks in six regions, each region's joined by a hub, the hubs by tunnels of which some are down. */
export function largeEstate(networks: number): Analysis {
  const estate = new TestEstate();
  regions.forEach(([cloud, region]) => estate.node(`hub ${region}`, { kind: "hub", cloud, region }));
  for (let number = 0; number < networks; number++) {
    addNetwork(estate, number);
  }
  for (const [index, [, a]] of regions.entries()) {
    for (const [, b] of regions.slice(index + 1)) {
      for (const strand of [1, 2]) {
        const broken = index === 1 && strand === 2 ? { end: { presharedKey: "another digest" } } : {};
        estate.tunnel(
          `${a} to ${b} ${strand}`,
          { node: `hub ${a}`, asn: 64512 + index },
          { node: `hub ${b}`, asn: 64512 + regions.findIndex(([, region]) => region === b), ...broken },
        );
      }
    }
  }
  return estate.analysis();
}

function addNetwork(estate: TestEstate, number: number): void {
  const [cloud, region] = regions[number % regions.length]!;
  const name = `${["shop", "billing", "search", "data"][number % 4]!}-${number}`;
  const range = `10.${number}.0.0/16`;
  const hub = `hub ${region}`;
  estate.networks.push({ id: name, name, urn: name, cloud, ranges: [parseCidr(range)] });
  for (const part of [0, 1, 2]) {
    const subnet = `${name} subnet ${part}`;
    estate.node(subnet, {
      kind: "subnet",
      cloud,
      region,
      network: name,
      delivers: [parseCidr(`10.${number}.${part * 64}.0/18`)],
      table: `${name} routes`,
      routes: [
        route(range, { to: "network", network: name }),
        route("10.0.0.0/8", { to: "node", node: hub }),
      ],
    });
    estate.host(`${subnet} any host`, name, `10.${number}.${part * 64}.0/18`, {
      subnet,
      kind: "any host",
      cloud,
    });
    estate.host(`${name}-web-${part}`, name, `10.${number}.${part * 64}.10/32`, { subnet, cloud });
  }
  const table = estate.tables.findIndex(({ id }) => id === hub);
  const { routes, ...rest } = estate.tables[table]!;
  estate.tables[table] = { ...rest, routes: [...routes, route(range, { to: "network", network: name })] };
}
