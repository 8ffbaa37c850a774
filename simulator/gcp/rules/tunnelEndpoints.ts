import type { ComputeOperation } from "../compute/computeType";
import { invalid, invalidField } from "../compute/error";
import { referred } from "../compute/references";
import { carriedByGateway } from "./sessionVersions";
import { tokens } from "../tokens";
import {
  asList,
  asNumber,
  asObject,
  asString,
  asStrings,
  hasUnknown,
  type Props,
  type Value,
} from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** All traffic of each IP version. */
const everything = { ipv4: "0.0.0.0/0", ipv6: "::/0" } as const;

/** What a request says about the two ends of a tunnel, judged alone. */
export function checkEndpoints(context: CheckContext): void {
  checkGateway(context);
  checkPeer(context);
  checkSelectors(context);
}

function checkGateway({ inputs, fail }: CheckContext): void {
  if (inputs.vpnGateway === undefined && inputs.targetVpnGateway === undefined) {
    fail("vpnGateway", invalidField("resource.vpnGateway", "", "A VPN gateway must be specified."));
  }
  if (inputs.vpnGatewayInterface === undefined) {
    fail(
      "vpnGatewayInterface",
      invalidField(
        "resource.vpnGatewayInterface",
        "",
        "An HA VPN tunnel must name the interface of its gateway.",
      ),
    );
  }
  if (inputs.router === undefined) {
    fail(
      "router",
      invalidField("resource.router", "", "An HA VPN tunnel must have a router: it is routed by BGP only."),
    );
  }
}

function checkPeer({ inputs, fail }: CheckContext): void {
  const { peerExternalGateway, peerExternalGatewayInterface, peerGcpGateway, peerIp } = inputs;
  const [external, google] = [peerExternalGateway !== undefined, peerGcpGateway !== undefined];
  if (external && google) {
    fail("peerExternalGateway", '"peerExternalGateway" conflicts with peerGcpGateway');
  }
  if (peerIp !== undefined && !hasUnknown(peerIp)) {
    const rule =
      "Cannot specify peer IP for HA VPN tunnel creation, please specify peerExternalGateway or peerGcpGateway instead.";
    fail("peerIp", invalidField("resource.peerIp", asString(peerIp) ?? "", rule));
  }
  if (!external && !google) {
    fail(
      "peerExternalGateway",
      invalidField(
        "resource.peerExternalGateway",
        "",
        "An HA VPN tunnel must have a peerExternalGateway or a peerGcpGateway.",
      ),
    );
  }
  const field = "resource.peerExternalGatewayInterface";
  if (external && peerExternalGatewayInterface === undefined) {
    fail(
      "peerExternalGatewayInterface",
      invalidField(field, "", "The interface of the peer must be specified."),
    );
  }
  if (google && !external && peerExternalGatewayInterface !== undefined) {
    const rule = "It cannot be specified with peerGcpGateway, whose interface is the one of the same ID.";
    fail("peerExternalGatewayInterface", invalidField(field, shown(peerExternalGatewayInterface), rule));
  }
}

/** A tunnel with a router carries whatever is routed into it. */
function checkSelectors({ inputs, fail }: CheckContext): void {
  for (const property of ["localTrafficSelectors", "remoteTrafficSelectors"]) {
    const selectors = asList(inputs[property]);
    const allowed: readonly Value[] = Object.values(everything);
    if (!hasUnknown(selectors) && selectors.some((selector) => !allowed.includes(selector))) {
      fail(
        property,
        invalidField(
          `resource.${property.slice(0, -1)}`,
          selectors.map(shown).join(", "),
          `A tunnel with dynamic routing has the traffic selectors ${allowed.map(shown).join(" and ")} only.`,
        ),
      );
    }
  }
}

const shown = (value: Value): string => String(asNumber(value) ?? asString(value) ?? "");

/** The ends of a tunnel as they exist. */
export interface Endpoints {
  readonly peerIp: string;
  readonly localTrafficSelectors: string[];
  readonly remoteTrafficSelectors: string[];
}

/** @throws {ComputeError} where the ends do not fit each other. Answers with the peer's address. */
export function requireEndpoints(context: ComputeOperation): Endpoints {
  const { inputs, world } = context;
  const gateway = referred(world, "haVpnGateway", inputs.vpnGateway);
  const router = referred(world, "router", inputs.router);
  if (router?.inputs.network !== gateway?.inputs.network) {
    throw invalid(
      "resource.router",
      asString(inputs.router) ?? "",
      "The router must be in the same network as the VPN gateway.",
    );
  }
  requireOneRegion(inputs, { vpnGateway: gateway, router });
  requireIkeVersion(inputs, gateway);
  requireFreeEnds(context);
  const selectors = carriedByGateway(gateway).map((family) => everything[family]);
  requireSelectors(inputs, selectors);
  return {
    peerIp: peerAddress(context),
    localTrafficSelectors: [...selectors],
    remoteTrafficSelectors: [...selectors],
  };
}

