import type { EstateBuilder } from "../model";
import {
  follow,
  known,
  labelOf,
  orElse,
  type Properties,
  readList,
  read,
  readNumber,
  readText,
  type Resource,
} from "../resources";
import { type Arm, found, isUnknown, lastName, objectsIn, sameId, textAt, textIn } from "./arm";
import type { Subnet, Subnets } from "./subnets";
import { tokens } from "./tokens";

/** One instance of a gateway, which has a public address of its own. */
export interface GatewayInstance {
  readonly index: number;
  /** Of its IP configuration. */
  readonly name: string;
  readonly outsideAddress: string | undefined;
  /** URNs of resources that the public address comes from. */
  readonly references: readonly string[];
  /** Its BGP address in the virtual network, once it is known. */
  readonly bgpAddress: string | undefined;
  /** Its BGP addresses of 169.254.21.0 to 169.254.22.255, first the one that is used where no connection chooses. */
  readonly customAddresses: readonly string[];
  /** Whether it may have others. */
  readonly incomplete: boolean;
}

/** A virtual network gateway of type VPN. */
export interface VirtualNetworkGateway {
  readonly resource: Resource;
  readonly urn: string;
  readonly name: string;
  /** Of its node and of its table in the model. */
  readonly node: string;
  readonly table: string;
  readonly region: string | undefined;
  /** The subnet that it lives in; undefined where it is in none of the stacks. */
  readonly subnet: Subnet | undefined;
  readonly asn: number | undefined;
  readonly instances: readonly GatewayInstance[];
  readonly sku: string | undefined;
}

/** What Azure gives a gateway that asks for no other: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq#bgp */
export const defaultAsn = 65515;

/** https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-gateway-settings */
export function readVirtualNetworkGateways(
  arm: Arm,
  subnets: Subnets,
  estate: EstateBuilder,
): Map<string, VirtualNetworkGateway> {
  return new Map(
    arm.stack.all(tokens.virtualNetworkGateway).flatMap((resource) => {
      const { urn } = resource;
      if (sameId(textAt(resource, "gatewayType"), "ExpressRoute")) {
        return [];
      }
      const configurations = configurationsOf(resource);
      const subnet = gatewaySubnet(configurations, resource, subnets);
      if (subnet === undefined) {
        const why = `the virtual network of gateway ${labelOf(resource)} is not known`;
        estate.note(urn, why);
        arm.doubt(resource, why);
      }
      const gateway: VirtualNetworkGateway = {
        resource,
        urn,
        name: labelOf(resource),
        node: urn,
        table: `${urn}#routes`,
        region: textAt(resource, "location") ?? subnet?.network.region,
        subnet,
        asn: orElse(readNumber(resource, "bgpSettings.asn"), defaultAsn),
        instances: configurations.map((one, index) => instance(arm, one, index, resource)),
        sku: known(readText(resource, "sku.name")),
      };
      return [[urn, gateway]];
    }),
  );
}

/** One for each instance, also while nothing is known of it. */
function configurationsOf(resource: Resource): readonly Properties[] {
  const list = readList(resource, "ipConfigurations");
  const elements = list.state === "known" ? list.value : [undefined];
  return elements.map((one) => (typeof one === "object" && one !== null ? (one as Properties) : {}));
}

function gatewaySubnet(
  configurations: readonly Properties[],
  resource: Resource,
  subnets: Subnets,
): Subnet | undefined {
  return configurations
    .map((one) => subnets.at(follow(one, "subnet.id"), resource, "ipConfigurations"))
    .find((one) => one !== undefined);
}

function instance(arm: Arm, configuration: Properties, index: number, gateway: Resource): GatewayInstance {
  const name = textIn(configuration, "name") ?? "default";
  const list = "ipConfigurations";
  const reference = arm.referIn(configuration, "publicIPAddress.id", gateway, list, tokens.publicIPAddress);
  const publicAddress = found(reference);
  const candidates = reference.state === "unknown" ? reference.candidates : [];
  const shown = peeringAddresses(gateway, name, index);
  const [own] = textsAt(shown, "defaultBgpIpAddresses");
  const [tunnel] = textsAt(shown, "tunnelIpAddresses");
  return {
    index,
    name,
    outsideAddress: (publicAddress && textAt(publicAddress, "ipAddress")) ?? tunnel,
    // Before the update it may be any of the gateway's addresses; the tunnels' BGP addresses tell the instances apart.
    references: [...(publicAddress ? [publicAddress] : candidates).map(({ urn }) => urn), gateway.urn],
    bgpAddress: own,
    customAddresses: textsAt(shown, "customBgpIpAddresses"),
    incomplete: isUnknown(read(gateway, "bgpSettings.bgpPeeringAddresses")),
  };
}

function peeringAddresses(gateway: Resource, name: string, index: number): Properties {
  const list = objectsIn(known(readList(gateway, "bgpSettings.bgpPeeringAddresses")));
  const named = list.find((one) => sameId(lastName(textIn(one, "ipconfigurationId")), name));
  const nameless = list.every((one) => textIn(one, "ipconfigurationId") === undefined);
  return named ?? (nameless ? list[index] : undefined) ?? {};
}

function textsAt(from: Properties, path: string): string[] {
  const value = follow(from, path);
  const list = value.state === "known" && Array.isArray(value.value) ? (value.value as unknown[]) : [];
  return list.filter((text) => typeof text === "string");
}
