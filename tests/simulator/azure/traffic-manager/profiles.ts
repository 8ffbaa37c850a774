import { inGroup, makeAddress, network, tokens } from "../estate";
import { asString, type Props, type Value } from "../../../../simulator/protocol/values";
import type { Made, SimulatedAccount } from "../../../helpers/simulated";

export const profileId = (name: string): string => `${network}/trafficManagerProfiles/${name}`;

export const profile: Props = {
  ...inGroup,
  profileName: "api",
  location: "global",
  trafficRoutingMethod: "Priority",
  dnsConfig: { relativeName: "shop-api", ttl: 60 },
  monitorConfig: { protocol: "HTTPS", port: 443, path: "/healthz" },
};

export const external = (name: string, target: string, inputs: Props = {}): Props => ({
  name,
  type: "Microsoft.Network/trafficManagerProfiles/ExternalEndpoints",
  target,
  ...inputs,
});

export const nested = (name: string, targetResourceId: string, inputs: Props = {}): Props => ({
  name,
  type: "Microsoft.Network/trafficManagerProfiles/NestedEndpoints",
  targetResourceId,
  minChildEndpoints: 1,
  ...inputs,
});

export const routed = (trafficRoutingMethod: string, ...endpoints: Props[]): Props => ({
  ...profile,
  trafficRoutingMethod,
  ...(trafficRoutingMethod === "MultiValue" ? { maxReturn: 3 } : {}),
  endpoints,
});

export const makeProfile = (account: SimulatedAccount, inputs: Props = profile): Promise<Made> =>
  account.create(tokens.trafficManagerProfile, asString(inputs.profileName) ?? "", inputs);

/** A profile of another name. */
export const other = (profileName: string, inputs: Props = {}): Props => ({
  ...profile,
  profileName,
  dnsConfig: { relativeName: `shop-${profileName}` },
  ...inputs,
});

export const endpoint = (endpointName: string, target: string, inputs: Props = {}): Props => ({
  ...inGroup,
  profileName: "api",
  endpointType: "ExternalEndpoints",
  endpointName,
  target,
  ...inputs,
});

export const makeEndpoint = (
  account: SimulatedAccount,
  name: string,
  target: string,
  inputs: Props = {},
): Promise<Made> => account.create(tokens.trafficManagerEndpoint, name, endpoint(name, target, inputs));

/** A public address with a name in DNS. */
export const makeNamedAddress = (account: SimulatedAccount, domainNameLabel = "shop"): Promise<Made> =>
  makeAddress(account, "front", { dnsSettings: { domainNameLabel } });

export const monitor = (changes: Record<string, Value>): Props => ({
  ...profile,
  monitorConfig: { protocol: "HTTPS", port: 443, path: "/healthz", ...changes },
});
