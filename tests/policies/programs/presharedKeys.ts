import { presharedKeys } from "../../../policies/rules/presharedKeys";
import { awsGcp, keys } from "../linkScene";
import type { RuleProgram } from "./program";

const [first] = keys;

export const program: RuleProgram = {
  rule: presharedKeys,
  violating: awsGcp({ "vpn-0": { tunnel2PresharedKey: first }, "tunnel-1": { sharedSecret: first } }),
  clean: awsGcp(),
  says: /sharedSecret of tunnel tunnel-1 is the key of tunnel 1 of VPN connection vpn-0/,
};
