import { unknownRegion, zonesOf } from "./compute/regions";
import { asString, type Props } from "../protocol/values";
import type { ProviderConfig, ProviderFunction } from "../providers/resourceType";

/** Arguments whose effect is not simulated are refused, as an answer that ignores them would be wrong. */
function refuseOthers(token: string, args: Props, known: readonly string[]): void {
  const other = Object.keys(args).find((name) => !known.includes(name));
  if (other !== undefined) {
    throw new Error(`${token}: the argument "${other}" is not simulated`);
  }
}

function projectOf(args: Props, { project }: ProviderConfig, property = "project"): string {
  const found = asString(args[property]) ?? project;
  if (!found) {
    throw new Error(`${property}: required field is not set`);
  }
  return found;
}

/** All zones are up. https://www.pulumi.com/registry/packages/gcp/api-docs/compute/getzones/ */
const getZones: ProviderFunction = {
  token: "gcp:compute/getZones:getZones",
  call(args, { config }) {
    refuseOthers(this.token, args, ["project", "region", "status"]);
    const project = projectOf(args, config);
    const region = asString(args.region) ?? config.region;
    if (!region) {
      throw new Error(
        "Cannot determine region: set in this resource, or set provider-level 'region' or 'zone'.",
      );
    }
    const names = zonesOf(region);
    if (!names) {
      throw new Error(unknownRegion(region));
    }
    const status = asString(args.status);
    if (status !== undefined && status !== "UP" && status !== "DOWN") {
      throw new Error(`expected status to be one of "UP", "DOWN", got ${status}`);
    }
    return {
      ...args,
      id: `projects/${project}/regions/${region}`,
      names: status === "DOWN" ? [] : [...names],
      project,
      region,
    };
  },
};

/** https://www.pulumi.com/registry/packages/gcp/api-docs/organizations/getclientconfig/ */
const getClientConfig: ProviderFunction = {
  token: "gcp:organizations/getClientConfig:getClientConfig",
  call(args, { config }) {
    refuseOthers(this.token, args, []);
    const { project = "", region = "", zone = "" } = config;
    return {
      accessToken: "simulated",
      defaultLabels: {},
      id: `projects/${JSON.stringify(project)}/regions/${JSON.stringify(region)}/zones/${JSON.stringify(zone)}`,
      project,
      region,
      zone,
    };
  },
};

/** The simulated project has the number of an example. */
const projectNumber = "123456789012";

/** https://www.pulumi.com/registry/packages/gcp/api-docs/organizations/getproject/ */
const getProject: ProviderFunction = {
  token: "gcp:organizations/getProject:getProject",
  call(args, { config }) {
    refuseOthers(this.token, args, ["projectId"]);
    const projectId = projectOf(args, config, "projectId");
    return {
      autoCreateNetwork: true,
      billingAccount: "",
      deletionPolicy: "PREVENT",
      effectiveLabels: {},
      folderId: "",
      id: `projects/${projectId}`,
      labels: {},
      name: projectId,
      number: projectNumber,
      orgId: "",
      projectId,
      pulumiLabels: {},
      tags: {},
    };
  },
};

export const functions: readonly ProviderFunction[] = [getZones, getClientConfig, getProject];
