import type { ArmCheck } from "../arm/armType";
import { asObject, asString, UNKNOWN } from "../../protocol/values";

const policies = ["AppGwSslPolicy20220101", "AppGwSslPolicy20220101S"];
/** They allow TLS 1.0 or 1.1, which ended on 31 August 2025. */
const ended = ["AppGwSslPolicy20150501", "AppGwSslPolicy20170401", "AppGwSslPolicy20170401S"];

/** Source: https://learn.microsoft.com/azure/application-gateway/application-gateway-ssl-policy-overview */
export function checkSslPolicy({ inputs, refuse }: ArmCheck): void {
  const { policyName, policyType } = asObject(inputs.sslPolicy);
  if (inputs.sslPolicy === undefined || inputs.sslPolicy === UNKNOWN) {
    return;
  }
  if (policyType !== "Predefined" && policyType !== UNKNOWN) {
    refuse("sslPolicy.policyType", "BadRequest", "Only policies of type Predefined are simulated.");
  }
  const name = asString(policyName);
  if (name !== undefined && !policies.includes(name)) {
    refuse(
      "sslPolicy.policyName",
      "BadRequest",
      ended.includes(name)
        ? `The TLS policy ${name} is using a deprecated TLS version; use ${policies.join(" or ")}.`
        : `The TLS policy '${name}' is not one of ${policies.join(", ")}.`,
    );
  }
}
