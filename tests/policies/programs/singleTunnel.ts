import { singleTunnel } from "../../../policies/rules/singleTunnel";
import { azureOffice } from "../linkScene";
import type { RuleProgram } from "./program";

export const program: RuleProgram = {
  rule: singleTunnel,
  violating: azureOffice({
    azure: { activeActive: false, ipConfigurations: [{ name: "c0" }] },
    "office-1": undefined,
    "to-office-1": undefined,
  }),
  clean: azureOffice(),
  says: /the link of azure with the site of ASN 65010 has a single tunnel, to-office-0/,
};
