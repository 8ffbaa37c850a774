import { retiredSkus } from "../../../policies/rules/retiredSkus";
import { azureOffice } from "../linkScene";
import type { RuleProgram } from "./program";

export const program: RuleProgram = {
  rule: retiredSkus,
  violating: azureOffice({ azure: { sku: { name: "VpnGw2" } }, "ip-0": { sku: { name: "Basic" } } }),
  clean: azureOffice(),
  says: /azure: sku\.name VpnGw2 can't be created/,
};
