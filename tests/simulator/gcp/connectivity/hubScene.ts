import type { Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";
import { global, link, project, regional, type Scene, tokens } from "../scene";

export const hubPath = (name = "hub"): string => `projects/${project}/locations/global/hubs/${name}`;
export const networkLink = (name: string): string => link(global(`networks/${name}`));
export const tunnelLink = (name: string, region?: string): string =>
  link(
    region === undefined
      ? regional(`vpnTunnels/${name}`)
      : `projects/${project}/regions/${region}/vpnTunnels/${name}`,
  );

export const makeHub = (scene: Scene, more: Props = {}, name = "hub"): Promise<Made> =>
  scene.make(tokens.hub, name, more);

export const vpc = (network: string, more: Props = {}, filter: Props = {}): Props => ({
  hub: hubPath(),
  location: "global",
  linkedVpcNetwork: { uri: networkLink(network), ...filter },
  ...more,
});

export const tunnels = (uris: readonly string[], more: Props = {}, settings: Props = {}): Props => ({
  hub: hubPath(),
  location: "europe-west3",
  linkedVpnTunnels: { uris: [...uris], siteToSiteDataTransfer: false, ...settings },
  ...more,
});

export const makeSpoke = (scene: Scene, name: string, inputs: Props): Promise<Made> =>
  scene.make(tokens.spoke, name, inputs);

/** A network with one subnet. */
export async function makeNetwork(scene: Scene, name: string, ipCidrRange: string): Promise<Made> {
  const made = await scene.network(name);
  await scene.subnet(`${name}-sub`, { network: name, ipCidrRange });
  return made;
}

/** A network with a gateway and two tunnels, `<name>-t0` and `<name>-t1`, in a region. */
export async function makeRouting(
  scene: Scene,
  name: string,
  region = "europe-west3",
): Promise<readonly [Made, Made]> {
  await scene.network(name);
  await scene.router(`${name}-cr`, { network: name, region });
  await scene.gateway(`${name}-gw`, { network: name, region });
  const external = await scene.external(`${name}-ext`);
  const make = (i: 0 | 1): Promise<Made> =>
    scene.tunnel(`${name}-t${i}`, {
      region,
      vpnGateway: `${name}-gw`,
      vpnGatewayInterface: i,
      peerExternalGateway: external.id,
      peerExternalGatewayInterface: i,
      router: `${name}-cr`,
    });
  return [await make(0), await make(1)];
}
