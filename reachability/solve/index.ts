export { keyOfHop } from "./choice";
export * from "./failures";
export * from "./routes";
export { assumedOf } from "./sessions";
export * from "./tunnels";
