import { insideCidrs } from "../../../policies/rules/insideCidrs";
import { awsGcp } from "../linkScene";
import type { RuleProgram } from "./program";

export const program: RuleProgram = {
  rule: insideCidrs,
  violating: awsGcp({ "vpn-1": { tunnel1InsideCidr: "169.254.6.0/30" } }),
  clean: awsGcp(),
  says: /tunnel1InsideCidr of tunnel 1 of VPN connection vpn-1 is 169\.254\.6\.0\/30, and so is/,
};
