import type { Resource } from "../../../../reachability/resources";
import { allOf, get, text, texts } from "../properties";

/** The last part of an id or self link: names here are unique. */
export function nameOf(link: string | undefined): string {
  return link?.split("/").at(-1) ?? "";
}

/** What an instance belongs to. */
export function networkOf(instance: Resource): string {
  return nameOf(text(instance, "networkInterfaces.0.network"));
}

export function regionOf(instance: Resource): string {
  return (text(instance, "zone") ?? "").split("-").slice(0, 2).join("-");
}

export function subnetsOf(resources: readonly Resource[], network: string): Resource[] {
  return allOf(resources, "gcp:compute/subnetwork:Subnetwork").filter(
    (one) => nameOf(text(one, "network")) === network,
  );
}

export function rangesOf(resources: readonly Resource[], network: string): string[] {
  return subnetsOf(resources, network).flatMap((subnet) => text(subnet, "ipCidrRange") ?? []);
}

/** Networks whose peering was made from both sides. https://cloud.google.com/vpc/docs/vpc-peering */
export function peersOf(resources: readonly Resource[], network: string): string[] {
  return allOf(resources, "gcp:compute/network:Network")
    .map((one) => text(one, "name") ?? "")
    .filter((other) => peering(resources, network, other) && peering(resources, other, network));
}

export function peering(resources: readonly Resource[], from: string, to: string): Resource | undefined {
  return allOf(resources, "gcp:compute/networkPeering:NetworkPeering").find(
    (one) => nameOf(text(one, "network")) === from && nameOf(text(one, "peerNetwork")) === to,
  );
}

/** Whether a network's Cloud Routers serve all its regions or their own. https://cloud.google.com/network-connectivity/docs/router/concepts/overview */
export function isGlobal(resources: readonly Resource[], network: string): boolean {
  const found = allOf(resources, "gcp:compute/network:Network").find((one) => text(one, "name") === network);
  return found !== undefined && get(found, "routingMode") === "GLOBAL";
}

export function tagsOf(instance: Resource): string[] {
  return texts(instance, "tags");
}
