export * from "./chosenFlows";
export * from "./drawnFlow";
export * from "./legs";
export * from "./traffic";
