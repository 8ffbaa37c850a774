import { asObject } from "../../protocol/values";
import type { Shape } from "../../providers/shapes";

const mostLabels = 64;

/** Source: https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies, `userLabels` */
export const userLabelsShape: Shape = {
  type: "object",
  check(value, path, fail) {
    const labels = Object.entries(asObject(value));
    if (labels.length > mostLabels) {
      fail(path, `${path} can have at most ${mostLabels} entries, not ${labels.length}`);
    }
    for (const [key, label] of labels) {
      const isValue = typeof label !== "string" || /^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u.test(label);
      if (!/^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]{0,62}$/u.test(key) || !isValue) {
        fail(
          path,
          `${path}: "${key}" or its value is no label: lowercase letters, digits, '_' and '-', at most 63, and keys begin with a letter`,
        );
      }
    }
  },
};
