export * from "./recorder";
export * from "./resource";
export * from "./stack";
export * from "./values";
export * from "./stackFile";
