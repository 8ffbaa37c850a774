import {
  type AzureFrontEnd,
  type AzureLoadBalancerNetwork,
  MultiCloudLoadBalancer,
  type MultiCloudLoadBalancerArgs,
} from "../../../../components";
import type { RecordOptions } from "../../../helpers/recordedMocks";
import { aws, azure as outline } from "../balancers";
import { gcp, targets as everywhere } from "../gcp/balancers";

export const azure: AzureLoadBalancerNetwork = {
  ...outline,
  subnets: { web: { id: "web-id", addressPrefix: "172.18.0.0/17" } },
};

/** A target in each cloud. */
export const targets = {
  ...everywhere,
  gcp: { targets: { web: { address: "10.16.0.4" } } },
} as const;

export const gateway: AzureFrontEnd = { kind: "application-gateway", subnetPrefix: "172.18.129.0/24" };

export const http: MultiCloudLoadBalancerArgs = {
  networks: { aws, azure, gcp },
  frontEnd: { azure: gateway },
  listener: { protocol: "HTTP" },
  backends: targets,
};

export const https: MultiCloudLoadBalancerArgs["listener"] = {
  protocol: "HTTPS",
  certificate: {
    azure: { keyVaultSecretId: "https://shop.vault.azure.net/secrets/api", identityId: "identity" },
  },
};

export const tcp: MultiCloudLoadBalancerArgs["listener"] = { protocol: "TCP", port: 5432 };

/** The arguments with others of the gateway's own. */
export const withGateway = (own: Partial<AzureFrontEnd>, more: Partial<MultiCloudLoadBalancerArgs> = {}) => ({
  ...http,
  frontEnd: { azure: { ...gateway, ...own } },
  ...more,
});

export const balancer = (args: MultiCloudLoadBalancerArgs, name = "hello") =>
  new MultiCloudLoadBalancer(name, args);

const group = "/subscriptions/s/resourceGroups/shop/providers/Microsoft.Network";

/** The ids that Azure would give, and an address. */
export const recording: RecordOptions = {
  id: ({ type, name }) => `${group}/${type.split(":").at(-1) ?? ""}/${name}`,
  outputs: ({ name, inputs }) => ({
    name: (inputs as { applicationGatewayName?: string }).applicationGatewayName ?? name,
    ipAddress: "203.0.113.7",
  }),
};
