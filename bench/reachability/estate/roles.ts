/** What instances are for, with what they let in: the same in each network and cloud. */
export interface Role {
  readonly name: string;
  readonly tier: Tier;
  /** Of 100 instances so many. */
  readonly share: number;
  readonly opens: readonly Opening[];
}

export type Tier = "public" | "app" | "data";

/** A port, and who may come in: a role of the same network, or a range. */
export interface Opening {
  readonly port: number;
  readonly from: string;
}

const everybody = "0.0.0.0/0";
const inside = "10.0.0.0/8";
const common: readonly Opening[] = [
  { port: 22, from: "bastion" },
  { port: 9100, from: "monitoring" },
];

export const roles: readonly Role[] = [
  { name: "web", tier: "public", share: 25, opens: [{ port: 443, from: everybody }, ...common] },
  {
    name: "app",
    tier: "app",
    share: 40,
    opens: [{ port: 8080, from: "web" }, { port: 443, from: inside }, ...common],
  },
  { name: "worker", tier: "app", share: 12, opens: common },
  {
    name: "database",
    tier: "data",
    share: 12,
    opens: [{ port: 5432, from: "app" }, { port: 5432, from: "worker" }, ...common],
  },
  { name: "cache", tier: "data", share: 8, opens: [{ port: 6379, from: "app" }, ...common] },
  { name: "monitoring", tier: "app", share: 2, opens: [{ port: 443, from: inside }, ...common] },
  { name: "bastion", tier: "public", share: 1, opens: [{ port: 22, from: inside }, ...common] },
];

/** The role of each of so many instances: the commonest first where there are few. */
export function rolesOf(instances: number): Role[] {
  const byShare = roles.toSorted((a, b) => b.share - a.share);
  const counted = byShare.flatMap((role) =>
    Array<Role>(Math.max(1, Math.floor((role.share * instances) / 100))).fill(role),
  );
  const [commonest = counted[0]] = byShare;
  while (counted.length < instances && commonest !== undefined) {
    counted.unshift(commonest);
  }
  return counted.slice(0, instances);
}

/** What an instance lets in, one host of which no other lets in; half of them let in the whole estate as well. */
export function ownOpenings(network: number, instance: number): readonly Opening[] {
  return [
    { port: 443, from: `10.${(network + instance) % 250}.${instance}.${network}/32` },
    { port: 443, from: instance % 2 === 0 ? "10.0.0.0/8" : "192.168.0.0/16" },
    { port: 22, from: inside },
  ];
}
