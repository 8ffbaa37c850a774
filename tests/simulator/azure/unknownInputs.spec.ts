import { expect } from "chai";

import { firewalled, gateway, policy, withHttps, withTcp } from "./application-gateways/gateways";
import { fixedIp, ip, machine, nic } from "./compute/machines";
import { addresses, alias, canonical, link, record, zone } from "./dns/zones";
import { openAccount, tokens } from "./estate";
import { endpoint, external, nested, profile, profileId, routed } from "./traffic-manager/profiles";
import { type Props, UNKNOWN, type Value } from "../../../simulator/protocol/values";

/** The inputs once for each value in them, at any depth, that is not known yet. */
function* unknownSomewhere(value: Value): Generator<Value> {
  if (typeof value !== "object" || value === null) {
    return;
  }
  const entries = Array.isArray(value) ? value.map((item, i) => [i, item] as const) : Object.entries(value);
  for (const [key, inner] of entries) {
    for (const changed of [UNKNOWN, ...unknownSomewhere(inner)] as const) {
      const copy: Value = Array.isArray(value) ? [...value] : { ...value };
      (copy as Record<string | number, Value>)[key] = changed;
      yield copy;
    }
  }
}

const cases: Readonly<Record<string, readonly [token: string, inputs: Props]>> = {
  "a network interface": [
    tokens.networkInterface,
    nic(ip({ primary: true }), fixedIp("10.0.0.4", { name: "b" })),
  ],
  "a virtual machine": [tokens.virtualMachine, machine],
  "an application gateway for HTTP": [tokens.applicationGateway, gateway],
  "an application gateway for HTTPS": [tokens.applicationGateway, withHttps()],
  "an application gateway for TCP": [tokens.applicationGateway, withTcp()],
  "an application gateway with a firewall": [tokens.applicationGateway, firewalled],
  "a firewall policy": [tokens.firewallPolicy, policy],
  "a Traffic Manager profile": [
    tokens.trafficManagerProfile,
    routed("Priority", external("one", "a.example.com", { priority: 1 }), nested("two", profileId("child"))),
  ],
  "a Traffic Manager profile of several values": [
    tokens.trafficManagerProfile,
    routed("MultiValue", external("one", "198.51.100.7", { subnets: [{ first: "1.2.3.0", scope: 24 }] })),
  ],
  "a Traffic Manager profile that probes by TCP": [
    tokens.trafficManagerProfile,
    { ...profile, monitorConfig: { protocol: "TCP", port: 443, intervalInSeconds: 10, timeoutInSeconds: 9 } },
  ],
  "a Traffic Manager endpoint": [
    tokens.trafficManagerEndpoint,
    endpoint("one", "a.example.com", { weight: 1 }),
  ],
  "a zone": [tokens.zone, zone],
  "an A record set": [tokens.recordSet, record("A", "api", addresses("198.51.100.7", "198.51.100.8"))],
  "a CNAME record set": [tokens.recordSet, record("CNAME", "api", canonical("a.example.net"))],
  "an alias": [tokens.recordSet, record("A", "@", alias(profileId("api")))],
  "a link": [tokens.virtualNetworkLink, link()],
};

describe("A preview in Azure", () => {
  for (const [what, [token, inputs]] of Object.entries(cases)) {
    it(`refuses nothing of ${what} for what is not known yet`, async () => {
      const account = await openAccount();
      expect(account.refusals(token, "name", inputs)).to.deep.equal([]);
      for (const unknown of unknownSomewhere(inputs)) {
        expect(account.refusals(token, "name", unknown as Props), describeUnknown(unknown)).to.deep.equal([]);
      }
    });
  }
});

const describeUnknown = (value: Value): string =>
  JSON.stringify(value, (_, inner: unknown) => (inner === UNKNOWN ? "UNKNOWN" : inner));
