import { internetGateway, peering, routeTable, subnet, vpc } from "./resources";

export const shop = vpc("shop", "10.0.0.0/16");
export const a = subnet("a", shop, "10.0.1.0/24");
export const b = subnet("b", shop, "10.0.2.0/24");
export const internet = internetGateway("internet", shop);
/** Another VPC, whose addresses stand for any that lie outside of shop. */
export const away = vpc("away", "10.1.0.0/16");
export const far = subnet("far", away, "10.1.1.0/24");
export const toAway = peering("to-away", shop, away);
export const back = routeTable("away", away, [far], { "10.0.0.0/8": toAway });
export const others = [away, far, toAway, ...back];
export const withInternet = [shop, a, b, internet, ...others];
