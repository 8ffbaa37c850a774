import { labelOf, type Properties, type Resource } from "../../../reachability/resources";
import type { Pool, Source, Target } from "../../model";
import { blocksIn, numberIn, textIn } from "../fields";
import { healthCheckOf } from "./healthChecks";
import type { Parts } from "./parts";

/**
 * A backend pool as one backend setting reaches it: each such pair is probed by itself.
 *
 * Source: https://learn.microsoft.com/azure/application-gateway/application-gateway-probe-overview
 */
export class Pools {
  readonly #pools = new Map<string, Pool>();

  constructor(
    private readonly gateway: Resource,
    private readonly parts: Parts,
    private readonly sources: readonly Source[],
  ) {}

  get all(): readonly Pool[] {
    return [...this.#pools.values()];
  }

  /** @returns its id */
  of(pool: Properties, settings: Properties): string {
    const names = [textIn(pool, "name") ?? "", textIn(settings, "name") ?? ""];
    const id = `${this.gateway.urn}#${names.join(" by ")}`;
    if (!this.#pools.has(id)) {
      this.#pools.set(id, this.#read(id, pool, settings));
    }
    return id;
  }

  #read(id: string, pool: Properties, settings: Properties): Pool {
    const protocol = textIn(settings, "protocol")?.toLowerCase();
    const isSticky = textIn(settings, "cookieBasedAffinity") === "Enabled";
    const drains = settings["connectionDraining"] as Properties | undefined;
    return {
      id,
      urn: this.gateway.urn,
      name: textIn(pool, "name") ?? labelOf(this.gateway),
      protocol: protocol === "https" ? "HTTPS" : protocol === "tcp" || protocol === "tls" ? "TCP" : "HTTP",
      balancing: "round robin",
      targets: blocksIn(pool, "backendAddresses").map((each) => this.#target(each, settings)),
      healthCheck: healthCheckOf(settings, this.parts.to(settings, "probe", "probes")),
      ...(isSticky && {
        stickiness: {
          by: "cookie",
          cookie: textIn(settings, "affinityCookieName") ?? "ApplicationGatewayAffinity",
        },
      }),
      drainingSeconds:
        drains?.["enabled"] === true ? (numberIn(settings, "connectionDraining.drainTimeoutInSec") ?? 0) : 0,
      slowStartSeconds: 0,
      failoverShare: 0,
    };
  }

  #target(address: Properties, settings: Properties): Target {
    const hostname = textIn(address, "fqdn");
    const ipAddress = textIn(address, "ipAddress");
    const name = ipAddress ?? hostname ?? "a target that is known only after the update";
    return {
      id: name,
      urn: this.gateway.urn,
      name,
      address: ipAddress,
      ...(hostname !== undefined && { hostname }),
      port: numberIn(settings, "port"),
      weight: 1,
      priority: 0,
      sources: this.sources,
      probeSources: this.sources,
    };
  }
}
