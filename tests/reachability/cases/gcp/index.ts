import type { Case } from "../case";
import { cases as cloudRouter } from "./cloudRouter";
import { cases as connectivityCenter } from "./connectivityCenter";
import { cases as firewallPolicies } from "./firewallPolicies";
import { cases as firewallRules } from "./firewallRules";
import { cases as peering } from "./peering";
import { cases as preview } from "./preview";
import { cases as privateNat } from "./privateNat";
import { cases as proxies } from "./proxies";
import { cases as routes } from "./routes";
import { cases as vpn } from "./vpn";

/** Rules of Google Cloud. */
export const gcpCases: readonly Case[] = [
  ...routes,
  ...firewallRules,
  ...firewallPolicies,
  ...vpn,
  ...cloudRouter,
  ...peering,
  ...connectivityCenter,
  ...privateNat,
  ...proxies,
  ...preview,
];
