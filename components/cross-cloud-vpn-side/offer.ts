import { Output } from "@pulumi/pulumi";
import { type Cloud, clouds } from "../cross-cloud-vpn/clouds";
import type { Problems } from "../problems";
import type { Agreement } from "./agreement";

/** What a side of a link tells the other stack: its ends of the tunnels, as far as they are known, and their keys. */
export interface VpnOffer {
  /** The link's name: that of both components. */
  readonly link: string;
  /** The side that offers. */
  readonly from: Cloud;
  readonly revision: number;
  /** What it takes the link to be. */
  readonly agreement: Agreement;
  /** Its ends, by the tunnel's key, such as `0-1`. */
  readonly tunnels: Readonly<Record<string, OfferedTunnel>>;
}

/** One end of a tunnel. */
export interface OfferedTunnel {
  /** The public address. */
  readonly outsideAddress: string;
  /** From the side that makes the keys. */
  readonly presharedKey?: string;
  /** From the side that makes the keys, with `bgpMd5`. */
  readonly md5Key?: string;
}

/** Reads an offer, or adds what is wrong. Nothing of its contents is told, for it may be a key. */
export function readOffer(problems: Problems, path: string, offer: unknown): VpnOffer | undefined {
  if (offer === undefined || offer === null) {
    return undefined;
  }
  const fix = `give (await reference.getOutputDetails("offer")).secretValue`;
  if (Output.isInstance(offer) || offer instanceof Promise) {
    problems.add(path, `is not plain: whether there is an offer decides which resources there are: ${fix}`);
    return undefined;
  }
  if (!isOffer(offer)) {
    problems.add(path, `is no offer of a CrossCloudVpnSide: ${fix}, of the other stack's output "offer"`);
    return undefined;
  }
  return offer;
}

function isOffer(offer: unknown): offer is VpnOffer {
  return (
    isRecord(offer) &&
    typeof offer["link"] === "string" &&
    (clouds as readonly unknown[]).includes(offer["from"]) &&
    typeof offer["revision"] === "number" &&
    isRecord(offer["agreement"]) &&
    Object.values(offer["agreement"]).every((value) => typeof value === "string") &&
    isRecord(offer["tunnels"]) &&
    Object.values(offer["tunnels"]).every(isOfferedTunnel)
  );
}

function isOfferedTunnel(tunnel: unknown): boolean {
  return (
    isRecord(tunnel) &&
    typeof tunnel["outsideAddress"] === "string" &&
    ["presharedKey", "md5Key"].every((key) => ["string", "undefined"].includes(typeof tunnel[key]))
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
