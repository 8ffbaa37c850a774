import { follow, labelOf, type Properties, type Resource, type Stack } from "../../../reachability/resources";
import { blocksAt, blocksIn, numberIn, textAt, textIn, textsIn } from "../../balancers/fields";
import { plainName } from "../nameServer";
import { tokens } from "./tokens";

export interface Endpoint {
  readonly name: string;
  readonly isEnabled: boolean;
  readonly alwaysServes: boolean;
  /** Where it leads: a child profile, or a member. */
  readonly child: Resource | undefined;
  readonly member: string;
  /** Whether it leads to something that is known only after the update, so that `member` is its own name. */
  readonly isUnknown: boolean;
  readonly weight: number;
  readonly priority: number;
  readonly location: string | undefined;
  readonly geographies: readonly string[];
  readonly subnets: readonly Properties[];
  readonly minChildEndpoints: number;
}

/** A profile of Traffic Manager, with the endpoints that are written in it and those that are resources of their own. */
export interface Profile {
  readonly resource: Resource;
  readonly method: string;
  readonly isEnabled: boolean;
  readonly maxReturn: number;
  readonly ttl: number;
  /** Until an endpoint counts as degraded. */
  readonly detectSeconds: number;
  readonly endpoints: readonly Endpoint[];
}

/** Reads profiles. Fast probing is every 10 seconds, the default every 30; three failures are tolerated by default. */
export class Profiles {
  readonly #known = new Map<Resource, Profile>();

  constructor(private readonly stack: Stack) {}

  of(resource: Resource): Profile {
    let profile = this.#known.get(resource);
    if (profile === undefined) {
      profile = this.#read(resource);
      this.#known.set(resource, profile);
    }
    return profile;
  }

  /** The profile that a domain name is of. */
  named(domain: string): Resource | undefined {
    const [relative, ...rest] = plainName(domain).split(".");
    return this.stack
      .all(tokens.profile)
      .find(
        (one) =>
          plainName(textAt(one, "dnsConfig.fqdn") ?? "") === plainName(domain) ||
          (rest.join(".") === "trafficmanager.net" &&
            textAt(one, "dnsConfig.relativeName")?.toLowerCase() === relative),
      );
  }

  #read(resource: Resource): Profile {
    const inline = blocksAt(resource, "endpoints").map((one) => ({
      values: one,
      of: resource,
      list: "endpoints",
    }));
    const apart = this.stack
      .all(tokens.endpoint)
      .filter((one) => this.#ownerOf(one) === resource)
      .map((one) => ({ values: { ...one.inputs, ...one.outputs }, of: one, list: "targetResourceId" }));
    const known = new Set(
      apart.map(({ values }) => textIn(values, "endpointName") ?? textIn(values, "name")),
    );
    // What the cloud answered lists the separate ones once more.
    const all = [...apart, ...inline.filter(({ values }) => !known.has(textIn(values, "name")))];
    const monitor = (name: string, otherwise: number): number =>
      numberIn({ ...resource.inputs, ...resource.outputs }, `monitorConfig.${name}`) ?? otherwise;
    return {
      resource,
      method: textAt(resource, "trafficRoutingMethod") ?? "Performance",
      isEnabled: textAt(resource, "profileStatus") !== "Disabled",
      maxReturn: numberIn({ ...resource.inputs, ...resource.outputs }, "maxReturn") ?? 1,
      ttl: numberIn({ ...resource.inputs, ...resource.outputs }, "dnsConfig.ttl") ?? 60,
      detectSeconds: monitor("intervalInSeconds", 30) * (monitor("toleratedNumberOfFailures", 3) + 1),
      endpoints: all.map(({ values, of, list }, index) => this.#endpoint(values, of, list, index)),
    };
  }

  #ownerOf(endpoint: Resource): Resource | undefined {
    const made = this.stack
      .dependencies(endpoint, "profileName")
      .find(({ type }) => type === tokens.profile || type.endsWith(":Profile"));
    const name = textAt(endpoint, "profileName")?.toLowerCase();
    const byName = this.stack
      .all(tokens.profile)
      .find((one) =>
        [textAt(one, "name"), textAt(one, "profileName")].some(
          (text) => name !== undefined && text?.toLowerCase() === name,
        ),
      );
    return byName ?? made;
  }

  #endpoint(values: Properties, of: Resource, list: string, index: number): Endpoint {
    const name = textIn(values, "endpointName") ?? textIn(values, "name") ?? labelOf(of);
    const target = this.stack.referenced(
      follow(values, "targetResourceId"),
      of,
      list,
      tokens.profile,
      tokens.publicIPAddress,
    );
    const found = target.state === "found" ? target.resource : undefined;
    const child = found?.type.endsWith(":Profile") === true ? found : undefined;
    const own = textIn(values, "target");
    const isNested = /nestedEndpoints$/i.test(textIn(values, "endpointType") ?? textIn(values, "type") ?? "");
    return {
      name,
      isEnabled: textIn(values, "endpointStatus") !== "Disabled",
      alwaysServes: textIn(values, "alwaysServe") === "Enabled",
      child,
      member: plainName(
        (found && !child
          ? (textAt(found, "ipAddress") ?? textAt(found, "dnsSettings.fqdn") ?? labelOf(found))
          : undefined) ??
          own ??
          name,
      ),
      isUnknown: isNested ? child === undefined : found === undefined && own === undefined,
      weight: numberIn(values, "weight") ?? 1,
      priority: numberIn(values, "priority") ?? index + 1,
      location:
        textIn(values, "endpointLocation") ?? (found && !child ? textAt(found, "location") : undefined),
      geographies: textsIn(values, "geoMapping"),
      subnets: blocksIn(values, "subnets"),
      minChildEndpoints: numberIn(values, "minChildEndpoints") ?? 1,
    };
  }
}
