import { certificate } from "./certificate";
import { certificateValidation } from "./certificateValidation";
import type { ResourceType } from "../../providers/resourceType";

export const certificates: readonly ResourceType[] = [certificate, certificateValidation];
