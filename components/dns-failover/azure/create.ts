import { RecordSet } from "@pulumi/azure-native/dns";
import { Endpoint, Profile, type ProfileArgs } from "@pulumi/azure-native/trafficmanager";
import type { Output } from "@pulumi/pulumi";
import { relativeNameOf } from "../checkProviders";
import { addressOf, type DnsContext, planned, targetOf } from "../context";
import { azureTimeoutSeconds, intervalOf } from "../healthCheck";
import type { AzureDnsProvider } from "./args";
import type { AzureEndpoint, AzurePlan, AzureProfile } from "./plan";

/** Makes the profiles with their endpoints, and the record that points to the first. Returns the name as it has it. */
export function createAzure(
  context: DnsContext,
  provider: AzureDnsProvider,
  plan: AzurePlan,
): Output<string> {
  const { zoneName, resourceGroupName } = provider;
  const { name, ttl } = context.plan.model;
  const profiles = new Map(
    plan.profiles.map((profile) => [profile.key, createProfile(context, provider, plan, profile)]),
  );
  const made = new Map<string, Endpoint[]>();
  // What a profile is nested in waits for its endpoints: without any it would be answered with nothing.
  for (const { key, endpoints } of plan.profiles.toReversed()) {
    made.set(
      key,
      endpoints.map((endpoint) => createEndpoint(context, provider, plan, key, endpoint, profiles, made)),
    );
  }
  const apex = name === zoneName;
  const record = new RecordSet(
    `${context.name}-azure`,
    {
      resourceGroupName,
      zoneName,
      relativeRecordSetName: apex ? "@" : name.slice(0, -zoneName.length - 1),
      recordType: apex ? "A" : "CNAME",
      ttl,
      targetResource: { id: planned(profiles.get(""), name).id },
    },
    { parent: context.parent, dependsOn: made.get("") },
  );
  return record.fqdn;
}

const resourceName = ({ name }: DnsContext, ...keys: readonly string[]): string =>
  [name, "azure", ...keys.filter((key) => key !== "")].join("-");

function createProfile(
  context: DnsContext,
  provider: AzureDnsProvider,
  { form }: AzurePlan,
  { key, method, endpoints }: AzureProfile,
): Profile {
  const { model } = context.plan;
  const relativeName = provider.relativeName ?? relativeNameOf(model.name);
  return new Profile(
    resourceName(context, key),
    {
      resourceGroupName: provider.resourceGroupName,
      location: "global",
      trafficRoutingMethod: method,
      maxReturn: method === "MultiValue" ? endpoints.length : undefined,
      dnsConfig: { relativeName: key === "" ? relativeName : `${relativeName}-${key}`, ttl: model.ttl },
      monitorConfig: monitorConfig(context, form),
      profileStatus: "Enabled",
      tags: context.args.tags,
    },
    { parent: context.parent },
  );
}

function monitorConfig(
  { plan: { model } }: DnsContext,
  form: AzurePlan["form"],
): ProfileArgs["monitorConfig"] {
  const healthCheck = planned(model.healthCheck, model.name);
  const { protocol, path, port, failureThreshold } = healthCheck;
  const interval = intervalOf("azure", healthCheck);
  const host = healthCheck.host ?? (form === "address" ? model.name : undefined);
  return {
    protocol,
    port,
    path,
    intervalInSeconds: interval,
    timeoutInSeconds: azureTimeoutSeconds(interval),
    // One failure more than it tolerates makes an endpoint degraded.
    toleratedNumberOfFailures: failureThreshold - 1,
    customHeaders: protocol === "TCP" || host === undefined ? undefined : [{ name: "Host", value: host }],
  };
}

function createEndpoint(
  context: DnsContext,
  { resourceGroupName }: AzureDnsProvider,
  { form }: AzurePlan,
  profileKey: string,
  { key, to, enabled, alwaysServe, priority, weight, location, geoMapping }: AzureEndpoint,
  profiles: ReadonlyMap<string, Profile>,
  made: ReadonlyMap<string, readonly Endpoint[]>,
): Endpoint {
  const target =
    "member" in to
      ? {
          endpointType: "ExternalEndpoints",
          target:
            form === "address"
              ? addressOf(context, to.member)
              : planned(targetOf(context, to.member).hostname, to.member),
        }
      : {
          endpointType: "NestedEndpoints",
          targetResourceId: planned(profiles.get(to.profile), to.profile).id,
          minChildEndpoints: 1,
        };
  return new Endpoint(
    resourceName(context, profileKey, key),
    {
      resourceGroupName,
      // The type allows for none, which Azure never answers.
      profileName: planned(profiles.get(profileKey), profileKey).name as Output<string>,
      endpointName: key,
      ...target,
      priority,
      weight,
      endpointLocation: location,
      geoMapping: geoMapping && [...geoMapping],
      endpointStatus: enabled ? "Enabled" : "Disabled",
      alwaysServe: alwaysServe ? "Enabled" : undefined,
    },
    {
      parent: context.parent,
      dependsOn: "profile" in to ? [...(made.get(to.profile) ?? [])] : [],
      // Two endpoints of a profile share neither name nor priority, nor do they for a moment.
      deleteBeforeReplace: true,
    },
  );
}
