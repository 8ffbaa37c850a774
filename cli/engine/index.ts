export type { Engine, EngineSource } from "./engine";
export { findEngine, type FindEngineOptions, NoEngineError } from "./findEngine";
export { InterruptedError } from "./run";
