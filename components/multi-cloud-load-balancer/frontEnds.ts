import { awsFrontEnd } from "./aws/frontEnd";
import { azureFrontEnd } from "./azure/frontEnd";
import type { LoadBalancerCloud } from "./clouds";
import type { FrontEnd } from "./frontEnd";
import { gcpFrontEnd } from "./gcp/frontEnd";

/** The front ends by cloud. */
export const frontEnds: Readonly<Record<LoadBalancerCloud, FrontEnd>> = {
  aws: awsFrontEnd,
  azure: azureFrontEnd,
  gcp: gcpFrontEnd,
};
