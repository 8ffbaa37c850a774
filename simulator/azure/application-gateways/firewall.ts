import { isFirewalled } from "./sku";
import { partsOf } from "./parts";
import type { ArmCheck, ArmOperation } from "../arm/armType";
import { referredId } from "../arm/ids";
import { findById } from "../arm/references";
import { invalidReference } from "../rules/subnets";
import { tokens } from "../tokens";
import { asObject, type Props } from "../../protocol/values";

/** The policies that a gateway and its listeners name. */
export const policiesOf = (gateway: Props): string[] =>
  [gateway, ...partsOf(gateway, "httpListeners")].flatMap(
    ({ firewallPolicy }) => referredId(asObject(firewallPolicy)) ?? [],
  );

/** Source: https://learn.microsoft.com/azure/web-application-firewall/ag/policy-overview */
export function checkFirewall({ inputs, refuse, id }: ArmCheck): void {
  const { tier } = asObject(inputs.sku);
  if (typeof tier !== "string") {
    return;
  }
  const named = [inputs, ...partsOf(inputs, "httpListeners")].some((one) => one.firewallPolicy !== undefined);
  if (named && !isFirewalled(inputs)) {
    refuse(
      "firewallPolicy",
      "ApplicationGatewayFirewallCannotBeEnabledForSelectedSku",
      `Application Gateway ${id ?? ""} does not support WebApplicationFirewall with the selected SKU tier ${tier}`,
    );
  }
  if (inputs.firewallPolicy === undefined && isFirewalled(inputs)) {
    refuse(
      "firewallPolicy",
      "ApplicationGatewayFirewallNotConfiguredForSelectedSku",
      `Application Gateway ${id ?? ""} with the selected SKU tier ${tier} must have a WebApplicationFirewall policy.`,
    );
  }
}

/** A policy is in the gateway's region and subscription. */
export function requireFirewallPolicy({ world, id, inputs }: ArmOperation): void {
  for (const target of policiesOf(inputs)) {
    const policy = findById(world, tokens.firewallPolicy, target);
    if (!policy || policy.inputs.location !== inputs.location) {
      throw invalidReference(target, id);
    }
  }
}
