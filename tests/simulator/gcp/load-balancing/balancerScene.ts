import { link, project, region, Scene, tokens } from "../scene";
import type { Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

export const zone = `${region}-a`;
export const zonal = (rest: string, place = zone): string => `projects/${project}/zones/${place}/${rest}`;

export const instance: Props = {
  zone,
  machineType: "e2-micro",
  bootDisk: { initializeParams: { image: "debian-cloud/debian-12" } },
  networkInterfaces: [{ subnetwork: "sub" }],
};

/** A network with a subnet, 10.16.0.0/20, in which a test puts balancers. */
export class BalancerScene {
  private constructor(readonly scene: Scene) {}

  static async open(): Promise<BalancerScene> {
    const scene = await Scene.open();
    await scene.network();
    await scene.subnet();
    return new BalancerScene(scene);
  }

  make(token: string, name: string, inputs: Props): Promise<Made> {
    return this.scene.make(token, name, inputs);
  }

  instance(name = "vm", more: Props = {}): Promise<Made> {
    return this.make(tokens.instance, name, { ...instance, ...more });
  }

  hybridGroup(name = "hybrid", more: Props = {}): Promise<Made> {
    return this.make(tokens.networkEndpointGroup, name, {
      zone,
      network: "net",
      networkEndpointType: "NON_GCP_PRIVATE_IP_PORT",
      defaultPort: 80,
      ...more,
    });
  }

  zonalGroup(name = "zonal", more: Props = {}): Promise<Made> {
    return this.make(tokens.networkEndpointGroup, name, {
      zone,
      network: "net",
      subnetwork: "sub",
      ...more,
    });
  }

  proxySubnet(more: Props = {}): Promise<Made> {
    return this.scene.subnet("proxies", {
      ipCidrRange: "10.32.0.0/23",
      purpose: "REGIONAL_MANAGED_PROXY",
      role: "ACTIVE",
      ...more,
    });
  }

  healthCheck(more: Props = {}): Promise<Made> {
    return this.make(tokens.healthCheck, "check", { httpHealthCheck: { port: 80 }, ...more });
  }

  regionHealthCheck(more: Props = {}): Promise<Made> {
    return this.make(tokens.regionHealthCheck, "check", { httpHealthCheck: { port: 80 }, ...more });
  }

  /** A global external Application Load Balancer's service unless told otherwise. */
  service(more: Props = {}): Promise<Made> {
    return this.make(tokens.backendService, "service", {
      loadBalancingScheme: "EXTERNAL_MANAGED",
      healthChecks: link(`projects/${project}/global/healthChecks/check`),
      ...more,
    });
  }

  /** A regional internal Application Load Balancer's service unless told otherwise. */
  regionService(more: Props = {}): Promise<Made> {
    return this.make(tokens.regionBackendService, "service", {
      loadBalancingScheme: "INTERNAL_MANAGED",
      protocol: "HTTP",
      healthChecks: link(`projects/${project}/regions/${region}/healthChecks/check`),
      ...more,
    });
  }
}

export const rate = (group: Made | string, more: Props = {}): Props => ({
  group: typeof group === "string" ? group : group.id,
  balancingMode: "RATE",
  maxRatePerEndpoint: 100,
  ...more,
});

export const connections = (group: Made | string, more: Props = {}): Props => ({
  group: typeof group === "string" ? group : group.id,
  balancingMode: "CONNECTION",
  maxConnectionsPerEndpoint: 100,
  ...more,
});

/** A balancer up to its target proxy. */
export async function regionalChain(scheme = "INTERNAL_MANAGED"): Promise<BalancerScene> {
  const balancer = await BalancerScene.open();
  await balancer.regionHealthCheck();
  const group = await balancer.hybridGroup();
  const service = await balancer.regionService({ loadBalancingScheme: scheme, backends: [rate(group)] });
  const map = await balancer.make(tokens.regionUrlMap, "map", { defaultService: service.id });
  await balancer.make(tokens.regionTargetHttpProxy, "proxy", { urlMap: map.id });
  return balancer;
}

export async function globalChain(scheme = "EXTERNAL_MANAGED"): Promise<BalancerScene> {
  const balancer = await BalancerScene.open();
  await balancer.healthCheck();
  const group = await balancer.hybridGroup();
  const service = await balancer.service({ loadBalancingScheme: scheme, backends: [rate(group)] });
  const map = await balancer.make(tokens.urlMap, "map", { defaultService: service.id });
  await balancer.make(tokens.targetHttpProxy, "proxy", { urlMap: map.id });
  return balancer;
}
