import type { Cidr } from "../../addressing";
import type { Peers } from "../model";
import {
  known,
  orElse,
  read,
  readBoolean,
  readList,
  readNumber,
  readText,
  type Resource,
} from "../resources";
import { type Layer4, layer4Of } from "./layer4";
import type { Marked } from "./marked";
import { pages } from "./pages";
import type { Reader } from "./reader";
import type { ChainRule } from "./ruleChain";
import type { TargetRule } from "./targetRule";
import { types } from "./types";
import { rangeOf, textIn, textsOf } from "./values";

const actions: Readonly<Record<string, ChainRule["action"]>> = {
  allow: "allow",
  deny: "deny",
  goto_next: "next",
};

/** Parts of a match that depend on what no stack tells: names, places, lists of Google's. */
const untold = [
  "AddressGroups",
  "Fqdns",
  "RegionCodes",
  "ThreatIntelligences",
  "NetworkScope",
  "NetworkContext",
  "Networks",
];

/**
 * Reads a rule of a firewall policy, a resource of its own or, at `path`, in the list of its policy: one, or one for
 * each direction that it may have.
 * https://cloud.google.com/firewall/docs/firewall-policies-rule-details
 */
export function policyRules(
  resource: Resource,
  path: string | undefined,
  label: string,
  marked: Marked,
  reader: Reader,
): readonly TargetRule[] {
  const at = (property: string): string => (path === undefined ? property : `${path}.${property}`);
  const direction = orElse(readText(resource, at("direction")), "INGRESS");
  const priority = known(readNumber(resource, at("priority")));
  const disabled = orElse(readBoolean(resource, at("disabled")), false);
  const doubt =
    direction === undefined || priority === undefined || disabled === undefined
      ? "its direction, priority or state is known only after the update"
      : undefined;
  const rule = {
    priority: priority ?? 0,
    rules: disabled === true ? [] : chainRules(resource, at, label, doubt, marked, reader),
    targets: {
      tags: [],
      serviceAccounts: textsOf(read(resource, at("targetServiceAccounts"))),
      secureTags: secureTagsIn(resource, at("targetSecureTags")),
    },
  };
  const directions = direction === undefined ? (["INGRESS", "EGRESS"] as const) : [direction];
  return directions.map((one) => ({ ...rule, direction: one === "EGRESS" ? "EGRESS" : "INGRESS" }));
}

function chainRules(
  resource: Resource,
  at: (property: string) => string,
  label: string,
  doubt: string | undefined,
  marked: Marked,
  reader: Reader,
): readonly ChainRule[] {
  const action = known(readText(resource, at("action")));
  const chain = action === undefined ? undefined : actions[action];
  const source = peersOf(resource, at("match"), "src", marked, reader);
  const destination = peersOf(resource, at("match"), "dest", marked, reader);
  const why = doubt ?? source.undecided ?? destination.undecided ?? actionDoubt(action);
  const priority = known(readNumber(resource, at("priority")));
  const ends = `${textFrom("from", source.peers)}${textFrom("to", destination.peers)}`;
  return layersOf(resource, at("match.layer4Configs")).flatMap((layer) => {
    const undecided = why ?? layer.undecided;
    const rule: Omit<ChainRule, "action"> = {
      ...(layer.protocol !== undefined && { protocol: layer.protocol }),
      ...(layer.ports && { destinationPorts: layer.ports }),
      ...(source.peers && { source: source.peers }),
      ...(destination.peers && { destination: destination.peers }),
      rule: {
        text: `${label} rule ${priority ?? "unknown"}: ${action ?? "unknown action"} ${layer.text}${ends}`,
        urn: resource.urn,
        source: pages.firewallPolicies,
      },
      ...(undecided !== undefined && { undecided }),
    };
    const possible = chain === undefined ? (["allow", "deny"] as const) : [chain];
    return possible.map((one): ChainRule => ({ ...rule, action: one }));
  });
}

function actionDoubt(action: string | undefined): string | undefined {
  return action === undefined
    ? "its action is known only after the update"
    : actions[action] === undefined
      ? `what ${action} does with a packet depends on what is in it`
      : undefined;
}

function layersOf(resource: Resource, path: string): readonly Layer4[] {
  const layers = readList(resource, path);
  return layers.state === "known"
    ? layers.value.map((element) => layer4Of(element, "ipProtocol"))
    : [
        {
          text: "everything",
          ...(layers.state === "unknown" && { undecided: "its protocols are known only after the update" }),
        },
      ];
}

interface Side {
  readonly peers?: Peers;
  readonly undecided?: string;
}

function peersOf(
  resource: Resource,
  path: string,
  side: "src" | "dest",
  marked: Marked,
  reader: Reader,
): Side {
  const texts = textsOf(read(resource, `${path}.${side}IpRanges`));
  const ranges = texts?.map(rangeOf).filter((range): range is Cidr => range !== undefined);
  const tags = side === "src" ? secureTagsIn(resource, `${path}.srcSecureTags`) : [];
  const other = untold.find((part) => isGiven(resource, `${path}.${side}${part}`));
  if (other !== undefined) {
    return { undecided: `it matches by ${side}${other}, which the resources don't tell` };
  }
  if (ranges === undefined || ranges.length !== texts?.length || tags === undefined) {
    return { undecided: "its ranges or tags are known only after the update" };
  }
  if (ranges.length === 0 && tags.length === 0) {
    return {};
  }
  const why = "which machines have its secure tags can't be told";
  if (tags.length > 0 && reader.stack.all(types.locationTagBinding).length > 0) {
    return { undecided: why };
  }
  const unclear = tags.length > 0 ? marked.unclear("secure tag", undefined) : new Set<string>();
  const endpoints = new Set([...marked.of("secure tag", tags, undefined), ...unclear]);
  return {
    peers: { ranges, ...(tags.length > 0 && { endpoints }) },
    ...(unclear.size > 0 && { undecided: why }),
  };
}

function isGiven(resource: Resource, path: string): boolean {
  const value = read(resource, path);
  const isEmpty =
    value.state === "known" &&
    (value.value === "" || (Array.isArray(value.value) && value.value.length === 0));
  return value.state !== "absent" && !isEmpty;
}

function secureTagsIn(resource: Resource, path: string): readonly string[] | undefined {
  const list = read(resource, path);
  if (list.state !== "known") {
    return list.state === "absent" ? [] : undefined;
  }
  const names = Array.isArray(list.value) ? list.value.map((element) => textIn(element, "name")) : [];
  return names.every((name) => name !== undefined) ? names : undefined;
}

function textFrom(word: "from" | "to", peers: Peers | undefined): string {
  return peers === undefined || peers.ranges.length === 0
    ? ""
    : ` ${word} ${peers.ranges.map(({ text }) => text).join(", ")}`;
}
