import { invalidField } from "../compute/error";
import { apiNameProblem, nameProblem } from "../compute/names";
import { object, type Shape, textWhich } from "../../providers/shapes";
import { asNumber, asObject, asString } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";

/** Source: `ValidateRFC1035Name(2, 63)`, which the provider asks of this name. */
export const peerNameProblem = (name: string): string | undefined =>
  name.length < 2 ? `"name" ("${name}") must be between 2 and 63 characters long` : nameProblem("name", name);

/** https://cloud.google.com/network-connectivity/docs/router/how-to/configuring-md5-authentication */
const longestKey = 80;

/** The message never holds the key. */
const keyShape: Shape = textWhich((key, path) =>
  key.length > 0 && key.length <= longestKey
    ? undefined
    : `${path} must be between 1 and ${longestKey} characters long, and has ${key.length}`,
);

export const md5Shape: Shape = object({
  "key!": keyShape,
  "name!": textWhich((name) => apiNameProblem("resource.md5AuthenticationKeys[].name", name)),
});

const largestAsn = 4294967295;

export function checkPeerOptions({ inputs, fail }: CheckContext): void {
  const asn = asNumber(inputs.peerAsn);
  if (asn !== undefined && !(Number.isInteger(asn) && asn >= 1 && asn <= largestAsn)) {
    fail(
      "peerAsn",
      invalidField("resource.bgpPeers[].peerAsn", String(asn), `Must be in the range 1 to ${largestAsn}.`),
    );
  }
  // https://cloud.google.com/network-connectivity/docs/router/concepts/bfd: Interconnect and router appliances only.
  const mode = asString(asObject(inputs.bfd).sessionInitializationMode);
  if (mode === "ACTIVE" || mode === "PASSIVE") {
    fail(
      "bfd.sessionInitializationMode",
      invalidField(
        "resource.bgpPeers[].bfd.sessionInitializationMode",
        mode,
        "BFD is not supported for BGP sessions of VPN tunnels.",
      ),
    );
  }
}
