import { checkChoice, eachItem, isGiven, lower, requireProperties } from "../arm/checks";
import { partsOf } from "./parts";
import type { ArmCheck } from "../arm/armType";
import { referredId } from "../arm/ids";
import { asList, asObject, asString, asStrings, hasUnknown, type Props } from "../../protocol/values";

/** Source: https://learn.microsoft.com/azure/application-gateway/multiple-site-overview, "you can define up to 5 host names per listener" */
const mostHostNames = 5;
const hostName = /^(?=.{1,255}$)[A-Za-z0-9*?]([A-Za-z0-9.*?_-]*[A-Za-z0-9*?])?$/;

/**
 * What a gateway listens for: HTTP and HTTPS in `httpListeners`, TCP and TLS in `listeners`.
 *
 * Sources: https://learn.microsoft.com/azure/application-gateway/configuration-listeners,
 * https://learn.microsoft.com/azure/application-gateway/tcp-tls-proxy-overview
 */
export function checkListeners({ inputs, refuse }: ArmCheck): void {
  const kinds = [
    ["httpListeners", ["Http", "Https"]],
    ["listeners", ["Tcp", "Tls"]],
  ] as const;
  for (const [list, protocols] of kinds) {
    eachItem(inputs[list], list, (one, path) => {
      requireProperties(one, ["frontendIPConfiguration", "frontendPort", "protocol"], path, refuse);
      checkChoice(one.protocol, `${path}.protocol`, protocols, refuse);
      checkCertificateOf(one, path, refuse);
      checkHostNames(one, path, refuse);
    });
  }
  checkNoneTwice(inputs, refuse);
}

const encrypted = ["https", "tls"];

function checkCertificateOf(one: Props, path: string, refuse: ArmCheck["refuse"]): void {
  const protocol = lower(one.protocol);
  if (protocol === undefined) {
    return;
  }
  if (encrypted.includes(protocol) && one.sslCertificate === undefined) {
    refuse(
      `${path}.sslCertificate`,
      "ApplicationGatewayHttpsListenerMustReferenceCertificate",
      `A listener of ${asString(one.protocol) ?? ""} must reference an SSL certificate of the gateway.`,
    );
  }
  if (!encrypted.includes(protocol) && one.sslCertificate !== undefined) {
    refuse(
      `${path}.sslCertificate`,
      "BadRequest",
      `A listener of ${asString(one.protocol) ?? ""} cannot have an SSL certificate.`,
    );
  }
}

const namesOf = (one: Props): string[] =>
  [
    ...asStrings(one.hostNames),
    ...(asString(one.hostName) === undefined ? [] : [asString(one.hostName) ?? ""]),
  ].map((name) => name.toLowerCase());

function checkHostNames(one: Props, path: string, refuse: ArmCheck["refuse"]): void {
  const listed = asList(one.hostNames);
  if (isGiven(one.hostName) && listed.length > 0) {
    refuse(`${path}.hostNames`, "BadRequest", "A listener has either a hostName or hostNames, not both.");
  }
  if (listed.length > mostHostNames) {
    refuse(
      `${path}.hostNames`,
      "BadRequest",
      `A listener can have ${mostHostNames} host names, got ${listed.length}.`,
    );
  }
  const wrong = namesOf(one).find((name) => !hostName.test(name));
  if (wrong !== undefined) {
    refuse(`${path}.hostNames`, "BadRequest", `'${wrong}' is not a host name.`);
  }
  if (lower(one.protocol) === "tcp" && listed.length > 0) {
    refuse(`${path}.hostNames`, "BadRequest", "A listener of Tcp sees no host names.");
  }
}

/** Two listeners at one address and port must be of one protocol and of different hosts. */
function checkNoneTwice(inputs: Props, refuse: ArmCheck["refuse"]): void {
  const all = (["httpListeners", "listeners"] as const).flatMap((list) =>
    partsOf(inputs, list).map((one, i) => ({ one, path: `${list}[${i}]`, place: placeOf(one) })),
  );
  for (const [i, { one, path, place }] of all.entries()) {
    const twin = all
      .slice(0, i)
      .find((other) => place !== undefined && other.place === place && clashes(one, other.one));
    if (twin) {
      refuse(
        path,
        "ApplicationGatewayHttpListenersUsingSameFrontendPort",
        `Two Http Listeners of Application Gateway are using the same Frontend Port ${referredId(asObject(one.frontendPort)) ?? ""}: ` +
          `'${asString(twin.one.name) ?? ""}' and '${asString(one.name) ?? ""}'. They must have one protocol and different host names.`,
      );
    }
  }
}

function placeOf({ frontendIPConfiguration, frontendPort }: Props): string | undefined {
  const address = referredId(asObject(frontendIPConfiguration));
  const port = referredId(asObject(frontendPort));
  return address === undefined || port === undefined ? undefined : `${address} ${port}`.toLowerCase();
}

function clashes(a: Props, b: Props): boolean {
  const undecided = ["protocol", "hostName", "hostNames"].some(
    (property) => hasUnknown(a[property]) || hasUnknown(b[property]),
  );
  if (undecided) {
    return false;
  }
  const [hostsOfA, hostsOfB] = [namesOf(a), namesOf(b)];
  const bothForAll = hostsOfA.length === 0 && hostsOfB.length === 0;
  return (
    lower(a.protocol) !== lower(b.protocol) || bothForAll || hostsOfA.some((host) => hostsOfB.includes(host))
  );
}
