import { parseCidr } from "../../../addressing";
import { Analysis } from "../../../reachability";
import {
  type Cloud,
  EstateBuilder,
  type Filter,
  type FilterRule,
  type Peers,
} from "../../../reachability/model";

/** What a rule lets through: such as `tcp 443`, `tcp 1024-65535`, `icmp` or `all`; from or to a range, or from anywhere. */
export interface Opening {
  readonly traffic: string;
  readonly peer?: string | Peers;
  readonly action?: "allow" | "deny";
  readonly undecided?: string;
}

/** Puts small estates together by names: each network has a gateway, and joined ones tunnels with BGP between these. */
export class Scene {
  readonly estate = new EstateBuilder();
  private asn = 64512;

  network(name: string, cloud: Cloud, range: string, place: { region?: string } = {}): this {
    const prefix = parseCidr(range);
    const gateway = `gateway ${name}`;
    this.estate.networks.push({ id: name, name, urn: urnOf("network", name), cloud, ranges: [prefix] });
    const local = {
      prefix,
      next: [{ to: "network", network: name } as const],
      rank: 0,
      rule: { text: `${range} local` },
    };
    for (const id of [`table ${name}`, gateway]) {
      this.estate.tables.push({
        id,
        name: id,
        urn: urnOf("table", id),
        routes: [local],
        unbeatable: [prefix],
      });
    }
    this.estate.nodes.push({
      id: gateway,
      name: gateway,
      kind: "gateway",
      cloud,
      urn: urnOf("gateway", gateway),
      table: gateway,
      ...place,
    });
    this.estate.propagations.push({
      from: gateway,
      to: `table ${name}`,
      next: { to: "node", node: gateway },
      rank: 1,
      accepts: ({ rank }) => rank > 0,
      rule: { text: `propagated by ${gateway}` },
    });
    return this;
  }

  subnet(network: string, name: string, range: string, more: { zone?: string; around?: Filter } = {}): this {
    const { cloud = "aws", region } = this.estate.nodes.find(({ id }) => id === `gateway ${network}`) ?? {};
    const { zone, around } = more;
    const addresses = [parseCidr(range)];
    const filters = around === undefined ? [] : [around];
    this.estate.nodes.push({
      id: name,
      name: `subnet ${name}`,
      kind: "subnet",
      cloud,
      region,
      zone,
      urn: urnOf("subnet", name),
      table: `table ${network}`,
      network,
      delivers: addresses,
      entering: filters,
      leaving: filters,
    });
    this.estate.endpoints.push({
      id: `any host of ${name}`,
      name,
      kind: "any host",
      cloud,
      region,
      zone,
      urn: urnOf("subnet", name),
      network,
      subnet: name,
      routesAt: name,
      addresses,
      egress: [],
      ingress: [],
    });
    return this;
  }

  /** An instance behind a stateful filter that lets everything out, and in what is given. */
  instance(
    subnet: string,
    name: string,
    address: string,
    opens: readonly Opening[] = [{ traffic: "all" }],
  ): this {
    const {
      network = "",
      cloud = "aws",
      region,
      zone,
    } = this.estate.nodes.find(({ id }) => id === subnet) ?? {};
    const firewall = `security group ${name}`;
    this.estate.endpoints.push({
      id: name,
      name,
      kind: "instance",
      cloud,
      region,
      zone,
      urn: urnOf("instance", name),
      network,
      subnet,
      routesAt: subnet,
      addresses: [parseCidr(`${address}/32`)],
      egress: [filter(firewall, [{ traffic: "all" }], "destination")],
      ingress: [filter(firewall, opens, "source")],
    });
    return this;
  }

