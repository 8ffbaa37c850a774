import { invalid, invalidField, notFound } from "../compute/error";
import { selfLink } from "../compute/paths";
import { tokens } from "../tokens";
import { asList, asString, asStrings, type Props, UNKNOWN } from "../../protocol/values";
import type { CheckContext, OperationContext, WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** The API's descriptions of `sslCertificates` and `certificateManagerCertificates`. */
const mostCertificates = 15;

const managerPath = /projects\/[^/]+\/locations\/([^/]+)\/certificates\/[^/]+$/;
const mapPath =
  /^(?:\/\/certificatemanager\.googleapis\.com\/)?(projects\/[^/]+\/locations\/global\/certificateMaps\/[^/]+)$/;

/** A target HTTPS proxy has certificates: of Compute Engine, or of Certificate Manager, by list or by map. */
export function checkCertificates({ inputs, fail }: CheckContext): void {
  const { sslCertificates, certificateManagerCertificates: managed, certificateMap } = inputs;
  const refuse = (property: string, value: string, rule: string): void =>
    fail(property, invalidField(`resource.${property}`, value, rule));
  if (sslCertificates === UNKNOWN || managed === UNKNOWN) {
    return;
  }
  const [own, others] = [asList(sslCertificates), asList(managed)];
  if (own.length + others.length === 0 && certificateMap === undefined) {
    refuse("sslCertificates", "", "At least one SSL certificate, or a certificate map, must be specified.");
  }
  if (own.length > 0 && others.length > 0) {
    refuse("certificateManagerCertificates", "", "It cannot be set together with sslCertificates.");
  }
  for (const [property, certificates] of Object.entries({
    sslCertificates: own,
    certificateManagerCertificates: others,
  })) {
    if (certificates.length > mostCertificates) {
      refuse(property, "", `There can be at most ${mostCertificates} certificates.`);
    }
  }
  if (typeof certificateMap === "string" && !mapPath.test(certificateMap)) {
    const rule =
      "It must be //certificatemanager.googleapis.com/projects/PROJECT/locations/global/certificateMaps/NAME.";
    refuse("certificateMap", certificateMap, rule);
  }
  asStrings(managed).forEach((link, i) => {
    if (!managerPath.test(link)) {
      const rule = "It must be projects/PROJECT/locations/LOCATION/certificates/NAME.";
      refuse(`certificateManagerCertificates[${i}]`, link, rule);
    }
  });
}

/**
 * @throws {ComputeError} unless what the proxy names of Certificate Manager exists, for a balancer of the scheme.
 *
 * Source: https://cloud.google.com/certificate-manager/docs/overview, "Supported load balancers"
 */
export function requireCertificates({ inputs, world }: OperationContext, scheme: string | undefined): void {
  asStrings(inputs.certificateManagerCertificates).forEach((link, i) => {
    const field = `resource.certificateManagerCertificates[${i}]`;
    const [path = ""] = managerPath.exec(link) ?? [];
    const certificate = world.get(tokens.certificate, path);
    if (!certificate) {
      throw notFound(path);
    }
    const location = asString(certificate.inputs.location) ?? "global";
    const wanted = asString(inputs.region) ?? "global";
    if (location !== wanted) {
      throw invalid(field, link, `The certificate must be in the location '${wanted}'.`);
    }
    if (wanted === "global" && scheme === "INTERNAL_MANAGED" && certificate.inputs.scope !== "ALL_REGIONS") {
      throw invalid(
        field,
        link,
        "A cross-region internal balancer needs certificates with the scope ALL_REGIONS.",
      );
    }
    if (wanted === "global" && scheme?.startsWith("EXTERNAL") === true) {
      throw invalid(
        field,
        link,
        "A global external balancer takes certificates of Certificate Manager by a map.",
      );
    }
  });
  const map = certificateMapPath(inputs);
  if (map !== undefined && !world.get(tokens.certificateMap, map)) {
    throw notFound(map);
  }
  if (map !== undefined && scheme === "INTERNAL_MANAGED") {
    throw invalid("resource.certificateMap", map, "Certificate maps are for global external balancers.");
  }
}

export const certificateMapPath = (inputs: Props): string | undefined =>
  mapPath.exec(asString(inputs.certificateMap) ?? "")?.[1];

/** The proxy that uses something of Certificate Manager, if any. */
export function certificateUser(world: WorldView, { id }: WorldRecord): string | undefined {
  const user = [tokens.targetHttpsProxy, tokens.regionTargetHttpsProxy]
    .flatMap((token) => world.all(token))
    .find(
      ({ inputs }) =>
        certificateMapPath(inputs) === id ||
        asStrings(inputs.certificateManagerCertificates).some((link) => managerPath.exec(link)?.[0] === id),
    );
  return user && selfLink(user.id);
}
