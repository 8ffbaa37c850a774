import { connectivityType } from "../connectivity/connectivityType";
import { failedPrecondition } from "../connectivity/error";
import { certificateUser } from "../load-balancing/certificates";
import { tokens } from "../tokens";
import { asString, type Props } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

export const mapPathOf = (project: string, name: string): string =>
  `projects/${project}/locations/global/certificateMaps/${name}`;

/**
 * Which certificate a global proxy shows for which host.
 *
 * API: https://cloud.google.com/certificate-manager/docs/reference/certificate-manager/rest/v1/projects.locations.certificateMaps
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/certificatemanager/certificatemap/
 */
export const certificateMap: ResourceType = connectivityType({
  token: tokens.certificateMap,
  kind: "CertificateMap",
  pathOf: ({ project, name }: Props) => mapPathOf(asString(project) ?? "", asString(name) ?? ""),
  hasState: false,
  fields: {},
  mutable: [],
  computed: ["createTime", "gclbTargets", "updateTime"],
  // Rough figures.
  durations: { create: 6, update: 6, delete: 6 },
  create: ({ now }) => ({ createTime: now, gclbTargets: [], updateTime: now }),
  update: ({ now }) => ({ updateTime: now }),
  delete({ world }, record) {
    const entry = world
      .all(tokens.certificateMapEntry)
      .find(
        ({ inputs }) => mapPathOf(asString(inputs.project) ?? "", asString(inputs.map) ?? "") === record.id,
      );
    const user = entry?.id ?? certificateUser(world, record);
    if (user !== undefined) {
      throw failedPrecondition(`can't delete certificate map that is in use by ${user}`);
    }
  },
});
