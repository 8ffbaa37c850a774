export { SolvedEstate } from "./network";
export type { Cause, Denial, Hop, Outcome, Path } from "./path";
export { type Addresses, type Trace, Tracer, type Traffic } from "./trace";
