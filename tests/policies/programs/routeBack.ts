import { routeBack } from "../../../policies/rules/route-back/routeBack";
import { network, peering } from "./peeredNetworks";
import type { RuleProgram } from "./program";

const there = [...network("shop", "10.1.0.0/16", "10.2.0.0/16"), peering("shop", "data")];

export const program: RuleProgram = {
  rule: routeBack,
  violating: [...there, ...network("data", "10.2.0.0/16")],
  clean: [...there, ...network("data", "10.2.0.0/16", "10.1.0.0/16")],
  says: /network shop reaches network data, but answers don't get back: .*data-subnet has no route to 10\.1\./,
};
