import { ipv4NetworkProblem } from "./checks";
import { regionProperty, withRegion } from "./common";
import { Ec2Error } from "./error";
import { existing, having } from "./references";
import { tokens } from "./tokens";
import { asString } from "../protocol/values";
import type { ResourceType } from "../providers/resourceType";

/** https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html: routes from a customer gateway to a VPN gateway. */
const routesPerConnection = 100;

/**
 * A static route of a VPN connection, behind the customer gateway. Only connections made with `staticRoutesOnly`
 * on a virtual private gateway have them. The documentation names no error codes for others and for a duplicate.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpnConnectionRoute.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/vpnconnectionroute/
 */
export const vpnConnectionRoute: ResourceType = {
  token: tokens.vpnConnectionRoute,
  properties: {
    ...regionProperty,
    destinationCidrBlock: { type: "string", required: true, replace: true },
    vpnConnectionId: { type: "string", required: true, replace: true },
  },
  computed: [],
  // Rough figures.
  durations: { create: 15, update: 0, delete: 15 },
  check: withRegion,
  create(context) {
    const operation = "CreateVpnConnectionRoute";
    const destination = asString(context.inputs.destinationCidrBlock) ?? "";
    const connection = existing(
      context,
      operation,
      "vpnConnection",
      asString(context.inputs.vpnConnectionId) ?? "",
    );
    const problem = ipv4NetworkProblem(destination);
    if (problem) {
      throw new Ec2Error(
        operation,
        "InvalidParameterValue",
        `Value (${destination}) for parameter destinationCidrBlock is invalid: ${problem}`,
      );
    }
    if (connection.outputs.transitGatewayId !== undefined) {
      throw new Ec2Error(
        operation,
        "InvalidParameterValue",
        `Static routes cannot be added to ${connection.id}: its routes are those of the transit gateway route tables.`,
      );
    }
    if (connection.outputs.staticRoutesOnly !== true) {
      throw new Ec2Error(
        operation,
        "InvalidParameterValue",
        `Static routes cannot be added to ${connection.id}: the VPN connection uses BGP.`,
      );
    }
    const present = having(context.world, tokens.vpnConnectionRoute, "vpnConnectionId", connection.id);
    if (present.some(({ inputs }) => inputs.destinationCidrBlock === destination)) {
      throw new Ec2Error(
        operation,
        "RouteAlreadyExists",
        `The route to ${destination} already exists on ${connection.id}.`,
      );
    }
    if (present.length >= routesPerConnection) {
      throw new Ec2Error(
        operation,
        "RouteLimitExceeded",
        "The maximum number of routes of the VPN connection has been reached.",
      );
    }
    return { id: `${destination}:${connection.id}`, outputs: {} };
  },
};
