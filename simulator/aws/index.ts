import { certificates } from "./certificates";
import { customerGateway } from "./customerGateway";
import { eip } from "./eip";
import { functions } from "./functions";
import { getParameter, instanceTypes } from "./instances";
import { internetGateway } from "./internetGateway";
import { internetGatewayAttachment } from "./internetGatewayAttachment";
import { loadBalancing } from "./loadBalancing";
import { natGateway } from "./natGateway";
import { networkMonitor } from "./networkMonitor";
import { operations } from "./operations";
import { prefixListTypes } from "./prefixLists";
import { findRegion, unknownRegion } from "./regions";
import { resourceSharing } from "./resourceSharing";
import { route } from "./route";
import { route53 } from "./route53";
import { routeTable } from "./routeTable";
import { routeTableAssociation } from "./routeTableAssociation";
import { securityGroup } from "./securityGroup";
import { securityGroupRule } from "./securityGroupRule";
import { serviceQuota } from "./serviceQuotas/serviceQuota";
import { subnet } from "./subnet";
import { transitGatewayTypes } from "./transitGateways";
import { vpc } from "./vpc";
import { vpcIpv4CidrBlockAssociation } from "./vpcIpv4CidrBlockAssociation";
import { securityGroupEgressRule, securityGroupIngressRule } from "./vpcSecurityGroupRule";
import { vpnConnection } from "./vpnConnection";
import { vpnConnectionRoute } from "./vpnConnectionRoute";
import { vpnGateway } from "./vpnGateway";
import { vpnGatewayAttachment } from "./vpnGatewayAttachment";
import { vpnGatewayRoutePropagation } from "./vpnGatewayRoutePropagation";
import type { SimulatedPackage } from "../providers/resourceType";

/** Amazon Web Services, as seen through the classic `aws` provider. */
export const aws: SimulatedPackage = {
  name: "aws",
  version: "7.48.0",
  folder: "simulator/aws",
  types: [
    ...certificates,
    customerGateway,
    eip,
    ...instanceTypes,
    internetGateway,
    internetGatewayAttachment,
    ...loadBalancing,
    natGateway,
    ...networkMonitor,
    ...prefixListTypes,
    ...resourceSharing,
    route,
    ...route53,
    routeTable,
    routeTableAssociation,
    securityGroup,
    securityGroupEgressRule,
    securityGroupIngressRule,
    securityGroupRule,
    serviceQuota,
    subnet,
    ...transitGatewayTypes,
    vpc,
    vpcIpv4CidrBlockAssociation,
    vpnConnection,
    vpnConnectionRoute,
    vpnGateway,
    vpnGatewayAttachment,
    vpnGatewayRoutePropagation,
    ...operations,
  ],
  functions: [...functions, getParameter],
  configure(variables) {
    if (!variables.region) {
      throw new Error(
        "invalid configuration: Missing region configuration; set it with `pulumi config set aws:region us-west-2`",
      );
    }
    if (!findRegion(variables.region)) {
      throw new Error(`invalid configuration: ${unknownRegion(variables.region)}`);
    }
    for (const tags of ["defaultTags", "ignoreTags"]) {
      if (variables[tags]) {
        throw new Error(`invalid configuration: aws:${tags} is not simulated; set the tags on the resources`);
      }
    }
    return variables;
  },
};
