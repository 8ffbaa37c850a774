import type { Resource } from "../../../../reachability/resources";
import { allOf, get, number, text, texts } from "../properties";
import type { End } from "../tunnels";
import { faceOf, interfaceAddress, peerOf } from "./hops";
import { nameOf } from "./network";

/** The tunnels of HA VPN gateways. */
export function googleEnds(resources: readonly Resource[]): End[] {
  const named = (type: string, link: string | undefined): Resource | undefined =>
    allOf(resources, type).find((one) => text(one, "name") === nameOf(link));
  return allOf(resources, "gcp:compute/vPNTunnel:VPNTunnel").map((tunnel): End => {
    const gateway = named("gcp:compute/haVpnGateway:HaVpnGateway", text(tunnel, "vpnGateway"));
    const external = named(
      "gcp:compute/externalVpnGateway:ExternalVpnGateway",
      text(tunnel, "peerExternalGateway"),
    );
    const router = named("gcp:compute/router:Router", text(tunnel, "router"));
    const face = faceOf(resources, tunnel);
    const peer = peerOf(resources, tunnel);
    return {
      id: tunnel.id ?? "",
      speaker: router?.id ?? "",
      resource: tunnel,
      outside: interfaceAddress(gateway, "vpnInterfaces", number(tunnel, "vpnGatewayInterface") ?? -1),
      peerOutside: interfaceAddress(
        external,
        "interfaces",
        number(tunnel, "peerExternalGatewayInterface") ?? -1,
      ),
      presharedKey: text(tunnel, "sharedSecret"),
      groups: groups(tunnel),
      place: { at: "google gateway", id: nameOf(gateway && text(gateway, "network")) },
      ...(router !== undefined &&
        face !== undefined &&
        peer !== undefined &&
        get(peer, "enable") !== false && {
          bgp: {
            asn: number(router, "bgp.asn"),
            peerAsn: number(peer, "peerAsn"),
            address: text(face, "ipRange")?.split("/")[0],
            peerAddress: text(peer, "peerIpAddress"),
          },
        }),
    };
  });
}

function groups(tunnel: Resource): number[][] | undefined {
  const phases = ["cipherSuite.phase1.dhs", "cipherSuite.phase2.pfs"].map((path) =>
    texts(tunnel, path).map((name) => Number(name.replace("Group-", ""))),
  );
  return phases.every((phase) => phase.length > 0) ? phases : undefined;
}
