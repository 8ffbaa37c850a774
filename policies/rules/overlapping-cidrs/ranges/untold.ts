import { overlaps, parseCidrOrReport } from "../../../../addressing";
import { tokens } from "../../../../reachability/aws/tokens";
import { known, readBoolean, readText, type Resource } from "../../../../reachability/resources";
import type { Linker } from "../joins";

/**
 * Whether a VPC's own range is told to nobody: it is joined by transit gateways alone, its attachments propagate into no
 * table, and their static routes name other ranges, such as that of a private NAT gateway. Nothing can be sent there, so
 * others may have it too.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html#private-nat-overlapping-networks
 */
export function isUntold(linker: Linker, vpc: Resource): boolean {
  const { stack, joins } = linker;
  const attachments = stack
    .all(tokens.transitGatewayVpcAttachment)
    .filter((one) => linker.nodes(one, "vpcId", tokens.vpc, tokens.defaultVpc)?.includes(vpc.urn));
  const urns = new Set(attachments.map(({ urn }) => urn));
  return (
    attachments.length > 0 &&
    joins.neighbours(vpc.urn).every((one) => urns.has(one)) &&
    attachments.every((attachment) => tellsOthers(linker, attachment, known(readText(vpc, "cidrBlock"))))
  );
}

/** Whether an attachment tells ranges, if any, that are not the given one. */
function tellsOthers(linker: Linker, attachment: Resource, own: string | undefined): boolean {
  const { stack } = linker;
  const names = (entry: Resource): boolean =>
    linker
      .nodes(entry, "transitGatewayAttachmentId", tokens.transitGatewayVpcAttachment)
      ?.includes(attachment.urn) !== false;
  const isOwn = (route: Resource): boolean => {
    const [range, told] = [own, known(readText(route, "destinationCidrBlock"))].map((text) =>
      text === undefined ? undefined : parseCidrOrReport(text, () => undefined),
    );
    return range === undefined || told === undefined || overlaps(range, told);
  };
  return (
    known(readBoolean(attachment, "transitGatewayDefaultRouteTablePropagation")) === false &&
    !stack.all(tokens.transitGatewayPropagation).some(names) &&
    !stack.all(tokens.transitGatewayPrefixListReference).some(names) &&
    !stack.all(tokens.transitGatewayRoute).filter(names).some(isOwn)
  );
}
