import { follow, labelOf, read, readList, type Resource, type Stack } from "../../../reachability/resources";
import { blocksAt, flagAt, flagIn, numberAt, numberIn, textAt, textIn } from "../../balancers/fields";
import { plainName } from "../nameServer";
import { tokens } from "./tokens";

/** How Route 53 chooses among records of one name and type. */
export type Routing =
  | { readonly kind: "simple" }
  | { readonly kind: "weighted"; readonly weight: number }
  | { readonly kind: "failover"; readonly role: "PRIMARY" | "SECONDARY" }
  | { readonly kind: "latency"; readonly region: string }
  | {
      readonly kind: "geolocation";
      readonly continent?: string;
      readonly country?: string;
      readonly subdivision?: string;
    }
  | { readonly kind: "multivalue" }
  | { readonly kind: "unread" };

export interface Record53 {
  readonly resource: Resource;
  readonly label: string;
  /** The zone, by its id or URN. */
  readonly zone: string;
  readonly name: string;
  readonly type: string;
  readonly ttl: number | undefined;
  readonly values: readonly string[];
  readonly alias: { readonly name: string; readonly zoneId: string; readonly evaluates: boolean } | undefined;
  readonly routing: Routing;
}

/** Every record of the stacks. */
export function readRecords(stack: Stack): readonly Record53[] {
  return stack.all(tokens.record).flatMap((resource) => {
    const zone = stack.reference(resource, "zoneId", tokens.zone);
    const name = nameOf(resource, zone.state === "found" ? zone.resource : undefined);
    return name === undefined
      ? []
      : [
          {
            resource,
            label: textAt(resource, "setIdentifier") ?? labelOf(resource),
            zone: zone.state === "found" ? zone.resource.urn : (textAt(resource, "zoneId") ?? ""),
            name,
            type: textAt(resource, "type") ?? "A",
            ttl: numberAt(resource, "ttl"),
            values: valuesOf(stack, resource),
            alias: aliasOf(stack, resource),
            routing: routingOf(resource),
          },
        ];
  });
}

/** A name may be written without its zone's. */
function nameOf(record: Resource, zone: Resource | undefined): string | undefined {
  const name = textAt(record, "fqdn") ?? textAt(record, "name");
  const domain = zone && textAt(zone, "name");
  if (name === undefined || domain === undefined) {
    return name === undefined ? undefined : plainName(name);
  }
  const [plain, of] = [plainName(name), plainName(domain)];
  return plain === of || plain.endsWith(`.${of}`) ? plain : `${plain}.${of}`;
}

/** Values that are not known yet are called as what they come from. */
function valuesOf(stack: Stack, record: Resource): readonly string[] {
  const list = readList(record, "records");
  if (list.state === "known") {
    const sources = stack.dependencies(record, "records");
    return list.value.map((value, index) =>
      typeof value === "string" ? plainName(value) : unknownName(sources[index] ?? sources[0]),
    );
  }
  return list.state === "absent" ? [] : [unknownName(stack.dependencies(record, "records")[0])];
}

function aliasOf(stack: Stack, record: Resource): Record53["alias"] {
  const [alias] = blocksAt(record, "aliases");
  if (alias === undefined) {
    return undefined;
  }
  const name = follow(alias, "name");
  const sources = stack.dependencies(record, "aliases").filter(({ type }) => type !== tokens.zone);
  return {
    name:
      name.state === "known" && typeof name.value === "string"
        ? plainName(name.value).replace(/^dualstack\./, "")
        : unknownName(sources[0]),
    zoneId: textIn(alias, "zoneId") ?? "",
    evaluates: flagIn(alias, "evaluateTargetHealth") ?? false,
  };
}

function unknownName(source: Resource | undefined): string {
  return source === undefined ? "a value that is known only after the update" : labelOf(source);
}

function routingOf(record: Resource): Routing {
  const [weighted] = blocksAt(record, "weightedRoutingPolicies");
  const [failover] = blocksAt(record, "failoverRoutingPolicies");
  const [latency] = blocksAt(record, "latencyRoutingPolicies");
  const [geolocation] = blocksAt(record, "geolocationRoutingPolicies");
  if (weighted !== undefined) {
    return { kind: "weighted", weight: numberIn(weighted, "weight") ?? 0 };
  }
  if (failover !== undefined) {
    return { kind: "failover", role: textIn(failover, "type") === "SECONDARY" ? "SECONDARY" : "PRIMARY" };
  }
  if (latency !== undefined) {
    return { kind: "latency", region: textIn(latency, "region") ?? "" };
  }
  if (geolocation !== undefined) {
    const part = (name: string): object => {
      const text = textIn(geolocation, name);
      return text === undefined ? {} : { [name]: text };
    };
    return { kind: "geolocation", ...part("continent"), ...part("country"), ...part("subdivision") };
  }
  if (flagAt(record, "multivalueAnswerRoutingPolicy") === true) {
    return { kind: "multivalue" };
  }
  const isUnread = ["cidrRoutingPolicy", "geoproximityRoutingPolicy"].some(
    (path) => read(record, path).state !== "absent",
  );
  return { kind: isUnread ? "unread" : "simple" };
}
