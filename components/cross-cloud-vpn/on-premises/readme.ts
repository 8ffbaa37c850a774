import type { OnPremisesDevice, OnPremisesTunnel } from "./device";
import { frrFile, frrSecretsFile } from "./frr";
import { linksFile, linksScriptFile } from "./links";
import { interfaceName, linkName, reachable } from "./names";
import { hasIpv6, sessionsOf } from "./sessions";
import { swanctlFile, swanctlSecretsFile } from "./swanctl";

/** The name that systemd knows the interfaces by. */
export const serviceFile = (device: OnPremisesDevice): string => `vpn-${linkName(device)}.service`;

/** What to do with the files. */
export function readme(device: OnPremisesDevice): string {
  const link = linkName(device);
  const folder = `/etc/swanctl/${link}`;
  const service = serviceFile(device);
  return `# The on-premises end of the link ${device.name}

For a Linux router with kernel 5.4 or later, strongSwan 5.9.8 or later and FRR 8 or later. It needs these public addresses on
its interfaces: ${outsideAddresses(device)}. Let UDP 500, UDP 4500 and ESP (IP protocol 50) in from the peers.

| Tunnel | Interface | From | To | Inside | Peer inside | Role |
|---|---|---|---|---|---|---|
${device.tunnels.map(row).join("\n")}

The router ${device.routing === "bgp" ? "announces" : "has"} ${device.prefixes.join(", ")} and reaches ${reachable(device).join(", ")} through the tunnels.

| File | What it is | Secret |
|---|---|---|
| ${swanctlFile} | IKE and IPsec | no |
| ${swanctlSecretsFile} | preshared keys | **yes** |
| ${frrFile} | routing | no |
| ${frrSecretsFile} | MD5 keys of the BGP sessions | **yes** |
| ${linksFile}, ${linksScriptFile}, ${service} | the tunnel interfaces | no |

## Install

As root, in this folder:

\`\`\`sh
apt-get install strongswan-swanctl charon-systemd libstrongswan-standard-plugins frr nftables iproute2

install -d -m 0700 ${folder}
install -m 0600 ${swanctlFile} ${swanctlSecretsFile} ${linksFile} ${folder}/
install -m 0700 ${linksScriptFile} ${folder}/
install -m 0644 ${service} /etc/systemd/system/
echo 'include ../${link}/${swanctlFile}' >/etc/swanctl/conf.d/${link}.conf

systemctl daemon-reload
systemctl enable --now ${service}
systemctl enable --now strongswan
swanctl --load-all
\`\`\`

Then routing. On a router that FRR does nothing else on:

\`\`\`sh
${device.routing === "bgp" ? "sed -i 's/^bgpd=no/bgpd=yes/' /etc/frr/daemons\n" : ""}cat ${frrFile} ${frrSecretsFile} | install -o frr -g frr -m 0640 /dev/stdin /etc/frr/frr.conf
systemctl enable frr
systemctl restart frr
\`\`\`

On one that has a configuration${device.routing === "bgp" ? " (its ASN must be this link's, and bgpd must run)" : ""}:

\`\`\`sh
vtysh -f ${frrFile}
vtysh -f ${frrSecretsFile}
vtysh -c "write memory"
\`\`\`

## Check

\`\`\`sh
swanctl --list-sas  # each connection ESTABLISHED, each child INSTALLED
ip -brief address show type xfrm  # each interface has its inside address
${
  device.routing === "bgp"
    ? `vtysh -c "show bgp summary"  # each neighbor shows a number of prefixes, not Active or Idle`
    : `vtysh -c "show ip route static"  # each range by its interfaces`
}
ip route get ${firstHost(reachable(device))}  # leaves through one of the interfaces
\`\`\`
${staticNote(device)}${ipv6Note(device)}
## Change

After a new deployment, install the new files as above: \`swanctl --load-all\` and \`${linksScriptFile} up\` leave unchanged tunnels
alone, and so does \`systemctl reload frr\`, which needs the package frr-pythontools, instead of the restart. Remove the interface
of a tunnel that is gone with \`ip link delete dev\` and its name.

## Undo

\`\`\`sh
rm /etc/swanctl/conf.d/${link}.conf
swanctl --load-all
systemctl disable --now ${service}
rm -r ${folder} /etc/systemd/system/${service}
\`\`\`

And take out of FRR what ${frrFile} put in: \`no\` before each of its top-level lines in \`vtysh -c "configure terminal"\`, or the former
\`/etc/frr/frr.conf\` and \`systemctl restart frr\`.
`;
}

const outsideAddresses = ({ tunnels }: OnPremisesDevice): string =>
  [...new Set(tunnels.map(({ outsideAddress }) => outsideAddress))].join(", ");

const row = (tunnel: OnPremisesTunnel): string =>
  `| ${[
    tunnel.key,
    interfaceName(tunnel),
    tunnel.outsideAddress,
    tunnel.peerOutsideAddress,
    sessionsOf(tunnel)
      .map(({ insideAddress }) => insideAddress)
      .join(", "),
    sessionsOf(tunnel)
      .map(({ peerInsideAddress }) => peerInsideAddress)
      .join(", "),
    tunnel.preferred ? "preferred" : "standby",
  ].join(" | ")} |`;

const firstHost = ([prefix = ""]: readonly string[]): string => prefix.split("/")[0] ?? "";

const ipv6Note = (device: OnPremisesDevice): string =>
  hasIpv6(device)
    ? `
${linksScriptFile} has the router forward IPv6, and Linux then takes no default route from router advertisements any more: where
the line to the internet has its own from there, set \`net.ipv6.conf.<interface>.accept_ra=2\`.
`
    : "";

const staticNote = ({ routing }: OnPremisesDevice): string =>
  routing === "bgp"
    ? ""
    : `
A static route does not notice that a tunnel is dead while its interface stays up: set such an interface down by hand, or use BGP.
`;
