export * from "./estate";
export * from "./filter";
export * from "./packet";
export * from "./place";
export * from "./routing";
export * from "./rule";
export * from "./tunnelEnd";
