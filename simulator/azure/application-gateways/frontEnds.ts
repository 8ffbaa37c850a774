import { checkRange, eachItem, hasUnknownItem, requireProperties } from "../arm/checks";
import { partsOf } from "./parts";
import type { ArmCheck } from "../arm/armType";
import { lastName, referredId, sameId } from "../arm/ids";
import { isAddress } from "../rules/routes";
import { asObject, asString, type Props, UNKNOWN } from "../../protocol/values";

/** Source: https://learn.microsoft.com/azure/application-gateway/application-gateway-components#ports; above are Azure's own */
const listenerPorts = [1, 64999] as const;
const forbiddenPort = 22;

export const isPrivate = (frontend: Props): boolean => frontend.subnet !== undefined;

/**
 * Where a gateway is and what it is reached by.
 *
 * Sources: https://learn.microsoft.com/azure/application-gateway/configuration-infrastructure,
 * https://learn.microsoft.com/azure/application-gateway/configuration-frontend-ip
 */
export function checkFrontEnds(check: ArmCheck): void {
  const { inputs, refuse } = check;
  const places = partsOf(inputs, "gatewayIPConfigurations");
  if (inputs.gatewayIPConfigurations !== UNKNOWN && places.length !== 1) {
    refuse(
      "gatewayIPConfigurations",
      "BadRequest",
      `A gateway is in one subnet; ${places.length} are given.`,
    );
  }
  eachItem(inputs.gatewayIPConfigurations, "gatewayIPConfigurations", (place, path) => {
    requireProperties(place, ["subnet"], path, refuse);
    if (lastName(referredId(asObject(place.subnet)) ?? "") === "GatewaySubnet") {
      refuse(
        `${path}.subnet`,
        "BadRequest",
        "GatewaySubnet is for virtual network gateways; an application gateway needs a subnet of its own.",
      );
    }
  });
  checkFrontendConfigurations(check, asObject(places[0]?.subnet));
  checkPorts(check);
}

function checkFrontendConfigurations({ inputs, refuse, id }: ArmCheck, subnet: Props): void {
  const list = "frontendIPConfigurations";
  const frontends = partsOf(inputs, list);
  eachItem(inputs[list], list, (one, path) => checkFrontend(one, path, subnet, refuse));
  if (hasUnknownItem(inputs[list])) {
    return;
  }
  const ofPrivate = frontends.filter(isPrivate);
  if (ofPrivate.length > 1 || frontends.length - ofPrivate.length > 1) {
    refuse(list, "BadRequest", "A gateway has at most one public and one private frontend IP configuration.");
  }
  if (frontends.length === ofPrivate.length) {
    const { tier } = asObject(inputs.sku);
    refuse(
      list,
      "ApplicationGatewayFeatureCannotBeEnabledForSelectedSku",
      `Application Gateway ${id ?? ""} does not support Application Gateway without Public IP for the selected SKU tier ${asString(tier) ?? ""}. ` +
        "Supported SKU tiers are Standard,WAF. (Only a subscription with the feature EnableApplicationGatewayNetworkIsolation can have one, which is not simulated.)",
    );
  }
}

function checkFrontend(one: Props, path: string, subnet: Props, refuse: ArmCheck["refuse"]): void {
  if ((one.publicIPAddress === undefined) === (one.subnet === undefined)) {
    refuse(
      path,
      one.subnet === undefined ? "BadRequest" : "ApplicationGatewayFrontendIpCannotHavePublicIpAndSubnet",
      "A frontend IP configuration has either a publicIPAddress or a subnet, and exactly one of them.",
    );
    return;
  }
  const address = asString(one.privateIPAddress);
  if (!isPrivate(one)) {
    if (one.privateIPAddress !== undefined) {
      refuse(`${path}.privateIPAddress`, "BadRequest", "A public frontend has no privateIPAddress.");
    }
    return;
  }
  if (one.privateIPAllocationMethod !== "Static" || one.privateIPAddress === undefined) {
    refuse(
      `${path}.privateIPAddress`,
      "BadRequest",
      "The private frontend of a v2 gateway must have a privateIPAddress and the allocation method Static.",
    );
  }
  if (address !== undefined && (!isAddress(address) || address.includes(":"))) {
    refuse(`${path}.privateIPAddress`, "BadRequest", `'${address}' is not an IPv4 address.`);
  }
  const [own, gateways] = [referredId(asObject(one.subnet)), referredId(subnet)];
  if (own !== undefined && gateways !== undefined && !sameId(own, gateways)) {
    refuse(
      `${path}.subnet`,
      "BadRequest",
      `A private frontend is in the gateway's own subnet ${gateways}, not in ${own}.`,
    );
  }
}

function checkPorts({ inputs, refuse }: ArmCheck): void {
  const ports = partsOf(inputs, "frontendPorts");
  eachItem(inputs.frontendPorts, "frontendPorts", (one, path) => {
    requireProperties(one, ["port"], path, refuse);
    checkRange(one.port, `${path}.port`, listenerPorts, refuse);
    if (one.port === forbiddenPort) {
      refuse(`${path}.port`, "BadRequest", `Port ${forbiddenPort} cannot be listened on.`);
    }
  });
  const numbers = ports.map(({ port }) => port).filter((port) => typeof port === "number");
  const twice = numbers.find((port, i) => numbers.indexOf(port) < i);
  if (twice !== undefined) {
    refuse("frontendPorts", "BadRequest", `Two frontend ports of the gateway have the number ${twice}.`);
  }
}
