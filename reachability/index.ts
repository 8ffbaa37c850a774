export { analyse } from "./analyse";
export { Analysis, type ResolvedFlow } from "./analysis";
export type { ChangeKind } from "./questions/changes/compare";
export { diff, type FlowChange, type FlowState } from "./questions/changes/diff";
export { type Change, explain } from "./questions/explain";
export { type Flow, type Protocol, QuestionError } from "./questions/flow";
export { checkIntents } from "./questions/intents/check";
export {
  type Expectation,
  type Intent,
  type IntentFailure,
  type IntentProblem,
  type IntentResult,
  type Intents,
  IntentsError,
} from "./questions/intents/types";
export { matrix, type MatrixOptions } from "./questions/matrix/matrix";
export type { Matrix, MatrixCell, MatrixCells, MatrixGroup } from "./questions/matrix/types";
export { anySingleFailure, type SingleFailure } from "./questions/what-if/anySingleFailure";
export { failuresOf, type LosablePart, partsOf } from "./questions/what-if/parts";
export type { Throughput } from "./questions/what-if/throughput";
export { type AffectedFlows, whatIf, type WhatIf } from "./questions/what-if/whatIf";
export {
  encrypted,
  readStackFile,
  type Resource,
  ResourceRecorder,
  type StackFileResource,
  unknown,
} from "./resources";
export type { Failures } from "./solve";
export type { Denial, Hop, Outcome, Path, Trace } from "./trace";
