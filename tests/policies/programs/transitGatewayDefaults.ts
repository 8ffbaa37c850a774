import { transitGatewayDefaults } from "../../../policies/rules/transitGatewayDefaults";
import { unknown } from "../../../reachability/resources";
import type { ResourceArgs, RuleProgram } from "./program";

const staging: ResourceArgs = {
  type: "aws:ec2transitgateway/routeTable:RouteTable",
  name: "staging",
  props: { transitGatewayId: unknown },
  from: { transitGatewayId: ["hub"] },
};
const hub = (props: ResourceArgs["props"]): ResourceArgs => ({
  type: "aws:ec2transitgateway/transitGateway:TransitGateway",
  name: "hub",
  props,
});

export const program: RuleProgram = {
  rule: transitGatewayDefaults,
  violating: [hub({ amazonSideAsn: 64512 }), staging],
  clean: [hub({ defaultRouteTableAssociation: "disable", defaultRouteTablePropagation: "disable" }), staging],
  says: /defaultRouteTableAssociation is "enable"/,
};
