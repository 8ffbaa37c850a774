import { asns } from "../../../policies/rules/asns";
import { awsGcp } from "../linkScene";
import type { RuleProgram } from "./program";

export const program: RuleProgram = {
  rule: asns,
  violating: awsGcp({ "cgw-0": { bgpAsn: "65000" } }),
  clean: awsGcp(),
  says: /expects ASN 65000, but its peer, data, has 64514/,
};
