export * from "./geometry";
export { subtitleOf, metrics } from "./frames";
export * from "./layout";
export { fitted, widthOf } from "./measure";
