import { expect } from "chai";

import {
  activeGateway,
  anotherDevice,
  but,
  configurationId,
  connection,
  ipConfiguration,
  ipsecPolicy,
  makeAddress,
  makeGateway,
  makeSite,
  makeSurroundings,
  makeVirtualNetwork,
  network,
  openAccount,
  passiveGateway,
  refusal,
  tokens,
} from "./estate";
import { type Props, UNKNOWN, type Value } from "../../../simulator/protocol/values";
import type { Made, SimulatedAccount } from "../../helpers/simulated";

const withPolicy = (changes: Record<string, Value | undefined>): Props => ({
  ...connection,
  ipsecPolicies: [but(ipsecPolicy, changes)],
});
const withAddresses = (...entries: [customBgpIpAddress: string, instance: number][]): Props => ({
  ...connection,
  gatewayCustomBgpIpAddresses: entries.map(([customBgpIpAddress, i]) => ({
    customBgpIpAddress,
    ipConfigurationId: configurationId(i),
  })),
});
const to = (site: string, changes: Props = {}): Props => ({
  ...connection,
  virtualNetworkGatewayConnectionName: `to-${site}`,
  localNetworkGateway2: { id: `${network}/localNetworkGateways/${site}` },
  ...changes,
});
const connect = (account: SimulatedAccount, inputs: Props = connection): Promise<Made> =>
  account.create(tokens.connection, "c", inputs);

async function withBothEnds(gateway: Props = activeGateway): Promise<SimulatedAccount> {
  const account = await openAccount();
  await makeSurroundings(account);
  await makeSite(account);
  await makeGateway(account, gateway);
  return account;
}

