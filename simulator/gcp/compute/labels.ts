import { invalidField } from "./error";
import type { Shape } from "../../providers/shapes";
import { asObject, type Props } from "../../protocol/values";
import type { Draws } from "../../world/draws";

const mostLabels = 64;

/** Source: https://cloud.google.com/compute/docs/labeling-resources#requirements */
export const labelsShape: Shape = {
  type: "object",
  check(value, path, fail) {
    const labels = Object.entries(asObject(value));
    if (labels.length > mostLabels) {
      fail(
        path,
        invalidField("labels", "", `There can be at most ${mostLabels} labels, not ${labels.length}.`),
      );
    }
    for (const [key, label] of labels) {
      if (!/^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]{0,62}$/u.test(key)) {
        fail(path, violates("key", key, "must start with a lowercase character, "));
      }
      if (typeof label === "string" && !/^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u.test(label)) {
        fail(path, violates("value", label, ""));
      }
    }
  },
};

const violates = (part: string, text: string, start: string): string =>
  invalidField(
    "labels",
    "",
    `Label ${part} '${text}' violates format constraints. The ${part} ${start}can only contain lowercase letters, ` +
      `numeric characters, underscores and dashes. The ${part} can be at most 63 characters long.`,
  );

/** The provider adds one label to what it makes (`addPulumiAttributionLabel`, on by default). */
const attribution: Props = { "goog-pulumi-provisioned": "true" };

export const labelOutputs = (inputs: Props, draws: Draws): Props => {
  const all = { ...asObject(inputs.labels), ...attribution };
  return {
    effectiveLabels: all,
    pulumiLabels: all,
    labelFingerprint: fingerprint(draws, JSON.stringify(all)),
  };
};

/** The SDK marks both as secrets. */
export const secretLabels = ["effectiveLabels", "pulumiLabels"];

/** Such as `42WmSpB8rSM=`: eight bytes. */
export const fingerprint = (draws: Draws, content: string): string =>
  Buffer.from(draws.hex(`fingerprint ${content}`, 16), "hex").toString("base64");
