import { googleSide, type GoogleSide } from "./googleSide";
import { customerGateway, routeTable, subnet, vpc, vpnConnection, vpnGateway } from "./resources";
import type { Resource } from "../../../../reachability";

export const shop = vpc("shop", "10.0.0.0/16");
export const a = subnet("a", shop, "10.0.1.0/24");
export const gateway = vpnGateway("vgw", shop);
/** Google Cloud's subnet `g`, 10.64.1.0/24, behind connections. */
export const google = (connections: readonly Resource[], more: Partial<GoogleSide> = {}): Resource[] =>
  googleSide({ name: "g", range: "10.64.1.0/24", x: 1, asn: 65010, connections, ...more });
export const customer = customerGateway("google", "35.1.0.1");
export const connection = vpnConnection("to-google", gateway, customer, 10);
export const propagated = routeTable("shop", shop, [a], {}, { propagatingVgws: [gateway.id] });
export const amazonSide = [shop, a, gateway, customer];
/** What one connection to Google Cloud makes. */
export const linked = (one: Resource, more: Partial<GoogleSide> = {}): Resource[] => [
  ...amazonSide,
  one,
  ...google([one], more),
];
export const reached = { from: "a", to: "g", verdict: "reachable" } as const;
export const answered = { from: "g", to: "a", verdict: "reachable" } as const;
export const nothingLearned = {
  from: "a",
  to: "g",
  verdict: "blocked",
  because: /no route to 10.64/,
} as const;
export const office = vpc("office", "192.168.0.0/16");
export const desk = subnet("desk", office, "192.168.1.0/24");
export const officeRouter = customerGateway("office", "192.0.2.1");
export const onPremises = vpnConnection("to-office", gateway, officeRouter, 30, { staticRoutesOnly: true });