  /** Tunnels between two networks' gateways. */
  join(
    a: string,
    b: string,
    tunnels = 2,
    more: { differentKeys?: boolean; med?: readonly number[] } = {},
  ): this {
    const asns = { [a]: this.asn++, [b]: this.asn++ };
    for (let number = 1; number <= tunnels; number++) {
      for (const [own, peer] of [
        [a, b],
        [b, a],
      ] as const) {
        const id = `tunnel ${number} of ${own} to ${peer}`;
        const gateway = `gateway ${own}`;
        const { cloud = "aws" } = this.estate.networks.find((network) => network.id === own) ?? {};
        this.estate.tunnelEnds.push({
          id,
          name: id,
          urn: urnOf("tunnel", id),
          cloud,
          gateway: urnOf("gateway", gateway),
          node: gateway,
          outsideAddress: `${own} ${peer} ${number}`,
          peerOutsideAddress: `${peer} ${own} ${number}`,
          references: { own: [], peer: [] },
          presharedKey: more.differentKeys === true ? own : "one key",
          initiates: true,
          gbps: 1.25,
        });
        this.estate.sessions.push({
          id: `session in ${id}`,
          name: `session in ${id}`,
          urn: urnOf("session", id),
          end: id,
          localAsn: asns[own],
          peerAsn: asns[peer],
          advertises: { table: gateway, med: more.med?.[number - 1] ?? 0 },
          learns: [{ table: gateway, rank: 1 }],
        });
      }
    }
    return this;
  }

  analyse(): Analysis {
    return new Analysis(this.estate);
  }
}

/** A filter by name. Its rules' peers are sources or destinations; stateless ones are the same both ways. */
export function filter(
  name: string,
  openings: readonly Opening[],
  side: "source" | "destination",
  more: { stateful?: boolean; otherwise?: "allow" | "deny" } = {},
): Filter {
  const { stateful = true, otherwise = "deny" } = more;
  return {
    id: name,
    name,
    urn: urnOf("filter", name),
    stateful,
    rules: openings.map((opening, index) => ruleOf(opening, side, urnOf("rule", `${name} ${index}`))),
    otherwise: { action: otherwise, rule: { text: "the rest", urn: urnOf("filter", name) } },
  };
}

const numbers: Readonly<Record<string, number>> = { tcp: 6, udp: 17, icmp: 1 };

function ruleOf(
  { traffic, peer, action = "allow", undecided }: Opening,
  side: "source" | "destination",
  urn: string,
): FilterRule {
  const [protocol = "all", ports] = traffic.split(" ");
  const [first, last = first] = (ports ?? "").split("-").map(Number);
  const peers = typeof peer === "string" ? { ranges: [parseCidr(peer)] } : peer;
  return {
    action,
    ...(protocol !== "all" && { protocol: numbers[protocol] ?? 0 }),
    ...(ports !== undefined && { destinationPorts: [{ first: first ?? 0, last: last ?? 0 }] }),
    ...(peers && { [side]: peers }),
    rule: { text: `${action} ${traffic}${typeof peer === "string" ? ` ${peer}` : ""}`, urn },
    ...(undecided !== undefined && { undecided }),
  };
}

export function urnOf(type: string, name: string): string {
  return `urn:pulumi:test::scene::test:index:${type}::${name}`;
}

/** A shop in AWS, its data in Google Cloud, two tunnels between them, and a network of staging beside. */
export function shop(): Scene {
  return new Scene()
    .network("app", "aws", "10.1.0.0/16", { region: "eu-central-1" })
    .subnet("app", "app-a", "10.1.1.0/24", { zone: "a" })
    .subnet("app", "app-b", "10.1.2.0/24", { zone: "b" })
    .instance("app-a", "web-1", "10.1.1.5", [{ traffic: "tcp 443" }])
    .instance("app-b", "web-2", "10.1.2.5", [{ traffic: "tcp 443" }])
    .network("data", "gcp", "10.2.0.0/16", { region: "europe-west3" })
    .subnet("data", "data-a", "10.2.1.0/24")
    .instance("data-a", "db", "10.2.1.5", [{ traffic: "tcp 5432", peer: "10.1.0.0/16" }])
    .network("staging", "azure", "10.3.0.0/16")
    .subnet("staging", "staging-a", "10.3.1.0/24")
    .instance("staging-a", "try", "10.3.1.5")
    .join("app", "data");
}
