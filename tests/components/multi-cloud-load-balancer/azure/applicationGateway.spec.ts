import { expect } from "chai";
import type { AzureFrontEnd, MultiCloudLoadBalancerArgs } from "../../../../components";
import { expectGoldenUrns } from "../../golden";
import { find, ofType, record, type RecordedResource, value } from "../../../helpers/recordedMocks";
import { balancer, gateway, http, https, recording, targets, tcp, withGateway } from "./balancers";

type Part = Readonly<Record<string, unknown>> & { readonly name: string };

async function made(args: MultiCloudLoadBalancerArgs): Promise<RecordedResource[]> {
  const { resources } = await record(() => balancer(args), recording);
  return resources.filter(({ custom }) => custom);
}

const gatewayOf = async (args: MultiCloudLoadBalancerArgs) => find(await made(args), "hello-gateway").inputs;
const partsOf = (inputs: RecordedResource["inputs"], collection: string) =>
  (inputs[collection] ?? []) as readonly Part[];
const own = (part: Partial<AzureFrontEnd>, more: Partial<MultiCloudLoadBalancerArgs> = {}) =>
  gatewayOf(withGateway(part, more));
const idOf = (collection: string, part: string, name = "hello-gateway") => ({
  id: `/subscriptions/s/resourceGroups/shop/providers/Microsoft.Network/applicationGateways/${name}/${collection}/${part}`,
});

