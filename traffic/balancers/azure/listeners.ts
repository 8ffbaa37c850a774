import { groupBy } from "../../../reachability/groupBy";
import { labelOf, type Properties, type Resource } from "../../../reachability/resources";
import type { Action, Listener, ListenerProtocol, ListenerRule } from "../../model";
import { blocksIn, flagIn, numberIn, textIn, textsIn } from "../fields";
import type { Parts } from "./parts";
import type { Pools } from "./pools";

/** Statuses of redirects by what Azure calls them. */
const redirectStatuses: Readonly<Record<string, number>> = {
  Permanent: 301,
  Found: 302,
  SeeOther: 303,
  Temporary: 307,
};

/** Reads the listeners of a gateway, with the rules that lead to them. */
export class Listeners {
  constructor(
    private readonly gateway: Resource,
    private readonly parts: Parts,
    private readonly pools: Pools,
    private readonly notes: string[],
  ) {}

  /** HTTP listeners that share a port are one, told apart by host names. */
  read(): readonly Listener[] {
    const http = this.parts.all("httpListeners").map((listener) => {
      const rule = this.#ruleOf(listener, "requestRoutingRules", "httpListener");
      return this.#listener(listener, rule, "backendHttpSettings", "backendHttpSettingsCollection");
    });
    const layer4 = this.parts.all("listeners").map((listener) => {
      const rule = this.#ruleOf(listener, "routingRules", "listener");
      return this.#listener(listener, rule, "backendSettings", "backendSettingsCollection");
    });
    return merged([...http, ...layer4].filter((one) => one !== undefined));
  }

