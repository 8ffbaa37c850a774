import { ConfigError, type Place } from "./configError";
import type { Bgp, FrrConfig, Neighbor } from "./frrConfig";

/** Where a command may stand: at the top, or in what the command above opened. */
export type Context = "top" | "interface" | "route-map" | "bgp" | "ipv4 unicast";

/** The context around another. */
export const outer: Readonly<Record<Context, Context | undefined>> = {
  top: undefined,
  interface: "top",
  "route-map": "top",
  bgp: "top",
  "ipv4 unicast": "bgp",
};

/** A command that the reader knows: its form, what it does, and the context that it opens. */
export interface Command {
  readonly form: RegExp;
  readonly apply?: (config: FrrConfig, words: readonly string[], place: Place) => void;
  readonly opens?: Context;
}

const ip = String.raw`\d+\.\d+\.\d+\.\d+`;
const prefix = `${ip}/\\d+`;
const name = "[\\w.-]+";

const command = (form: string, apply?: Command["apply"], opens?: Context): Command => ({
  form: new RegExp(`^${form}$`),
  apply,
  opens,
});

/** Known, and without effect on whether a session comes up. */
const inert = (form: string): Command => command(form);

const neighbor = (form: string, apply: (peer: Neighbor, words: readonly string[]) => void): Command =>
  command(`neighbor (${ip}) ${form}`, (config, [address = "", ...words], place) =>
    apply(neighborOf(config, address, place), words),
  );

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
    command(
      `ip prefix-list (${name})(?: seq \\d+)? (?:permit|deny) (?:${prefix}|any)(?: ge \\d+)?(?: le \\d+)?`,
      ({ prefixLists }, [list = ""]) => prefixLists.add(list),
    ),
    command(
      `route-map (${name}) (?:permit|deny) \\d+`,
      ({ routeMaps }, [map = ""]) => routeMaps.add(map),
      "route-map",
    ),
    command("router bgp (\\d+)", openBgp, "bgp"),
    command(`interface ${name}`, undefined, "interface"),
  ],
  interface: [inert("description .+"), inert(`ip address ${prefix}`), inert("(no )?shutdown")],
  "route-map": [
    command(`match ip address prefix-list (${name})`, (config, [list = ""], place) =>
      config.references.push({ ...place, kind: "prefixLists", name: list }),
    ),
    inert("description .+"),
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
    command("(no )?bgp default ipv4-unicast", (config, [no]) => {
      bgpOf(config).defaultUnicast = no === undefined;
    }),
    command("(no )?bgp ebgp-requires-policy", (config, [no]) => {
      bgpOf(config).requiresPolicy = no === undefined;
    }),
    command(`neighbor (${ip}) remote-as (\\d+)`, addNeighbor),
    neighbor("description .+", () => undefined),
    neighbor("timers \\d+ \\d+", () => undefined),
    neighbor("timers connect \\d+", () => undefined),
    neighbor("ebgp-multihop( \\d+)?", () => undefined),
    neighbor(`update-source (${name})`, (peer, [source]) => {
      peer.updateSource = source;
    }),
    neighbor("password (\\S+)", (peer, [password]) => {
      peer.password = password;
    }),
    neighbor("shutdown", (peer) => {
      peer.isShutdown = true;
    }),
    command("address-family ipv4 unicast", undefined, "ipv4 unicast"),
  ],
  "ipv4 unicast": [
    inert(`network ${prefix}`),
    inert("maximum-paths \\d+"),
    command(`(no )?neighbor (${ip}) activate`, (config, [no, address = ""], place) => {
      neighborOf(config, address, place).isActivated = no === undefined;
    }),
    neighbor("soft-reconfiguration inbound", () => undefined),
    neighbor("next-hop-self", () => undefined),
    neighbor("maximum-prefix \\d+", () => undefined),
    command(`neighbor (${ip}) route-map (${name}) (in|out)`, (config, words, place) => {
      const [address = "", map = "", direction = ""] = words;
      neighborOf(config, address, place).policies.add(direction as "in" | "out");
      config.references.push({ ...place, kind: "routeMaps", name: map });
    }),
    command(`neighbor (${ip}) prefix-list (${name}) (in|out)`, (config, words, place) => {
      const [address = "", list = "", direction = ""] = words;
      neighborOf(config, address, place).policies.add(direction as "in" | "out");
      config.references.push({ ...place, kind: "prefixLists", name: list });
    }),
  ],
};

function openBgp(config: FrrConfig, [asn = ""]: readonly string[], place: Place): void {
  if (config.bgp !== undefined && config.bgp.asn !== Number(asn)) {
    throw new ConfigError(place, `BGP runs with the ASN ${config.bgp.asn} already, by ${config.bgp.file}`);
  }
  config.bgp ??= {
    ...place,
    asn: Number(asn),
    neighbors: new Map(),
    defaultUnicast: true,
    requiresPolicy: true,
  };
}

function addNeighbor(config: FrrConfig, [address = "", asn]: readonly string[], place: Place): void {
  const { neighbors } = bgpOf(config);
  neighbors.set(address, {
    updateSource: undefined,
    password: undefined,
    isShutdown: false,
    isActivated: undefined,
    policies: new Set(),
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
  const found = bgpOf(config).neighbors.get(address);
  if (found === undefined) {
    throw new ConfigError(place, `the neighbor ${address} has no remote-as above`);
  }
  return found;
}
