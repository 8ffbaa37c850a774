import { attachmentsOf } from "./attachments";
import { routeCount } from "./routeCount";
import { Ec2Error } from "../error";
import type { WorldView } from "../../providers/resourceType";

/**
 * The defaults of an account. A VPC's five transit gateways are no more than a Region's. The documentation of errors
 * names no codes for these.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-quotas.html
 */
const quotas = { attachments: 5000, peerings: 50, pendingPeerings: 10, peeringsOfTwo: 1, routes: 10_000 };

export function checkAttachmentQuota(world: WorldView, operation: string, transitGatewayId: string): void {
  if (attachmentsOf(world, transitGatewayId).length >= quotas.attachments) {
    throw exceeded(operation, "TransitGatewayAttachmentLimitExceeded", "attachments", transitGatewayId);
  }
}

export function checkPeeringQuotas(
  world: WorldView,
  operation: string,
  requester: string,
  peer: string,
): void {
  for (const id of [requester, peer]) {
    const peerings = attachmentsOf(world, id).filter(({ resourceType }) => resourceType === "peering");
    const pending = peerings.filter(({ state }) => state === "pendingAcceptance");
    if (peerings.length >= quotas.peerings || pending.length >= quotas.pendingPeerings) {
      const what = peerings.length >= quotas.peerings ? "peering attachments" : "pending peering attachments";
      throw exceeded(operation, "TransitGatewayPeeringAttachmentLimitExceeded", what, id);
    }
  }
  const ofBoth = attachmentsOf(world, requester).filter(({ resourceId }) => resourceId === peer);
  if (ofBoth.length >= quotas.peeringsOfTwo) {
    throw new Ec2Error(
      operation,
      "DuplicateTransitGatewayAttachment",
      `${requester} has a non-deleted peering attachment with ${peer} already: ${ofBoth.map(({ id }) => id).join(", ")}.`,
    );
  }
}

/** Refuses static routes that no longer fit beside all others, propagated ones included. */
export function checkRouteQuota(
  world: WorldView,
  operation: string,
  transitGatewayId: string,
  added: number,
): void {
  if (!fits(world, transitGatewayId, added)) {
    throw exceeded(operation, "RouteLimitExceeded", "routes", transitGatewayId);
  }
}

/** AWS leaves out what no longer fits of what is propagated; nothing here would remember what that was. */
export function refuseLeftOutRoutes(world: WorldView, transitGatewayId: string, added: number): void {
  if (!fits(world, transitGatewayId, added)) {
    throw new Error(
      `propagating more routes than the quota of ${transitGatewayId} allows (${quotas.routes}) is not simulated`,
    );
  }
}

const fits = (world: WorldView, transitGatewayId: string, added: number): boolean =>
  routeCount(world, transitGatewayId) + added <= quotas.routes;

const exceeded = (operation: string, code: string, what: string, transitGatewayId: string): Ec2Error =>
  new Ec2Error(operation, code, `The maximum number of ${what} of ${transitGatewayId} has been reached.`);
