import { readAws } from "../../reachability/aws";
import { tokens as aws } from "../../reachability/aws/tokens";
import {
  customerGatewayOf,
  endOf,
  insideOf,
  tunnelEnd,
  tunnelNumbers,
} from "../../reachability/aws/tunnelEnds";
import { tunnelPath } from "../../reachability/aws/tunnelDefaults";
import { readAzure } from "../../reachability/azure";
import { tokens as azure } from "../../reachability/azure/tokens";
import { readGcp } from "../../reachability/gcp";
import { types as gcp } from "../../reachability/gcp/types";
import { EstateBuilder, type Session, type TunnelEnd } from "../../reachability/model";
import {
  known,
  labelOf,
  orElse,
  readBoolean,
  readNumber,
  readText,
  type Resource,
  Stack,
  typeOf,
} from "../../reachability/resources";
import { noFailures } from "../../reachability/solve/failures";
import { matchTunnels, type Tunnel } from "../../reachability/solve/tunnels";

/** One side of a BGP session, as far as the link rules need it. */
export type Speaker = Pick<
  Session,
  "end" | "name" | "localAsn" | "peerAsn" | "localAddress" | "peerAddress"
> & {
  readonly urn: string;
  /** What holds the ASN and all routes: a gateway, or a network of Google Cloud, whose routers share them. */
  readonly domain: string;
};

/** The tunnels of a stack, each with both ends where both are in it, and the BGP sides in them. */
export interface Links {
  readonly tunnels: readonly Tunnel[];
  readonly speakers: readonly Speaker[];
  /** The end at the other side of the tunnel. */
  peerOf(end: TunnelEnd): TunnelEnd | undefined;
}

/** All that a tunnel's ends and sessions are read from: a large stack has few of them. */
const types = [
  aws.vpnGateway,
  aws.customerGateway,
  aws.vpnConnection,
  aws.transitGateway,
  azure.connection,
  azure.localNetworkGateway,
  azure.publicIPAddress,
  azure.virtualNetworkGateway,
  azure.virtualHub,
  azure.virtualWan,
  azure.vpnConnection,
  azure.vpnGateway,
  azure.vpnSite,
  gcp.network,
  gcp.address,
  gcp.forwardingRule,
  gcp.haVpnGateway,
  gcp.vpnGateway,
  gcp.externalVpnGateway,
  gcp.vpnTunnel,
  gcp.router,
  gcp.routerInterface,
  gcp.routerPeer,
] as const;

const read = new WeakMap<Stack, Links>();

/** The links of a stack, paired as the reachability analysis pairs them; read once for all rules. */
export function linksOf(stack: Stack): Links {
  const links = read.get(stack) ?? readLinks(stack);
  read.set(stack, links);
  return links;
}

function readLinks(whole: Stack): Links {
  const stack = new Stack(types.flatMap((type) => whole.all(type)));
  const estate = new EstateBuilder();
  readAws(stack, estate);
  readAzure(stack, estate);
  readGcp(stack, estate);
  const outside = connectionsOfOutsiders(stack, estate);
  const tunnels = matchTunnels([...estate.tunnelEnds, ...outside.map(({ end }) => end)], noFailures);
  const peers = new Map<string, TunnelEnd>();
  for (const { ends } of tunnels) {
    const [a, b] = ends;
    if (b !== undefined) {
      peers.set(a.id, b).set(b.id, a);
    }
  }
  const gateways = new Map(estate.tunnelEnds.map(({ id, gateway }) => [id, gateway]));
  const domainOf = ({ learns: [learned], end }: Session): string =>
    (learned && networkOf(stack, learned.table)) ?? gateways.get(end) ?? end;
  const speakers = [
    ...estate.sessions.flatMap((session) =>
      session.urn === undefined ? [] : [{ ...session, urn: session.urn, domain: domainOf(session) }],
    ),
    ...outside.flatMap(({ speaker }) => speaker ?? []),
  ];
  return { tunnels, speakers, peerOf: ({ id }) => peers.get(id) };
}

/** The network of the Cloud Router that learns into a table. */
function networkOf(stack: Stack, table: string): string | undefined {
  const router = stack.get(table.replace(/#learned$/, ""));
  if (router === undefined || typeOf(router) !== gcp.router) {
    return undefined;
  }
  const network = stack.reference(router, "network", gcp.network);
  return network.state === "found"
    ? network.resource.urn
    : (known(readText(router, "network")) ?? router.urn);
}

/** Connections whose gateway is in none of the stacks, such as a transit gateway of a stack of its own. */
function connectionsOfOutsiders(
  stack: Stack,
  estate: EstateBuilder,
): { readonly end: TunnelEnd; readonly speaker: Speaker | undefined }[] {
  const seen = new Set(estate.tunnelEnds.map(({ id }) => id));
  const reader = { stack, estate };
  return stack.all(aws.vpnConnection).flatMap((connection) => {
    const gateway = gatewayOf(connection);
    return tunnelNumbers
      .filter((number) => !seen.has(endOf(connection, number)))
      .map((number) => {
        const end = tunnelEnd(reader, connection, number, gateway, gateway);
        const isStatic = orElse(readBoolean(connection, "staticRoutesOnly"), false) === true;
        const customer = customerGatewayOf(reader, connection);
        const inside = insideOf(connection, number);
        const speaker: Speaker = {
          end: end.id,
          name: `BGP in ${end.name}`,
          urn: connection.urn,
          localAsn: known(readNumber(connection, tunnelPath(number, "BgpAsn"))),
          peerAsn:
            customer &&
            (known(readNumber(customer, "bgpAsn")) ?? known(readNumber(customer, "bgpAsnExtended"))),
          localAddress: inside.local?.split("/")[0],
          peerAddress: inside.peer?.split("/")[0],
          domain: gateway,
        };
        return { end, speaker: isStatic ? undefined : speaker };
      });
  });
}

/** What tells one gateway from another while it is not in the stack. */
function gatewayOf(connection: Resource): string {
  const ids = ["transitGatewayId", "vpnGatewayId"].map((path) => known(readText(connection, path)));
  return ids.find((id) => id !== undefined && id !== "") ?? `the gateway of ${labelOf(connection)}`;
}
