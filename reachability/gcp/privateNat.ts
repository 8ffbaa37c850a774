import { labelOf, orElse, readText } from "../resources";
import type { Reader } from "./reader";
import { types } from "./types";
import type { Vpc } from "./vpc";

/**
 * By network, why what it sends to other spokes of a hub can't be followed: Private NAT puts another source in. Public
 * NAT is for what leaves to the internet, and so the model.
 * https://cloud.google.com/nat/docs/private-nat
 */
export function privateNats(reader: Reader): ReadonlyMap<Vpc, string> {
  const nats = new Map<Vpc, string>();
  for (const nat of reader.stack.all(types.routerNat)) {
    const type = orElse(readText(nat, "type"), "PUBLIC");
    const router = reader.pointers.to(nat, "router", types.router);
    const named = router.state === "unknown" ? router.candidates : [];
    const candidates = named.length > 0 ? named : reader.stack.all(types.router);
    const routers =
      router.state === "found" ? [router.resource] : router.state === "unknown" ? candidates : [];
    for (const one of type === "PUBLIC" ? [] : routers) {
      const vpc = reader.vpcs.pointedTo(one, "network");
      for (const each of vpc === undefined ? reader.vpcs.candidates(one, "network") : [vpc]) {
        nats.set(each, `Private NAT ${labelOf(nat)} may put another source address in`);
      }
    }
  }
  return nats;
}
