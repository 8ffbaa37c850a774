import { RecordSet } from "@pulumi/azure-native/dns";
import { Profile, type ProfileArgs } from "@pulumi/azure-native/trafficmanager";
import type { Input, Output } from "@pulumi/pulumi";
import { relativeNameOf } from "../checkProviders";
import { addressOf, type DnsContext, planned, targetOf } from "../context";
import { azureTimeoutSeconds, intervalOf } from "../healthCheck";
import type { MemberId } from "../model";
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
  const made = new Map<string, Profile>();
  // Profiles come after those that are nested in them.
  const profileOf = (key: string): Profile => {
    const found = plan.profiles.find((each) => each.key === key);
    if (found === undefined) {
      throw new Error(`there is no profile ${key}`);
    }
    const profile = made.get(key) ?? createProfile(context, provider, plan, found, profileOf);
    made.set(key, profile);
    return profile;
  };
  const apex = name === zoneName;
  const record = new RecordSet(
    `${context.name}-azure`,
    {
      resourceGroupName,
      zoneName,
      relativeRecordSetName: apex ? "@" : name.slice(0, -zoneName.length - 1),
      recordType: apex ? "A" : "CNAME",
      ttl,
      targetResource: { id: profileOf("").id },
    },
    { parent: context.parent },
  );
  return record.fqdn;
}

function createProfile(
  context: DnsContext,
  provider: AzureDnsProvider,
  { form }: AzurePlan,
  { key, method, endpoints }: AzureProfile,
  profileOf: (key: string) => Profile,
): Profile {
  const { model } = context.plan;
  const relativeName = provider.relativeName ?? relativeNameOf(model.name);
  return new Profile(
    key === "" ? `${context.name}-azure` : `${context.name}-azure-${key}`,
    {
      resourceGroupName: provider.resourceGroupName,
      location: "global",
      trafficRoutingMethod: method,
      maxReturn: method === "MultiValue" ? endpoints.length : undefined,
      dnsConfig: { relativeName: key === "" ? relativeName : `${relativeName}-${key}`, ttl: model.ttl },
      monitorConfig: monitorConfig(context, form),
      // Not resources of their own: Azure judges endpoints by their profile and by each other, so that another order,
      // say, could not be reached by changing one after the other.
      endpoints: endpoints.map((endpoint) => endpointArgs(context, form, endpoint, profileOf)),
      profileStatus: "Enabled",
      tags: context.args.tags,
    },
    // Azure takes no other name for a profile, and nothing says so to the engine.
    { parent: context.parent, replaceOnChanges: ["dnsConfig.relativeName"] },
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

function endpointArgs(
  context: DnsContext,
  form: AzurePlan["form"],
  { key, to, enabled, alwaysServe, priority, weight, location, geoMapping }: AzureEndpoint,
  profileOf: (key: string) => Profile,
) {
  return {
    name: key,
    ...("member" in to
      ? { type: `${endpointTypes}/externalEndpoints`, target: targetValue(context, form, to.member) }
      : {
          type: `${endpointTypes}/nestedEndpoints`,
          targetResourceId: profileOf(to.profile).id,
          minChildEndpoints: 1,
        }),
    priority,
    weight,
    endpointLocation: location,
    geoMapping: geoMapping && [...geoMapping],
    endpointStatus: enabled ? "Enabled" : "Disabled",
    alwaysServe: alwaysServe ? "Enabled" : undefined,
  };
}

const endpointTypes = "Microsoft.Network/trafficManagerProfiles";

function targetValue(context: DnsContext, form: AzurePlan["form"], member: MemberId): Input<string> {
  return form === "address"
    ? addressOf(context, member)
    : planned(targetOf(context, member).hostname, member);
}
