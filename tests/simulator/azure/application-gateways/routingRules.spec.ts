import { gateway, part, range, withHttps, withIn, withMore } from "./gateways";
import { itChecks, tokens } from "../estate";
import { asList, asObject, type Props } from "../../../../simulator/protocol/values";

const settings = "backendHttpSettingsCollection";
const rules = "requestRoutingRules";
const rule = asObject(asList(gateway[rules])[0]);
const pathBased = (pathRules: Props[]): Props => ({
  ...gateway,
  urlPathMaps: [
    {
      name: "paths",
      defaultBackendAddressPool: part("backendAddressPools", "all"),
      defaultBackendHttpSettings: part(settings, "http"),
      pathRules,
    },
  ],
  requestRoutingRules: [
    {
      name: "paths",
      priority: 10,
      ruleType: "PathBasedRouting",
      httpListener: part("httpListeners", "http"),
      urlPathMap: part("urlPathMaps", "paths"),
    },
  ],
});
const pathRule = {
  name: "images",
  paths: ["/images/*"],
  backendAddressPool: part("backendAddressPools", "all"),
  backendHttpSettings: part(settings, "http"),
};

describe("azure-native ApplicationGateway's own rules: routing", () => {
  describe("routing", () =>
    itChecks(tokens.applicationGateway, [
      {
        rule: "has priorities",
        refused: withIn(rules, { priority: undefined }),
        accepted: withIn(rules, { priority: 1 }),
        says: `${rules}[0].priority: ApplicationGatewayRequestRoutingRulePriorityCannotBeEmpty`,
        text: /'all'/,
      },
      range(rules, "priority", 0, 1),
      range(rules, "priority", 20001, 20000),
      {
        rule: "has each priority once",
        refused: withHttps({
          requestRoutingRules: asList(withHttps()[rules]).map((one) => ({ ...asObject(one), priority: 7 })),
        }),
        accepted: withHttps(),
        says: `${rules}[1].priority: BadRequest`,
        text: /same priority/,
      },
      {
        rule: "has each listener once",
        refused: withMore(rules, { ...rule, name: "again", priority: 101 }),
        accepted: gateway,
        says: `${rules}[1].httpListener: BadRequest`,
        text: /same listener/,
      },
      {
        rule: "goes to a pool or elsewhere",
        refused: withIn(rules, { backendHttpSettings: undefined }),
        accepted: gateway,
        says: `${rules}[0]: BadRequest`,
        text: /either both/,
      },
      {
        rule: "goes somewhere",
        refused: { ...gateway, requestRoutingRules: [] },
        accepted: gateway,
        says: `${rules}: BadRequest`,
        text: /at least one listener with a rule/,
      },
      {
        rule: "redirects to a listener or an address",
        refused: withIn("redirectConfigurations", { targetUrl: "https://example.com" }, withHttps()),
        accepted: withIn(
          "redirectConfigurations",
          { targetUrl: "https://example.com", targetListener: undefined },
          withHttps(),
        ),
        says: "redirectConfigurations[0]: BadRequest",
        text: /exactly one of them/,
      },
      {
        rule: "is by paths",
        refused: pathBased([{ ...pathRule, paths: ["images/*"] }]),
        accepted: pathBased([pathRule]),
        says: "urlPathMaps[0].pathRules[0].paths: BadRequest",
        text: /start with '\/'/,
      },
      {
        rule: "is by paths to parts that there are",
        refused: pathBased([{ ...pathRule, backendAddressPool: part("backendAddressPools", "none") }]),
        accepted: pathBased([pathRule]),
        says: "urlPathMaps[0].pathRules[0].backendAddressPool: InvalidResourceReference",
        text: /was not found/,
      },
    ]));
});
