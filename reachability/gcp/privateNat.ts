import type { Cidr } from "../../addressing";
import { labelOf, known, orElse, read, readList, readText, type Resource } from "../resources";
import type { Reader } from "./reader";
import type { Subnets } from "./subnets";
import { types } from "./types";
import { regionOf } from "./values";

/**
 * Private NAT of a network: it puts another source into what virtual machines of a region send to other spokes of a hub.
 * Public NAT is for what leaves to the internet, and so the model.
 * https://cloud.google.com/nat/docs/about-private-nat-for-ncc
 */
export interface PrivateNat {
  readonly resource: Resource;
  readonly label: string;
  /** Undefined where it can't be told. */
  readonly region: string | undefined;
  /** What it translates; absent where that can't be told. */
  readonly reads?: NatRule;
}

interface NatRule {
  /** The hub, as spokes name it. */
  readonly hub: string;
  /** The one subnet that the sources are of, by id, and its ranges. */
  readonly subnet: string;
  readonly sources: readonly Cidr[];
}

const hubInMatch =
  /^\s*nexthop\.hub\s*==\s*["'](?:https:)?\/\/networkconnectivity\.googleapis\.com\/(?:v\w+\/)?(projects\/[^"']+)["']\s*$/;

/** Gives networks their Private NAT. */
export function readPrivateNats(reader: Reader, subnets: Subnets): void {
  for (const nat of reader.stack.all(types.routerNat)) {
    const type = orElse(readText(nat, "type"), "PUBLIC");
    const router = reader.pointers.to(nat, "router", types.router);
    const named = router.state === "unknown" ? router.candidates : [];
    const candidates = named.length > 0 ? named : reader.stack.all(types.router);
    const routers =
      router.state === "found" ? [router.resource] : router.state === "unknown" ? candidates : [];
    for (const one of type === "PUBLIC" ? [] : routers) {
      const vpc = reader.vpcs.pointedTo(one, "network");
      const isCertain = type === "PRIVATE" && router.state === "found" && vpc !== undefined;
      const reads = isCertain ? ruleOf(reader, subnets, nat) : undefined;
      const region = regionOf(nat) || regionOf(one) || undefined;
      for (const each of vpc === undefined ? reader.vpcs.candidates(one, "network") : [vpc]) {
        each.nats.push({ resource: nat, label: labelOf(nat), region, ...(reads && { reads }) });
      }
    }
  }
}

/** The one rule of a gateway for all subnets of its region. Others are not read. */
function ruleOf(reader: Reader, subnets: Subnets, nat: Resource): NatRule | undefined {
  const ranges = "rules.0.action.sourceNatActiveRanges";
  const isSimple =
    known(readText(nat, "sourceSubnetworkIpRangesToNat")) === "ALL_SUBNETWORKS_ALL_IP_RANGES" &&
    known(readList(nat, "rules"))?.length === 1 &&
    known(readList(nat, ranges))?.length === 1;
  if (!isSimple) {
    return undefined;
  }
  const match = readText(nat, "rules.0.match");
  const named = match.state === "known" ? hubInMatch.exec(match.value)?.[1] : undefined;
  if (match.state === "known" && named === undefined) {
    return undefined;
  }
  const value =
    named === undefined ? ({ state: "unknown" } as const) : ({ state: "known", value: named } as const);
  const hub = reader.pointers.of(value, nat, "rules", types.hub);
  const pool = reader.pointers.of(read(nat, `${ranges}.0`), nat, "rules", types.subnetwork);
  const subnet = pool.state === "found" ? subnets.ofResource(pool.resource) : undefined;
  return hub.state !== "found" || subnet === undefined || subnet.ranges.length === 0
    ? undefined
    : { hub: hub.resource.urn, subnet: subnet.id, sources: subnet.ranges };
}
