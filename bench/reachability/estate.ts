import { parseCidr } from "../../addressing";
import {
  type Cloud,
  type Endpoint,
  EstateBuilder,
  type Filter,
  type FilterRule,
} from "../../reachability/model";

const clouds: readonly Cloud[] = ["aws", "azure", "gcp"];

/** Instances of one network, and the subnets that they are spread over. */
const instancesPerNetwork = 40;
const subnetsPerNetwork = 12;
const zones = 3;
const securityGroups = 12;
const tunnelsPerPair = 2;

/**
 * Networks of three clouds in turn, each cloud's joined by a hub, the hubs by tunnels with BGP: for every 40 instances
 * 12 subnets in three zones, a route table a zone, a stateless filter around each subnet and a stateful one around each
 * instance, of a dozen kinds, some of which name the members of others.
 */
export function largeEstate(instances: number): EstateBuilder {
  const estate = new EstateBuilder();
  const networks = Math.ceil(instances / instancesPerNetwork);
  const used = clouds.slice(0, networks);
  const groups = Array.from({ length: securityGroups }, () => new Set<string>());
  for (const cloud of used) {
    addHub(estate, cloud);
  }
  for (let number = 0; number < networks; number++) {
    const count = Math.min(instancesPerNetwork, instances - number * instancesPerNetwork);
    addNetwork(estate, clouds[number % clouds.length] ?? "aws", number, count, groups);
  }
  used.forEach((a, index) => used.slice(index + 1).forEach((b) => join(estate, a, b)));
  return estate;
}

function addHub(estate: EstateBuilder, cloud: Cloud): void {
  const id = `hub ${cloud}`;
  estate.nodes.push({ id, name: id, kind: "hub", cloud, table: id });
  estate.tables.push({ id, name: `table of ${id}`, routes: [] });
}

function addNetwork(
  estate: EstateBuilder,
  cloud: Cloud,
  number: number,
  instances: number,
  groups: readonly Set<string>[],
): void {
  const id = `network ${number}`;
  const range = parseCidr(`10.${number}.0.0/16`);
  const hub = `hub ${cloud}`;
  estate.networks.push({ id, name: id, urn: id, cloud, ranges: [range] });
  for (let zone = 0; zone < zones; zone++) {
    const table = `${id} zone ${zone}`;
    estate.tables.push({
      id: table,
      name: table,
      unbeatable: [range],
      routes: [{ prefix: range, next: [{ to: "network", network: id }], rank: 0, rule: { text: "local" } }],
    });
    estate.propagations.push({
      from: hub,
      to: table,
      next: { to: "node", node: hub },
      rank: 1,
      accepts: ({ prefix }) => prefix.text !== range.text,
      rule: { text: "by the hub" },
    });
  }
  estate.propagations.push({
    from: `${id} zone 0`,
    to: hub,
    accepts: ({ prefix }) => prefix.text === range.text,
    rule: { text: "by the network" },
  });
  for (let subnet = 0; subnet < subnetsPerNetwork; subnet++) {
    addSubnet(estate, cloud, number, subnet);
  }
  for (let instance = 0; instance < instances; instance++) {
    addInstance(estate, cloud, number, instance, groups);
  }
}

function addSubnet(estate: EstateBuilder, cloud: Cloud, network: number, number: number): void {
  const id = `subnet ${network}.${number}`;
  const range = parseCidr(`10.${network}.${number}.0/24`);
  const zone = `${cloud} ${number % zones}`;
  const around: Filter = {
    id: `list ${id}`,
    name: `list around ${id}`,
    stateful: false,
    rules: [
      { ...allow("ssh from inside", 22), source: { ranges: [parseCidr("10.0.0.0/8")] } },
      { action: "deny", protocol: 6, destinationPorts: [{ first: 22, last: 22 }], rule: { text: "no ssh" } },
    ],
    otherwise: { action: "allow", rule: { text: "the rest" } },
  };
  const place = { name: id, cloud, zone };
  estate.nodes.push({
    ...place,
    id,
    kind: "subnet",
    table: `network ${network} zone ${number % zones}`,
    network: `network ${network}`,
    delivers: [range],
    entering: [around],
    leaving: [around],
  });
  const anyHost = { id: `any host of ${id}`, kind: "any host", addresses: [range] } as const;
  estate.endpoints.push(endpoint({ ...place, ...anyHost, network: `network ${network}`, subnet: id }));
}

