import { type Quota, quotaOf, quotas } from "./quotas";
import { arn } from "../arn";
import { regionOf, regionProperty, withRegion } from "../common";
import { ServiceError } from "../operations/error";
import { idByName } from "../operations/names";
import { tokens } from "../tokens";
import { asNumber, asString, type Props } from "../../protocol/values";
import type { CheckContext, ResourceType } from "../../providers/resourceType";

/**
 * A request to raise a quota, which is granted at once; AWS takes minutes or days. Unlike in AWS, the quota falls again
 * when the resource is deleted.
 *
 * API: https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_RequestServiceQuotaIncrease.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/servicequotas/servicequota/
 */
export const serviceQuota: ResourceType = {
  token: tokens.serviceQuota,
  properties: {
    ...regionProperty,
    quotaCode: { type: "string", required: true, replace: true },
    serviceCode: { type: "string", required: true, replace: true },
    value: { type: "number", required: true },
  },
  computed: [
    "adjustable",
    "arn",
    "defaultValue",
    "quotaName",
    "requestId",
    "requestStatus",
    "serviceName",
    "usageMetrics",
  ],
  // Rough figures.
  durations: { create: 2, update: 2, delete: 0 },
  check(context) {
    withRegion(context);
    checkQuota(context);
  },
  create(context) {
    const { inputs } = context;
    const quota = quotaNamed(inputs);
    const { service, code, name, value } = quota;
    const current = quotaOf(context, quota);
    const id = `${service}/${code}`;
    if ((asNumber(inputs.value) ?? 0) < current) {
      throw new Error(`requesting Service Quotas Service Quota (${id}) with value less than current`);
    }
    return {
      id: idByName(context, tokens.serviceQuota, id),
      outputs: {
        adjustable: true,
        arn: arn("servicequotas", regionOf(inputs), id),
        defaultValue: value,
        quotaName: name,
        requestId: "",
        requestStatus: inputs.value === current ? "" : "APPROVED",
        serviceName: serviceNames[service],
        usageMetrics: [],
      },
    };
  },
  update({ inputs }, record) {
    if ((asNumber(inputs.value) ?? 0) <= (asNumber(record.inputs.value) ?? 0)) {
      throw new ServiceError(
        "Service Quotas",
        "RequestServiceQuotaIncrease",
        "IllegalArgumentException",
        "You must provide a quota value greater than the current quota value.",
      );
    }
    return { requestStatus: "APPROVED" };
  },
};

const serviceNames = {
  ec2: "Amazon Elastic Compute Cloud (Amazon EC2)",
  vpc: "Amazon Virtual Private Cloud (Amazon VPC)",
} as const;

type KnownQuota = (typeof quotas)[keyof typeof quotas];

const findQuota = ({ serviceCode, quotaCode }: Props): KnownQuota | undefined =>
  Object.values(quotas).find(({ service, code }) => service === serviceCode && code === quotaCode);

/** For inputs that a check has accepted. */
function quotaNamed(inputs: Props): KnownQuota {
  const quota = findQuota(inputs);
  if (!quota) {
    throw new Error(unknownQuota(inputs));
  }
  return quota;
}

function checkQuota({ inputs, fail }: CheckContext): void {
  const isKnown = [inputs.serviceCode, inputs.quotaCode].every((code) => typeof code === "string");
  if (isKnown && !findQuota(inputs)) {
    fail("quotaCode", unknownQuota(inputs));
  }
}

const unknownQuota = ({ serviceCode, quotaCode }: Props): string =>
  `the quota ${asString(serviceCode) ?? ""}/${asString(quotaCode) ?? ""} is not simulated; simulated are ${Object.values(
    quotas,
  )
    .map(({ service, code, name }: Quota) => `${service}/${code} (${name})`)
    .join(", ")}`;
