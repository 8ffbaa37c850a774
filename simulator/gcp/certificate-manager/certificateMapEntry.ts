import { mapPathOf } from "./certificateMap";
import { connectivityType } from "../connectivity/connectivityType";
import { invalidArgument, notFound } from "../connectivity/error";
import { lastName, pathIn } from "../compute/paths";
import { dnsNameProblem } from "../dns/names";
import { list, oneOf, text, textWhich } from "../../providers/shapes";
import { tokens } from "../tokens";
import { asString, asStrings, type Props } from "../../protocol/values";
import type { CheckContext, OperationContext, ResourceType } from "../../providers/resourceType";

/** The provider's description of `certificates`. */
const mostCertificates = 15;

const mapOf = ({ project, map }: Props): string => mapPathOf(asString(project) ?? "", asString(map) ?? "");

/**
 * The certificates that a map has for a host, or for all hosts that it does not name.
 *
 * API: https://cloud.google.com/certificate-manager/docs/reference/certificate-manager/rest/v1/projects.locations.certificateMaps.certificateMapEntries
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/certificatemanager/certificatemapentry/
 */
export const certificateMapEntry: ResourceType = connectivityType({
  token: tokens.certificateMapEntry,
  kind: "CertificateMapEntry",
  pathOf: (inputs) => `${mapOf(inputs)}/certificateMapEntries/${asString(inputs.name) ?? ""}`,
  hasState: false,
  fields: {
    "certificates!": list(text, mostCertificates),
    hostname: textWhich((name, path) => {
      const problem = name.endsWith(".") ? "it has no last dot" : dnsNameProblem(`${name}.`);
      return problem === undefined ? undefined : `"${path}" (${name}) must be a host name: ${problem}`;
    }),
    "map!": text,
    matcher: oneOf("PRIMARY"),
  },
  mutable: ["certificates"],
  computed: ["createTime", "state", "updateTime"],
  // Rough figures.
  durations: { create: 8, update: 8, delete: 8 },
  check(context) {
    const { inputs } = context;
    if (typeof inputs.map === "string") {
      inputs.map = lastName(inputs.map);
    }
    checkHost(context);
  },
  create(context) {
    requireParts(context);
    return { createTime: context.now, state: "ACTIVE", updateTime: context.now };
  },
  update(context) {
    requireParts(context);
    return { updateTime: context.now };
  },
});

function checkHost({ inputs, fail }: CheckContext): void {
  const { hostname, matcher, certificates } = inputs;
  if ((hostname === undefined) === (matcher === undefined)) {
    fail(
      hostname === undefined ? "hostname" : "matcher",
      "exactly one of hostname, matcher must be specified",
    );
  }
  if (Array.isArray(certificates) && certificates.length === 0) {
    fail("certificates", "Not enough list items: there must be a certificate");
  }
  asStrings(certificates).forEach((link, i) => {
    if (!/projects\/[^/]+\/locations\/global\/certificates\/[^/]+$/.test(link)) {
      fail(
        `certificates[${i}]`,
        `"certificates[${i}]" (${link}) must be projects/PROJECT/locations/global/certificates/NAME`,
      );
    }
  });
}

function requireParts({ inputs, world }: OperationContext): void {
  if (!world.get(tokens.certificateMap, mapOf(inputs))) {
    throw notFound(mapOf(inputs));
  }
  const links = asStrings(inputs.certificates).map(pathIn);
  const missing = links.find((link) => !world.get(tokens.certificate, link));
  if (missing !== undefined) {
    throw notFound(missing);
  }
  const regional = links.find((link) => world.get(tokens.certificate, link)?.inputs.scope === "ALL_REGIONS");
  if (regional !== undefined) {
    throw invalidArgument(`the certificate ${regional} has the scope ALL_REGIONS, which is not for maps`);
  }
}
