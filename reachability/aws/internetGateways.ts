import type { NextHop } from "../model";
import { labelOf, read, type Resource } from "../resources";
import { mayPointTo, pointsTo, type Reader } from "./reader";
import { tokens } from "./tokens";
import type { Vpc, Vpcs } from "./vpcs";

/** Which VPC each gateway is attached to, be it by itself or by a resource of its own; `unknown` where that can't be told. */
export function attachedVpcs(
  reader: Reader,
  vpcs: Vpcs,
  gatewayType: string,
  attachmentType: string,
  gatewayPath: string,
): ReadonlyMap<string, Vpc | "unknown"> {
  const attached = new Map<string, Vpc | "unknown">();
  const open: Resource[] = [];
  for (const gateway of reader.stack.all(gatewayType)) {
    const vpc = vpcs.of(gateway);
    if (vpc !== undefined) {
      attached.set(gateway.urn, vpc);
    } else if (read(gateway, "vpcId").state === "unknown") {
      open.push(gateway);
    }
  }
  for (const attachment of reader.stack.all(attachmentType)) {
    const gateway = pointsTo(reader, attachment, gatewayPath, gatewayType);
    const vpc = vpcs.of(attachment);
    if (gateway.state === "found" && vpc !== undefined) {
      attached.set(gateway.resource.urn, vpc);
    } else {
      const gateways = mayPointTo(reader, attachment, gatewayPath, gatewayType);
      open.push(...(gateway.state === "found" ? [gateway.resource] : gateways));
    }
  }
  for (const { urn } of open.filter((gateway) => !attached.has(gateway.urn))) {
    attached.set(urn, "unknown");
  }
  return attached;
}

/** Internet gateways: the way out of what is modelled. */
export class InternetGateways {
  readonly #attached: ReadonlyMap<string, Vpc | "unknown">;

  constructor(reader: Reader, vpcs: Vpcs) {
    this.#attached = attachedVpcs(
      reader,
      vpcs,
      tokens.internetGateway,
      tokens.internetGatewayAttachment,
      "internetGatewayId",
    );
  }

  /**
   * Where a route to an internet gateway leads: a gateway serves the VPC that it is attached to.
   *
   * Source: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
   */
  hop(gateway: Resource, vpc: Vpc): NextHop {
    const attached = this.#attached.get(gateway.urn);
    if (attached === "unknown") {
      return { to: "undecided", why: `the VPC of internet gateway ${labelOf(gateway)} can't be told` };
    }
    return attached === vpc
      ? { to: "outside", what: `the internet, through internet gateway ${labelOf(gateway)}`, internet: true }
      : { to: "nowhere", why: `internet gateway ${labelOf(gateway)} is not attached to ${vpc.name}` };
  }
}