/**
 * With dynamic routing, all traffic of what the gateway's stack type carries.
 *
 * Source: https://cloud.google.com/network-connectivity/docs/vpn/concepts/choosing-networks-routing#ts-tun-routing, which
 * names the selector of IPv4.
 */
function requireSelectors(inputs: Props, selectors: readonly string[]): void {
  for (const property of ["localTrafficSelectors", "remoteTrafficSelectors"]) {
    const given = asStrings(inputs[property]);
    const other = given.find((selector) => !selectors.includes(selector));
    if (other !== undefined) {
      throw invalid(
        `resource.${property.slice(0, -1)}`,
        other,
        `A tunnel of this VPN gateway has the traffic selectors ${selectors.join(" and ")} only.`,
      );
    }
  }
}

function requireOneRegion(inputs: Props, parts: Readonly<Record<string, WorldRecord | undefined>>): void {
  for (const [property, record] of Object.entries(parts)) {
    if (record && record.inputs.region !== inputs.region) {
      throw invalid(
        `resource.${property}`,
        asString(inputs[property]) ?? "",
        `It must be in the region of the tunnel, ${asString(inputs.region) ?? ""}.`,
      );
    }
  }
}

/** Source: https://cloud.google.com/network-connectivity/docs/vpn/concepts/supported-ike-ciphers: IPv6 needs IKEv2. */
function requireIkeVersion(inputs: Props, gateway: WorldRecord | undefined): void {
  if (inputs.ikeVersion === 1 && carriedByGateway(gateway).includes("ipv6")) {
    throw invalid("resource.ikeVersion", "1", "A tunnel of a gateway that carries IPv6 must use IKEv2.");
  }
}

/**
 * Between two interfaces there is one tunnel.
 *
 * Source: https://github.com/hashicorp/terraform-provider-google/issues/16619
 */
function requireFreeEnds({ inputs, world }: ComputeOperation): void {
  const ends = [
    "vpnGateway",
    "vpnGatewayInterface",
    "peerExternalGateway",
    "peerExternalGatewayInterface",
    "peerGcpGateway",
  ];
  const twin = world
    .all(tokens.vpnTunnel)
    .find((other) => ends.every((property) => other.inputs[property] === inputs[property]));
  if (!twin) {
    return;
  }
  if (inputs.peerGcpGateway !== undefined) {
    throw invalid(
      "resource.vpnGatewayInterface",
      shown(inputs.vpnGatewayInterface ?? ""),
      `A tunnel with same peer VPN gateway and VPN gateway interface already exists: '${twin.id}'.`,
    );
  }
  throw invalid(
    "resource.peerExternalGatewayInterface",
    shown(inputs.peerExternalGatewayInterface ?? ""),
    `A tunnel with same peer external VPN gateway interface and VPN gateway interface already exists: '${twin.id}'.`,
  );
}

function peerAddress({ inputs, world }: ComputeOperation): string {
  const external = referred(world, "externalVpnGateway", inputs.peerExternalGateway);
  if (external) {
    const id = asNumber(inputs.peerExternalGatewayInterface);
    const one = asList(external.inputs.interfaces)
      .map(asObject)
      .find((candidate) => candidate.id === id);
    if (!one) {
      throw invalid(
        "resource.peerExternalGatewayInterface",
        String(id),
        `The external VPN gateway '${external.id}' has no such interface.`,
      );
    }
    return asString(one.ipAddress) ?? "";
  }
  const peer = referred(world, "haVpnGateway", inputs.peerGcpGateway);
  const link = asString(inputs.peerGcpGateway) ?? "";
  if (inputs.peerGcpGateway === inputs.vpnGateway) {
    throw invalid("resource.peerGcpGateway", link, "A VPN gateway cannot be its own peer.");
  }
  if (peer?.inputs.region !== inputs.region) {
    throw invalid("resource.peerGcpGateway", link, "Both HA VPN gateways must be in the same region.");
  }
  return interfaceAddress(peer, inputs.vpnGatewayInterface) ?? "";
}

/** The public address of one interface of an HA VPN gateway. */
export const interfaceAddress = (
  gateway: WorldRecord | undefined,
  id: Value | undefined,
): string | undefined =>
  asString(
    asList(gateway?.outputs.vpnInterfaces)
      .map(asObject)
      .find((one) => one.id === id)?.ipAddress,
  );
