export { SolvedEstate } from "./network";
export { type Cause, type Denial, type Hop, type Outcome, outcomes, type Path } from "./path";
export { type Addresses, type Trace, Tracer, type Traffic } from "./trace";
