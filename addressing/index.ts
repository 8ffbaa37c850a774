export * from "./addressPlan";
export * from "./asns";
export * from "./cidr";
export * from "./insideCidrs";
export * from "./insideIpv6Cidrs";
export * from "./linkSlots";
export * from "./overlap";
