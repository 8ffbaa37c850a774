import { attachment, routeTable, subnet, transitGateway, vpc } from "./resources";

export const shop = vpc("shop", "10.0.0.0/16");
export const a = subnet("a", shop, "10.0.1.0/24");
export const data = vpc("data", "10.1.0.0/16");
export const b = subnet("b", data, "10.1.1.0/24");
export const hub = transitGateway("hub");
export const ofShop = attachment("shop", hub, shop, [a]);
export const ofData = attachment("data", hub, data, [b]);
export const attached = [ofShop, ofData];
export const everything = { "10.0.0.0/8": hub };
export const routes = [
  ...routeTable("shop", shop, [a], everything),
  ...routeTable("data", data, [b], everything),
];
export const networks = [shop, a, data, b, ...routes];