function addInstance(
  estate: EstateBuilder,
  cloud: Cloud,
  network: number,
  number: number,
  groups: readonly Set<string>[],
): void {
  const id = `instance ${network}.${number}`;
  const subnet = number % subnetsPerNetwork;
  const kind = (number * 7 + network) % securityGroups;
  groups[kind]?.add(id);
  const filter = { id: `security groups of ${id}`, name: `security group ${kind}`, stateful: true };
  const otherwise = { action: "deny", rule: { text: "nothing else" } } as const;
  const outgoing: Filter = { ...filter, rules: [{ action: "allow", rule: { text: "all" } }], otherwise };
  const incoming: Filter = { ...filter, rules: rulesOf(kind, groups), otherwise };
  estate.endpoints.push(
    endpoint({
      id,
      name: id,
      kind: "instance",
      cloud,
      zone: `${cloud} ${subnet % zones}`,
      network: `network ${network}`,
      subnet: `subnet ${network}.${subnet}`,
      addresses: [parseCidr(`10.${network}.${subnet}.${10 + number}/32`)],
      egress: [outgoing],
      ingress: [incoming],
    }),
  );
}

/** The third of all kinds names the members of another. */
function rulesOf(kind: number, groups: readonly Set<string>[]): FilterRule[] {
  const near = { ranges: [parseCidr(`10.${(kind * 16) % 256}.0.0/12`)] };
  const members = { ranges: [], endpoints: groups[(kind + 1) % groups.length] ?? new Set<string>() };
  return [
    { ...allow(`https to kind ${kind}`, 443), source: kind % 3 === 0 ? members : near },
    ...[22, 80, 5432, 8080 + kind].map((port) => ({
      ...allow(`${port} to kind ${kind}`, port),
      source: near,
    })),
  ];
}

function join(estate: EstateBuilder, a: Cloud, b: Cloud): void {
  for (let number = 0; number < tunnelsPerPair; number++) {
    for (const [own, peer] of [
      [a, b],
      [b, a],
    ] as const) {
      const id = `tunnel ${number} of ${own} to ${peer}`;
      estate.tunnelEnds.push({
        id,
        name: id,
        urn: id,
        cloud: own,
        gateway: `hub ${own}`,
        node: `hub ${own}`,
        outsideAddress: `${own} ${peer} ${number}`,
        peerOutsideAddress: `${peer} ${own} ${number}`,
        references: { own: [], peer: [] },
        presharedKey: "the same",
        initiates: true,
        gbps: 1.25,
      });
      estate.sessions.push({
        id: `session in ${id}`,
        name: `session in ${id}`,
        end: id,
        localAsn: asns[own],
        peerAsn: asns[peer],
        advertises: { table: `hub ${own}` },
        learns: [{ table: `hub ${own}`, rank: 1 }],
      });
    }
  }
}

const asns: Readonly<Record<Cloud, number>> = { aws: 64512, azure: 65515, gcp: 64514, onPremises: 64515 };

function allow(text: string, port: number): FilterRule {
  return {
    action: "allow",
    protocol: 6,
    destinationPorts: [{ first: port, last: port }],
    rule: { text },
  };
}

function endpoint(
  given: Omit<Endpoint, "routesAt" | "egress" | "ingress"> & Partial<Pick<Endpoint, "egress" | "ingress">>,
): Endpoint {
  return { egress: [], ingress: [], ...given, routesAt: given.subnet };
}
