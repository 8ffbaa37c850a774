import type { ArmCheck } from "../arm/armType";
import { eachItem, hasUnknownItem } from "../arm/checks";
import { referredId, sameId } from "../arm/ids";
import { nameProblem, networkName } from "../arm/nameRules";
import { invalidReferenceReason } from "../rules/subnets";
import { asList, asObject, asString, type Props, UNKNOWN, type Value } from "../../protocol/values";

/** A gateway's lists of named parts, and which property of an item refers to a part of which list. */
const lists = {
  gatewayIPConfigurations: {},
  frontendIPConfigurations: {},
  frontendPorts: {},
  sslCertificates: {},
  backendAddressPools: {},
  probes: {},
  backendHttpSettingsCollection: { probe: "probes" },
  backendSettingsCollection: { probe: "probes" },
  httpListeners: {
    frontendIPConfiguration: "frontendIPConfigurations",
    frontendPort: "frontendPorts",
    sslCertificate: "sslCertificates",
  },
  listeners: {
    frontendIPConfiguration: "frontendIPConfigurations",
    frontendPort: "frontendPorts",
    sslCertificate: "sslCertificates",
  },
  redirectConfigurations: { targetListener: "httpListeners" },
  urlPathMaps: {
    defaultBackendAddressPool: "backendAddressPools",
    defaultBackendHttpSettings: "backendHttpSettingsCollection",
    defaultRedirectConfiguration: "redirectConfigurations",
  },
  requestRoutingRules: {
    backendAddressPool: "backendAddressPools",
    backendHttpSettings: "backendHttpSettingsCollection",
    httpListener: "httpListeners",
    redirectConfiguration: "redirectConfigurations",
    urlPathMap: "urlPathMaps",
  },
  routingRules: {
    backendAddressPool: "backendAddressPools",
    backendSettings: "backendSettingsCollection",
    listener: "listeners",
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export type PartList = keyof typeof lists;

export const partLists = Object.keys(lists) as readonly PartList[];

export const partsOf = (gateway: Props, list: PartList): Props[] => asList(gateway[list]).map(asObject);

/** The part that a reference of a gateway means, by the name at its end; undefined also while that is unknown. */
export function partReferred(gateway: Props, list: PartList, value: Value | undefined): Props | undefined {
  const name = referredId(asObject(value))?.split("/").at(-1)?.toLowerCase();
  return name === undefined
    ? undefined
    : partsOf(gateway, list).find((part) => asString(part.name)?.toLowerCase() === name);
}

/** Names of parts, and that every reference means a part that the same gateway has. */
export function checkParts(check: ArmCheck): void {
  for (const list of partLists) {
    checkNames(check, list);
    partsOf(check.inputs, list).forEach((part, i) => {
      for (const [property, target] of Object.entries(lists[list])) {
        checkReference(check, part[property], target, `${list}[${i}].${property}`);
      }
    });
  }
}

function checkNames({ inputs, refuse }: ArmCheck, list: PartList): void {
  const parts = partsOf(inputs, list);
  eachItem(inputs[list], list, ({ name }, path) => {
    const problem = name === UNKNOWN ? undefined : nameProblem(asString(name) ?? "", networkName());
    if (problem) {
      refuse(`${path}.name`, problem.code, problem.reason);
    }
  });
  const names = parts.flatMap(({ name }) => asString(name)?.toLowerCase() ?? []);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) {
    refuse(
      list,
      "BadRequest",
      `The name '${twice}' is used twice in ${list}; it must be unique within the gateway.`,
    );
  }
}

/**
 * Source: https://learn.microsoft.com/troubleshoot/azure/application-gateway/ (deployment failures), where a reference
 * to a path map, pool, settings or listener that is not there is InvalidResourceReference
 */
export function checkReference(
  { id, inputs, refuse }: ArmCheck,
  value: Value | undefined,
  target: PartList,
  path: string,
): void {
  const wanted = referredId(asObject(value));
  const names = partsOf(inputs, target).map(({ name }) => name);
  const undecided = hasUnknownItem(inputs[target]) || names.includes(UNKNOWN) || id === undefined;
  if (wanted === undefined || undecided) {
    return;
  }
  if (!names.some((name) => sameId(wanted, `${id}/${target}/${asString(name) ?? ""}`))) {
    refuse(path, "InvalidResourceReference", invalidReferenceReason(wanted, id));
  }
}

/** Each part as Azure shows it. */
export const shownParts = (id: string, inputs: Props): Props =>
  Object.fromEntries(
    partLists.map((list) => [
      list,
      partsOf(inputs, list).map((part) => ({
        ...part,
        id: `${id}/${list}/${asString(part.name) ?? ""}`,
        type: `Microsoft.Network/applicationGateways/${list}`,
        provisioningState: "Succeeded",
      })),
    ]),
  );
