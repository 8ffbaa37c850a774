import type { Properties } from "../../../../reachability/resources";
import { planned } from "../../planned";

export const tgw = (name: string, more: Properties = {}) =>
  planned("aws:ec2transitgateway/transitGateway:TransitGateway", name, more, { id: `tgw-${name}` });
export const attachment = (name: string, more: Properties = {}) =>
  planned(
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
    name,
    { transitGatewayId: "tgw-hub", vpcId: `vpc-${name}`, ...more },
    { id: `tgw-attach-${name}` },
  );
export const off = { defaultRouteTableAssociation: "disable", defaultRouteTablePropagation: "disable" };
export const table = (name: string) =>
  planned(
    "aws:ec2transitgateway/routeTable:RouteTable",
    name,
    { transitGatewayId: "tgw-hub" },
    { id: `tgw-rtb-${name}` },
  );
export const entry = (kind: "routeTableAssociation" | "routeTablePropagation", of: string, to: string) => {
  const type = `aws:ec2transitgateway/${kind}:${kind === "routeTableAssociation" ? "RouteTableAssociation" : "RouteTablePropagation"}`;
  return planned(type, `${kind} ${of} ${to}`, {
    transitGatewayAttachmentId: `tgw-attach-${of}`,
    transitGatewayRouteTableId: `tgw-rtb-${to}`,
  });
};
export const route = (of: string, to: string, more: Properties = {}) =>
  planned("aws:ec2transitgateway/route:Route", `route ${of} ${to}`, {
    transitGatewayAttachmentId: `tgw-attach-${of}`,
    transitGatewayRouteTableId: `tgw-rtb-${to}`,
    ...more,
  });
