import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { type Summary, summarize } from "../statistics";
import type { Likeness } from "./estate/builder";
import type { MatrixSample } from "./oneMatrix";

/** What full matrices of one estate took. */
export interface MatrixTime extends Pick<MatrixSample, "resources" | "groups" | "cells"> {
  readonly likeness: Likeness;
  readonly instances: number;
  readonly samples: readonly MatrixSample[];
  /** Seconds with reading. */
  readonly total: Summary;
  readonly cpu: Summary;
  readonly peakMiB: Summary;
  readonly reasons?: Summary;
  readonly pairByPair?: Summary;
}

interface Subject {
  readonly likeness: Likeness;
  readonly instances: number;
  /** What else is tried: the reason of every cell, and every pair by itself. */
  readonly extras: readonly ("reasons" | "pairs")[];
  /** The most rounds, where one takes minutes. */
  readonly rounds?: number;
}

const subjects: readonly Subject[] = [
  { likeness: "roles", instances: 100, extras: ["reasons", "pairs"] },
  { likeness: "roles", instances: 1000, extras: ["reasons"] },
  { likeness: "roles", instances: 2000, extras: [] },
  { likeness: "roles", instances: 5000, extras: [] },
  { likeness: "all different", instances: 100, extras: ["reasons", "pairs"] },
  { likeness: "all different", instances: 1000, extras: [] },
  { likeness: "all different", instances: 5000, extras: [], rounds: 1 },
];

/** Measures full matrices of growing estates, each in a process of its own, in turn. */
export async function measureMatrices(
  rounds: number,
  interruption: AbortSignal,
  onStep: (step: string) => void,
): Promise<MatrixTime[]> {
  const samples = subjects.map((): MatrixSample[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, subject] of subjects.entries()) {
      if (round < (subject.rounds ?? rounds)) {
        onStep(`round ${round + 1}, ${subject.instances} instances, ${subject.likeness}`);
        samples[index]?.push(await sampleOf(subject, interruption));
      }
    }
  }
  return subjects.flatMap((subject, index) => timeOf(subject, samples[index] ?? []));
}

async function sampleOf(
  { likeness, instances, extras }: Subject,
  interruption: AbortSignal,
): Promise<MatrixSample> {
  const program = require.resolve("./oneMatrix");
  const args = [...process.execArgv, program, String(instances), likeness, ...extras];
  const { stdout } = await promisify(execFile)(process.execPath, args, { signal: interruption });
  return JSON.parse(stdout) as MatrixSample;
}

function timeOf({ likeness, instances }: Subject, samples: readonly MatrixSample[]): MatrixTime[] {
  const [first] = samples;
  if (first === undefined) {
    return [];
  }
  const { resources, groups, cells } = first;
  const optional = (name: "reasons" | "pairByPair"): Partial<MatrixTime> => {
    const found = samples.flatMap((sample) => sample[name] ?? []);
    return found.length > 0 ? { [name]: summarize(found) } : {};
  };
  return [
    {
      likeness,
      instances,
      resources,
      groups,
      cells,
      samples,
      total: summarize(samples.map(({ reading, matrix }) => reading + matrix)),
      cpu: summarize(samples.map(({ cpu }) => cpu)),
      peakMiB: summarize(samples.map(({ peakMiB }) => peakMiB)),
      ...optional("reasons"),
      ...optional("pairByPair"),
    },
  ];
}
