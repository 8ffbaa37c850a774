import {
  CrossCloudVpnSide,
  type CrossCloudVpnPeer,
  type CrossCloudVpnSideArgs,
  type VpnOffer,
} from "../../../components";
import { type Recording, type RecordOptions, record, value } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { sides as programSides } from "../cross-cloud-vpn/programs";

/** Sides as their own stacks write them. */
export const sides = {
  aws: { aws: programSides.aws },
  transitGateway: { aws: { ...programSides.aws, transitGateway: {}, attachmentSubnetIds: ["subnet-1"] } },
  gcp: { gcp: { networkId: "network-1", ipCidrRanges: ["10.16.0.0/16"], asn: 65002 } },
  azure: { azure: programSides.azure },
  onPremises: {
    onPremises: { publicAddresses: ["185.43.7.9"], asn: 65010, prefixes: ["10.48.0.0/16"] },
  },
} satisfies Record<string, Partial<CrossCloudVpnSideArgs>>;

/** The same sides as another stack tells of them. */
export const facts = {
  aws: { aws: { cidrBlocks: ["10.0.0.0/16"] } },
  transitGateway: { aws: { cidrBlocks: ["10.0.0.0/16"], transitGateway: true } },
  gcp: { gcp: { ipCidrRanges: ["10.16.0.0/16"], asn: 65002 } },
  azure: { azure: { addressPrefixes: ["10.32.0.0/16"] } },
  onPremises: sides.onPremises,
} satisfies Record<keyof typeof sides, CrossCloudVpnPeer>;

export type Place = keyof typeof sides;

/** What both stacks say. */
export type Common = Partial<CrossCloudVpnSideArgs>;

/** One of the two stacks: its side, and what it tells of the other. */
export class Stack {
  constructor(
    private readonly own: Place,
    private readonly peer: Place,
    private readonly common: Common = {},
  ) {}

  /** The stack with something said otherwise. */
  saying(common: Common): Stack {
    return new Stack(this.own, this.peer, { ...this.common, ...common });
  }

  create(offer?: VpnOffer): CrossCloudVpnSide {
    return new CrossCloudVpnSide("shop", {
      routing: "bgp",
      ...sides[this.own],
      peer: { ...facts[this.peer], offer },
      ...this.common,
    });
  }

  /** `pulumi up` of the stack, given what the other one offers. */
  async up(offer?: VpnOffer, options: RecordOptions = clouds): Promise<Up> {
    const recording = await record(() => this.create(offer), options);
    return {
      ...recording,
      offer: await value(recording.result.offer),
      names: recording.resources.filter(({ custom }) => custom).map(({ name }) => name),
    };
  }
}

export interface Up extends Recording<CrossCloudVpnSide> {
  readonly offer: VpnOffer;
  readonly names: readonly string[];
}
