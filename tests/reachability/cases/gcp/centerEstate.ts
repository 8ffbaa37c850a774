import type { Resource } from "../../../../reachability";
import { firewall, haGateway, hub, instance, network, router, session, subnet, tunnel } from "./resources";

/** A network with one machine, named like it. */
export function place(name: string, number: number): { net: Resource; all: Resource[] } {
  const net = network(`${name}-net`);
  const own = subnet(`${name}-a`, net, `10.${number}.0.0/24`);
  return { net, all: [net, own, instance(name, own, `10.${number}.0.5`), firewall(`${name}-open`, net)] };
}

export const [one, two, three] = [place("one", 1), place("two", 2), place("three", 3)] as const;
export const vpcs = [...one.all, ...two.all, ...three.all];
export const mesh = hub("mesh");
export const star = hub("star", { presetTopology: "STAR" });

/** The network in which tunnels end, and a site behind each of them. */
export const routing = place("routing", 9);

export function site(
  name: string,
  number: number,
  advertises: readonly string[],
): { all: Resource[]; out: Resource } {
  const { net, all } = place(name, number);
  const near = haGateway(`${name}-near`, routing.net, number);
  const far = haGateway(`${name}-far`, net, number + 100);
  const out = tunnel(`${name}-out`, near, far);
  const back = tunnel(`${name}-back`, far, near);
  const nearRouter = router(`${name}-near-router`, routing.net, 64512);
  const farRouter = router(`${name}-far-router`, net, 65000 + number);
  return {
    out,
    all: [
      ...[...all, near, far, out, back, nearRouter, farRouter],
      ...session(`${name}-near-session`, nearRouter, out, 65000 + number, [number, 1, 2], {
        advertiseMode: "CUSTOM",
        advertisedGroups: ["ALL_SUBNETS"],
        advertisedIpRanges: advertises.map((range) => ({ range })),
      }),
      ...session(`${name}-far-session`, farRouter, back, 64512, [number, 2, 1]),
    ],
  };
}
