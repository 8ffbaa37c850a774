import { ConfigError, type Place } from "./configError";
import type { Bgp, FrrConfig, Neighbor, Reference } from "./frrConfig";
import { parseAddress } from "../../addressing/cidr";
import type { IpFamily } from "../tunnels/end";

/** Where a command may stand: at the top, or in what the command above opened. */
export type Context = "top" | "interface" | "route-map" | "bgp" | "ipv4 unicast" | "ipv6 unicast";

/** The context around another. */
export const outer: Readonly<Record<Context, Context | undefined>> = {
  top: undefined,
  interface: "top",
  "route-map": "top",
  bgp: "top",
  "ipv4 unicast": "bgp",
  "ipv6 unicast": "bgp",
};

/** A command that the reader knows: its form, what it does, and the context that it opens. */
export interface Command {
  readonly form: RegExp;
  readonly apply?: (config: FrrConfig, words: readonly string[], place: Place) => void;
  readonly opens?: Context;
}

const ip = String.raw`\d+\.\d+\.\d+\.\d+`;
const ipv6 = String.raw`[\da-fA-F]*:[\da-fA-F]*:[\da-fA-F:]*`;
const peerAddress = `(?:${ip}|${ipv6})`;
const prefix = `${ip}/\\d+`;
const ipv6Prefix = `${ipv6}/\\d+`;
const name = "[\\w.-]+";

const command = (form: string, apply?: Command["apply"], opens?: Context): Command => ({
  form: new RegExp(`^${form}$`),
  apply,
  opens,
});

/** Known, and without effect on whether a session comes up. */
const inert = (form: string): Command => command(form);

const neighbor = (form: string, apply: (peer: Neighbor, words: readonly string[]) => void): Command =>
  command(`neighbor (${peerAddress}) ${form}`, (config, [address = "", ...words], place) =>
    apply(neighborOf(config, address, place), words),
  );

/** A prefix-list; those of the two IP versions have names apart. */
const prefixList = (
  keyword: "ip" | "ipv6",
  network: string,
  kind: "prefixLists" | "ipv6PrefixLists",
): Command =>
  command(
    `${keyword} prefix-list (${name})(?: seq \\d+)? (?:permit|deny) (?:${network}|any)(?: ge \\d+)?(?: le \\d+)?`,
    (config, [list = ""]) => config[kind].add(list),
  );

/** The commands of an address family. */
function unicast(family: IpFamily, network: string, kind: "prefixLists" | "ipv6PrefixLists"): Command[] {
  const policy = (keyword: string, of: Reference["kind"]): Command =>
    command(`neighbor (${peerAddress}) ${keyword} (${name}) (in|out)`, (config, words, place) => {
      const [address = "", named = "", direction = ""] = words;
      neighborOf(config, address, place).policies[family].add(direction as "in" | "out");
      config.references.push({ ...place, kind: of, name: named });
    });
  return [
    inert(`network ${network}`),
    inert("maximum-paths \\d+"),
    command(`(no )?neighbor (${peerAddress}) activate`, (config, [no, address = ""], place) => {
      neighborOf(config, address, place).activated[family] = no === undefined;
    }),
    neighbor("soft-reconfiguration inbound", () => undefined),
    neighbor("next-hop-self", () => undefined),
    neighbor("maximum-prefix \\d+", () => undefined),
    policy("route-map", "routeMaps"),
    policy("prefix-list", kind),
  ];
}

/**
 * The commands by context.
 *
 * Sources: https://docs.frrouting.org/en/latest/bgp.html, https://docs.frrouting.org/en/latest/static.html,
 * https://docs.frrouting.org/en/latest/filter.html, https://docs.frrouting.org/en/latest/routemap.html
 */
