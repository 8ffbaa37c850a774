import { gateway, part, range, withIn, withTcp } from "./gateways";
import { itChecks, tokens } from "../estate";
import { asList, type Props } from "../../../../simulator/protocol/values";

const settings = "backendHttpSettingsCollection";
const tcpProbe = (changes: Props): Props => ({
  ...withIn("backendSettingsCollection", { probe: part("probes", "tcp") }, withTcp()),
  probes: [
    ...asList(gateway.probes),
    { name: "tcp", protocol: "Tcp", interval: 30, timeout: 30, unhealthyThreshold: 3, ...changes },
  ],
});

describe("azure-native ApplicationGateway's own rules: back ends, probes", () => {
  describe("back ends", () =>
    itChecks(tokens.applicationGateway, [
      {
        rule: "have an address or a name",
        refused: withIn("backendAddressPools", {
          backendAddresses: [{ ipAddress: "172.18.0.4", fqdn: "web.example.com" }],
        }),
        accepted: withIn("backendAddressPools", {
          backendAddresses: [{ ipAddress: "172.18.0.4" }, { fqdn: "web.example.com" }],
        }),
        says: "backendAddressPools[0].backendAddresses[0]: BadRequest",
        text: /exactly one of them/,
      },
      {
        rule: "have addresses that are some",
        refused: withIn("backendAddressPools", { backendAddresses: [{ ipAddress: "172.18.0.256" }] }),
        accepted: withIn("backendAddressPools", { backendAddresses: [{ ipAddress: "172.18.0.255" }] }),
        says: "backendAddressPools[0].backendAddresses[0].ipAddress: BadRequest",
        text: /172\.18\.0\.256/,
      },
      range(settings, "port", 0, 1),
      range(settings, "port", 65536, 65535),
      range(settings, "requestTimeout", 0, 1),
      range(settings, "requestTimeout", 86401, 86400),
      ...(
        [
          [0, 1],
          [3601, 3600],
        ] as const
      ).map(([outside, inside]) => ({
        rule: `do not drain for ${outside} seconds`,
        refused: withIn(settings, { connectionDraining: { enabled: true, drainTimeoutInSec: outside } }),
        accepted: withIn(settings, { connectionDraining: { enabled: true, drainTimeoutInSec: inside } }),
        says: `${settings}[0].connectionDraining.drainTimeoutInSec: BadRequest`,
        text: /1 to 3600/,
      })),
      {
        rule: "have one host name",
        refused: withIn(settings, { hostName: "web.example.com", pickHostNameFromBackendAddress: true }),
        accepted: withIn(settings, { hostName: "web.example.com", pickHostNameFromBackendAddress: false }),
        says: `${settings}[0].hostName: ApplicationGatewayBackendHttpSettingsHostNameFieldConflict`,
        text: /together/,
      },
      {
        rule: "are probed by their protocol",
        refused: withIn(settings, { protocol: "Https" }),
        accepted: withIn("probes", { protocol: "Https" }, withIn(settings, { protocol: "Https" })),
        says: `${settings}[0].probe: ApplicationGatewayProbeProtocolMustMatchBackendHttpSettinsProtocol`,
        text: /has protocol Http, but/,
      },
      {
        rule: "name the host that a probe picks",
        refused: withIn("probes", { host: undefined, pickHostNameFromBackendHttpSettings: true }),
        accepted: withIn(
          "probes",
          { host: undefined, pickHostNameFromBackendHttpSettings: true },
          withIn(settings, { hostName: "web.example.com" }),
        ),
        says: `${settings}[0].hostName: BadRequest`,
        text: /picks its host name/,
      },
      {
        rule: "name their cookie only with affinity",
        refused: withIn(settings, { affinityCookieName: "shop" }),
        accepted: withIn(settings, { affinityCookieName: "shop", cookieBasedAffinity: "Enabled" }),
        says: `${settings}[0].affinityCookieName: BadRequest`,
        text: /Enabled/,
      },
    ]));

  describe("probes", () =>
    itChecks(tokens.applicationGateway, [
      range("probes", "interval", 86401, 86400),
      range("probes", "timeout", 0, 1),
      range("probes", "unhealthyThreshold", 0, 1),
      range("probes", "unhealthyThreshold", 21, 20),
      {
        rule: "end within their interval",
        refused: withIn("probes", { timeout: 31 }),
        accepted: withIn("probes", { timeout: 30 }),
        says: "probes[0].timeout: BadRequest",
        text: /31 s is more than the interval 30 s/,
      },
      {
        rule: "have a path",
        refused: withIn("probes", { path: "index.html" }),
        accepted: withIn("probes", { path: "/" }),
        says: "probes[0].path: BadRequest",
        text: /starts with '\/'/,
      },
      {
        rule: "have a host",
        refused: withIn("probes", { host: undefined }),
        accepted: withIn("probes", { host: "127.0.0.1" }),
        says: "probes[0].host: BadRequest",
        text: /must have a host/,
      },
      ...["ok", "200-100", "99"].map((statusCode) => ({
        rule: `do not expect ${statusCode}`,
        refused: withIn("probes", { match: { statusCodes: [statusCode] } }),
        accepted: withIn("probes", { match: { statusCodes: ["200", "300-399"] } }),
        says: "probes[0].match.statusCodes: BadRequest",
        text: new RegExp(`'${statusCode}'`),
      })),
      {
        rule: "of TCP have no path",
        refused: tcpProbe({ path: "/" }),
        accepted: tcpProbe({}),
        says: "probes[1].path: BadRequest",
        text: /only connects/,
      },
    ]));
});
