import type { Resource } from "../../../../reachability/resources";
import { allOf, byId, get, list, number, text } from "../properties";
import type { End } from "../tunnels";

/** Both tunnels of every VPN connection. */
export function awsEnds(resources: readonly Resource[]): End[] {
  return allOf(resources, "aws:ec2/vpnConnection:VpnConnection").flatMap((connection) => {
    const transitGateway = text(connection, "transitGatewayId");
    const gateway = byId(resources, transitGateway ?? text(connection, "vpnGatewayId"));
    const customer = byId(resources, text(connection, "customerGatewayId"));
    if (gateway === undefined || customer === undefined) {
      throw new Error(`the VPN connection ${connection.urn} hangs in the air`);
    }
    return ["tunnel1", "tunnel2"].map((tunnel): End => {
      const of = (name: string): string | undefined => text(connection, `${tunnel}${name}`);
      return {
        id: `${connection.id ?? ""} ${tunnel}`,
        speaker: gateway.id ?? "",
        resource: connection,
        outside: of("Address"),
        peerOutside: text(customer, "ipAddress"),
        presharedKey: of("PresharedKey"),
        groups: groups(connection, tunnel),
        place: transitGateway
          ? { at: "aws attachment", id: text(connection, "transitGatewayAttachmentId") ?? "" }
          : { at: "aws virtual private gateway", id: gateway.id ?? "" },
        ...(get(connection, "staticRoutesOnly") !== true && {
          bgp: {
            asn: number(gateway, "amazonSideAsn"),
            peerAsn: number(customer, "bgpAsn"),
            address: of("VgwInsideAddress"),
            peerAddress: of("CgwInsideAddress"),
          },
        }),
      };
    });
  });
}

function groups(connection: Resource, tunnel: string): number[][] | undefined {
  const phases = [1, 2].map((phase) =>
    list(get(connection, `${tunnel}Phase${phase}DhGroupNumbers`)).map(Number),
  );
  return phases.every((phase) => phase.length > 0) ? phases : undefined;
}
