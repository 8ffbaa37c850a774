import { checkRange } from "../arm/checks";
import type { ArmCheck } from "../arm/armType";
import { asNumber, asObject, asString, asStrings, type Props, UNKNOWN } from "../../protocol/values";

const mostUnits = 125;
const v2 = ["Standard_v2", "WAF_v2"];
const v1 = ["Standard_Small", "Standard_Medium", "Standard_Large", "WAF_Medium", "WAF_Large"];

export const isFirewalled = (gateway: Props): boolean => asObject(gateway.sku).tier === "WAF_v2";

/**
 * Kind and size.
 *
 * Sources: https://learn.microsoft.com/azure/application-gateway/v1-retirement (no new v1 gateways since 1 September
 * 2024, none at all since 28 April 2026), https://learn.microsoft.com/azure/application-gateway/application-gateway-autoscaling-zone-redundant
 * and `ApplicationGatewayAutoscaleConfiguration` in the REST reference for the sizes
 */
export function checkSku({ inputs, refuse }: ArmCheck): void {
  const sku = asObject(inputs.sku);
  if (inputs.sku === UNKNOWN) {
    return;
  }
  const [name, tier] = [asString(sku.name), asString(sku.tier)];
  if (sku.name === undefined || sku.tier === undefined) {
    refuse("sku", "BadRequest", "A gateway must have an SKU with its name and tier.");
  } else if (name !== undefined && v1.includes(name)) {
    refuse(
      "sku.name",
      "BadRequest",
      `Application Gateway v1 (${name}) was retired on 28 April 2026 and cannot be created; use Standard_v2 or WAF_v2.`,
    );
  } else if (name !== undefined && !v2.includes(name)) {
    refuse(
      "sku.name",
      "BadRequest",
      `The SKU '${name}' is not known or not simulated; use ${v2.join(" or ")}.`,
    );
  } else if (name !== undefined && tier !== undefined && name !== tier) {
    refuse(
      "sku.tier",
      "BadRequest",
      `The tier '${tier}' does not belong to the SKU '${name}'; both must be the same.`,
    );
  }
  checkSize(inputs, refuse);
  checkZones(inputs, refuse);
}

function checkSize(inputs: Props, refuse: ArmCheck["refuse"]): void {
  const { capacity } = asObject(inputs.sku);
  const scale = asObject(inputs.autoscaleConfiguration);
  checkRange(capacity, "sku.capacity", [1, mostUnits], refuse);
  checkRange(scale.minCapacity, "autoscaleConfiguration.minCapacity", [0, mostUnits], refuse);
  checkRange(scale.maxCapacity, "autoscaleConfiguration.maxCapacity", [2, mostUnits], refuse);
  const [least, most] = [asNumber(scale.minCapacity), asNumber(scale.maxCapacity)];
  if (least !== undefined && most !== undefined && least > most) {
    refuse("autoscaleConfiguration", "BadRequest", `minCapacity ${least} is more than maxCapacity ${most}.`);
  }
  if ((capacity === undefined) === (inputs.autoscaleConfiguration === undefined)) {
    refuse(
      "sku.capacity",
      "BadRequest",
      "A v2 gateway has either a fixed sku.capacity or an autoscaleConfiguration, and exactly one of them.",
    );
  }
}

/** Source: https://learn.microsoft.com/azure/reliability/reliability-application-gateway-v2 */
function checkZones(inputs: Props, refuse: ArmCheck["refuse"]): void {
  const zones = asStrings(inputs.zones);
  if (zones.some((zone) => !["1", "2", "3"].includes(zone)) || new Set(zones).size < zones.length) {
    refuse("zones", "BadRequest", `zones can be "1", "2" and "3", each once; got ${zones.join(", ")}.`);
  }
}
