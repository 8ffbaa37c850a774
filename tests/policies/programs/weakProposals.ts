import { weakProposals } from "../../../policies/rules/weakProposals";
import { awsGcp } from "../linkScene";
import type { RuleProgram } from "./program";

export const program: RuleProgram = {
  rule: weakProposals,
  violating: awsGcp({
    "vpn-0": { tunnel1Phase1DhGroupNumbers: [2], tunnel1Phase1IntegrityAlgorithms: ["SHA1"] },
  }),
  clean: awsGcp(),
  says: /tunnel 1 of VPN connection vpn-0 allows SHA-1 in phase 1.+group 2 in phase 1/,
};
