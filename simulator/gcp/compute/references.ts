import { notFound } from "./error";
import { pathIn, type Place, pathOf, referredPath, selfLink } from "./paths";
import { regionOf } from "./regions";
import { type Kind, kindOf, scopedPlace, targets } from "./targets";
import { loadBalancingReferences } from "../load-balancing/references";
import { tokens } from "../tokens";
import { asList, asObject, asString, hasUnknown, type Props, type Value } from "../../protocol/values";
import type { OperationContext, WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/**
 * Where the inputs of each type name other resources; `[]` behind the name of a list. Where several kinds are listed,
 * the link says which one is meant, and a text that is no link stays as it is.
 */
const references: Readonly<Record<string, Readonly<Record<string, Kind | readonly Kind[]>>>> = {
  ...loadBalancingReferences,
  [tokens.address]: { network: "network", subnetwork: "subnetwork" },
  [tokens.instance]: {
    "networkInterfaces[].network": "network",
    "networkInterfaces[].subnetwork": "subnetwork",
  },
  [tokens.subnetwork]: { network: "network" },
  [tokens.firewall]: { network: "network" },
  [tokens.route]: { network: "network", nextHopVpnTunnel: "vpnTunnel" },
  [tokens.router]: { network: "network" },
  [tokens.routerInterface]: { vpnTunnel: "vpnTunnel" },
  [tokens.routerNat]: {
    "natIps[]": "address",
    "rules[].action.sourceNatActiveRanges[]": "subnetwork",
    "subnetworks[].name": "subnetwork",
  },
  [tokens.haVpnGateway]: { network: "network" },
  [tokens.internalRange]: { network: "network" },
  [tokens.networkPeering]: { network: "network" },
  [tokens.spoke]: { "linkedVpcNetwork.uri": "network", "linkedVpnTunnels.uris[]": "vpnTunnel" },
  [tokens.vpnTunnel]: {
    vpnGateway: "haVpnGateway",
    peerGcpGateway: "haVpnGateway",
    peerExternalGateway: "externalVpnGateway",
    router: "router",
  },
};

/** Members of a router are used by the router, as far as the API is concerned. */
const routerMembers: readonly string[] = [tokens.routerInterface, tokens.routerPeer, tokens.routerNat];

/** Writes every reference of the inputs as a self link, so that two forms of one are no difference. */
export function canonicalise(token: string, inputs: Props): void {
  if (hasUnknown(inputs.project) || hasUnknown(inputs.region) || hasUnknown(inputs.zone)) {
    return;
  }
  for (const [property, kinds] of Object.entries(references[token] ?? {})) {
    replaceTexts(inputs, property.split("."), (text) => {
      const kind = text === "" ? undefined : kindOf(text, kinds);
      return kind === undefined
        ? text
        : selfLink(referredPath(text, targets[kind].collection, scopedPlace(kind, placeOf(inputs))));
    });
  }
}

/**
 * An empty reference is none.
 *
 * @throws {ComputeError} if the inputs name something that does not exist.
 */
export function requireReferred(token: string, { inputs, world }: OperationContext): void {
  for (const [property, kinds] of Object.entries(references[token] ?? {})) {
    for (const link of textsAt(inputs, property.split("."))) {
      const kind = kindOf(link, kinds);
      if (link !== "" && kind !== undefined && !world.get(targets[kind].token, pathIn(link))) {
        throw notFound(pathIn(link));
      }
    }
  }
}

/** Who uses the resource, if anyone: the path of the user, and what the API calls the resource. */
export function userOf(world: WorldView, record: WorldRecord): { user: string; noun: string } | undefined {
  const link = selfLink(record.id);
  for (const [token, properties] of Object.entries(references)) {
    for (const [property, kinds] of Object.entries(properties)) {
      const kind = [kinds].flat().find((one) => targets[one].token === record.token);
      const user =
        kind !== undefined &&
        world.all(token).find(({ inputs }) => textsAt(inputs, property.split(".")).includes(link));
      if (user) {
        return {
          user: routerMembers.includes(token) ? routerPath(user.inputs) : user.id,
          noun: targets[kind].noun,
        };
      }
    }
  }
  return undefined;
}

/** The resource that a canonical reference in the inputs names. */
export const referred = (world: WorldView, kind: Kind, link: Value | undefined): WorldRecord | undefined => {
  const text = asString(link);
  return text === undefined ? undefined : world.get(targets[kind].token, pathIn(text));
};

/** Where a resource is; what is in a zone is in its region, too. */
export const placeOf = (inputs: Props): Required<Place> => {
  const zone = asString(inputs.zone) ?? "";
  return {
    project: asString(inputs.project) ?? "",
    region: asString(inputs.region) ?? regionOf(zone) ?? "",
    zone,
  };
};

/** The path of the router that a member of it names. */
export const routerPath = (inputs: Props): string => {
  const { project, region } = placeOf(inputs);
  return pathOf({ project, region }, "routers", asString(inputs.router) ?? "");
};

function textsAt(value: Value | undefined, [step, ...rest]: readonly string[]): string[] {
  if (step === undefined) {
    return typeof value === "string" ? [value] : [];
  }
  const inner = asObject(value)[step.replace("[]", "")];
  return step.endsWith("[]") ? asList(inner).flatMap((item) => textsAt(item, rest)) : textsAt(inner, rest);
}

function replaceTexts(
  owner: Props,
  [step = "", ...rest]: readonly string[],
  by: (text: string) => string,
): void {
  const name = step.replace("[]", "");
  const value = owner[name];
  if (step.endsWith("[]") && Array.isArray(value)) {
    owner[name] = value.map((item) => {
      if (rest.length > 0 && typeof item === "object" && item !== null && !Array.isArray(item)) {
        const copy = { ...item };
        replaceTexts(copy, rest, by);
        return copy;
      }
      return typeof item === "string" ? by(item) : item;
    });
  } else if (typeof value === "string") {
    owner[name] = by(value);
  } else if (rest.length > 0 && Object.keys(asObject(value)).length > 0) {
    const copy = { ...asObject(value) };
    replaceTexts(copy, rest, by);
    owner[name] = copy;
  }
}
