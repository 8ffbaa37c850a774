import { PolicyPack } from "@pulumi/policy";

import { decidedNetworks } from "./decidedNetworks";
import { networkRules } from "./networkRules";

// Starts a server for the engine, so nothing may import this file.
new PolicyPack("pulumi-crosscloud-policies", { policies: [networkRules, decidedNetworks] });
