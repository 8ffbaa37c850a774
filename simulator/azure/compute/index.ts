import { networkInterface } from "./networkInterface";
import { virtualMachine } from "./virtualMachine";
import type { ResourceType } from "../../providers/resourceType";

/** Machines and their interfaces. */
export const computeTypes: readonly ResourceType[] = [networkInterface, virtualMachine];
