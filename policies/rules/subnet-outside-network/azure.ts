import { Arm, armName, found, lastName } from "../../../reachability/azure/arm";
import { tokens } from "../../../reachability/azure/tokens";
import {
  follow,
  known,
  labelOf,
  type Properties,
  readList,
  readText,
  type Resource,
  type Stack,
} from "../../../reachability/resources";
import { type WrittenRange, writtenRanges, writtenRangesIn } from "../../reading/ranges";
import { asDeclared } from "../../reading/unknowns";
import type { Finding } from "../../rule";
import { type Holder, outside } from "./judge";

const page = "https://learn.microsoft.com/azure/virtual-network/manage-subnet-settings";
const gatewayPage =
  "https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-gateway-settings#gwsub";
const hubPage = "https://learn.microsoft.com/azure/virtual-wan/virtual-wan-faq";

interface Subnet {
  readonly resource: Resource;
  readonly name: string;
  /** In Azure. */
  readonly armName: string | undefined;
  readonly ranges: readonly WrittenRange[];
}

/** Subnets in resources of their own and inside virtual networks, and the prefixes of virtual hubs. */
export function* azureSubnets(stack: Stack): Iterable<Finding> {
  const arm = new Arm(stack, { [tokens.virtualNetwork]: "virtualNetworkName" });
  for (const resource of stack.all(tokens.subnet)) {
    const network = arm.parent(resource, "virtualNetworkName", tokens.virtualNetwork);
    const ranges = ["addressPrefix", "addressPrefixes"].flatMap((path) =>
      writtenRanges(asDeclared(resource), path),
    );
    const subnet = {
      resource,
      name: labelOf(resource),
      armName: armName(resource, "subnetName") ?? known(readText(resource, "subnetName")),
      ranges,
    };
    if (network !== undefined) {
      yield* outside(subnet, holderOf(network), page);
    } else if (readText(resource, "virtualNetworkName").state === "unknown") {
      const message = `the virtual network of subnet ${subnet.name} (virtualNetworkName) is known only after the update, so whether its ranges lie in it can't be told`;
      yield { urn: resource.urn, message, undecided: true };
    }
    yield* tooSmall(stack, subnet);
  }
  const separate = separateSubnets(stack, arm);
  for (const network of stack.all(tokens.virtualNetwork)) {
    for (const subnet of inlineSubnets(network)) {
      if (!separate.has(`${network.urn} ${subnet.armName ?? ""}`.toLowerCase())) {
        yield* outside(subnet, holderOf(network), page);
        yield* tooSmall(stack, subnet);
      }
    }
  }
  yield* smallHubs(stack);
}

function holderOf(network: Resource): Holder {
  const ranges = writtenRanges(network, "addressSpace.addressPrefixes");
  return { resource: network, kind: "virtual network", ranges };
}

function inlineSubnets(network: Resource): readonly Subnet[] {
  const list = known(readList(network, "subnets")) ?? [];
  return list.map((element, index) => {
    const name =
      typeof element === "object" && element !== null ? follow(element as Properties, "name") : undefined;
    const text = name?.state === "known" && typeof name.value === "string" ? name.value : undefined;
    const ranges = ["addressPrefix", "addressPrefixes"].flatMap((path) =>
      writtenRangesIn(network, element, `subnets.${index}`, path),
    );
    return { resource: network, name: text ?? String(index), armName: text, ranges };
  });
}

/** A network answers with all its subnets, those of resources of their own among them. */
function separateSubnets(stack: Stack, arm: Arm): ReadonlySet<string> {
  return new Set(
    stack.all(tokens.subnet).flatMap((subnet) => {
      const network = arm.parent(subnet, "virtualNetworkName", tokens.virtualNetwork);
      const name = armName(subnet, "subnetName");
      return network === undefined || name === undefined ? [] : [`${network.urn} ${name}`.toLowerCase()];
    }),
  );
}

/** Only gateways of the SKU Basic fit into less than a /27. */
function* tooSmall(stack: Stack, { resource, name, armName: inAzure, ranges }: Subnet): Iterable<Finding> {
  for (const { cidr, path } of inAzure === "GatewaySubnet" ? ranges : []) {
    if (
      typeof cidr === "object" &&
      cidr.version === 4 &&
      cidr.prefixLength > 27 &&
      !holdsBasic(stack, resource)
    ) {
      const message =
        `${path} ${cidr.text} of subnet ${name}: a GatewaySubnet of less than a /27 has no room for a gateway of any SKU ` +
        `but Basic, and can't grow while a gateway is in it: make it /27 or larger (${gatewayPage})`;
      yield { urn: resource.urn, message };
    }
  }
}

function holdsBasic(stack: Stack, subnet: Resource): boolean {
  return stack.all(tokens.virtualNetworkGateway).some((gateway) => {
    const place = found(stack.reference(gateway, "ipConfigurations.0.subnet.id", tokens.subnet));
    const id = known(readText(gateway, "ipConfigurations.0.subnet.id"));
    const isHere = place?.urn === subnet.urn || (place === undefined && lastName(id) === "GatewaySubnet");
    return isHere && known(readText(gateway, "sku.name"))?.toLowerCase() === "basic";
  });
}

function* smallHubs(stack: Stack): Iterable<Finding> {
  for (const hub of stack.all(tokens.virtualHub)) {
    for (const { cidr, path, problem } of writtenRanges(asDeclared(hub), "addressPrefix")) {
      const at = `${path} of virtual hub ${labelOf(hub)}`;
      if (cidr === "malformed") {
        yield { urn: hub.urn, message: `${at}: ${problem ?? ""} (${hubPage})` };
      } else if (cidr === "unknown") {
        const message = `${at} is known only after the update, so whether it has room for the hub's gateways can't be told: write it into the program (${hubPage})`;
        yield { urn: hub.urn, message, undecided: true };
      } else if (cidr.prefixLength > 24) {
        const message = `${at}: ${cidr.text} is smaller than a /24, the least that Azure makes a hub of: use a /23 or larger (${hubPage})`;
        yield { urn: hub.urn, message };
      }
    }
  }
}
