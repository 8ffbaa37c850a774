import { invalid, invalidField } from "../compute/error";
import { anyAddressProblem, linkLocal } from "../compute/ranges";
import { routerPath } from "../compute/references";
import type { MemberOperation } from "../compute/routerMember";
import { familyOf, interfacesBeside, requireCarried } from "./sessionVersions";
import { membersOfType } from "../routerMembers";
import { tokens } from "../tokens";
import { contains, formatAddress, parseAddress, parseCidr } from "../../../addressing/cidr";
import { type Shape, textWhich } from "../../providers/shapes";
import { asString, type Props } from "../../protocol/values";
import type { IpFamily } from "../../tunnels/end";
import type { WorldRecord } from "../../world/record";

/**
 * Where the next hops of routes lie that are exchanged over a session of the other IP version.
 *
 * Source: https://cloud.google.com/network-connectivity/docs/vpn/how-to/creating-ha-vpn, "Assign IPv6 next-hop
 * addresses" and "Assign IPv4 next-hop addresses".
 */
const nextHopRanges = { ipv4: linkLocal, ipv6: parseCidr("2600:2d00:0:2::/63") } as const;

const nextHops = {
  ipv4: ["ipv4NexthopAddress", "peerIpv4NexthopAddress"],
  ipv6: ["ipv6NexthopAddress", "peerIpv6NexthopAddress"],
} as const;

const families = ["ipv4", "ipv6"] as const;

export const nextHopShape = (family: IpFamily): Shape =>
  textWhich((address, path) => {
    const range = nextHopRanges[family];
    const fits = anyAddressProblem(address) === undefined && contains(range, hostCidr(address));
    return fits
      ? undefined
      : invalidField(`resource.bgpPeers[].${path}`, address, `Must be an address within ${range.text}.`);
  });

const hostCidr = (address: string): ReturnType<typeof parseCidr> => {
  const { text, version } = parseAddress(address);
  return parseCidr(`${text}/${version === 4 ? 32 : 128}`);
};

/** The IP versions of the routes that a session exchanges. */
export const exchanged = ({ enableIpv4, enableIpv6 }: Props): IpFamily[] => [
  ...(enableIpv4 === true ? (["ipv4"] as const) : []),
  ...(enableIpv6 === true ? (["ipv6"] as const) : []),
];

/**
 * What a session exchanges, and its next hops where that is more than its own IP version (multiprotocol BGP). Google
 * exchanges IPv4 by default over IPv4; IPv6 is off by default, as the provider always says so.
 *
 * Sources: https://cloud.google.com/compute/docs/reference/rest/v1/routers, `bgpPeers[]`, and
 * https://cloud.google.com/network-connectivity/docs/router/how-to/configuring-bgp#supported-bgp-sessions
 *
 * @throws {ComputeError} where the tunnel does not carry it, or another session shares the tunnel.
 */
export function peerFamilies(context: MemberOperation, owner: WorldRecord, record?: WorldRecord): Props {
  const { inputs, world } = context;
  const over = familyOf(owner.inputs);
  const other = over === "ipv4" ? "ipv6" : "ipv4";
  const enabled: Props = {
    enableIpv4: inputs.enableIpv4 ?? over === "ipv4",
    enableIpv6: inputs.enableIpv6 ?? false,
  };
  for (const family of exchanged(enabled)) {
    requireCarried(world, owner.inputs, family, `resource.bgpPeers[].${enabling[family]}`);
  }
  const isMultiprotocol = exchanged(enabled).includes(other);
  if (isMultiprotocol) {
    requireAlone(context, owner, enabling[other]);
  } else {
    requireNoMultiprotocol(context, owner);
  }
  requireNextHopsUsed(inputs, isMultiprotocol ? other : undefined);
  return { ...enabled, ...nextHopOutputs(context, isMultiprotocol ? other : undefined, record) };
}

const enabling = { ipv4: "enableIpv4", ipv6: "enableIpv6" } as const;

