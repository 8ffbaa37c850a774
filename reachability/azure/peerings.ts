import type { Cidr } from "../../addressing";
import type { EstateBuilder, Rule } from "../model";
import {
  follow,
  known,
  labelOf,
  orElse,
  type Properties,
  read,
  readList,
  type Reference,
  type Resource,
  type Value,
} from "../resources";
import { type Arm, armName, found, isIncomplete, objectsIn, textIn } from "./arm";
import { doubtBehindSystemRoutes } from "./doubts";
import { pages } from "./pages";
import { prefixesOf } from "./prefixes";
import { tokens } from "./tokens";
import type { VirtualNetwork } from "./virtualNetworks";

/** One direction of a peering: what `local` says of `remote`. Settings are undefined while not known. */
export interface Peering {
  readonly urn: string;
  readonly name: string;
  readonly local: VirtualNetwork;
  /** Undefined when it is in none of the stacks. */
  readonly remote: VirtualNetwork | undefined;
  readonly remoteRanges: readonly Cidr[];
  /** Whether both sides are there. Undefined where the other side can't be seen. */
  readonly connected: boolean | undefined;
  readonly allowsAccess: boolean | undefined;
  readonly allowsForwarded: boolean | undefined;
  readonly offersGateway: boolean | undefined;
  readonly usesRemoteGateway: boolean | undefined;
  readonly rule: Rule;
}

/** What a peering says, before its other side is looked for. */
interface Half {
  readonly urn: string;
  readonly name: string;
  readonly local: VirtualNetwork;
  readonly remote: Reference;
  readonly at: (path: string) => Value<unknown>;
}

/**
 * The peerings of each virtual network.
 *
 * Sources: https://learn.microsoft.com/azure/virtual-network/virtual-network-peering-overview,
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering
 */
export function readPeerings(
  arm: Arm,
  networks: ReadonlyMap<string, VirtualNetwork>,
  estate: EstateBuilder,
): ReadonlyMap<VirtualNetwork, readonly Peering[]> {
  const halves = allHalves(arm, networks, estate);
  const pairs = new Set(halves.map((half) => `${half.local.id} ${remoteOf(half, networks)?.id ?? ""}`));
  const unsure = new Set([
    ...halves.filter(({ remote }) => remote.state === "unknown").map(({ local }) => local),
    ...[...networks.values()].filter(({ resource }) =>
      isIncomplete(readList(resource, "virtualNetworkPeerings")),
    ),
  ]);
  for (const network of unsure) {
    const why = `what ${network.name} peers with is known only after the update`;
    arm.doubt(network.resource, why);
    blur(network, why);
  }
  const peerings = new Map<VirtualNetwork, Peering[]>();
  for (const half of halves) {
    const peering = peeringOf(half, networks, pairs, arm.doubts.length > 0);
    peerings.set(half.local, [...(peerings.get(half.local) ?? []), peering]);
    for (const why of problemsOf(half, peering)) {
      estate.note(half.urn, why);
      for (const network of [half.local, peering.remote]) {
        network?.doubts.push(...doubtBehindSystemRoutes(peering.rule, why));
      }
    }
    if (peering.remote?.undecided !== undefined) {
      blur(half.local, peering.remote.undecided);
    }
  }
  return peerings;
}

/** What a peering brings comes before what gateways tell: while it is not known, nothing can be followed. */
function blur(network: VirtualNetwork | undefined, why: string): void {
  if (network !== undefined) {
    network.undecided ??= why;
  }
}

/** The peering by which the other side sees this one. */
export function reverseOf(
  peerings: ReadonlyMap<VirtualNetwork, readonly Peering[]>,
  { local, remote }: Peering,
): Peering | undefined {
  return remote && peerings.get(remote)?.find((one) => one.remote === local);
}

