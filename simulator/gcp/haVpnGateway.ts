import { computeType } from "./compute/computeType";
import { invalidField } from "./compute/error";
import { drawGatewayAddress } from "./compute/publicAddress";
import { between, list, object, oneOf, text, textWhich, unsimulated } from "../providers/shapes";
import { tokens } from "./tokens";
import { asList, asNumber, asObject, asString, hasUnknown } from "../protocol/values";
import type { CheckContext, ResourceType } from "../providers/resourceType";

/**
 * An HA VPN gateway: two interfaces, each with a public address that Google chooses.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/vpnGateways
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/havpngateway/
 */
export const haVpnGateway: ResourceType = computeType({
  token: tokens.haVpnGateway,
  kind: "HaVpnGateway",
  collection: "vpnGateways",
  regional: true,
  labelled: true,
  fields: {
    description: text,
    gatewayIpVersion: textWhich((version, path) =>
      version === "IPV4"
        ? undefined
        : `"${path}" ${version} is not simulated: gateways are IPv4 outside; use IPV4`,
    ),
    "network!": text,
    stackType: oneOf("IPV4_ONLY", "IPV4_IPV6", "IPV6_ONLY"),
    vpnInterfaces: list(
      object({
        id: between(0, 1),
        interconnectAttachment: unsimulated("string", "there is no Interconnect"),
        ipAddress: unsimulated("string", "Google chooses the address"),
      }),
      2,
    ),
  },
  mutable: [],
  defaults: { gatewayIpVersion: "IPV4", stackType: "IPV4_ONLY" },
  computed: ["vpnInterfaces"],
  // Rough figures.
  durations: { create: 12, update: 6, delete: 12 },
  check(context) {
    checkStack(context);
    checkInterfaces(context);
  },
  create: (context) => ({
    vpnInterfaces: ([0, 1] as const).map((id) => ({
      id,
      interconnectAttachment: "",
      ipAddress: drawGatewayAddress(context, id),
    })),
  }),
});

/**
 * Which addresses a gateway can have outside, by its stack type, which is for life.
 *
 * Source: https://cloud.google.com/network-connectivity/docs/vpn/concepts/overview#ipv6-support
 */
const outside: Readonly<Record<string, readonly string[]>> = {
  IPV4_ONLY: ["IPV4"],
  IPV4_IPV6: ["IPV4", "IPV6"],
  IPV6_ONLY: ["IPV6"],
};

function checkStack({ inputs, fail }: CheckContext): void {
  const [stack = "", version = ""] = [asString(inputs.stackType), asString(inputs.gatewayIpVersion)];
  const supported = outside[stack];
  if (supported && version !== "" && !supported.includes(version)) {
    const rule = `A gateway of the stack type ${stack} has ${supported.join(" or ")} addresses, not ${version}.`;
    fail("stackType", invalidField("resource.stackType", stack, rule));
  }
}

function checkInterfaces({ inputs, fail }: CheckContext): void {
  const given = asList(inputs.vpnInterfaces);
  const ids = given.map((one) => asNumber(asObject(one).id));
  if (given.length > 0 && !hasUnknown(inputs.vpnInterfaces) && ids.join() !== "0,1") {
    fail(
      "vpnInterfaces",
      invalidField("resource.vpnInterfaces", "", "An HA VPN gateway has the interfaces 0 and 1."),
    );
  }
}
