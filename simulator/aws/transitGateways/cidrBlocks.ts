import { CidrError, parseCidr } from "../../../addressing/cidr";
import { asList, asStrings, hasUnknown } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";

/** https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-quotas.html */
const blocksPerTransitGateway = 5;

const longest = { 4: 24, 6: 64 } as const;

/**
 * The blocks for outside addresses of Connect peers and private VPN.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-cidr-blocks
 */
export function checkCidrBlocks({ inputs, fail }: CheckContext): void {
  const property = "transitGatewayCidrBlocks";
  if (asList(inputs[property]).length > blocksPerTransitGateway) {
    fail(property, `expected at most ${blocksPerTransitGateway} items in ${property}`);
  }
  // The provider keeps them as a set: another order is no change.
  if (Array.isArray(inputs[property]) && !hasUnknown(inputs[property])) {
    inputs[property] = [...new Set(asStrings(inputs[property]))].sort();
  }
  for (const text of asStrings(inputs[property])) {
    const problem = blockProblem(text);
    if (problem) {
      fail(property, `expected every item of ${property} to be a CIDR block: ${problem}`);
    }
  }
}

function blockProblem(text: string): string | undefined {
  try {
    const { version, prefixLength } = parseCidr(text);
    if (prefixLength > longest[version]) {
      return `"${text}" must have at most ${longest[version]} significant bits`;
    }
    return text.startsWith("169.254.") ? `"${text}" must not be from range 169.254.0.0/16` : undefined;
  } catch (error) {
    if (error instanceof CidrError) {
      return error.message;
    }
    throw error;
  }
}
