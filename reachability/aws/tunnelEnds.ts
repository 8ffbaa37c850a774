import { createHash } from "node:crypto";

import { cidrHost } from "../../addressing";
import type { TunnelEnd } from "../model";
import { labelOf, orElse, readText, type Resource } from "../resources";
import { rangeOf } from "./ranges";
import { pointsTo, type Reader, regionOf, textOf } from "./reader";
import { tokens } from "./tokens";
import { ikeVersionsOf, proposalOf, type TunnelNumber, tunnelPath } from "./tunnelDefaults";

export const tunnelNumbers = [1, 2] as const;

/** The id of one of the two tunnel ends of a VPN connection. */
export function endOf({ urn }: Resource, tunnel: TunnelNumber): string {
  return `${urn}#tunnel ${tunnel}`;
}

export function endsOf(connection: Resource): readonly string[] {
  return tunnelNumbers.map((tunnel) => endOf(connection, tunnel));
}

/** The customer gateway of a connection, which stands for the device at the other end. */
export function customerGatewayOf(reader: Reader, connection: Resource): Resource | undefined {
  const reference = pointsTo(reader, connection, "customerGatewayId", tokens.customerGateway);
  return reference.state === "found" ? reference.resource : undefined;
}

/**
 * One of the two tunnel ends of a VPN connection.
 *
 * Source: https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html
 *
 * @param node - where what comes out of it is looked up
 */
export function tunnelEnd(
  reader: Reader,
  connection: Resource,
  tunnel: TunnelNumber,
  gateway: string,
  node: string,
): TunnelEnd {
  const customer = customerGatewayOf(reader, connection);
  const large = textOf(connection, "tunnelBandwidth") === "large";
  return {
    id: endOf(connection, tunnel),
    name: `tunnel ${tunnel} of VPN connection ${labelOf(connection)}`,
    urn: connection.urn,
    cloud: "aws",
    gateway,
    region: regionOf(connection),
    node,
    outsideAddress: textOf(connection, tunnelPath(tunnel, "Address")),
    peerOutsideAddress: customer && textOf(customer, "ipAddress"),
    references: {
      own: [connection.urn],
      peer: customer === undefined ? [] : [customer.urn, ...sourcesOf(customer)],
    },
    presharedKey: digest(textOf(connection, tunnelPath(tunnel, "PresharedKey"))),
    ikeVersions: ikeVersionsOf(connection, tunnel),
    phase1: proposalOf(connection, tunnel, "Phase1"),
    phase2: proposalOf(connection, tunnel, "Phase2"),
    // Unless told to start, AWS waits: https://docs.aws.amazon.com/vpn/latest/s2svpn/initiate-vpn-tunnels.html
    initiates: orElse(readText(connection, tunnelPath(tunnel, "StartupAction")), "add") !== "add",
    inside: insideOf(connection, tunnel),
    gbps: large ? 5 : 1.25,
  };
}

/** AWS takes the first host of the inside range, the customer gateway the second. */
export function insideOf(connection: Resource, tunnel: TunnelNumber): { local?: string; peer?: string } {
  const v6 = isInsideV6(connection);
  const range = rangeOf(textOf(connection, tunnelPath(tunnel, v6 ? "InsideIpv6Cidr" : "InsideCidr")));
  const length = range?.prefixLength ?? 30;
  const told = (option: string): string | undefined => {
    const address = v6 ? undefined : textOf(connection, tunnelPath(tunnel, option));
    return address === undefined ? undefined : `${address}/${length}`;
  };
  const hosts = range !== undefined && range.end - range.start >= 2n;
  const local = told("VgwInsideAddress") ?? (hosts ? `${cidrHost(range, 1)}/${length}` : undefined);
  const peer = told("CgwInsideAddress") ?? (hosts ? `${cidrHost(range, 2)}/${length}` : undefined);
  return { ...(local !== undefined && { local }), ...(peer !== undefined && { peer }) };
}

/** Whether the tunnels carry IPv6; they carry one version of IP. */
export function isInsideV6(connection: Resource): boolean {
  return textOf(connection, "tunnelInsideIpVersion") === "ipv6";
}

/** What the customer gateway's address was made of, such as another cloud's gateway. */
function sourcesOf({ propertyDependencies }: Resource): readonly string[] {
  return propertyDependencies?.ipAddress ?? [];
}

function digest(key: string | undefined): string | undefined {
  return key === undefined ? undefined : createHash("sha256").update(key).digest("hex");
}
