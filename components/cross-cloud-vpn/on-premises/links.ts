import type { OnPremisesDevice } from "./device";
import { interfaceId, interfaceName, linkName } from "./names";
import { hasIpv6, sessionsOf } from "./sessions";

export const linksFile = "links.conf";
export const linksScriptFile = "links.sh";

/**
 * What fits through every cloud's tunnels: Azure wants TCP segments of 1350 bytes at most, which is 1390 with both
 * headers, and Google's payload MTU is 1406 with AES-GCM and 1390 with AES-CBC and SHA-256. AWS carries 1446.
 *
 * Sources: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-devices,
 * https://cloud.google.com/network-connectivity/docs/vpn/concepts/mtu-considerations,
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html
 */
const mtu = 1390;
const tcpSegment = mtu - 40;
const ipv6TcpSegment = mtu - 60;

const prefixLengths = { 4: 30, 6: 126 } as const;

/** The tunnel interfaces, for the script; one that carries both IP versions has a line for each. */
export function linksConf(device: OnPremisesDevice): string {
  return [
    `# Tunnel interfaces of the link ${device.name}: name, XFRM interface id, inside address.`,
    ...device.tunnels
      .flatMap(sessionsOf)
      .map(
        ({ tunnel, family, insideAddress }) =>
          `${interfaceName(tunnel)} ${interfaceId(tunnel)} ${insideAddress}/${prefixLengths[family]}`,
      ),
    "",
  ].join("\n");
}

/**
 * Makes and removes the interfaces. A loose reverse-path filter, because answers may come through another tunnel;
 * flows are spread over tunnels by ports too, because two sites talk between few addresses.
 *
 * Source: https://docs.strongswan.org/docs/latest/features/routeBasedVpn.html
 */
export function linksScript(device: OnPremisesDevice): string {
  const link = linkName(device);
  const ipv6 = hasIpv6(device);
  return `#!/bin/sh
# Tunnel interfaces of the link ${device.name}. Usage: ${linksScriptFile} up | down; each may be run again.
set -eu

links="$(dirname "$0")/${linksFile}"
table="vpn-${link}"

each_link() {
  while read -r name if_id address; do
    case "$name" in "" | "#"*) continue ;; esac
    "$1" "$name" "$if_id" "$address"
  done <"$links"
}

up_link() {
  if ! ip link show dev "$1" >/dev/null 2>&1; then
    ip link add "$1" type xfrm if_id "$2"
  fi
  ip address replace "$3" dev "$1"
  ip link set dev "$1" mtu ${mtu} up
  sysctl -qw "net.ipv4.conf.$1.rp_filter=2"
}

down_link() {
  if ip link show dev "$1" >/dev/null 2>&1; then
    ip link delete dev "$1"
  fi
}

${ipv6 ? ipv6Clamp : ""}clamp_link() {
${ipv6 ? ipv6Line : ""}  for hook in forward output; do
    echo "add rule inet $table $hook oifname $1 tcp flags & (syn | rst) == syn tcp option maxseg size set ${tcpSegment}"
  done
  echo "add rule inet $table forward iifname $1 tcp flags & (syn | rst) == syn tcp option maxseg size set ${tcpSegment}"
}

clamp() {
  {
    echo "add table inet $table"
    echo "delete table inet $table"
    if [ "$1" = up ]; then
      echo "add table inet $table"
      for hook in forward output; do
        echo "add chain inet $table $hook { type filter hook $hook priority mangle; }"
      done
      each_link clamp_link
    fi
  } | nft -f -
}

case "\${1-}" in
  up)
    sysctl -qw net.ipv4.ip_forward=1 net.ipv4.fib_multipath_hash_policy=1
${ipv6 ? "    sysctl -qw net.ipv6.conf.all.forwarding=1 net.ipv6.fib_multipath_hash_policy=1\n" : ""}    each_link up_link
    clamp up
    ;;
  down)
    clamp down
    each_link down_link
    ;;
  *)
    echo "usage: $0 up | down" >&2
    exit 2
    ;;
esac
`;
}

/** An IPv6 header is 20 bytes longer. Of two sizes that are set nftables keeps the smaller. */
const ipv6Clamp = `clamp_ipv6_link() {
  for direction in "forward oifname" "output oifname" "forward iifname"; do
    echo "add rule inet $table $direction $1 meta nfproto ipv6 tcp flags & (syn | rst) == syn tcp option maxseg size set ${ipv6TcpSegment}"
  done
}

`;
const ipv6Line = `  case "$3" in *:*)
    clamp_ipv6_link "$1"
    return
    ;;
  esac
`;

/** Runs the script at boot, before the daemons. */
export function linksService(device: OnPremisesDevice): string {
  return `[Unit]
Description=Tunnel interfaces of the link ${device.name}
Wants=network-online.target
After=network-online.target
Before=strongswan.service frr.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/etc/swanctl/${linkName(device)}/${linksScriptFile} up
ExecStop=/etc/swanctl/${linkName(device)}/${linksScriptFile} down

[Install]
WantedBy=multi-user.target
`;
}