describe("azure-native VirtualNetworkGatewayConnection", () => {
  it("never shows a shared key in a refusal", async () => {
    const account = await openAccount();
    const refusals = account.refusals(tokens.connection, "c", { ...connection, sharedKey: "topsecret-key" });
    expect(refusals.join()).to.not.contain("topsecret");
  });

  it("answers with Azure's defaults and the state of its tunnels", async () => {
    const account = await withBothEnds();
    const { id, outputs } = await connect(account);
    expect(id).to.equal(`${network}/connections/c`);
    expect(outputs).to.include({
      connectionStatus: "Connecting",
      connectionMode: "Default",
      connectionProtocol: "IKEv2",
      dpdTimeoutSeconds: 45,
      egressBytesTransferred: 0,
      routingWeight: 0,
      type: "Microsoft.Network/connections",
    });
    expect(outputs.tunnelConnectionStatus).to.have.lengthOf(2);
    const { outputs: predicted } = account.clouds.preview(tokens.connection, {
      props: connection,
      secrets: new Set(["sharedKey"]),
    });
    expect([predicted.connectionStatus, predicted.tunnelConnectionStatus]).to.deep.equal([UNKNOWN, UNKNOWN]);
  });

  it("marks the shared key secret only where the program does", async () => {
    const account = await openAccount();
    const secretsOf = (secrets: string[]): string[] => [
      ...account.clouds.preview(tokens.connection, { props: connection, secrets: new Set(secrets) }).secrets,
    ];
    expect([secretsOf([]), secretsOf(["sharedKey"])]).to.deep.equal([[], ["sharedKey"]]);
  });

  it("keeps the shared key sealed in the world file all the same", async () => {
    const account = await withBothEnds();
    await connect(account, { ...connection, sharedKey: "topsecret.key" });
    const record = account.clouds.world.list().find(({ token }) => token === tokens.connection);
    expect(record?.sealed).to.contain("sharedKey");
  });

  it("needs both ends, and its gateway's region but not its site's", async () => {
    const account = await openAccount();
    await makeSurroundings(account);
    expect((await refusal(connect(account))).code).to.equal("InvalidResourceReference");
    await makeGateway(account);
    expect((await refusal(connect(account))).code).to.equal("InvalidResourceReference");
    await makeSite(account, "site", { location: "eastus" });
    expect((await refusal(connect(account, { ...connection, location: "eastus" }))).code).to.equal(
      "InvalidResourceReference",
    );
    await connect(account);
  });

  it("connects two ends once", async () => {
    const account = await withBothEnds();
    await connect(account);
    expect(
      (await refusal(connect(account, { ...connection, virtualNetworkGatewayConnectionName: "d" }))).message,
    ).to.match(/already exists between/);
    await makeSite(account, "other", anotherDevice());
    await connect(account, to("other"));
  });

  it("reaches each device of its gateway by addresses of its own", async () => {
    const account = await withBothEnds();
    await connect(account);
    const device = anotherDevice();
    await makeSite(account, "same-outside", { ...device, gatewayIpAddress: "52.1.1.1" });
    expect((await refusal(connect(account, to("same-outside")))).message).to.match(
      /have the same gatewayIpAddress 52\.1\.1\.1/,
    );
    await makeSite(account, "same-inside", {
      ...device,
      bgpSettings: { asn: 64513, bgpPeeringAddress: "169.254.21.1" },
    });
    expect((await refusal(connect(account, to("same-inside")))).message).to.match(
      /have the same bgpPeeringAddress 169\.254\.21\.1/,
    );
    await makeSite(account, "other", device);
    const made = await connect(account, to("other"));
    await account.update(made, to("other", { dpdTimeoutSeconds: 30 }));
  });

  it("needs BGP on both ends, with different ASNs and an inside address that is free", async () => {
    const account = await withBothEnds();
    const problem = async (site: string, inputs: Record<string, Value | undefined>): Promise<string> => {
      await makeSite(account, site, inputs);
      return (await refusal(connect(account, to(site)))).message;
    };
    expect(
      await problem("static", {
        bgpSettings: undefined,
        localNetworkAddressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      }),
    ).to.match(/has no BGP settings/);
    expect(
      await problem("same-asn", { bgpSettings: { asn: 65521, bgpPeeringAddress: "169.254.21.1" } }),
    ).to.match(/have ASN 65521/);
    expect(
      await problem("same-address", { bgpSettings: { asn: 64512, bgpPeeringAddress: "169.254.22.6" } }),
    ).to.match(/169\.254\.22\.6 of .* is also a custom BGP IP address/);
    expect(
      await problem("in-network", { bgpSettings: { asn: 64512, bgpPeeringAddress: "10.32.0.10" } }),
    ).to.match(/lies in the address space/);
    await connect(account);
  });

  it("needs BGP on the gateway to use it", async () => {
    const account = await withBothEnds(passiveGateway);
    expect((await refusal(connect(account))).message).to.match(
      /enables BGP, but the virtual network gateway .* does not/,
    );
    expect((await refusal(connect(account, { ...connection, enableBgp: false }))).message).to.match(
      /must have an address space/,
    );
    await makeSite(account, "static", { localNetworkAddressSpace: { addressPrefixes: ["172.16.0.0/16"] } });
    await connect(account, to("static", { enableBgp: false }));
  });

  it("chooses custom BGP addresses out of its gateway's, instance by instance", async () => {
    const account = await withBothEnds();
    expect((await refusal(connect(account, withAddresses(["169.254.21.6", 0])))).message).to.match(
      /169\.254\.21\.6 is not among those of IP configuration ip0/,
    );
    expect((await refusal(connect(account, withAddresses(["169.254.21.6", 2])))).message).to.match(
      /ip2 is not one of the gateway/,
    );
    await connect(account, withAddresses(["169.254.22.2", 0], ["169.254.22.6", 1]));
  });

  it("chooses none on an active-passive gateway", async () => {
    const account = await withBothEnds({ ...passiveGateway, enableBgp: true });
    expect((await refusal(connect(account, withAddresses(["169.254.21.2", 0])))).message).to.match(
      /needs an active-active gateway/,
    );
    await connect(account);
  });

  it("is one of at most 30 on the smaller SKUs", async () => {
    const account = await withBothEnds();
    await Promise.all(Array.from({ length: 31 }, (_, i) => makeSite(account, `s${i}`, anotherDevice(i))));
    for (let i = 0; i < 30; i++) {
      await connect(account, to(`s${i}`));
    }
    expect((await refusal(connect(account, to("s30")))).message).to.match(
      /already has 30 connections, and its SKU allows 30/,
    );
  }).timeout(10_000);

  it("is refused while another changes the same gateway", async () => {
    const account = await withBothEnds();
    await makeSite(account, "other", anotherDevice());
    const [first, second] = await Promise.allSettled([connect(account), connect(account, to("other"))]);
    expect([first.status, second.status]).to.deep.equal(["fulfilled", "rejected"]);
    await connect(account, to("other"));
  });

  it("changes in place, and is replaced for its name", async () => {
    const account = await withBothEnds();
    const made = await connect(account);
    expect(account.diff(made, { ...connection, sharedKey: "Other.123" })).to.deep.equal(["sharedKey"]);
    expect(account.diff(made, { ...connection, virtualNetworkGatewayConnectionName: "d" })).to.deep.equal([
      "virtualNetworkGatewayConnectionName!",
    ]);
    const updated = await account.update(made, withPolicy({}));
    expect(updated.outputs.ipsecPolicies).to.deep.equal([ipsecPolicy]);
  });

  it("is connected as soon as the other side agrees", async () => {
    const account = await openAccount();
    const sides = [0, 1] as const;
    const addresses: Made[] = [];
    for (const i of sides) {
      await makeVirtualNetwork(account, {
        virtualNetworkName: `v${i}`,
        addressSpace: { addressPrefixes: [`10.${i}.0.0/16`] },
        subnets: [{ name: "GatewaySubnet", addressPrefix: `10.${i}.255.0/27` }],
      });
      addresses.push(await makeAddress(account, `pip${i}`));
      const subnet = { id: `${network}/virtualNetworks/v${i}/subnets/GatewaySubnet` };
      await makeGateway(account, {
        ...passiveGateway,
        virtualNetworkGatewayName: `gw${i}`,
        ipConfigurations: [{ ...ipConfiguration(i), subnet }],
      });
    }
    const link = (i: 0 | 1, changes: Props = {}): Props =>
      to(`s${1 - i}`, {
        enableBgp: false,
        virtualNetworkGateway1: { id: `${network}/virtualNetworkGateways/gw${i}` },
        ...changes,
      });
    for (const i of sides) {
      await makeSite(account, `s${i}`, {
        gatewayIpAddress: addresses[i]!.outputs.ipAddress ?? "",
        localNetworkAddressSpace: { addressPrefixes: [`10.${i}.0.0/16`] },
      });
    }
    const [first, second] = [
      await connect(account, link(0)),
      await connect(account, link(1, { sharedKey: "Another" })),
    ];
    expect(account.read(first)!.connectionStatus).to.equal("Connecting");
    await account.update(second, link(1));
    expect([first, second].map((made) => account.read(made)!.connectionStatus)).to.deep.equal([
      "Connected",
      "Connected",
    ]);
    expect(account.read(first)!.tunnelConnectionStatus).to.have.nested.property(
      "[0].connectionStatus",
      "Connected",
    );
    const changed = await account.update(second, link(1, { sharedKey: "Another" }));
    expect(changed.outputs.etag).to.not.equal(second.outputs.etag);
    expect(account.read(first)!.connectionStatus).to.equal("Connecting");
    await account.update(second, link(1, { connectionMode: "ResponderOnly", sharedKey: "Another" }));
    expect(account.read(second)!.connectionStatus).to.equal("NotConnected");
  });
});
