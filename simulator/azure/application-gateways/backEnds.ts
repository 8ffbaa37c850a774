import { checkChoice, checkRange, eachItem, isGiven, lower, requireProperties } from "../arm/checks";
import { partReferred } from "./parts";
import type { ArmCheck } from "../arm/armType";
import { isAddress } from "../rules/routes";
import { asList, asObject, asString, type Props, UNKNOWN } from "../../protocol/values";

const ports = [1, 65535] as const;
const seconds = [1, 86400] as const;
/** Source: https://learn.microsoft.com/azure/application-gateway/configuration-http-settings#connection-draining */
const drainingSeconds = [1, 3600] as const;
/** Source: https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#application-gateway-limits */
const mostAddresses = 1200;
const domainName =
  /^(?=.{1,255}$)([A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?\.)*[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.?$/;

/**
 * What a gateway forwards to, and how.
 *
 * Sources: https://learn.microsoft.com/azure/application-gateway/application-gateway-components#backend-pools,
 * https://learn.microsoft.com/azure/application-gateway/configuration-http-settings and the REST reference
 */
export function checkBackEnds({ inputs, refuse }: ArmCheck): void {
  eachItem(inputs.backendAddressPools, "backendAddressPools", (pool, path) => checkPool(pool, path, refuse));
  eachItem(inputs.backendHttpSettingsCollection, "backendHttpSettingsCollection", (settings, path) => {
    checkChoice(settings.protocol, `${path}.protocol`, ["Http", "Https"], refuse);
    checkChoice(settings.cookieBasedAffinity, `${path}.cookieBasedAffinity`, ["Enabled", "Disabled"], refuse);
    checkRange(settings.requestTimeout, `${path}.requestTimeout`, seconds, refuse);
    const { drainTimeoutInSec } = asObject(settings.connectionDraining);
    checkRange(drainTimeoutInSec, `${path}.connectionDraining.drainTimeoutInSec`, drainingSeconds, refuse);
    if (settings.affinityCookieName !== undefined && lower(settings.cookieBasedAffinity) !== "enabled") {
      refuse(
        `${path}.affinityCookieName`,
        "BadRequest",
        "An affinityCookieName needs cookieBasedAffinity Enabled.",
      );
    }
    checkSettings(settings, path, refuse);
    checkProbeOf(inputs, settings, path, refuse);
  });
  eachItem(inputs.backendSettingsCollection, "backendSettingsCollection", (settings, path) => {
    checkChoice(settings.protocol, `${path}.protocol`, ["Tcp", "Tls"], refuse);
    checkRange(settings.timeout, `${path}.timeout`, seconds, refuse);
    checkSettings(settings, path, refuse);
    checkProbeOf(inputs, settings, path, refuse);
  });
}

function checkPool(pool: Props, path: string, refuse: ArmCheck["refuse"]): void {
  const addresses = asList(pool.backendAddresses);
  if (addresses.length > mostAddresses) {
    refuse(
      `${path}.backendAddresses`,
      "BadRequest",
      `A backend pool can have ${mostAddresses} targets, got ${addresses.length}.`,
    );
  }
  addresses.forEach((address, i) => {
    const at = `${path}.backendAddresses[${i}]`;
    const { fqdn, ipAddress } = asObject(address);
    if (address !== UNKNOWN && (fqdn === undefined) === (ipAddress === undefined)) {
      refuse(
        at,
        "BadRequest",
        "A backend address has either an ipAddress or an fqdn, and exactly one of them.",
      );
    }
    if (typeof ipAddress === "string" && !isAddress(ipAddress)) {
      refuse(`${at}.ipAddress`, "BadRequest", `'${ipAddress}' is not an IP address.`);
    }
    if (typeof fqdn === "string" && !domainName.test(fqdn)) {
      refuse(`${at}.fqdn`, "BadRequest", `'${fqdn}' is not a domain name.`);
    }
  });
}

function checkSettings(settings: Props, path: string, refuse: ArmCheck["refuse"]): void {
  requireProperties(settings, ["port", "protocol"], path, refuse);
  checkRange(settings.port, `${path}.port`, ports, refuse);
  if (isGiven(settings.hostName) && settings.pickHostNameFromBackendAddress === true) {
    refuse(
      `${path}.hostName`,
      "ApplicationGatewayBackendHttpSettingsHostNameFieldConflict",
      "HostName may not be set together with PickHostNameFromBackendAddress in the backend settings.",
    );
  }
}

/** Source: https://learn.microsoft.com/azure/application-gateway/application-gateway-probe-overview#custom-health-probe-settings */
function checkProbeOf(inputs: Props, settings: Props, path: string, refuse: ArmCheck["refuse"]): void {
  const probe = partReferred(inputs, "probes", settings.probe);
  const [own, probes] = [lower(settings.protocol), lower(probe?.protocol)];
  if (own !== undefined && probes !== undefined && own !== probes) {
    refuse(
      `${path}.probe`,
      "ApplicationGatewayProbeProtocolMustMatchBackendHttpSettinsProtocol",
      `Probe '${asString(probe?.name) ?? ""}' has protocol ${asString(probe?.protocol) ?? ""}, but the backend settings have ${asString(settings.protocol) ?? ""}.`,
    );
  }
  const named = isGiven(settings.hostName) || isGiven(settings.pickHostNameFromBackendAddress);
  if (probe?.pickHostNameFromBackendHttpSettings === true && !named) {
    refuse(
      `${path}.hostName`,
      "BadRequest",
      `Probe '${asString(probe.name) ?? ""}' picks its host name from these backend settings, which have neither a hostName nor pickHostNameFromBackendAddress.`,
    );
  }
}
