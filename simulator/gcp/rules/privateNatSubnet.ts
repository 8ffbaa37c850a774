import { invalid, invalidField } from "../compute/error";
import { asList, asString } from "../../protocol/values";
import type { CheckContext, OperationContext } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** A subnet for private NAT has one IPv4 range. Source: https://cloud.google.com/nat/docs/private-nat, "General specifications" */
export function checkPrivateNatSubnet({ inputs, fail }: CheckContext): void {
  if (inputs.purpose !== "PRIVATE_NAT") {
    return;
  }
  const stack = asString(inputs.stackType) ?? "IPV4_ONLY";
  if (stack !== "IPV4_ONLY") {
    fail(
      "stackType",
      invalidField("resource.stackType", stack, "A subnetwork for private NAT is IPV4_ONLY."),
    );
  }
  if (asList(inputs.secondaryIpRanges).length > 0) {
    fail("secondaryIpRanges", '"secondaryIpRanges" of a subnetwork for private NAT are not simulated');
  }
}

/**
 * "After you create the subnet, you cannot increase or decrease the Private NAT subnet size." Source: as above. Nor a
 * proxy-only one: https://cloud.google.com/load-balancing/docs/proxy-only-subnets#change-size
 */
export function requireSamePurpose({ inputs }: OperationContext, record: WorldRecord | undefined): void {
  if (!record) {
    return;
  }
  const [before, after] = [record.inputs, inputs].map(({ purpose }) => asString(purpose) ?? "PRIVATE");
  if (before !== after) {
    throw invalid("resource.purpose", after ?? "", `It is immutable, and ${before ?? ""}.`);
  }
  if (after !== "PRIVATE" && record.inputs.ipCidrRange !== inputs.ipCidrRange) {
    throw invalid(
      "resource.ipCidrRange",
      asString(inputs.ipCidrRange) ?? "",
      `The size of a subnetwork for ${after === "PRIVATE_NAT" ? "private NAT" : "proxies"} cannot be changed.`,
    );
  }
}
