import { notFound } from "./error";
import { pathIn, type Place, pathOf, referredPath, selfLink } from "./paths";
import { tokens } from "../tokens";
import { asList, asObject, asString, hasUnknown, type Props, type Value } from "../../protocol/values";
import type { OperationContext, WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** A kind of resource that others refer to. */
interface Target {
  readonly token: string;
  readonly collection: string;
  readonly regional: boolean;
  /** What the API calls it where it refuses to delete it. */
  readonly noun: string;
}

const targets = {
  network: { token: tokens.network, collection: "networks", regional: false, noun: "network" },
  subnetwork: { token: tokens.subnetwork, collection: "subnetworks", regional: true, noun: "subnetwork" },
  router: { token: tokens.router, collection: "routers", regional: true, noun: "router" },
  address: { token: tokens.address, collection: "addresses", regional: true, noun: "address" },
  haVpnGateway: {
    token: tokens.haVpnGateway,
    collection: "vpnGateways",
    regional: true,
    noun: "vpn_gateway",
  },
  externalVpnGateway: {
    token: tokens.externalVpnGateway,
    collection: "externalVpnGateways",
    regional: false,
    noun: "external_vpn_gateway",
  },
  vpnTunnel: { token: tokens.vpnTunnel, collection: "vpnTunnels", regional: true, noun: "vpn_tunnel" },
} as const satisfies Record<string, Target>;

type Kind = keyof typeof targets;

/** Where the inputs of each type name other resources; `[]` behind the name of a list. */
const references: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
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
  if (hasUnknown(inputs.project) || hasUnknown(inputs.region)) {
    return;
  }
  const place = placeOf(inputs);
  for (const [property, kind] of Object.entries(references[token] ?? {})) {
    const { collection, regional } = targets[kind];
    const written = regional ? place : { project: place.project };
    replaceTexts(inputs, property.split("."), (text) =>
      text === "" ? text : selfLink(referredPath(text, collection, written)),
    );
  }
}

/**
 * An empty reference is none.
 *
 * @throws {ComputeError} if the inputs name something that does not exist.
 */
export function requireReferred(token: string, { inputs, world }: OperationContext): void {
  for (const [property, kind] of Object.entries(references[token] ?? {})) {
    for (const link of textsAt(inputs, property.split("."))) {
      if (link !== "" && !world.get(targets[kind].token, pathIn(link))) {
        throw notFound(pathIn(link));
      }
    }
  }
}

/** Who uses the resource, if anyone: the path of the user, and what the API calls the resource. */
export function userOf(world: WorldView, record: WorldRecord): { user: string; noun: string } | undefined {
  const link = selfLink(record.id);
  for (const [token, properties] of Object.entries(references)) {
    for (const [property, kind] of Object.entries(properties)) {
      const user =
        targets[kind].token === record.token &&
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

export const placeOf = (inputs: Props): Place & { region: string } => ({
  project: asString(inputs.project) ?? "",
  region: asString(inputs.region) ?? "",
});

/** The path of the router that a member of it names. */
export const routerPath = (inputs: Props): string =>
  pathOf(placeOf(inputs), "routers", asString(inputs.router) ?? "");

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
