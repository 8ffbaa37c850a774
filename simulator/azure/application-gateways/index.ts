import { applicationGateway } from "./applicationGateway";
import { firewallPolicy } from "./firewallPolicy";
import type { ResourceType } from "../../providers/resourceType";

/** Application gateways and their firewalls. */
export const applicationGatewayTypes: readonly ResourceType[] = [firewallPolicy, applicationGateway];
