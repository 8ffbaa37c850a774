import { applicationGatewayTypes } from "./application-gateways";
import { computeTypes } from "./compute";
import { dnsTypes } from "./dns";
import { functions } from "./functions";
import { userAssignedIdentity } from "./identity/userAssignedIdentity";
import { localNetworkGateway } from "./localNetworkGateway";
import { networkSecurityGroup } from "./networkSecurityGroup";
import { operationsTypes } from "./operations";
import { publicIPAddress } from "./publicIPAddress";
import { resourceGroup } from "./resourceGroup";
import { route } from "./route";
import { routeTable } from "./routeTable";
import { securityRule } from "./securityRule";
import { subnet } from "./subnet";
import { trafficManagerTypes } from "./traffic-manager";
import { virtualWanTypes } from "./virtual-wan";
import { virtualNetwork } from "./virtualNetwork";
import { virtualNetworkGateway } from "./virtualNetworkGateway";
import { virtualNetworkGatewayConnection } from "./virtualNetworkGatewayConnection";
import { virtualNetworkGatewayNatRule } from "./virtualNetworkGatewayNatRule";
import { virtualNetworkPeering } from "./virtualNetworkPeering";
import type { SimulatedPackage } from "../providers/resourceType";

/** Microsoft Azure, as seen through the `azure-native` provider. */
export const azureNative: SimulatedPackage = {
  name: "azure-native",
  version: "3.28.0",
  folder: "simulator/azure",
  types: [
    resourceGroup,
    virtualNetwork,
    subnet,
    routeTable,
    route,
    networkSecurityGroup,
    securityRule,
    publicIPAddress,
    virtualNetworkGateway,
    localNetworkGateway,
    virtualNetworkGatewayConnection,
    virtualNetworkGatewayNatRule,
    virtualNetworkPeering,
    ...virtualWanTypes,
    ...operationsTypes,
    userAssignedIdentity,
    ...computeTypes,
    ...applicationGatewayTypes,
    ...trafficManagerTypes,
    ...dnsTypes,
  ],
  functions,
  configure: (variables) => variables,
};
