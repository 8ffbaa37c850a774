import type { CrossCloudVpnArgs } from "./args";

/** What a link has besides its sides, also where another stack makes one of these. */
export const linkArgumentNames = [
  "routing",
  "tunnels",
  "cipherProfile",
  "insideCidrs",
  "insideCidrSlot",
  "usedInsideCidrs",
  "priority",
  "presharedKeys",
  "keyRotation",
  "keyStorage",
  "bgpMd5",
  "monitoring",
  "tags",
] as const satisfies readonly (keyof CrossCloudVpnArgs)[];

/** What a link of a mesh has of its own. */
export const meshLinkArgumentNames = [
  "tunnels",
  "cipherProfile",
  "priority",
  "keyRotation",
  "bgpMd5",
] as const satisfies readonly (typeof linkArgumentNames)[number][];
