import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import { WebApplicationFirewallPolicy } from "@pulumi/azure-native/network";
import { Workspace } from "@pulumi/azure-native/operationalinsights";
import { Secret, Vault } from "@pulumi/azure-native/keyvault";
import type { Input } from "@pulumi/pulumi";
import { expect } from "chai";
import {
  AwsNetwork,
  type AzureFrontEnd,
  AzureNetwork,
  GcpNetwork,
  MultiCloudLoadBalancer,
  type MultiCloudLoadBalancerArgs,
} from "../../../../components";
import { inSimulatedClouds } from "../../../helpers/simulatedRun";
import { madeAndDestroyed } from "../destruction";
import { targets, tcp } from "./balancers";

interface Estate {
  readonly own?: Partial<AzureFrontEnd>;
  readonly more?: Partial<MultiCloudLoadBalancerArgs>;
}

/** A network of the components in each cloud that has a target, and a gateway in front of all. */
function program(estate: (azure: AzureNetwork) => Estate = () => ({})) {
  const azure = new AzureNetwork("azure", { addressSpace: "172.18.0.0/16" });
  const { own, more } = estate(azure);
  const { backends = targets } = more ?? {};
  const networks = {
    azure,
    ...("aws" in backends && { aws: new AwsNetwork("aws", { cidrBlock: "172.16.0.0/16" }) }),
    ...("gcp" in backends && { gcp: new GcpNetwork("gcp", { ipCidrRange: "10.16.0.0/16" }) }),
  };
  return new MultiCloudLoadBalancer("hello", {
    networks,
    frontEnd: { azure: { kind: "application-gateway", subnetPrefix: "172.18.129.0/24", ...own } },
    backends,
    listener: { protocol: "HTTP" },
    ...more,
  });
}

/** A secret in a vault that an identity may read. */
function certificateFor(resourceGroupName: Input<string>, objectId: Input<string>) {
  const tenantId = "11111111-1111-4111-8111-111111111111";
  const vault = new Vault("vault", {
    resourceGroupName,
    vaultName: "shop",
    properties: {
      tenantId,
      sku: { family: "A", name: "standard" },
      accessPolicies: [{ tenantId, objectId, permissions: { secrets: ["get"] } }],
    },
  });
  const properties = { value: "MII=", contentType: "application/x-pkcs12" };
  return new Secret("api", { resourceGroupName, vaultName: vault.name, secretName: "api", properties });
}

const runs: Record<string, () => unknown> = {
  "a gateway for HTTP": () => program(),
  "a gateway for TCP": () => program(() => ({ more: { listener: tcp } })),
  "a gateway with a private address": () => program(() => ({ own: { privateAddress: "172.18.129.250" } })),
  "a fixed number of instances without zones": () =>
    program(() => ({ own: { instances: { minimum: 2, maximum: 2 }, zones: [] } })),
  "draining, a cookie and a probe of its own": () =>
    program(() => ({
      own: { backendHostName: "shop.internal" },
      more: {
        drainingSeconds: 60,
        stickiness: {},
        healthCheck: { path: "/health", port: 8080, statusCodes: ["200-299"] },
      },
    })),
  "HTTPS with a certificate, a redirect, a firewall and logs": () =>
    program(({ resourceGroupName }) => {
      const identity = new UserAssignedIdentity("reader", { resourceGroupName });
      const policy = new WebApplicationFirewallPolicy("waf", {
        resourceGroupName,
        policySettings: { mode: "Prevention", state: "Enabled" },
        managedRules: { managedRuleSets: [{ ruleSetType: "OWASP", ruleSetVersion: "3.2" }] },
      });
      const workspace = new Workspace("logs", { resourceGroupName, sku: { name: "PerGB2018" } });
      const secret = certificateFor(resourceGroupName, identity.principalId);
      const azure = { keyVaultSecretId: secret.properties.secretUri, identityId: identity.id };
      return {
        own: { firewallPolicyId: policy.id, workspaceId: workspace.id },
        more: { listener: { protocol: "HTTPS", certificate: { azure }, redirectHttp: true } },
      };
    }),
};

describe("front ends in Azure in the simulated clouds", () => {
  for (const [what, run] of Object.entries(runs)) {
    it(`brings up ${what}`, async () => {
      const { resources } = await inSimulatedClouds(run);
      expect(resources.filter((each) => each.includes(":ApplicationGateway"))).to.have.length(1);
    });
  }

  for (const cloud of ["aws", "azure", "gcp"] as const) {
    it(`brings up a gateway in front of a target in ${cloud}`, async () => {
      await inSimulatedClouds(() => program(() => ({ more: { backends: { [cloud]: targets[cloud] } } })));
    });
  }

  for (const order of ["oldest first", "newest first"] as const) {
    it(`takes a gateway down, ${order}`, () => madeAndDestroyed(() => program(), order));
  }
});