function allHalves(
  arm: Arm,
  networks: ReadonlyMap<string, VirtualNetwork>,
  estate: EstateBuilder,
): readonly Half[] {
  const apart = arm.stack.all(tokens.virtualNetworkPeering).flatMap((resource) => {
    const parent = arm.parent(resource, "virtualNetworkName", tokens.virtualNetwork);
    const local = parent && networks.get(parent.urn);
    if (local === undefined) {
      const why = `the virtual network of ${labelOf(resource)} is in none of these stacks`;
      estate.note(resource.urn, why);
      const candidates = arm.parentCandidates(resource, "virtualNetworkName", tokens.virtualNetwork);
      if (candidates.length > 0) {
        arm.doubt(resource, why);
      }
      for (const { urn } of candidates) {
        blur(networks.get(urn), why);
      }
      return [];
    }
    return [separate(arm, resource, local)];
  });
  const names = new Set(apart.map(({ local, armName }) => `${local.id} ${armName ?? ""}`.toLowerCase()));
  const inline = [...networks.values()].flatMap((local) =>
    objectsIn(known(readList(local.resource, "virtualNetworkPeerings")))
      .filter((element) => !names.has(`${local.id} ${textIn(element, "name") ?? ""}`.toLowerCase()))
      .map((element) => inlineHalf(arm, element, local)),
  );
  return [...apart, ...inline];
}

function separate(
  arm: Arm,
  resource: Resource,
  local: VirtualNetwork,
): Half & { armName: string | undefined } {
  return {
    urn: resource.urn,
    name: labelOf(resource),
    armName: armName(resource, "virtualNetworkPeeringName"),
    local,
    remote: arm.refer(resource, "remoteVirtualNetwork.id", tokens.virtualNetwork),
    at: (path) => read(resource, path),
  };
}

function inlineHalf(arm: Arm, element: Properties, local: VirtualNetwork): Half {
  const { resource } = local;
  const list = "virtualNetworkPeerings";
  return {
    urn: resource.urn,
    name: textIn(element, "name") ?? `a peering of ${local.name}`,
    local,
    remote: arm.referIn(element, "remoteVirtualNetwork.id", resource, list, tokens.virtualNetwork),
    at: (path) => follow(element, path),
  };
}

function remoteOf(
  { remote }: Half,
  networks: ReadonlyMap<string, VirtualNetwork>,
): VirtualNetwork | undefined {
  return networks.get(found(remote)?.urn ?? "");
}

function peeringOf(
  half: Half,
  networks: ReadonlyMap<string, VirtualNetwork>,
  pairs: ReadonlySet<string>,
  unsure: boolean,
): Peering {
  const { urn, name, local, at } = half;
  const remote = remoteOf(half, networks);
  const state = known(at("peeringState"));
  const flag = (path: string, otherwise: boolean): boolean | undefined =>
    orElse(at(path) as Value<boolean>, otherwise);
  return {
    urn,
    name,
    local,
    remote,
    remoteRanges: remote?.ranges ?? statedRanges(at),
    connected:
      remote !== undefined && pairs.has(`${remote.id} ${local.id}`)
        ? true
        : typeof state === "string"
          ? state === "Connected"
          : remote === undefined || unsure
            ? undefined
            : false,
    allowsAccess: flag("allowVirtualNetworkAccess", true),
    allowsForwarded: flag("allowForwardedTraffic", false),
    offersGateway: flag("allowGatewayTransit", false),
    usesRemoteGateway: flag("useRemoteGateways", false),
    rule: { text: `peering ${name}`, urn, source: pages.peering },
  };
}

/** The ranges of a network outside the stacks, as its peering shows them. */
function statedRanges(at: Half["at"]): readonly Cidr[] {
  for (const path of ["remoteVirtualNetworkAddressSpace", "remoteAddressSpace"]) {
    const { ranges } = prefixesOf(at(`${path}.addressPrefixes`));
    if (ranges.length > 0) {
      return ranges;
    }
  }
  return [];
}

function* problemsOf({ remote, at }: Half, peering: Peering): Iterable<string> {
  const { name, remoteRanges, offersGateway, usesRemoteGateway } = peering;
  if (offersGateway === undefined || usesRemoteGateway === undefined) {
    yield `whether ${name} shares a gateway is known only after the update`;
  }
  if (remote.state !== "unknown" && remoteRanges.length === 0) {
    yield `the address space behind ${name} is not known`;
  }
  if (at("peerCompleteVnets").state === "known" && known(at("peerCompleteVnets")) === false) {
    yield `${name} peers single subnets, which is not modelled`;
  }
}
