import { PolicyPack } from "@pulumi/policy";

import { ProgramArguments } from "./engine/programArguments";
import { crosscloudPolicy } from "./pack";
import { rules } from "./rules";

const program = new ProgramArguments();

// Starts a server for the engine, so nothing may import this file.
new PolicyPack("pulumi-crosscloud-policies", {
  policies: [program.policy, crosscloudPolicy(rules, program)],
});
