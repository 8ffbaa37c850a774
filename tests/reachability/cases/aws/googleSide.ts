import type { Resource } from "../../../../reachability";
import * as google from "../gcp/resources";

/** What a Google Cloud network at the other end of VPN connections is like. */
export interface GoogleSide {
  readonly name: string;
  readonly range: string;
  /** The HA VPN gateway's first address is 35.x.0.1. */
  readonly x: number;
  readonly asn: number;
  readonly connections: readonly Resource[];
  /** What of its tunnels is otherwise than the connection asks for. */
  readonly tunnel?: Readonly<Record<string, unknown>>;
  readonly peer?: Readonly<Record<string, unknown>>;
}

/** A network that is called as its subnet, with all that its ends of two tunnels a connection need. */
export function googleSide({
  name,
  range,
  x,
  asn,
  connections,
  tunnel = {},
  peer = {},
}: GoogleSide): Resource[] {
  const network = google.network(`${name}-network`);
  const gateway = google.haGateway(`${name}-gateway`, network, x);
  const router = google.router(`${name}-router`, network, asn);
  return [
    ...[network, gateway, router],
    google.subnet(name, network, range),
    google.firewall(`${name}-in`, network, { sourceRanges: ["0.0.0.0/0"] }),
    ...connections.flatMap((connection) => tunnels(name, gateway, router, connection, tunnel, peer)),
  ];
}

function tunnels(
  side: string,
  gateway: Resource,
  router: Resource,
  connection: Resource,
  more: NonNullable<GoogleSide["tunnel"]>,
  peer: NonNullable<GoogleSide["peer"]>,
): Resource[] {
  const { outputs } = connection;
  const name = `${side}-${connection.id ?? ""}`;
  const amazon = google.other("gcp:compute/externalVpnGateway:ExternalVpnGateway", name, {
    redundancyType: "TWO_IPS_REDUNDANCY",
    interfaces: [outputs.tunnel1Address, outputs.tunnel2Address].map((ipAddress, id) => ({ id, ipAddress })),
  });
  const third = Number(String(outputs.tunnel1InsideCidr).split(".")[2]);
  return [
    amazon,
    ...[0, 1].flatMap((index) => {
      const one = google.tunnel(`${name}-${index}`, gateway, gateway, {
        peerGcpGateway: undefined,
        peerExternalGateway: google.link(amazon),
        peerExternalGatewayInterface: index,
        sharedSecret: outputs[`tunnel${index + 1}PresharedKey`],
        ...more,
      });
      const inside = [third, 4 * index + 2, 4 * index + 1] as const;
      const asn = Number(outputs.amazonSideAsn ?? 64512);
      return [one, ...google.session(`${name}-${index}`, router, one, asn, inside, peer)];
    }),
  ];
}
