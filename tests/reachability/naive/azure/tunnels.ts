import type { Resource } from "../../../../reachability/resources";
import { allOf, byId, get, inside, list, number, type Record, records, text } from "../properties";
import type { End } from "../tunnels";

/** Every instance of a gateway tries every connection. */
export function azureEnds(resources: readonly Resource[]): End[] {
  return allOf(resources, "azure-native:network:VirtualNetworkGatewayConnection").flatMap((connection) => {
    const gateway = byId(resources, text(connection, "virtualNetworkGateway1.id"));
    const site = byId(resources, text(connection, "localNetworkGateway2.id"));
    if (gateway === undefined || site === undefined) {
      throw new Error(`the connection ${connection.urn} hangs in the air`);
    }
    const talks = get(gateway, "enableBgp") === true && get(connection, "enableBgp") === true;
    return records(gateway, "ipConfigurations").map((configuration, instance): End => {
      const publicAddress = byId(resources, inside(configuration, "publicIPAddress.id") as string);
      return {
        id: `${connection.id ?? ""} instance ${instance}`,
        speaker: gateway.id ?? "",
        resource: connection,
        outside: publicAddress && text(publicAddress, "ipAddress"),
        peerOutside: text(site, "gatewayIpAddress"),
        presharedKey: text(connection, "sharedKey"),
        groups: groups(connection),
        place: { at: "azure gateway", id: gateway.id ?? "" },
        ...(talks && {
          bgp: {
            asn: number(gateway, "bgpSettings.asn"),
            peerAsn: number(site, "bgpSettings.asn"),
            address: address(gateway, connection, String(configuration["id"]), instance),
            peerAddress: text(site, "bgpSettings.bgpPeeringAddress"),
          },
        }),
      };
    });
  });
}

/** The address that the connection names for the instance, else the first of the instance's own. */
function address(
  gateway: Resource,
  connection: Resource,
  configuration: string,
  instance: number,
): string | undefined {
  const named = records(connection, "gatewayCustomBgpIpAddresses").find(
    (one) => one["ipConfigurationId"] === configuration,
  );
  const own = records(gateway, "bgpSettings.bgpPeeringAddresses")[instance];
  const [custom] = list(own?.["customBgpIpAddresses"]);
  const [byDefault] = list(own?.["defaultBgpIpAddresses"]);
  return (named?.["customBgpIpAddress"] ?? custom ?? byDefault) as string | undefined;
}

const numbers: Readonly<globalThis.Record<string, number>> = {
  DHGroup14: 14,
  PFS2048: 14,
  PFS14: 14,
  ECP256: 19,
  ECP384: 20,
};

function groups(connection: Resource): number[][] | undefined {
  const [policy]: Record[] = records(connection, "ipsecPolicies");
  return policy && [policy["dhGroup"], policy["pfsGroup"]].map((name) => [numbers[String(name)] ?? 0]);
}
