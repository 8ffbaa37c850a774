import { requireCertificate } from "./listenerCertificates";
import { existing } from "./references";
import { refused } from "./refusals";
import { regionProperty, withRegion } from "../common";
import { tokens } from "../tokens";
import { asString } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

const operation = "AddListenerCertificates";

/**
 * A further certificate of a listener, for clients that name another host.
 *
 * API: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AddListenerCertificates.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/lb/listenercertificate/
 */
export const listenerCertificate: ResourceType = {
  token: tokens.listenerCertificate,
  properties: {
    ...regionProperty,
    certificateArn: { type: "string", required: true, replace: true },
    listenerArn: { type: "string", required: true, replace: true },
  },
  computed: [],
  // Rough figures.
  durations: { create: 1, update: 1, delete: 1 },
  check: withRegion,
  create(context) {
    const { inputs } = context;
    const certificateArn = asString(inputs.certificateArn) ?? "";
    const listener = existing(context, operation, "listener", asString(inputs.listenerArn) ?? "");
    const protocol = asString(listener.outputs.protocol) ?? "";
    if (protocol !== "HTTPS" && protocol !== "TLS") {
      throw refused(
        operation,
        "ValidationError",
        `Certificates are for HTTPS and TLS listeners, and the listener '${listener.id}' has the protocol ${protocol}`,
      );
    }
    requireCertificate(context, operation, certificateArn);
    const id = `${listener.id}_${certificateArn}`;
    // Adding it again changes nothing.
    return { id, outputs: {}, existing: true };
  },
};
