import Table from "cli-table3";

import { nameOf } from "../../reachability/resources";
import { type Balancer, dropSeconds, type HealthCheck, type PoolHealth, returnSeconds } from "../../traffic";

/** A load balancer with the health of its targets. */
export interface JudgedBalancer {
  readonly balancer: Balancer;
  readonly pools: readonly PoolHealth[];
}

const marks = { healthy: "✓", unhealthy: "✗", undecided: "?" } as const;

/** A load balancer for people: what it listens to, its targets and why some are not healthy. */
export function balancerListing({ balancer, pools }: JudgedBalancer): string {
  const { name, kind, isInternal, frontEnds, listeners, notes } = balancer;
  const at = frontEnds.length === 0 ? "" : ` at ${frontEnds.join(", ")}`;
  const ports = listeners.map(({ protocol, port }) => `${protocol} ${port}`).join(", ");
  return [
    `${name}, ${isInternal ? "internal" : "internet-facing"} ${kind}${at}: ${ports || "no listener"}`,
    ...pools.flatMap(poolLines),
    ...notes.map((note) => `note: ${note}`),
  ].join("\n");
}

function poolLines({ pool, targets }: PoolHealth): string[] {
  const table = new Table({
    head: ["target", "address", "zone", "health"],
    style: { head: [], border: [], compact: true },
  });
  for (const { target, state } of targets) {
    const { name, address, hostname, port, zone } = target;
    table.push([
      name,
      `${address ?? hostname ?? "?"}:${port ?? "?"}`,
      zone ?? "",
      `${marks[state]} ${state}`,
    ]);
  }
  const assumptions = new Set(targets.flatMap((one) => one.assumptions));
  return [
    `${pool.name}, ${pool.balancing}, ${checkText(pool.healthCheck)}:`,
    table.toString(),
    ...targets.flatMap(({ target, reason, requests, urn }) => [
      ...(reason === ""
        ? []
        : [`  ${target.name}: ${reason}${urn === undefined ? "" : ` [${nameOf(urn)}]`}`]),
      ...(requests === "" || requests === reason
        ? []
        : [`  ${target.name}: its requests don't get through: ${requests}`]),
    ]),
    ...[...assumptions].map((text) => `  taken for true: ${text}`),
  ];
}

function checkText(check: HealthCheck): string {
  const { protocol, path = "", intervalSeconds } = check;
  const what = path === "" ? protocol : `${protocol} ${path}`;
  return `checked by ${what} every ${intervalSeconds} s (dropped within ${dropSeconds(check)} s, back within ${returnSeconds(check)} s)`;
}
