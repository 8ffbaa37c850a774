import { arn } from "./arn";
import { regionOf } from "./common";
import { tunnelNumbers, tunnelProperty } from "./tunnelOptions";
import { asString, type Props } from "../protocol/values";
import type { OperationContext } from "../providers/resourceType";

/**
 * Where AWS keeps the preshared keys of a connection.
 *
 * Sources: https://docs.aws.amazon.com/vpn/latest/s2svpn/enhanced-security.html,
 * https://github.com/hashicorp/terraform-provider-aws/pull/42819 (what takes the place of a key)
 */
export const keyStorages = ["Standard", "SecretsManager"] as const;

const redacted = "REDACTED";

/** The attributes of the storage. The ARN is that of a secret that AWS itself manages. */
export function keyStorage(context: OperationContext, id: string, present: Props): Props {
  const presharedKeyStorage = asString(present.presharedKeyStorage) ?? "Standard";
  const kept = asString(present.presharedKeyArn) ?? "";
  const presharedKeyArn = kept === "" ? newSecretArn(context, id) : kept;
  return {
    presharedKeyStorage,
    presharedKeyArn: presharedKeyStorage === "SecretsManager" ? presharedKeyArn : "",
  };
}

function newSecretArn({ draws, inputs }: OperationContext, id: string): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  const suffix = draws.text("presharedKeySecret", 6, letters);
  return arn("secretsmanager", regionOf(inputs), `secret:s2svpn!${id}-${suffix}`);
}

/** What a read answers in place of keys that are kept in Secrets Manager. */
export function withoutKeys(outputs: Props): Props {
  if (outputs.presharedKeyStorage !== "SecretsManager") {
    return {};
  }
  const configuration = asString(outputs.customerGatewayConfiguration) ?? "";
  return {
    customerGatewayConfiguration: configuration.replace(
      /(<pre_shared_key>)[^<]*(<\/pre_shared_key>)/g,
      `$1${redacted}$2`,
    ),
    ...Object.fromEntries(
      tunnelNumbers.map((tunnel) => [tunnelProperty(tunnel, "PresharedKey"), redacted] as const),
    ),
  };
}
