import { kindOf } from "./endpoints";
import { checkHeaders } from "./monitoring";
import type { ArmCheck } from "../arm/armType";
import { checkChoice, checkRange, eachItem } from "../arm/checks";
import { locationNames, normalisedLocation } from "../arm/locations";
import { isAddress } from "../rules/routes";
import { isPublicAddress } from "../../publicAddress";
import { parseAddress } from "../../../addressing/cidr";
import { asString, asStrings, type Props, UNKNOWN } from "../../protocol/values";

const oneToThousand = [1, 1000] as const;
const domainName =
  /^(?=.{1,253}\.?$)([A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?\.?$/;
/** Global unicast: RFC 4291 section 2.4. */
const globalUnicast = /^[23]/;
/** Source: https://learn.microsoft.com/azure/traffic-manager/traffic-manager-geographic-regions */
const region = /^(WORLD|GEO-[A-Z]{2}|[A-Z]{2}(-[A-Z0-9]{2,3})?)$/;

/**
 * What is wrong with an endpoint by itself.
 *
 * Sources: https://learn.microsoft.com/azure/traffic-manager/traffic-manager-endpoint-types,
 * https://learn.microsoft.com/azure/traffic-manager/traffic-manager-routing-methods,
 * https://learn.microsoft.com/rest/api/trafficmanager/endpoints/create-or-update
 */
export function checkEndpoint(
  endpoint: Props,
  type: string | undefined,
  path: string,
  refuse: ArmCheck["refuse"],
): void {
  const at = (name: string): string => (path === "" ? name : `${path}.${name}`);
  checkRange(endpoint.weight, at("weight"), oneToThousand, refuse);
  checkRange(endpoint.priority, at("priority"), oneToThousand, refuse);
  checkChoice(endpoint.endpointStatus, at("endpointStatus"), ["Enabled", "Disabled"], refuse);
  checkChoice(endpoint.alwaysServe, at("alwaysServe"), ["Enabled", "Disabled"], refuse);
  checkHeaders(endpoint, path, refuse);
  checkPlaces(endpoint, at, refuse);
  const kind = kindOf(type);
  if (type === undefined) {
    return;
  }
  if (kind === undefined) {
    refuse(
      at(path === "" ? "endpointType" : "type"),
      "BadRequest",
      `The endpoint type '${type}' is not one of AzureEndpoints, ExternalEndpoints, NestedEndpoints.`,
    );
  } else if (kind === "ExternalEndpoints") {
    checkExternal(endpoint, at, refuse);
  } else {
    checkResource(endpoint, kind, at, refuse);
  }
  if (kind === "NestedEndpoints") {
    checkNested(endpoint, at, refuse);
  } else {
    for (const name of ["minChildEndpoints", "minChildEndpointsIPv4", "minChildEndpointsIPv6"]) {
      if (endpoint[name] !== undefined) {
        refuse(at(name), "BadRequest", `${name} is only for nested endpoints.`);
      }
    }
  }
}

type At = (name: string) => string;

function checkExternal(endpoint: Props, at: At, refuse: ArmCheck["refuse"]): void {
  const target = asString(endpoint.target);
  if (endpoint.targetResourceId !== undefined) {
    refuse(
      at("targetResourceId"),
      "BadRequest",
      "An external endpoint has a target, not a targetResourceId.",
    );
  }
  if (endpoint.target === undefined) {
    refuse(
      at("target"),
      "BadRequest",
      "An external endpoint must have a target: a domain name or a public address.",
    );
  } else if (target !== undefined && isAddress(target) && !isPublic(target)) {
    refuse(
      at("target"),
      "BadRequest",
      `The target '${target}' is a private or reserved address, which Traffic Manager cannot probe or answer with.`,
    );
  } else if (target !== undefined && !isAddress(target) && !domainName.test(target)) {
    refuse(
      at("target"),
      "BadRequest",
      `The target '${target}' is neither a domain name nor an IP address; it has no scheme, port or path.`,
    );
  }
}

function isPublic(address: string): boolean {
  const { version, text } = parseAddress(address);
  return version === 4 ? isPublicAddress(text) : globalUnicast.test(text);
}

function checkResource(endpoint: Props, kind: string, at: At, refuse: ArmCheck["refuse"]): void {
  if (endpoint.targetResourceId === undefined) {
    refuse(
      at("targetResourceId"),
      "BadRequest",
      `An endpoint of ${kind} must have the targetResourceId of ${kind === "NestedEndpoints" ? "a Traffic Manager profile" : "a public IP address"}.`,
    );
  }
  if (endpoint.target !== undefined) {
    refuse(
      at("target"),
      "BadRequest",
      `The target of an endpoint of ${kind} follows from its targetResourceId.`,
    );
  }
}

/** Source: https://learn.microsoft.com/azure/traffic-manager/traffic-manager-nested-profiles; always serve is for the other types */
function checkNested(endpoint: Props, at: At, refuse: ArmCheck["refuse"]): void {
  checkRange(endpoint.minChildEndpoints, at("minChildEndpoints"), [1, 1000], refuse);
  checkRange(endpoint.minChildEndpointsIPv4, at("minChildEndpointsIPv4"), [0, 1000], refuse);
  checkRange(endpoint.minChildEndpointsIPv6, at("minChildEndpointsIPv6"), [0, 1000], refuse);
  if (endpoint.alwaysServe === "Enabled") {
    refuse(at("alwaysServe"), "BadRequest", "A nested endpoint cannot always be served.");
  }
}

function checkPlaces(endpoint: Props, at: At, refuse: ArmCheck["refuse"]): void {
  const location = asString(endpoint.endpointLocation);
  if (location !== undefined && !locationNames.includes(normalisedLocation(location))) {
    refuse(at("endpointLocation"), "BadRequest", `'${location}' is not an Azure region.`);
  }
  const wrong = asStrings(endpoint.geoMapping).find((one) => !region.test(one));
  if (wrong !== undefined) {
    refuse(
      at("geoMapping"),
      "BadRequest",
      `'${wrong}' is not a geographic region such as WORLD, GEO-EU, DE or US-CA.`,
    );
  }
  eachItem(endpoint.subnets, at("subnets"), (subnet, path) => checkSubnet(subnet, path, refuse));
}

function checkSubnet({ first, last, scope }: Props, path: string, refuse: ArmCheck["refuse"]): void {
  if (first === UNKNOWN || last === UNKNOWN || scope === UNKNOWN) {
    return;
  }
  const text = asString(first) ?? "";
  if (!isAddress(text) || (last !== undefined && !isAddress(asString(last) ?? ""))) {
    refuse(
      path,
      "BadRequest",
      "A subnet has its first address, and its last one or the length of its prefix as scope.",
    );
  } else if (last !== undefined && parseAddress(text).value > parseAddress(asString(last) ?? "").value) {
    refuse(path, "BadRequest", `The first address ${text} is after the last one.`);
  }
}
