export { rejection as refusal } from "../../helpers/rejection";
import { expect } from "chai";

import { tokens } from "../../../simulator/gcp/tokens";
import { asList, asObject, asString, type Props, type Value } from "../../../simulator/protocol/values";
import { type Made, SimulatedAccount } from "../../helpers/simulated";

export { tokens };

export const project = "shop-dev";
export const region = "europe-west3";

/** A path in the project's region, such as `routers/cr`. */
export const regional = (rest: string): string => `projects/${project}/regions/${region}/${rest}`;
export const global = (rest: string): string => `projects/${project}/global/${rest}`;
export const link = (path: string): string => `https://www.googleapis.com/compute/v1/${path}`;

/** A Google Cloud project in which a test builds what its subject needs. */
export class Scene {
  private constructor(readonly account: SimulatedAccount) {}

  static async open(
    variables: Readonly<Record<string, string>> = { project, region },
    seed?: string,
  ): Promise<Scene> {
    const options = { shortestBusySeconds: 0.001, ...(seed === undefined ? {} : { seed }) };
    return new Scene(await SimulatedAccount.open({ gcp: variables }, options));
  }

  /** Creates; the name in the cloud is the logical one. */
  make(token: string, name: string, inputs: Props): Promise<Made> {
    return this.account.create(token, name, { name, ...inputs });
  }

  network(name = "net", more: Props = {}): Promise<Made> {
    return this.make(tokens.network, name, { autoCreateSubnetworks: false, ...more });
  }

  subnet(name = "sub", more: Props = {}): Promise<Made> {
    return this.make(tokens.subnetwork, name, { network: "net", ipCidrRange: "10.16.0.0/20", ...more });
  }

  router(name = "cr", more: Props = {}): Promise<Made> {
    return this.make(tokens.router, name, { network: "net", bgp: { asn: 64514 }, ...more });
  }

  gateway(name = "gw", more: Props = {}): Promise<Made> {
    return this.make(tokens.haVpnGateway, name, { network: "net", ...more });
  }

  external(name = "ext", more: Props = {}): Promise<Made> {
    return this.make(tokens.externalVpnGateway, name, { ...fourAddresses, ...more });
  }

  tunnel(name = "t0", more: Props = {}): Promise<Made> {
    return this.make(tokens.vpnTunnel, name, { ...tunnel, ...more });
  }

  interface(name = "if0", more: Props = {}): Promise<Made> {
    return this.make(tokens.routerInterface, name, { ...routerInterface, ...more });
  }

  peer(name = "peer0", more: Props = {}): Promise<Made> {
    return this.make(tokens.routerPeer, name, { ...peer, ...more });
  }

  /** Everything that a tunnel needs. */
  async surroundings(): Promise<{ network: Made; router: Made; gateway: Made; external: Made }> {
    return {
      network: await this.network(),
      router: await this.router(),
      gateway: await this.gateway(),
      external: await this.external(),
    };
  }

  /** The refusals of the provider's own check. */
  refusals(token: string, inputs: Props): string[] {
    return this.account.refusals(token, "subject", { name: "subject", ...inputs });
  }
}

export const fourAddresses: Props = {
  redundancyType: "FOUR_IPS_REDUNDANCY",
  interfaces: [0, 1, 2, 3].map((id) => ({ id, ipAddress: `3.64.0.${id + 1}` })),
};

export const tunnel: Props = {
  vpnGateway: "gw",
  vpnGatewayInterface: 0,
  peerExternalGateway: "ext",
  peerExternalGatewayInterface: 0,
  router: "cr",
  sharedSecret: "Preshared.Key_1",
};

export const routerInterface: Props = { router: "cr", ipRange: "169.254.30.2/30", vpnTunnel: "t0" };

export const peer: Props = { router: "cr", interface: "if0", peerAsn: 64512, peerIpAddress: "169.254.30.1" };

/** A copy with other values; undefined leaves a property out. */
export const but = (base: Props, changes: Record<string, Value | undefined>): Props =>
  Object.fromEntries(
    Object.entries({ ...base, ...changes }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );

/** The public address of an interface of an HA VPN gateway. */
export const addressOf = ({ outputs }: Made, id: 0 | 1): string =>
  asString(asObject(asList(outputs.vpnInterfaces)[id]).ipAddress) ?? "";

/** How the API refuses one field. */
export const invalid = (field: string, text = ""): RegExp =>
  new RegExp(
    `^Error \\w+ \\w+.*: googleapi: Error 400: Invalid value for field '${escaped(field)}': .*${escaped(text)}.*, invalid$`,
  );

/** How the API refuses to delete what another resource uses. */
export const usedBy = (noun: string, path: string, user: string): string =>
  `googleapi: Error 400: The ${noun} resource '${path}' is already being used by '${user}', resourceInUseByAnotherResource`;

export interface CheckCase {
  readonly rule: string;
  readonly refused: readonly Props[];
  readonly accepted: readonly Props[];
  /** Path of the property that is refused. */
  readonly at: string;
  readonly text: RegExp;
}

/** One test a rule of a request alone: what breaks it is refused once, and what just keeps it is accepted. */
export function itChecks(token: string, base: Props, cases: readonly CheckCase[]): void {
  for (const { rule, refused, accepted, at, text } of cases) {
    it(rule, async () => {
      const scene = await Scene.open();
      for (const inputs of refused) {
        const refusals = scene.refusals(token, { ...base, ...inputs });
        expect(refusals, JSON.stringify(inputs)).to.have.lengthOf(1);
        expect(refusals[0])
          .to.match(new RegExp(`^${escaped(at)}: `))
          .and.match(text);
      }
      for (const inputs of accepted) {
        expect(scene.refusals(token, { ...base, ...inputs }), JSON.stringify(inputs)).to.deep.equal([]);
      }
    });
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