export const commands: Readonly<Record<Context, readonly Command[]>> = {
  top: [
    inert("frr version .+"),
    inert("frr defaults traditional"),
    inert(`hostname ${name}`),
    inert("log .+"),
    inert("service integrated-vtysh-config"),
    inert("(no )?(ip|ipv6) forwarding"),
    inert(`ip route ${prefix} (${ip}|blackhole|reject|Null0|${name})( ${name})?( \\d+)?`),
    inert(`ipv6 route ${ipv6Prefix} (${ipv6}|blackhole|reject|Null0|${name})( ${name})?( \\d+)?`),
    prefixList("ip", prefix, "prefixLists"),
    prefixList("ipv6", ipv6Prefix, "ipv6PrefixLists"),
    command(
      `route-map (${name}) (?:permit|deny) \\d+`,
      ({ routeMaps }, [map = ""]) => routeMaps.add(map),
      "route-map",
    ),
    command("router bgp (\\d+)", openBgp, "bgp"),
    command(`interface ${name}`, undefined, "interface"),
  ],
  interface: [
    inert("description .+"),
    inert(`ip address ${prefix}`),
    inert(`ipv6 address ${ipv6Prefix}`),
    inert("(no )?shutdown"),
  ],
  "route-map": [
    command(`match ip address prefix-list (${name})`, (config, [list = ""], place) =>
      config.references.push({ ...place, kind: "prefixLists", name: list }),
    ),
    command(`match ipv6 address prefix-list (${name})`, (config, [list = ""], place) =>
      config.references.push({ ...place, kind: "ipv6PrefixLists", name: list }),
    ),
    inert("description .+"),
    inert(`set ipv6 next-hop (global ${ipv6}|prefer-global)`),
    inert("set (local-preference|metric|weight) \\d+"),
    inert("set as-path prepend \\d+( \\d+)*"),
    inert("set community .+"),
  ],
  bgp: [
    inert(`bgp router-id ${ip}`),
    inert("bgp log-neighbor-changes"),
    inert("bgp bestpath as-path multipath-relax"),
    inert("(no )?bgp network import-check"),
    inert("timers bgp \\d+ \\d+"),
    command("(no )?bgp default (ipv4|ipv6)-unicast", (config, [no, family]) => {
      bgpOf(config).defaultUnicast[no === undefined ? "add" : "delete"](family as IpFamily);
    }),
    command("(no )?bgp ebgp-requires-policy", (config, [no]) => {
      bgpOf(config).requiresPolicy = no === undefined;
    }),
    command(`neighbor (${peerAddress}) remote-as (\\d+)`, addNeighbor),
    neighbor("description .+", () => undefined),
    neighbor("timers \\d+ \\d+", () => undefined),
    neighbor("timers connect \\d+", () => undefined),
    neighbor("ebgp-multihop( \\d+)?", () => undefined),
    neighbor(`update-source (${name}|${ipv6})`, (peer, [source]) => {
      peer.updateSource = source;
    }),
    neighbor("password (\\S+)", (peer, [password]) => {
      peer.password = password;
    }),
    neighbor("shutdown", (peer) => {
      peer.isShutdown = true;
    }),
    command("address-family ipv4 unicast", undefined, "ipv4 unicast"),
    command("address-family ipv6 unicast", undefined, "ipv6 unicast"),
  ],
  "ipv4 unicast": unicast("ipv4", prefix, "prefixLists"),
  "ipv6 unicast": unicast("ipv6", ipv6Prefix, "ipv6PrefixLists"),
};

function openBgp(config: FrrConfig, [asn = ""]: readonly string[], place: Place): void {
  if (config.bgp !== undefined && config.bgp.asn !== Number(asn)) {
    throw new ConfigError(place, `BGP runs with the ASN ${config.bgp.asn} already, by ${config.bgp.file}`);
  }
  config.bgp ??= {
    ...place,
    asn: Number(asn),
    neighbors: new Map(),
    defaultUnicast: new Set(["ipv4"]),
    requiresPolicy: true,
  };
}

function addNeighbor(config: FrrConfig, [written = "", asn]: readonly string[], place: Place): void {
  const { neighbors } = bgpOf(config);
  const address = parseAddress(written).text;
  neighbors.set(address, {
    updateSource: undefined,
    password: undefined,
    isShutdown: false,
    activated: {},
    policies: { ipv4: new Set(), ipv6: new Set() },
    ...neighbors.get(address),
    ...place,
    address,
    asn: Number(asn),
  });
}

function bgpOf({ bgp }: FrrConfig): Bgp {
  if (bgp === undefined) {
    throw new Error("a command of BGP outside of router bgp");
  }
  return bgp;
}

function neighborOf(config: FrrConfig, address: string, place: Place): Neighbor {
  const found = bgpOf(config).neighbors.get(parseAddress(address).text);
  if (found === undefined) {
    throw new ConfigError(place, `the neighbor ${address} has no remote-as above`);
  }
  return found;
}
