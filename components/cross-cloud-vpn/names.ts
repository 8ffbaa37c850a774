import { getProject, getStack } from "@pulumi/pulumi";
import {
  azureAutonameLength,
  azureNameProblem,
  gcpAutonameLength,
  gcpNameProblem,
  longestGcpName,
} from "../names";
import { longestAzureName } from "./azure/check";
import type { Cloud } from "./clouds";
import { ipv6Suffix } from "./ipVersions";

/** What is wrong with a gateway's or link's name in a cloud, judged by the resource with the longest name there. */
export function sideNameProblem(name: string, cloud: Cloud, ipv6 = false): string | undefined {
  switch (cloud) {
    case "azure":
      return azureNameProblem(`${name}-local-network-gateway-0-1`, longestAzureName - azureAutonameLength);
    case "gcp":
      return gcpNameProblem(
        `${name}-external-vpn-gateway-0${ipv6 ? ipv6Suffix : ""}`,
        longestGcpName - gcpAutonameLength,
      );
    default:
      return undefined;
  }
}

/** A name that no other stack of the account or project gives, for what the provider does not name. */
export function nameInAccount(name: string): string {
  return `${getProject()}-${getStack()}-${name}`.replace(/[^A-Za-z0-9_-]/g, "-");
}
