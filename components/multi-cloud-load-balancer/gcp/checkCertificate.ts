import type { Problems } from "../../problems";
import type { MultiCloudLoadBalancerArgs } from "../args";
import type { GcpCertificate } from "./args";
import { kinds, type Settings } from "./reaches";

const path = "listener.certificate.gcp";
const fields = ["certificateMap", "certificates", "sslCertificates"] as const;

/**
 * Adds what is wrong with the certificate: which kinds a reach takes.
 * https://cloud.google.com/load-balancing/docs/ssl-certificates#certificate-summary
 */
export function checkCertificate(
  problems: Problems,
  args: MultiCloudLoadBalancerArgs,
  { frontEnd, facts }: Settings,
): void {
  const certificate: GcpCertificate | undefined = args.listener.certificate?.gcp;
  if (certificate === undefined || typeof certificate !== "object") {
    return;
  }
  problems.unknownKeys(certificate, fields, `${path}.`);
  const given = fields.filter((field) => certificate[field] !== undefined);
  if (given.length !== 1) {
    const what = given.length === 0 ? "names no certificate" : `names ${given.join(" and ")}`;
    problems.add(path, `${what}: give exactly one of ${fields.join(", ")}`);
  }
  for (const field of ["certificates", "sslCertificates"] as const) {
    const list: unknown = certificate[field];
    if (list !== undefined && (!Array.isArray(list) || list.length === 0)) {
      problems.add(`${path}.${field}`, "must be a plain array of at least one id");
    }
  }
  const global = frontEnd.reach === "global-external";
  const balancer = `a ${facts.label} ${kinds[frontEnd.kind]}`;
  if (certificate.certificateMap !== undefined && !global) {
    problems.add(`${path}.certificateMap`, `is not for ${balancer}: give certificates`);
  }
  if (certificate.certificates !== undefined && global) {
    problems.add(`${path}.certificates`, `is not for ${balancer}: give a certificateMap`);
  }
  if (certificate.sslCertificates !== undefined && frontEnd.reach === "cross-region-internal") {
    problems.add(
      `${path}.sslCertificates`,
      `is not for ${balancer}: give certificates of Certificate Manager with scope ALL_REGIONS`,
    );
  }
}
