import Table from "cli-table3";

import type { DnsAnswer, DnsProvider, Recovery, TruthRow, TruthTable } from "../../traffic";

const titles: Readonly<Record<DnsProvider, string>> = {
  route53: "Route 53",
  azure: "Azure DNS",
  gcp: "Cloud DNS",
};

/** Whether nothing unhealthy is answered, unless nothing is healthy. */
export function isRight({ healthy, answers }: TruthRow): boolean {
  return (
    healthy.length === 0 ||
    answers.every(({ values }) => values.length > 0 && values.every((value) => healthy.includes(value)))
  );
}

/** A truth table for people. */
export function tableListing({ name: served, members, rows, from }: TruthTable): string {
  const { provider, name, type, zone, isPrivate, recovery, notes } = served;
  const table = new Table({
    head: [...members, "answer"],
    colAligns: [...members.map(() => "center" as const), "left"],
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows) {
    const marks = members.map((member) => (row.healthy.includes(member) ? "✓" : "✗"));
    const warning = isRight(row) ? "" : "  (unhealthy)";
    table.push([...marks, `${row.answers.map(answerText).join(", ")}${warning}`]);
  }
  const place = from === undefined ? "" : `, asked from ${from}`;
  return [
    `${name} ${type}, ${titles[provider]}, ${isPrivate ? "private" : "public"} zone ${zone}${place}:`,
    table.toString(),
    ...members.map((member) => recoveryText(member, recovery.get(member))),
    ...notes.map((note) => `note: ${note}`),
  ].join("\n");
}

function answerText({ values, atMost, probability }: DnsAnswer): string {
  const share = probability === 1 ? "" : ` ${Math.round(probability * 1000) / 10} %`;
  const some = atMost === undefined ? "" : `${atMost} of `;
  return values.length === 0 ? `nothing${share}` : `${some}${values.join(" + ")}${share}`;
}

function recoveryText(member: string, recovery: Recovery | undefined): string {
  if (recovery === undefined) {
    return `${member} fails: nobody notices, no health check changes the answer`;
  }
  const { detectSeconds, ttlSeconds, totalSeconds } = recovery;
  return `${member} fails: clients are elsewhere within ${totalSeconds} s (${detectSeconds} s until it is noticed, TTL ${ttlSeconds} s)`;
}