  #ruleOf(listener: Properties, list: string, property: string): Properties | undefined {
    const name = textIn(listener, "name");
    return this.parts
      .all(list)
      .find((rule) => textIn(this.parts.to(rule, property, `${property}s`), "name") === name);
  }

  #listener(
    listener: Properties,
    rule: Properties | undefined,
    setting: string,
    settings: string,
  ): Listener | undefined {
    const name = textIn(listener, "name") ?? "";
    const port = numberIn(this.parts.to(listener, "frontendPort", "frontendPorts"), "port");
    if (rule === undefined || port === undefined) {
      this.notes.push(`listener ${name} of ${labelOf(this.gateway)} has no rule or no port that is known`);
      return undefined;
    }
    const actions = { setting, settings };
    const map = this.parts.to(rule, "urlPathMap", "urlPathMaps");
    const usesMap = textIn(rule, "ruleType") === "PathBasedRouting" && map !== undefined;
    const byPath = usesMap ? blocksIn(map, "pathRules") : [];
    const single = textIn(listener, "hostName");
    const several = textsIn(listener, "hostNames");
    const hosts = several.length > 0 ? several : single === undefined ? [] : [single];
    const otherwise = usesMap ? this.#action(defaultsOf(map), actions) : this.#action(rule, actions);
    const named = hosts.length > 0 ? { hosts } : {};
    const rules = byPath.flatMap((each): ListenerRule[] => {
      const action = this.#action(each, actions);
      return action === undefined ? [] : [{ ...named, paths: textsIn(each, "paths"), action }];
    });
    const all = hosts.length > 0 && otherwise !== undefined ? [{ hosts, action: otherwise }] : [];
    return {
      urn: this.gateway.urn,
      name,
      protocol: protocolOf(textIn(listener, "protocol")),
      port,
      rules: [...rules, ...all],
      // https://learn.microsoft.com/azure/application-gateway/http-response-codes#404
      otherwise: hosts.length > 0 ? { kind: "respond", status: 404, body: "" } : otherwise,
    };
  }

  #action(
    rule: Properties,
    { setting, settings }: { readonly setting: string; readonly settings: string },
  ): Action | undefined {
    const redirect = this.parts.to(rule, "redirectConfiguration", "redirectConfigurations");
    if (redirect !== undefined) {
      return this.#redirect(redirect);
    }
    const backendSettings = this.parts.to(rule, setting, settings);
    const pool = this.parts.to(rule, "backendAddressPool", "backendAddressPools");
    const policy = this.parts.to(rule, "loadDistributionPolicy", "loadDistributionPolicies");
    if (backendSettings === undefined || (pool === undefined && policy === undefined)) {
      this.notes.push(`where a rule of ${labelOf(this.gateway)} leads can't be told`);
      return undefined;
    }
    if (policy !== undefined) {
      return {
        kind: "forward",
        pools: blocksIn(policy, "loadDistributionTargets").flatMap((target) => {
          const each = this.parts.to(target, "backendAddressPool", "backendAddressPools");
          const servers = blocksIn(each, "backendAddresses").length;
          const weight = (numberIn(target, "weightPerServer") ?? 1) * servers;
          return each === undefined ? [] : [{ pool: this.pools.of(each, backendSettings), weight }];
        }),
      };
    }
    return {
      kind: "forward",
      pools: pool === undefined ? [] : [{ pool: this.pools.of(pool, backendSettings), weight: 1 }],
    };
  }

  /** https://learn.microsoft.com/azure/application-gateway/redirect-overview */
  #redirect(redirect: Properties): Action {
    const listener = this.parts.to(redirect, "targetListener", "httpListeners");
    const url = textIn(redirect, "targetUrl");
    const target = url !== undefined && URL.canParse(url) ? new URL(url) : undefined;
    const keepsPath = flagIn(redirect, "includePath") === true;
    const protocol = listener
      ? textIn(listener, "protocol")?.toLowerCase()
      : target?.protocol.replace(":", "");
    const port = listener
      ? numberIn(this.parts.to(listener, "frontendPort", "frontendPorts"), "port")
      : Number(target?.port) || undefined;
    const prefix = target?.pathname.replace(/\/$/, "") ?? "";
    const path = keepsPath ? (prefix === "" ? undefined : `${prefix}/#{path}`) : prefix || "/";
    return {
      kind: "redirect",
      status: redirectStatuses[textIn(redirect, "redirectType") ?? "Permanent"] ?? 301,
      ...(protocol !== undefined && { protocol }),
      ...(target && { host: target.hostname }),
      ...(port !== undefined && { port }),
      ...(path !== undefined && { path }),
      keepsQuery: flagIn(redirect, "includeQueryString") === true,
    };
  }
}

/** A path map names what it does with the rest by other names. */
function defaultsOf(map: Properties): Properties {
  const names = {
    backendAddressPool: "defaultBackendAddressPool",
    backendHttpSettings: "defaultBackendHttpSettings",
    redirectConfiguration: "defaultRedirectConfiguration",
    loadDistributionPolicy: "defaultLoadDistributionPolicy",
  };
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, other]) => (other in map ? [[name, map[other]]] : [])),
  );
}

/** A listener without host names gets what is left by those with some. */
function merged(listeners: readonly Listener[]): readonly Listener[] {
  return [...groupBy(listeners, ({ port }) => port).values()].flatMap((alike): Listener[] => {
    const [first] = alike;
    const open = alike.find(({ otherwise }) => otherwise?.kind !== "respond") ?? first;
    const rules = alike.flatMap((one) => one.rules);
    return first === undefined
      ? []
      : [
          {
            ...first,
            name: alike.map(({ name }) => name).join(", "),
            rules: [
              ...rules.filter(({ hosts }) => hosts !== undefined),
              ...rules.filter(({ hosts }) => hosts === undefined),
            ],
            otherwise: open?.otherwise,
          },
        ];
  });
}

function protocolOf(protocol: string | undefined): ListenerProtocol {
  switch (protocol?.toLowerCase()) {
    case "https":
      return "HTTPS";
    case "tcp":
      return "TCP";
    case "tls":
      return "TLS";
    default:
      return "HTTP";
  }
}