/** Sessions over both IP versions on one tunnel each exchange their own version only. */
function requireAlone({ world }: MemberOperation, owner: WorldRecord, property: string): void {
  const [beside] = interfacesBeside(world, owner);
  if (beside) {
    throw invalid(
      `resource.bgpPeers[].${property}`,
      "true",
      `Multiprotocol BGP is not supported where the tunnel has another interface, ${asString(beside.inputs.name) ?? ""}.`,
    );
  }
}

function requireNoMultiprotocol({ world }: MemberOperation, owner: WorldRecord): void {
  const [beside] = interfacesBeside(world, owner);
  const peer = beside && peerOn(world, beside);
  if (peer && exchanged(peer.outputs).length > 1) {
    throw invalid(
      "resource.bgpPeers[].interfaceName",
      asString(owner.inputs.name) ?? "",
      `The tunnel has the BGP peer "${asString(peer.inputs.name) ?? ""}" already, which uses multiprotocol BGP.`,
    );
  }
}

/** The session of an interface. */
export const peerOn = (world: MemberOperation["world"], { inputs }: WorldRecord): WorldRecord | undefined =>
  membersOfType(world, tokens.routerPeer, routerPath(inputs)).find(
    (one) => one.inputs.interface === inputs.name,
  );

function requireNextHopsUsed(inputs: Props, used: IpFamily | undefined): void {
  for (const family of families) {
    const given = nextHops[family].find((property) => inputs[property] !== undefined);
    if (given !== undefined && family !== used) {
      const session = family === "ipv4" ? "an IPv6" : "an IPv4";
      throw invalid(
        `resource.bgpPeers[].${given}`,
        asString(inputs[given]) ?? "",
        `It can only be set for ${session} BGP session with ${enabling[family]}.`,
      );
    }
  }
}

/** The program's next hops, else those that Google chose before, else unused ones that it chooses now. */
function nextHopOutputs(context: MemberOperation, used: IpFamily | undefined, record?: WorldRecord): Props {
  const none = Object.fromEntries(families.flatMap((family) => nextHops[family]).map((name) => [name, ""]));
  if (used === undefined) {
    return none;
  }
  const taken = nextHopsBeside(context, used);
  const [own, peer] = nextHops[used];
  const chosen: Props = {};
  for (const property of [own, peer]) {
    const given = asString(context.inputs[property]);
    const text = given === undefined ? undefined : parseAddress(given).text;
    if (text !== undefined && taken.has(text)) {
      const rule = "The address is a next hop of another BGP peer in the same network.";
      throw invalid(`resource.bgpPeers[].${property}`, given ?? "", rule);
    }
    const kept = asString(record?.outputs[property]) || undefined;
    const address = given ?? kept ?? drawNextHop(context, used, property, taken);
    taken.add(parseAddress(address).text);
    chosen[property] = address;
  }
  return { ...none, ...chosen };
}

function drawNextHop(
  { draws }: MemberOperation,
  family: IpFamily,
  label: string,
  taken: ReadonlySet<string>,
): string {
  const range = nextHopRanges[family];
  for (let attempt = 0; ; attempt++) {
    const offset = BigInt(1 + draws.below(`${label}/${attempt}`, 65534));
    const address = formatAddress(range.version, range.start + offset);
    if (!taken.has(address)) {
      return address;
    }
  }
}

/** Next hops are there once among all Cloud Routers of a VPC network. */
function nextHopsBeside({ world, router, id }: MemberOperation, family: IpFamily): Set<string> {
  const routers = world.all(tokens.router).filter(({ inputs }) => inputs.network === router.inputs.network);
  const peers = routers
    .flatMap((one) => membersOfType(world, tokens.routerPeer, one.id))
    .filter((one) => one.id !== id);
  const texts = peers.flatMap(({ outputs }) => nextHops[family].map((name) => asString(outputs[name]) ?? ""));
  return new Set(texts.filter((text) => text !== "").map((text) => parseAddress(text).text));
}
