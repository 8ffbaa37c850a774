import type { Case } from "../case";
import { firewall, instance, link, network, subnet } from "./resources";

const page = "https://cloud.google.com/firewall/docs/firewalls";

const prod = network("prod");
const a = subnet("a", prod, "10.0.1.0/24");
const web = instance("web", a, "10.0.1.10", { tags: ["web"], serviceAccount: { email: "web@shop" } });
const db = instance("db", a, "10.0.1.20", { tags: ["db"], serviceAccount: { email: "db@shop" } });
const cron = instance("cron", a, "10.0.1.30");
const estate = [prod, a, web, db, cron];

const tcp = (...ports: string[]) => [{ protocol: "tcp", ports }];

export const cases: readonly Case[] = [
  {
    name: "implied rules deny ingress, also inside one subnet",
    source: `${page}#default_firewall_rules`,
    resources: estate,
    flows: [{ from: "web", to: "db", verdict: "blocked", because: /implied rule: deny ingress/ }],
  },
  {
    name: "implied rules allow egress, and answers pass by themselves",
    source: `${page}#default_firewall_rules`,
    resources: [...estate, firewall("to-db", prod, { targetTags: ["db"], allows: tcp("5432") })],
    flows: [
      { from: "web", to: "db", port: 5432, verdict: "reachable" },
      { from: "db", to: "web", port: 5432, verdict: "blocked" },
    ],
  },
  {
    name: "a rule without ranges is for every IPv4 address",
    source: `${page}#rule_assignment`,
    resources: [...estate, firewall("https", prod, { allows: tcp("443") })],
    flows: [
      { from: "cron", to: "web", verdict: "reachable" },
      { from: "cron", to: "web", port: 80, verdict: "blocked" },
    ],
  },
  {
    name: "ports can be ranges",
    source: `${page}#protocols_and_ports`,
    resources: [...estate, firewall("range", prod, { allows: tcp("22", "8000-8080") })],
    flows: [
      { from: "cron", to: "web", port: 8080, verdict: "reachable" },
      { from: "cron", to: "web", port: 8081, verdict: "blocked" },
      { from: "cron", to: "web", port: 22, verdict: "reachable" },
    ],
  },
  {
    name: "a protocol without ports is allowed by its name or number",
    source: `${page}#protocols_and_ports`,
    resources: [...estate, firewall("ping", prod, { allows: [{ protocol: "icmp" }, { protocol: "17" }] })],
    flows: [
      { from: "cron", to: "web", protocol: "icmp", verdict: "reachable" },
      { from: "cron", to: "web", protocol: "udp", port: 53, verdict: "reachable" },
      { from: "cron", to: "web", verdict: "blocked" },
    ],
  },
  {
    name: "the rule of the lowest priority number decides",
    source: `${page}#priority_order_for_firewall_rules`,
    resources: [
      ...estate,
      firewall("deny-all", prod, { denies: [{ protocol: "all" }], priority: 900 }),
      firewall("allow-https", prod, { allows: tcp("443"), priority: 800 }),
      firewall("allow-http", prod, { allows: tcp("80"), priority: 1000 }),
    ],
    flows: [
      { from: "cron", to: "web", verdict: "reachable" },
      { from: "cron", to: "web", port: 80, verdict: "blocked", because: /deny-all/ },
    ],
  },
  {
    name: "at equal priority a deny rule comes before an allow rule",
    source: `${page}#priority_order_for_firewall_rules`,
    resources: [
      ...estate,
      firewall("allow", prod, { allows: tcp("443") }),
      firewall("deny", prod, { denies: tcp("443") }),
    ],
    flows: [{ from: "cron", to: "web", verdict: "blocked", because: /deny: deny tcp 443/ }],
  },
  {
    name: "a disabled rule does not count",
    source: page,
    resources: [
      ...estate,
      firewall("allow", prod),
      firewall("deny", prod, { denies: [{ protocol: "all" }], priority: 1, disabled: true }),
    ],
    flows: [{ from: "cron", to: "web", verdict: "reachable" }],
  },
  {
    name: "target tags choose the machines that a rule is for",
    source: `${page}#rule_assignment`,
    resources: [...estate, firewall("to-web", prod, { targetTags: ["web"] })],
    flows: [
      { from: "cron", to: "web", verdict: "reachable" },
      { from: "cron", to: "db", verdict: "blocked" },
      { from: "cron", to: "a", verdict: "blocked" },
    ],
  },
  {
    name: "target service accounts choose the machines that a rule is for",
    source: `${page}#serviceaccounts`,
    resources: [...estate, firewall("to-db", prod, { targetServiceAccounts: ["db@shop"] })],
    flows: [
      { from: "cron", to: "db", verdict: "reachable" },
      { from: "cron", to: "web", verdict: "blocked" },
    ],
  },
  {
    name: "source tags stand for machines of the network that have them",
    source: `${page}#sources_or_destinations_for_the_rule`,
    resources: [...estate, firewall("from-web", prod, { sourceTags: ["web"], targetTags: ["db"] })],
    flows: [
      { from: "web", to: "db", verdict: "reachable" },
      { from: "cron", to: "db", verdict: "blocked" },
    ],
  },
  {
    name: "source tags and source ranges are one or the other",
    source: `${page}#sources_or_destinations_for_the_rule`,
    resources: [...estate, firewall("both", prod, { sourceTags: ["web"], sourceRanges: ["10.0.1.30/32"] })],
    flows: [
      { from: "web", to: "db", verdict: "reachable" },
      { from: "cron", to: "db", verdict: "reachable" },
      { from: "db", to: "web", verdict: "blocked" },
    ],
  },
  {
    name: "source service accounts stand for machines of the network that run as them",
    source: `${page}#serviceaccounts`,
    resources: [...estate, firewall("from-web", prod, { sourceServiceAccounts: ["web@shop"] })],
    flows: [
      { from: "web", to: "db", verdict: "reachable" },
      { from: "cron", to: "db", verdict: "blocked" },
    ],
  },
  {
    name: "an egress rule can deny what ingress rules allow",
    source: page,
    resources: [
      ...[...estate, firewall("open", prod)],
      firewall("no-way-out", prod, {
        direction: "EGRESS",
        denies: [{ protocol: "all" }],
        targetTags: ["web"],
        destinationRanges: ["10.0.1.20/32"],
      }),
    ],
    flows: [
      { from: "web", to: "db", verdict: "blocked", because: /no-way-out/ },
      { from: "web", to: "cron", verdict: "reachable" },
      { from: "db", to: "web", verdict: "reachable" },
    ],
  },
  {
    name: "the network called default is made with rules that may have been deleted",
    source: `${page}#more_rules_default_vpc`,
    resources: (() => {
      const usual = network("default");
      const own = subnet("usual", usual, "10.132.0.0/20");
      return [
        ...[usual, own, instance("one", own, "10.132.0.2"), instance("two", own, "10.132.0.3")],
        firewall("no-rdp", usual, { denies: tcp("3389"), priority: 10 }),
      ];
    })(),
    flows: [
      { from: "one", to: "two", verdict: "undecided", because: /may have been deleted/ },
      { from: "one", to: "two", port: 3389, verdict: "blocked", because: /no-rdp/ },
    ],
  },
  {
    name: "the firewall of a network outside the stacks is not known",
    source: page,
    resources: (() => {
      const network_ = "projects/host/global/networks/shared";
      const own = subnet("own", prod, "10.7.0.0/24", { network: network_ });
      return [own, instance("one", own, "10.7.0.2"), instance("two", own, "10.7.0.3")];
    })(),
    flows: [{ from: "one", to: "two", verdict: "undecided", because: /shared is in none of these stacks/ }],
  },
  {
    name: "a rule finds its network by self link, id or plain name",
    source: page,
    resources: [
      ...estate,
      firewall("by-name", prod, { network: "prod", allows: tcp("1") }),
      firewall("by-id", prod, { network: prod.id, allows: tcp("2") }),
      firewall("by-link", prod, { network: link(prod), allows: tcp("3") }),
    ],
    flows: [1, 2, 3].map((port) => ({ from: "cron", to: "web", port, verdict: "reachable" as const })),
  },
];
