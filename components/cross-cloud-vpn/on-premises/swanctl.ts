import type { OnPremisesDevice, OnPremisesTunnel } from "./device";
import { connectionName, interfaceId } from "./names";
import { sessionsOf } from "./sessions";

export const swanctlFile = "swanctl.conf";
export const swanctlSecretsFile = "swanctl-secrets.conf";

/**
 * The IKE connections, one for each tunnel, without their keys.
 *
 * Sources: https://docs.strongswan.org/docs/latest/swanctl/swanctlConf.html and
 * https://docs.strongswan.org/docs/latest/features/routeBasedVpn.html
 */
export function swanctlConf(device: OnPremisesDevice): string {
  return `# IPsec of the link ${device.name}; needs strongSwan 5.9.8 or later.

connections {
${device.tunnels.map((tunnel) => connection(device, tunnel)).join("\n")}
}

include ${swanctlSecretsFile}
`;
}

/** The tunnels' preshared keys. */
export function swanctlSecrets(device: OnPremisesDevice): string {
  return `# Preshared keys of the link ${device.name}: for root's eyes only.

secrets {
${device.tunnels.map((tunnel) => secret(device, tunnel)).join("\n")}
}
`;
}

function connection(device: OnPremisesDevice, tunnel: OnPremisesTunnel): string {
  const { outsideAddress, peerOutsideAddress } = tunnel;
  const { ike, ipsec } = device.lifetimeSeconds;
  const name = connectionName(device, tunnel);
  const id = interfaceId(tunnel);
  const everything = sessionsOf(tunnel)
    .map(({ family }) => (family === 4 ? "0.0.0.0/0" : "::/0"))
    .join(",");
  return `  ${name} {
    version = 2
    local_addrs = ${outsideAddress}
    remote_addrs = ${peerOutsideAddress}
    proposals = ${device.proposals.ike}
    rekey_time = ${rekeySeconds(ike)}s
    over_time = ${ike - rekeySeconds(ike)}s
    dpd_delay = 10s
    keyingtries = 0
    mobike = no
    local {
      auth = psk
      id = ${outsideAddress}
    }
    remote {
      auth = psk
      id = ${peerOutsideAddress}
    }
    children {
      ${name} {
        esp_proposals = ${device.proposals.esp}
        local_ts = ${everything}
        remote_ts = ${everything}
        if_id_in = ${id}
        if_id_out = ${id}
        rekey_time = ${rekeySeconds(ipsec)}s
        life_time = ${ipsec}s
        start_action = trap|start
        close_action = start
        dpd_action = restart
      }
    }
  }`;
}

/**
 * strongSwan rekeys within the tenth before this, and gives up at the cloud's own lifetime, so the router is done
 * before a cloud that only waits.
 */
const rekeySeconds = (lifetime: number): number => Math.floor(lifetime * 0.9);

/**
 * As Base64, which strongSwan takes behind `0s`: no quotes to escape, and a key that itself begins with `0s` or `0x`
 * keeps its meaning.
 */
function secret(device: OnPremisesDevice, tunnel: OnPremisesTunnel): string {
  return `  ike-${connectionName(device, tunnel)} {
    id-local = ${tunnel.outsideAddress}
    id-remote = ${tunnel.peerOutsideAddress}
    secret = 0s${Buffer.from(tunnel.presharedKey).toString("base64")}
  }`;
}
