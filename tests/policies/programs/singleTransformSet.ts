import { singleTransformSet } from "../../../policies/rules/singleTransformSet";
import { unknown } from "../../../reachability/resources";
import { awsGcp, madeFrom } from "../linkScene";
import type { RuleProgram } from "./program";

/** As a preview has it: the gateway's addresses are not known yet. */
const preview = (props: Readonly<Record<string, unknown>>) =>
  madeFrom(awsGcp({ "cgw-0": { ipAddress: unknown }, "vpn-0": props }), "cgw-0", { ipAddress: "gateway" });

export const program: RuleProgram = {
  rule: singleTransformSet,
  violating: preview({ tunnel2Phase2DhGroupNumbers: [14, 19, 20] }),
  clean: preview({}),
  says: /tunnel 2 of VPN connection vpn-0 leads to Google Cloud.+tunnel2Phase2DhGroupNumbers \(14, 19, 20\)/,
};
