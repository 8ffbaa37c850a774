import { intents } from "../../../policies/rules/intents";
import { network, peering } from "./peeredNetworks";
import type { RuleProgram } from "./program";

const apart = [...network("staging", "10.1.0.0/16"), ...network("prod", "10.2.0.0/16")];

export const program: RuleProgram = {
  rule: intents,
  options: {
    intents: [{ name: "staging stays out", from: "network:staging", to: "network:prod", expect: "denied" }],
  },
  violating: [
    ...network("staging", "10.1.0.0/16", "10.2.0.0/16"),
    ...network("prod", "10.2.0.0/16", "10.1.0.0/16"),
    peering("staging", "prod"),
  ],
  clean: apart,
  says: /"staging stays out" is broken: .* reachable: .*10\.2\.0\.0\/16/,
};
