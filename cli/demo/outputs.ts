/** The outputs of a program that are printed, such as those of this repository's `index.ts`. */
export interface EstateOutputs {
  readonly networks?: {
    readonly aws?: { readonly vpcId: string; readonly cidrBlocks: string[] } & Subnets;
    readonly gcp?: { readonly networkId: string; readonly ipCidrRanges: string[] } & Subnets;
    readonly azure?: { readonly virtualNetworkId: string; readonly addressPrefixes: string[] } & Subnets;
  };
  /** Of a VPN; of a mesh or a transit hub by link. */
  readonly tunnels?: readonly TunnelOutput[] | Readonly<Record<string, readonly TunnelOutput[]>>;
}

interface Subnets {
  readonly subnetIds: Readonly<Record<string, string>>;
}

/** The clouds by the key of their side, with what people call them. */
export const cloudNames = { aws: "AWS", gcp: "Google Cloud", azure: "Azure" } as const;

export type Cloud = keyof typeof cloudNames;

/** It has two sides. */
export interface TunnelOutput extends Readonly<Partial<Record<Cloud, TunnelSideOutput>>> {
  readonly name: string;
  readonly insideCidr: string;
}

export interface TunnelSideOutput {
  readonly id: string;
  readonly outsideAddress: string;
  readonly asn?: number;
}

export function tunnelsOf({ tunnels = [] }: EstateOutputs): readonly TunnelOutput[] {
  return Object.values<TunnelOutput | readonly TunnelOutput[]>(tunnels).flat();
}

export function sidesOf(tunnel: TunnelOutput): readonly (TunnelSideOutput & { readonly cloud: Cloud })[] {
  return (Object.keys(cloudNames) as Cloud[]).flatMap((cloud) => {
    const side = tunnel[cloud];
    return side === undefined ? [] : [{ ...side, cloud }];
  });
}
