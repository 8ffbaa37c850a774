/**
 * An HA VPN gateway has two interfaces with a public address each.
 * https://cloud.google.com/network-connectivity/docs/vpn/concepts/overview
 */
export const interfacesPerGateway = 2;
