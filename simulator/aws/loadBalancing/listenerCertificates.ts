import { refused } from "./refusals";
import { accountId } from "../arn";
import { parseArn } from "../operations/arns";
import { regionOf } from "../common";
import { tokens } from "../tokens";
import type { OperationContext } from "../../providers/resourceType";

/**
 * A certificate of ACM that is issued, in the listener's Region; certificates that IAM keeps are not simulated, so
 * every one of them exists.
 *
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html
 */
export function requireCertificate(context: OperationContext, operation: string, arn: string): void {
  const { inputs, world } = context;
  const parsed = parseArn(arn);
  if (parsed?.service === "iam" && parsed.resource.startsWith("server-certificate/")) {
    return;
  }
  const certificate = world.get(tokens.certificate, arn);
  const isHere = parsed?.region === regionOf(inputs) && parsed.account === accountId;
  if (!certificate || !isHere) {
    throw refused(operation, "CertificateNotFound", `Certificate '${arn}' not found`);
  }
  if (world.outputs(certificate).status !== "ISSUED") {
    throw refused(
      operation,
      "UnsupportedCertificate",
      `The certificate '${arn}' must have a fully-qualified domain name, a supported signature, and a supported key size; it is not issued yet: wait for it by a CertificateValidation`,
    );
  }
}
