import type { Resource } from "../../../reachability";
import { aws } from "../../reachability/cases/aws/resources";
import { made, type Made } from "../../reachability/cases/azure/resources";
import { other } from "../../reachability/cases/gcp/resources";

type Inputs = Record<string, unknown>;

export const zone = aws("route53/zone:Zone", "example", { name: "example.com" });

/** A record of Route 53 for api.example.com, unless another name is given. */
export function record(id: string, more: Inputs): Resource {
  return aws("route53/record:Record", id, {
    zoneId: zone.id,
    name: "api.example.com",
    type: "A",
    setIdentifier: id,
    ...("aliases" in more ? {} : { ttl: 60 }),
    ...more,
  });
}

export function healthCheck(name: string, more: Inputs): Resource {
  return aws("route53/healthCheck:HealthCheck", name, {
    type: "HTTPS",
    port: 443,
    requestInterval: 10,
    failureThreshold: 3,
    ...more,
  });
}

export const aliasTo = (name: string, evaluateTargetHealth: boolean): Inputs => ({
  aliases: [{ name, zoneId: zone.id, evaluateTargetHealth }],
});

const providers = "/subscriptions/s/resourceGroups/net/providers/Microsoft.Network";

export function profile(name: string, trafficRoutingMethod: string, more: Inputs = {}): Made {
  return made("trafficmanager:Profile", name, `${providers}/trafficManagerProfiles/${name}`, {
    profileName: name,
    profileStatus: "Enabled",
    trafficRoutingMethod,
    dnsConfig: { relativeName: name, ttl: 60 },
    monitorConfig: {
      protocol: "HTTPS",
      port: 443,
      intervalInSeconds: 10,
      toleratedNumberOfFailures: 2,
      timeoutInSeconds: 5,
    },
    ...more,
  });
}

export function endpoint(name: string, of: Made, more: Inputs): Made {
  return made(
    "trafficmanager:Endpoint",
    name,
    `${of.id}/externalEndpoints/${name}`,
    { endpointName: name, profileName: of.outputs["name"], endpointType: "ExternalEndpoints", ...more },
    { name },
  );
}

export function azureRecord(relativeRecordSetName: string, more: Inputs): Made {
  const id = `${providers}/dnsZones/example.com/A/${relativeRecordSetName}`;
  return made("dns:RecordSet", `azure-${relativeRecordSetName}`, id, {
    zoneName: "example.com",
    relativeRecordSetName,
    recordType: "A",
    ttl: 60,
    ...more,
  });
}

export const managedZone = other("gcp:dns/managedZone:ManagedZone", "example", {
  dnsName: "example.com.",
  visibility: "public",
});

export function recordSet(routingPolicy: Inputs, more: Inputs = {}): Resource {
  const made = other("gcp:dns/recordSet:RecordSet", "api", {
    managedZone: "example",
    type: "A",
    ttl: 60,
    routingPolicy,
    ...more,
  });
  return { ...made, outputs: { ...made.outputs, name: "api.example.com." } };
}

export const check = other("gcp:compute/healthCheck:HealthCheck", "public", {
  checkIntervalSec: 30,
  unhealthyThreshold: 3,
  sourceRegions: ["us-east1", "europe-west1", "asia-southeast1"],
});
