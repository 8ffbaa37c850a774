import { checkAdvertisement, advertisementFields } from "./advertisement";
import { contains } from "../../../addressing/cidr";
import { invalidField } from "../compute/error";
import { linkLocal, networkProblem, readInterfaceRange } from "../compute/ranges";
import { between, object, type Shape, textWhich } from "../../providers/shapes";
import { asObject } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";

/**
 * Private ASNs (RFC 6996), and the one of Partner Interconnect.
 *
 * Source: `ValidateRFC6996Asn` in the provider's verify/validation.go, and
 * https://cloud.google.com/network-connectivity/docs/router/how-to/create-router-vpc-network
 */
const privateAsns = [
  [64512, 65534],
  [4200000000, 4294967294],
] as const;
export const partnerInterconnectAsn = 16550;

const localAsn: Shape = {
  type: "number",
  check(asn, path, fail) {
    if (typeof asn !== "number") {
      return;
    }
    const isPrivate = privateAsns.some(([least, most]) => asn >= least && asn <= most);
    if (!Number.isInteger(asn) || !(isPrivate || asn === partnerInterconnectAsn)) {
      fail(
        path,
        `expected "${path}" to be a RFC6996-compliant Local ASN: must be either in the private ASN ranges: ` +
          `${privateAsns.map(([least, most]) => `[${least}..${most}]`).join(", ")}; ` +
          `or be the value of [${partnerInterconnectAsn}], got ${asn}`,
      );
    }
  },
};

/** Source: https://cloud.google.com/network-connectivity/docs/router/concepts/bgp-sessions, "BGP identifier". */
const identifierRange = textWhich((range, path) => {
  const cidr = networkProblem(range) === undefined ? readInterfaceRange(range)?.network : undefined;
  return cidr && contains(linkLocal, cidr) && cidr.prefixLength <= 30
    ? undefined
    : invalidField(`resource.${path}`, range, `Must be a range of at least /30 within ${linkLocal.text}.`);
});

export const routerBgpShape = object({
  ...advertisementFields,
  "asn!": localAsn,
  identifierRange,
  keepaliveInterval: between(20, 60),
});

export function checkRouterBgp({ inputs, fail }: CheckContext): void {
  checkAdvertisement(asObject(inputs.bgp), "bgp.", fail);
}
