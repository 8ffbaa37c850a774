import { labelOf, type Resource, type Stack } from "../../../reachability/resources";
import { blocksAt, numberAt, textAt, textIn } from "../../balancers/fields";
import { type Answers, certainly } from "../answers";
import { recovery, type Recovery } from "../health";
import { placeNote, plainName, type ServedName } from "../nameServer";
import { type Profile, Profiles } from "./profiles";
import { Routing } from "./routing";
import { tokens } from "./tokens";

/** The names that Azure DNS serves, by itself or from Traffic Manager, and the names of profiles themselves. */
export function readAzureNames(stack: Stack): readonly ServedName[] {
  const profiles = new Profiles(stack);
  const routing = new Routing(profiles);
  const own = stack.all(tokens.profile).flatMap((resource) => {
    const relative = textAt(resource, "dnsConfig.relativeName");
    return relative === undefined
      ? []
      : [
          ofProfile(profiles.of(resource), routing, profiles, {
            name: plainName(`${relative}.trafficmanager.net`),
            type: "A",
            zone: "trafficmanager.net",
            ttl: 0,
          }),
        ];
  });
  const sets = stack
    .all(tokens.recordSet)
    .flatMap((set) => recordSet(stack, set, profiles, routing, "zoneName"));
  const privates = stack
    .all(tokens.privateRecordSet)
    .flatMap((set) => recordSet(stack, set, profiles, routing, "privateZoneName"));
  return [...sets, ...privates, ...own];
}

function recordSet(
  stack: Stack,
  set: Resource,
  profiles: Profiles,
  routing: Routing,
  zoneProperty: string,
): ServedName[] {
  const type = textAt(set, "recordType")?.split("/").at(-1) ?? "A";
  const zone = textAt(set, zoneProperty);
  const relative = textAt(set, "relativeRecordSetName");
  if (zone === undefined || relative === undefined || !["A", "AAAA", "CNAME"].includes(type)) {
    return [];
  }
  const name = plainName(relative === "@" ? zone : `${relative}.${zone}`);
  const ttl = numberAt(set, "ttl") ?? 0;
  const isPrivate = zoneProperty !== "zoneName";
  const target = stack.reference(set, "targetResource.id", tokens.profile, tokens.publicIPAddress);
  const canonical = textAt(set, "cnameRecord.cname");
  const toProfile = stack
    .dependencies(set, "cnameRecord")
    .find(({ type: each }) => each.endsWith(":Profile"));
  const profile =
    target.state === "found" && target.resource.type.endsWith(":Profile")
      ? target.resource
      : canonical === undefined
        ? toProfile
        : profiles.named(canonical);
  const place = { name, type, zone: plainName(zone), isPrivate };
  if (profile !== undefined) {
    return [ofProfile(profiles.of(profile), routing, profiles, { ...place, ttl })];
  }
  const values =
    target.state === "found"
      ? [textAt(target.resource, "ipAddress") ?? labelOf(target.resource)]
      : [
          ...blocksAt(set, "aRecords").map((one) => textIn(one, "ipv4Address")),
          ...blocksAt(set, "aaaaRecords").map((one) => textIn(one, "ipv6Address")),
          canonical,
        ].flatMap((value) => (value === undefined ? [] : [plainName(value)]));
  return [
    {
      ...place,
      provider: "azure",
      members: values,
      regions: [],
      answer: (): Answers => certainly(values),
      recovery: new Map(),
      notes: [],
    },
  ];
}

interface Place {
  readonly name: string;
  readonly type: string;
  readonly zone: string;
  readonly isPrivate?: boolean;
  /** Of the record that leads to the profile. */
  readonly ttl: number;
}

function ofProfile(profile: Profile, routing: Routing, profiles: Profiles, place: Place): ServedName {
  const { name, type, zone, isPrivate = false, ttl } = place;
  return {
    name,
    type,
    zone,
    isPrivate,
    provider: "azure",
    members: routing.members(profile),
    regions: routing.regions(profile),
    answer: (query) => routing.answer(profile, query),
    recovery: recoveries(profile, profiles, ttl, new Map()),
    notes: [...(profile.method === "Geographic" ? [placeNote] : []), ...unknownEnds(profile, profiles)],
  };
}

function unknownEnds(profile: Profile, profiles: Profiles, depth = 0): string[] {
  return profile.endpoints.flatMap(({ child, isUnknown, member }) => {
    if (child !== undefined && depth <= 10) {
      return unknownEnds(profiles.of(child), profiles, depth + 1);
    }
    return isUnknown ? [`where the endpoint ${member} leads is known only after the update`] : [];
  });
}

/** An endpoint that always serves is not probed, so that its failure is never noticed. */
function recoveries(
  profile: Profile,
  profiles: Profiles,
  ttl: number,
  found: Map<string, Recovery>,
  depth = 0,
): ReadonlyMap<string, Recovery> {
  for (const { child, member, isEnabled, alwaysServes } of profile.endpoints) {
    if (child !== undefined && depth <= 10) {
      recoveries(profiles.of(child), profiles, Math.max(ttl, profile.ttl), found, depth + 1);
    } else if (isEnabled && !alwaysServes) {
      found.set(member, recovery(profile.detectSeconds, Math.max(ttl, profile.ttl)));
    }
  }
  return found;
}
