import { configurationsOf } from "./nicConfigurations";
import type { ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { parentOf, referredId, sameId } from "../arm/ids";
import { findById } from "../arm/references";
import { ipConfigurationsIn } from "../rules/ipConfigurations";
import { allocateAddress, requireFreeAddress, takenAddresses } from "../rules/privateAddresses";
import { requirePublicAddress } from "../rules/publicAddresses";
import { findSubnet, invalidReference, type SubnetView } from "../rules/subnets";
import { tokens } from "../tokens";
import { asObject, asString, type Props } from "../../protocol/values";

/**
 * Where the interface is: the private address of each configuration, after everything that its surroundings must
 * satisfy. A dynamic address stays as long as the configuration stays in its subnet.
 */
export function placeInterface(context: ArmOperation, before: readonly Props[]): string[] {
  requireSecurityGroup(context);
  const configurations = configurationsOf(context.inputs);
  const subnet = requireSubnet(context, referredId(asObject(configurations[0]?.subnet)) ?? "");
  for (const { name, publicIPAddress } of configurations) {
    const address = referredId(asObject(publicIPAddress));
    if (address !== undefined) {
      requirePublicAddress(context, address, `${context.id}/ipConfigurations/${asString(name) ?? ""}`);
    }
  }
  const taken = takenAddresses(context.world, subnet, context.id);
  // Static ones first: a dynamic one of the same interface must not take their address.
  const fixed = configurations.flatMap((one) => asString(one.privateIPAddress) ?? []);
  for (const [i, address] of fixed.entries()) {
    requireFreeAddress(address, subnet, [...taken, ...fixed.slice(0, i)]);
  }
  const used = [...taken, ...fixed];
  return configurations.map((one) => {
    const given = asString(one.privateIPAddress);
    if (given !== undefined) {
      return given;
    }
    const kept = keptAddress(one, before);
    const address = kept !== undefined && !used.includes(kept) ? kept : allocateAddress(subnet, used);
    used.push(address);
    return address;
  });
}

function keptAddress({ name, subnet }: Props, before: readonly Props[]): string | undefined {
  const old = before.find((one) => one.name === name);
  const same = sameId(referredId(asObject(old?.subnet)), referredId(asObject(subnet)));
  return same ? asString(old?.privateIPAddress) : undefined;
}

function requireSecurityGroup({ world, id, inputs }: ArmOperation): void {
  const target = referredId(asObject(inputs.networkSecurityGroup));
  const group = findById(world, tokens.networkSecurityGroup, target);
  if (target !== undefined && group?.inputs.location !== inputs.location) {
    throw invalidReference(target, id);
  }
}

function requireSubnet({ world, id, inputs }: ArmOperation, subnetId: string): SubnetView {
  const subnet = findSubnet(world, subnetId);
  const network = findById(world, tokens.virtualNetwork, parentOf(subnetId));
  if (!subnet || network?.inputs.location !== inputs.location) {
    throw invalidReference(subnetId, id);
  }
  const gateway = ipConfigurationsIn(world, subnetId).find(
    ({ owner }) => owner.token === tokens.applicationGateway,
  );
  if (gateway) {
    throw badRequest(
      "ApplicationGatewaySubnetCannotHaveOtherResources",
      `Subnet ${subnetId} is used by application gateway ${gateway.owner.id}; nothing but application gateways can be in it.`,
    );
  }
  return subnet;
}