/** All ids of the gateway's own parts that its parts mention. */
function mentioned(inputs: unknown): string[] {
  const text = JSON.stringify(inputs);
  return [...text.matchAll(/applicationGateways\/[^/]+\/([^/]+\/[^"]+)"/g)].map(([, part = ""]) => part);
}

describe("Application Gateways", () => {
  const listeners = { HTTP: { protocol: "HTTP" }, HTTPS: https, TCP: tcp } as const;
  for (const [protocol, listener] of Object.entries(listeners)) {
    for (const cloud of ["aws", "azure", "gcp"] as const) {
      it(`sends ${protocol} to targets in ${cloud}`, async () => {
        const inputs = await gatewayOf({ ...http, listener, backends: { [cloud]: targets[cloud] } });
        expect(partsOf(inputs, "backendAddressPools")).to.deep.equal([
          { name: "targets", backendAddresses: [{ ipAddress: targets[cloud].targets.web.address }] },
        ]);
      });
    }

    it(`keeps its names for ${protocol}`, async () => {
      const resources = await made({ ...http, listener });
      expectGoldenUrns(`load-balancer-azure-${protocol.toLowerCase()}`, resources);
    });

    it(`has for ${protocol} all parts that its parts mention`, async () => {
      const redirectHttp = protocol === "HTTPS";
      const inputs = await gatewayOf({ ...http, listener: { ...listener, redirectHttp } });
      expect(mentioned(inputs)).not.to.deep.equal([]);
      for (const part of mentioned(inputs)) {
        const [collection = "", name] = part.split("/");
        expect(
          partsOf(inputs, collection).map((each) => each.name),
          part,
        ).to.include(name);
      }
    });
  }

  it("asks targets of all clouds in turn, from one pool", async () => {
    const inputs = await gatewayOf(http);
    expect(partsOf(inputs, "backendAddressPools")[0]?.backendAddresses).to.deep.equal([
      { ipAddress: "172.16.20.207" },
      { ipAddress: "172.18.0.4" },
      { ipAddress: "10.16.0.4" },
    ]);
    expect(partsOf(inputs, "requestRoutingRules")).to.deep.equal([
      {
        name: "listener",
        ruleType: "Basic",
        priority: 100,
        httpListener: idOf("httpListeners", "listener"),
        backendAddressPool: idOf("backendAddressPools", "targets"),
        backendHttpSettings: idOf("backendHttpSettingsCollection", "backend"),
      },
    ]);
  });

  it("never probes 127.0.0.1: it asks for a host", async () => {
    const probe = async (args: MultiCloudLoadBalancerArgs) => partsOf(await gatewayOf(args), "probes")[0];
    expect(await probe(http)).to.include({ host: "203.0.113.7", pickHostNameFromBackendHttpSettings: false });
    expect(await probe({ ...http, healthCheck: { host: "shop.internal" } })).to.include({
      host: "shop.internal",
    });
    const picked = await probe(withGateway({ backendHostName: "shop.internal" }));
    expect(picked).to.include({ pickHostNameFromBackendHttpSettings: true }).and.not.have.property("host");
    expect(await probe(withGateway({ privateAddress: "172.18.129.250" }))).to.include({
      host: "172.18.129.250",
    });
  });

  it("probes as asked", async () => {
    const healthCheck = {
      path: "/index.html",
      port: 8080,
      intervalSeconds: 7,
      timeoutSeconds: 3,
      unhealthyThreshold: 5,
      statusCodes: ["200-299", "304"],
    };
    const inputs = await gatewayOf({ ...http, healthCheck });
    expect(partsOf(inputs, "probes")[0]).to.deep.include({
      protocol: "Http",
      path: "/index.html",
      port: 8080,
      interval: 7,
      timeout: 3,
      unhealthyThreshold: 5,
      match: { statusCodes: ["200-299", "304"] },
    });
    expect(partsOf(inputs, "backendHttpSettingsCollection")[0]?.probe).to.deep.equal(idOf("probes", "probe"));
  });

  it("waits for answers as long as for those of probes", async () => {
    const inputs = await gatewayOf({ ...http, healthCheck: { intervalSeconds: 60, timeoutSeconds: 50 } });
    expect(partsOf(inputs, "backendHttpSettingsCollection")[0]?.requestTimeout).to.equal(50);
  });

  it("drains targets and keeps clients by a cookie", async () => {
    const inputs = await gatewayOf({ ...http, drainingSeconds: 120, stickiness: {} });
    expect(partsOf(inputs, "backendHttpSettingsCollection")[0]).to.deep.include({
      cookieBasedAffinity: "Enabled",
      connectionDraining: { enabled: true, drainTimeoutInSec: 120 },
    });
    const plain = partsOf(await gatewayOf(http), "backendHttpSettingsCollection")[0];
    expect(plain).to.include({ cookieBasedAffinity: "Disabled" }).and.not.have.property("connectionDraining");
  });

  it("has the certificate from Key Vault, by an identity that may read it", async () => {
    const inputs = await gatewayOf({ ...http, listener: https });
    expect(partsOf(inputs, "sslCertificates")).to.deep.equal([
      { name: "certificate", keyVaultSecretId: "https://shop.vault.azure.net/secrets/api" },
    ]);
    expect(inputs.identity).to.deep.equal({ type: "UserAssigned", userAssignedIdentities: ["identity"] });
    expect(inputs.sslPolicy).to.include({ policyName: "AppGwSslPolicy20220101" });
    expect(partsOf(inputs, "httpListeners")[0]).to.deep.include({
      protocol: "Https",
      sslCertificate: idOf("sslCertificates", "certificate"),
      frontendPort: idOf("frontendPorts", "port-443"),
    });
  });

  it("redirects plain HTTP for good", async () => {
    const resources = await made({ ...http, listener: { ...https, redirectHttp: true } });
    const { inputs } = find(resources, "hello-gateway");
    expect(partsOf(inputs, "redirectConfigurations")[0]).to.deep.include({
      redirectType: "Permanent",
      targetListener: idOf("httpListeners", "listener"),
      includePath: true,
      includeQueryString: true,
    });
    expect(partsOf(inputs, "httpListeners")[1]).to.deep.include({ protocol: "Http" });
    expect(partsOf(inputs, "requestRoutingRules")[1]).not.to.have.property("backendAddressPool");
    const rule = find(resources, "hello-security-rule-allow-clients");
    expect(rule.inputs.destinationPortRanges).to.deep.equal(["443", "80"]);
  });

  it("speaks HTTPS to targets, whose certificate it checks", async () => {
    const inputs = await own(
      { backendHostName: "shop.internal", trustedRootCertificate: "MII=" },
      { backend: { protocol: "HTTPS", port: 8443 } },
    );
    expect(partsOf(inputs, "backendHttpSettingsCollection")[0]).to.deep.include({
      protocol: "Https",
      port: 8443,
      hostName: "shop.internal",
      trustedRootCertificates: [idOf("trustedRootCertificates", "root")],
    });
    expect(partsOf(inputs, "trustedRootCertificates")).to.deep.equal([{ name: "root", data: "MII=" }]);
  });

  it("passes TCP on by listeners and settings of its own", async () => {
    const inputs = await gatewayOf({ ...http, listener: tcp });
    expect(partsOf(inputs, "listeners")[0]).to.deep.include({
      protocol: "Tcp",
      frontendPort: idOf("frontendPorts", "port-5432"),
    });
    expect(partsOf(inputs, "backendSettingsCollection")[0]).to.deep.include({ protocol: "Tcp", port: 5432 });
    expect(partsOf(inputs, "routingRules")[0]).to.deep.include({
      listener: idOf("listeners", "listener"),
      backendSettings: idOf("backendSettingsCollection", "backend"),
    });
    expect(partsOf(inputs, "probes")[0])
      .to.include({ protocol: "Tcp" })
      .and.not.have.any.keys("host", "path");
    expect(inputs).not.to.have.any.keys("httpListeners", "backendHttpSettingsCollection");
  });

  it("listens on a public address that stays", async () => {
    const { result, resources } = await record(() => balancer(http), recording);
    expect(find(resources, "hello-public-ip").inputs).to.deep.include({
      sku: { name: "Standard", tier: "Regional" },
      publicIPAllocationMethod: "Static",
      zones: ["1", "2", "3"],
    });
    expect(result.endpoint.internal).to.equal(false);
    expect(await value(result.address!)).to.equal("203.0.113.7");
  });

  it("listens on a private address, and keeps the public one for Azure", async () => {
    const { result, resources } = await record(
      () => balancer(withGateway({ privateAddress: "172.18.129.250" })),
      recording,
    );
    const { inputs } = find(resources, "hello-gateway");
    expect(partsOf(inputs, "frontendIPConfigurations").map(({ name }) => name)).to.deep.equal([
      "public",
      "private",
    ]);
    expect(partsOf(inputs, "frontendIPConfigurations")[1]).to.include({
      privateIPAddress: "172.18.129.250",
      privateIPAllocationMethod: "Static",
    });
    expect(partsOf(inputs, "httpListeners").map((each) => each.frontendIPConfiguration)).to.deep.equal([
      idOf("frontendIPConfigurations", "private"),
    ]);
    expect(find(resources, "hello-security-rule-allow-clients").inputs.sourceAddressPrefixes).to.deep.equal([
      "172.16.0.0/16",
      "172.18.0.0/16",
      "10.16.0.0/20",
      "10.16.16.0/20",
    ]);
    expect(result.endpoint.internal).to.equal(true);
    expect(await value(result.address!)).to.equal("172.18.129.250");
  });

  it("has a subnet that admits clients, its managers and nothing else", async () => {
    const resources = await made(http);
    const rules = ofType(resources, "azure-native:network:SecurityRule").filter(({ name }) =>
      name.startsWith("hello-security-rule-"),
    );
    const admitted = rules
      .sort((a, b) => Number(a.inputs.priority) - Number(b.inputs.priority))
      .map(({ inputs }) => [
        inputs.access,
        inputs.sourceAddressPrefix,
        inputs.destinationPortRange ?? inputs.destinationPortRanges,
      ]);
    expect(admitted).to.deep.equal([
      ["Allow", "*", ["80"]],
      ["Allow", "GatewayManager", "65200-65535"],
      ["Allow", "AzureLoadBalancer", "*"],
      ["Deny", "*", "*"],
    ]);
    const subnet = find(resources, "hello-subnet");
    expect(subnet.inputs)
      .to.include({ addressPrefix: "172.18.129.0/24" })
      .and.not.have.property("routeTable");
    expect(subnet.dependencies).to.include.members(rules.map(({ urn }) => urn));
    expect(find(resources, "hello-gateway").dependencies).to.include(subnet.urn);
  });

  it("admits only the clients given, and takes a route table", async () => {
    const resources = await made(
      withGateway({ clientAddressPrefixes: ["198.51.100.0/24"], routeTableId: "table" }),
    );
    expect(find(resources, "hello-security-rule-allow-clients").inputs.sourceAddressPrefixes).to.deep.equal([
      "198.51.100.0/24",
    ]);
    expect(find(resources, "hello-subnet").inputs.routeTable).to.deep.equal({ id: "table" });
  });

  it("scales by itself or not, in the zones given, with a firewall policy in the tier that has one", async () => {
    expect(await gatewayOf(http)).to.deep.include({
      sku: { name: "Standard_v2", tier: "Standard_v2" },
      autoscaleConfiguration: { minCapacity: 0, maxCapacity: 10 },
      zones: ["1", "2", "3"],
    });
    const fixed = await own({ instances: { minimum: 2, maximum: 2 }, zones: ["2"], firewallPolicyId: "waf" });
    expect(fixed).to.deep.include({
      sku: { name: "WAF_v2", tier: "WAF_v2", capacity: 2 },
      firewallPolicy: { id: "waf" },
      zones: ["2"],
    });
    expect(fixed).not.to.have.property("autoscaleConfiguration");
    expect(await own({ zones: [] })).not.to.have.property("zones");
  });

  it("sends access logs, and those of the firewall, to a workspace", async () => {
    const resources = await made(withGateway({ workspaceId: "workspace", firewallPolicyId: "waf" }));
    const { inputs, dependencies } = find(resources, "hello-diagnostic-setting");
    expect(inputs).to.deep.include({
      workspaceId: "workspace",
      logs: [
        { category: "ApplicationGatewayAccessLog", enabled: true },
        { category: "ApplicationGatewayFirewallLog", enabled: true },
      ],
    });
    expect(dependencies).to.include(find(resources, "hello-gateway").urn);
  });

  it("mentions its parts by the name given", async () => {
    const inputs = await own({ gatewayName: "shop-gateway" });
    expect(inputs.applicationGatewayName).to.equal("shop-gateway");
    expect(partsOf(inputs, "httpListeners")[0]?.frontendPort).to.deep.equal(
      idOf("frontendPorts", "port-80", "shop-gateway"),
    );
  });

  it("comes to targets from its subnet alone", async () => {
    const { result } = await record(() => balancer(http), recording);
    const sources = new Set(
      result.requiredPeerRules.map(({ cloud, sourceCidr }) => `${cloud} ${sourceCidr}`),
    );
    expect([...sources]).to.have.members(
      ["aws", "azure", "gcp"].map((cloud) => `${cloud} ${gateway.subnetPrefix}`),
    );
  });

  it("makes the same resources in a preview", async () => {
    const names = async (preview: boolean) =>
      (await record(() => balancer({ ...http, listener: https }), { ...recording, preview })).resources.map(
        ({ name }) => name,
      );
    expect(await names(true)).to.have.members(await names(false));
  });
});
