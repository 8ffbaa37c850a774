import type { Props, Value } from "../../../../simulator/protocol/values";
import type { Made, SimulatedAccount } from "../../../helpers/simulated";
import { but, inGroup, network, openAccount, tokens } from "../estate";

export const wanId = `${network}/virtualWans/wan`;
export const hubId = `${network}/virtualHubs/hub`;
export const gatewayId = `${network}/vpnGateways/hubgw`;
export const siteId = (name = "site"): string => `${network}/vpnSites/${name}`;
export const linkId = (name = "link", site = "site"): string => `${siteId(site)}/vpnSiteLinks/${name}`;

export const wan: Props = { ...inGroup, virtualWANName: "wan", type: "Standard" };

export const hub: Props = {
  ...inGroup,
  virtualHubName: "hub",
  addressPrefix: "10.64.0.0/23",
  virtualWan: { id: wanId },
};

/** Custom addresses of both instances. */
export const peering = (first: string[], second: string[]): Props => ({
  bgpSettings: {
    asn: 65515,
    bgpPeeringAddresses: [first, second].map((customBgpIpAddresses, i) => ({
      ipconfigurationId: `Instance${i}`,
      customBgpIpAddresses,
    })),
  },
});

export const hubGateway: Props = {
  ...inGroup,
  gatewayName: "hubgw",
  virtualHub: { id: hubId },
  vpnGatewayScaleUnit: 1,
  ...peering(["169.254.21.2", "169.254.22.2"], ["169.254.21.6", "169.254.22.6"]),
};

/** One line of a site; each index has addresses of its own. */
export const link = (i = 0, changes: Record<string, Value | undefined> = {}): Props =>
  but(
    {
      name: i === 0 ? "link" : `link${i}`,
      ipAddress: `52.1.1.${i + 1}`,
      bgpProperties: { asn: 64512, bgpPeeringAddress: `169.254.21.${i * 4 + 1}` },
    },
    changes,
  );

export const site: Props = {
  ...inGroup,
  vpnSiteName: "site",
  virtualWan: { id: wanId },
  vpnSiteLinks: [link()],
};

export const linkConnection = (changes: Record<string, Value | undefined> = {}): Props =>
  but({ name: "link", vpnSiteLink: { id: linkId() }, enableBgp: true, sharedKey: "Abc.123_x" }, changes);

export const vpn: Props = {
  ...inGroup,
  gatewayName: "hubgw",
  connectionName: "c",
  remoteVpnSite: { id: siteId() },
  vpnLinkConnections: [linkConnection()],
};

export const withLink = (changes: Record<string, Value | undefined>): Props => ({
  ...vpn,
  vpnLinkConnections: [linkConnection(changes)],
});

export const makeWan = (account: SimulatedAccount, inputs: Props = {}): Promise<Made> =>
  account.create(tokens.virtualWan, "wan", { ...wan, ...inputs });

export const makeHub = (account: SimulatedAccount, inputs: Props = {}): Promise<Made> =>
  account.create(tokens.virtualHub, "hub", { ...hub, ...inputs });

export const makeHubGateway = (account: SimulatedAccount, inputs: Props = {}): Promise<Made> =>
  account.create(tokens.vpnGateway, "hubgw", { ...hubGateway, ...inputs });

export const makeVpnSite = (account: SimulatedAccount, inputs: Props = {}): Promise<Made> =>
  account.create(tokens.vpnSite, "site", { ...site, ...inputs });

export const connect = (account: SimulatedAccount, inputs: Props = vpn): Promise<Made> =>
  account.create(tokens.vpnConnection, "c", inputs);

/** An account with a virtual WAN and a hub in it. */
export async function openHub(): Promise<SimulatedAccount> {
  const account = await openAccount();
  await makeWan(account);
  await makeHub(account);
  return account;
}

/** A hub with its gateway, and a site. */
export async function openBranch(siteInputs: Props = {}): Promise<SimulatedAccount> {
  const account = await openHub();
  await makeHubGateway(account);
  await makeVpnSite(account, siteInputs);
  return account;
}
