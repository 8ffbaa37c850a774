export * from "./failures";
export * from "./routes";
export * from "./tunnels";
