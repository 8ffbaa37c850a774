import type { VpnTarget } from "./vpnTarget";

/** One tunnel as the configuration of the customer gateway describes it. */
export interface ConfiguredTunnel {
  readonly customerOutside: string;
  readonly customerInside: string;
  readonly amazonOutside: string;
  readonly amazonInside: string;
  readonly presharedKey: string;
}

export interface ConfiguredConnection {
  readonly id: string;
  readonly customerGatewayId: string;
  readonly target: VpnTarget;
  /** Undefined where the tunnels are routed statically. */
  readonly bgp:
    { readonly customerAsn: string; readonly amazonAsn: string; readonly holdTime: number } | undefined;
  readonly tunnels: readonly ConfiguredTunnel[];
}

/**
 * The XML in which AWS describes a connection for the device at the other end.
 *
 * Source: https://docs.aws.amazon.com/vpn/latest/s2svpn/SetUpVPNConnections.html#vpn-download-config. The element
 * paths are those that the provider reads the tunnels from.
 */
export const customerGatewayConfiguration = (connection: ConfiguredConnection): string =>
  [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<vpn_connection id="${connection.id}">`,
    `  <customer_gateway_id>${connection.customerGatewayId}</customer_gateway_id>`,
    gatewayLine(connection.target),
    `  <vpn_connection_type>ipsec.1</vpn_connection_type>`,
    ...(connection.bgp
      ? []
      : [`  <vpn_connection_attributes>NoBGPVPNConnection</vpn_connection_attributes>`]),
    ...connection.tunnels.flatMap((tunnel) => tunnelLines(connection, tunnel)),
    `</vpn_connection>`,
  ].join("\n");

const gatewayLine = ({ kind, id }: VpnTarget): string =>
  kind === "vpnGateway"
    ? `  <vpn_gateway_id>${id}</vpn_gateway_id>`
    : `  <transit_gateway_id>${id}</transit_gateway_id>`;

function tunnelLines({ bgp }: ConfiguredConnection, tunnel: ConfiguredTunnel): string[] {
  return [
    `  <ipsec_tunnel>`,
    ...endLines(
      "customer_gateway",
      tunnel.customerOutside,
      tunnel.customerInside,
      bgp?.customerAsn,
      bgp?.holdTime,
    ),
    ...endLines("vpn_gateway", tunnel.amazonOutside, tunnel.amazonInside, bgp?.amazonAsn, bgp?.holdTime),
    `    <ike>`,
    `      <authentication_protocol>sha1</authentication_protocol>`,
    `      <encryption_protocol>aes-128-cbc</encryption_protocol>`,
    `      <lifetime>28800</lifetime>`,
    `      <perfect_forward_secrecy>group2</perfect_forward_secrecy>`,
    `      <mode>main</mode>`,
    `      <pre_shared_key>${tunnel.presharedKey}</pre_shared_key>`,
    `    </ike>`,
    `    <ipsec>`,
    `      <protocol>esp</protocol>`,
    `      <authentication_protocol>hmac-sha1-96</authentication_protocol>`,
    `      <encryption_protocol>aes-128-cbc</encryption_protocol>`,
    `      <lifetime>3600</lifetime>`,
    `      <perfect_forward_secrecy>group2</perfect_forward_secrecy>`,
    `      <mode>tunnel</mode>`,
    `      <clear_df_bit>true</clear_df_bit>`,
    `      <fragmentation_before_encryption>true</fragmentation_before_encryption>`,
    `      <tcp_mss_adjustment>1379</tcp_mss_adjustment>`,
    `      <dead_peer_detection>`,
    `        <interval>10</interval>`,
    `        <retries>3</retries>`,
    `      </dead_peer_detection>`,
    `    </ipsec>`,
    `  </ipsec_tunnel>`,
  ];
}

function endLines(
  element: string,
  outside: string,
  inside: string,
  asn?: string,
  holdTime?: number,
): string[] {
  return [
    `    <${element}>`,
    `      <tunnel_outside_address>`,
    `        <ip_address>${outside}</ip_address>`,
    `      </tunnel_outside_address>`,
    `      <tunnel_inside_address>`,
    `        <ip_address>${inside}</ip_address>`,
    ...(inside.includes(":")
      ? [`        <network_cidr>126</network_cidr>`]
      : [`        <network_mask>255.255.255.252</network_mask>`, `        <network_cidr>30</network_cidr>`]),
    `      </tunnel_inside_address>`,
    ...(asn === undefined
      ? []
      : [
          `      <bgp>`,
          `        <asn>${asn}</asn>`,
          `        <hold_time>${holdTime ?? 0}</hold_time>`,
          `      </bgp>`,
        ]),
    `    </${element}>`,
  ];
}
