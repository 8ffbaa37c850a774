import { monitor } from "./monitor";
import { probe } from "./probe";
import type { ResourceType } from "../../providers/resourceType";

export const networkMonitor: readonly ResourceType[] = [monitor, probe];
