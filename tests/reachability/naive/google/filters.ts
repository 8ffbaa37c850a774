import type { Resource } from "../../../../reachability/resources";
import { holds } from "../cidr";
import type { Packet } from "../packet";
import { allOf, get, list, number, type Record, records, text, texts } from "../properties";
import { nameOf, networkOf, tagsOf } from "./network";

/**
 * Whether the firewall rules of an instance's network let a packet out or in: the lowest number decides, at the same
 * number a denial; what no rule names may go out and not come in. They remember sessions.
 * https://cloud.google.com/firewall/docs/firewalls
 */
export function firewallAllows(resources: readonly Resource[], packet: Packet, way: "in" | "out"): boolean {
  if (packet.answer) {
    return true;
  }
  const here = way === "in" ? packet.to : packet.from;
  const network = networkOf(here);
  const verdicts = allOf(resources, "gcp:compute/firewall:Firewall")
    .filter((rule) => nameOf(text(rule, "network")) === network && get(rule, "disabled") !== true)
    .filter((rule) => (text(rule, "direction") ?? "INGRESS") === (way === "in" ? "INGRESS" : "EGRESS"))
    .filter((rule) => applies(rule, here) && (way === "in" ? comesFrom(rule, packet) : goesTo(rule, packet)))
    .flatMap((rule) => {
      const priority = number(rule, "priority") ?? 1000;
      const denies = records(rule, "denies").some((one) => fits(one, packet));
      const allows = records(rule, "allows").some((one) => fits(one, packet));
      return [
        ...(denies ? [{ priority, allowed: false }] : []),
        ...(allows ? [{ priority, allowed: true }] : []),
      ];
    })
    .sort((one, other) => one.priority - other.priority || Number(one.allowed) - Number(other.allowed));
  return verdicts[0]?.allowed ?? way === "out";
}

function applies(rule: Resource, instance: Resource): boolean {
  const targets = texts(rule, "targetTags");
  return targets.length === 0 || targets.some((tag) => tagsOf(instance).includes(tag));
}

/** A tag names instances of the rule's own network. */
function comesFrom(rule: Resource, packet: Packet): boolean {
  const ranges = texts(rule, "sourceRanges");
  const tags = texts(rule, "sourceTags");
  if (ranges.length === 0 && tags.length === 0) {
    return true;
  }
  return (
    ranges.some((range) => holds(range, packet.source)) ||
    (packet.from.type === "gcp:compute/instance:Instance" &&
      networkOf(packet.from) === nameOf(text(rule, "network")) &&
      tags.some((tag) => tagsOf(packet.from).includes(tag)))
  );
}

function goesTo(rule: Resource, packet: Packet): boolean {
  const ranges = texts(rule, "destinationRanges");
  return ranges.length === 0 || ranges.some((range) => holds(range, packet.destination));
}

function fits(allowed: Record, packet: Packet): boolean {
  const ports = list(allowed["ports"]).map(String);
  return (
    allowed["protocol"] === "all" ||
    (allowed["protocol"] === packet.protocol &&
      (ports.length === 0 ||
        ports.some((range) => {
          const [first = "", last = first] = range.split("-");
          return Number(first) <= packet.destinationPort && packet.destinationPort <= Number(last);
        })))
  );
}
