import { vpc } from "./vpc";
import type { SimulatedPackage } from "../providers/resourceType";

/** Amazon Web Services, as seen through the classic `aws` provider. */
export const aws: SimulatedPackage = {
  name: "aws",
  version: "7.48.0",
  folder: "simulator/aws",
  types: [vpc],
  functions: [],
  configure(variables) {
    if (!variables.region) {
      throw new Error(
        "invalid configuration: Missing region configuration; set it with `pulumi config set aws:region us-west-2`",
      );
    }
    return variables;
  },
};
