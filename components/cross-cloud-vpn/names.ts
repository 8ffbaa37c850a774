import {
  azureAutonameLength,
  azureNameProblem,
  gcpAutonameLength,
  gcpNameProblem,
  longestGcpName,
} from "../names";
import { longestAzureName } from "./azure/check";
import type { Cloud } from "./clouds";

/** What is wrong with a gateway's or link's name in a cloud, judged by the resource with the longest name there. */
export function sideNameProblem(name: string, cloud: Cloud): string | undefined {
  switch (cloud) {
    case "azure":
      return azureNameProblem(`${name}-local-network-gateway-0-1`, longestAzureName - azureAutonameLength);
    case "gcp":
      return gcpNameProblem(`${name}-external-vpn-gateway-0`, longestGcpName - gcpAutonameLength);
    default:
      return undefined;
  }
}
