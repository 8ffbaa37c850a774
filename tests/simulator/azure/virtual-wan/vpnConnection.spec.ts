import { expect } from "chai";

import {
  connect,
  gatewayId,
  hubGateway,
  hubId,
  link,
  linkConnection,
  linkId,
  makeHub,
  makeHubGateway,
  makeVpnSite,
  makeWan,
  openBranch,
  openHub,
  siteId,
  vpn,
  withLink,
} from "./hubEstate";
import { network, refusal, tokens } from "../estate";
import { type Props, UNKNOWN, type Value } from "../../../../simulator/protocol/values";
import type { SimulatedAccount } from "../../../helpers/simulated";

const addresses = (...entries: [customBgpIpAddress: string, ipConfigurationId: string][]): Props =>
  withLink({
    vpnGatewayCustomBgpAddresses: entries.map(([customBgpIpAddress, ipConfigurationId]) => ({
      customBgpIpAddress,
      ipConfigurationId,
    })),
  });

/** A connection to another site. */
const to = (name: string, changes: Record<string, Value | undefined> = {}): Props => ({
  ...vpn,
  connectionName: `to-${name}`,
  remoteVpnSite: { id: siteId(name) },
  vpnLinkConnections: [linkConnection({ vpnSiteLink: { id: linkId("link", name) }, ...changes })],
});

const makeOther = (account: SimulatedAccount, name: string, inputs: Props = {}): Promise<unknown> =>
  makeVpnSite(account, { vpnSiteName: name, vpnSiteLinks: [link(2, { name: "link" })], ...inputs });

const table = (name: string, hub = hubId): Props => ({ id: `${hub}/hubRouteTables/${name}` });

describe("azure-native VpnConnection of a virtual hub", () => {
  it("never shows a shared key in a refusal, and keeps it sealed", async () => {
    const account = await openBranch();
    const refusals = account.refusals(tokens.vpnConnection, "c", withLink({ sharedKey: "topsecret-key" }));
    expect(refusals.join()).to.not.contain("topsecret");
    await connect(account);
    const record = account.clouds.world.list().find(({ token }) => token === tokens.vpnConnection);
    expect(record?.sealed).to.contain("vpnLinkConnections");
  });

  it("answers with Azure's defaults, an id for each link connection, and their state", async () => {
    const account = await openBranch();
    const { id, outputs } = await connect(account);
    expect(id).to.equal(`${gatewayId}/vpnConnections/c`);
    expect(outputs).to.deep.include({
      connectionStatus: "Connecting",
      enableInternetSecurity: false,
      routingConfiguration: {
        associatedRouteTable: table("defaultRouteTable"),
        propagatedRouteTables: { labels: ["default"], ids: [table("defaultRouteTable")] },
        vnetRoutes: { staticRoutes: [] },
      },
    });
    expect(outputs).to.have.nested.property(
      "vpnLinkConnections[0].id",
      `${gatewayId}/vpnConnections/c/vpnLinkConnections/link`,
    );
    expect(outputs).to.have.nested.property("vpnLinkConnections[0].connectionStatus", "Connecting");
    expect(outputs).to.have.nested.property("vpnLinkConnections[0].dpdTimeoutSeconds", 45);
    const preview = account.clouds.preview(tokens.vpnConnection, { props: vpn, secrets: new Set() });
    expect(preview.outputs.connectionStatus).to.equal(UNKNOWN);
    expect(preview.outputs).to.have.nested.property("vpnLinkConnections[0].connectionStatus", UNKNOWN);
  });

  it("waits for the other side where it only responds", async () => {
    const account = await openBranch();
    const { outputs } = await connect(account, withLink({ vpnLinkConnectionMode: "ResponderOnly" }));
    expect(outputs.connectionStatus).to.equal("NotConnected");
  });

  it("needs a gateway, and a site with that link in the same virtual WAN", async () => {
    const account = await openHub();
    await makeVpnSite(account);
    expect((await refusal(connect(account))).code).to.equal("ParentResourceNotFound");
    await makeHubGateway(account);
    expect((await refusal(connect(account, to("nowhere")))).code).to.equal("InvalidResourceReference");
    expect(
      (await refusal(connect(account, withLink({ vpnSiteLink: { id: linkId("none") } })))).message,
    ).to.match(/Link .*\/none in connection .* is not one of the VPN site/);
    await makeWan(account, { virtualWANName: "other" });
    await makeOther(account, "elsewhere", { virtualWan: { id: `${network}/virtualWans/other` } });
    expect((await refusal(connect(account, to("elsewhere")))).message).to.match(
      /not in the same virtual WAN/,
    );
    await connect(account);
  });

  it("connects a site once, and each device once", async () => {
    const account = await openBranch();
    await connect(account);
    expect((await refusal(connect(account, { ...vpn, connectionName: "d" }))).message).to.match(
      /is already connected to the gateway by .*\/c\./,
    );
    await makeOther(account, "outside", { vpnSiteLinks: [link(2, { name: "link", ipAddress: "52.1.1.1" })] });
    expect((await refusal(connect(account, to("outside")))).message).to.match(/same ipAddress 52\.1\.1\.1/);
    await makeOther(account, "inside", {
      vpnSiteLinks: [
        link(2, { name: "link", bgpProperties: { asn: 64513, bgpPeeringAddress: "169.254.21.1" } }),
      ],
    });
    expect((await refusal(connect(account, to("inside")))).message).to.match(
      /same bgpPeeringAddress 169\.254\.21\.1/,
    );
    await makeOther(account, "free");
    await connect(account, to("free"));
  });

  it("needs BGP on the link to use it, with an inside address that is free", async () => {
    const account = await openBranch();
    const problem = async (name: string, changes: Record<string, Value | undefined>): Promise<string> => {
      await makeOther(account, name, {
        addressSpace: { addressPrefixes: ["172.20.0.0/16"] },
        vpnSiteLinks: [link(2, { name: "link", ...changes })],
      });
      return (await refusal(connect(account, to(name)))).message;
    };
    const peer = (bgpPeeringAddress: string): Props => ({
      bgpProperties: { asn: 64512, bgpPeeringAddress },
    });
    expect(await problem("static", { bgpProperties: undefined })).to.match(/which has no BGP properties/);
    expect(await problem("taken", peer("169.254.22.6"))).to.match(/is also a custom BGP IP address/);
    expect(await problem("in-hub", peer("10.64.1.9"))).to.match(
      /lies in the address prefix of the virtual hub/,
    );
    await connect(account, to("static", { enableBgp: false }));
  });

  it("needs an address space without BGP, outside of the hub's", async () => {
    const account = await openBranch();
    expect((await refusal(connect(account, withLink({ enableBgp: false })))).message).to.match(
      /does not use BGP on link link, so the VPN site .* must have an address space/,
    );
    await makeOther(account, "overlapping", { addressSpace: { addressPrefixes: ["10.64.0.0/16"] } });
    expect((await refusal(connect(account, to("overlapping")))).message).to.match(
      /10\.64\.0\.0\/16 of VPN site .* overlaps that of the virtual hub/,
    );
  });

  it("chooses custom BGP addresses out of its gateway's, instance by instance", async () => {
    const account = await openBranch();
    expect((await refusal(connect(account, addresses(["169.254.21.6", "Instance0"])))).message).to.match(
      /169\.254\.21\.6 is not among those of Instance0 .*: 169\.254\.21\.2, 169\.254\.22\.2\./,
    );
    expect(
      (
        await refusal(
          connect(account, addresses(["169.254.21.2", `${gatewayId}/ipConfigurations/Instance0`])),
        )
      ).message,
    ).to.match(/is not one of the gateway .* which has Instance0, Instance1/);
    await connect(account, addresses(["169.254.22.2", "Instance0"], ["169.254.21.6", "Instance1"]));
  });

  it("is routed by the default route table, and sends its routes where the other branches do", async () => {
    const account = await openBranch();
    const routed = (routing: Props, base = vpn): Props => ({ ...base, routingConfiguration: routing });
    const problem = async (routing: Props): Promise<string> =>
      (await refusal(connect(account, routed(routing)))).message;
    expect(await problem({ associatedRouteTable: table("noneRouteTable") })).to.match(
      /InvalidAssociatedRouteTable.*can't be custom route table/,
    );
    expect(await problem({ associatedRouteTable: table("mine") })).to.match(
      /is not the defaultRouteTable or/,
    );
    const other = await makeHub(account, { virtualHubName: "other", addressPrefix: "10.66.0.0/23" });
    expect(await problem({ associatedRouteTable: table("defaultRouteTable", other.id) })).to.match(
      /not in its hub/,
    );
    const both = {
      associatedRouteTable: table("defaultRouteTable"),
      propagatedRouteTables: {
        labels: [],
        ids: [table("defaultRouteTable", other.id), table("defaultRouteTable")],
      },
    };
    await connect(account, routed(both));
    await makeOther(account, "second");
    expect((await refusal(connect(account, to("second")))).message).to.match(
      /propagate their routes to different route tables/,
    );
    await connect(account, routed(both, to("second")));
  });

  it("is refused while another changes the same gateway", async () => {
    const account = await openBranch();
    await makeOther(account, "other");
    const [first, second] = await Promise.allSettled([connect(account), connect(account, to("other"))]);
    expect([first.status, second.status]).to.deep.equal(["fulfilled", "rejected"]);
    await connect(account, to("other"));
  });

  it("changes its key in place, but not its site", async () => {
    const account = await openBranch();
    const made = await connect(account);
    const rotated = withLink({ sharedKey: "Other.123" });
    expect(account.diff(made, rotated)).to.deep.equal(["vpnLinkConnections"]);
    const updated = await account.update(made, rotated);
    expect(updated.outputs.etag).to.not.equal(made.outputs.etag);
    await makeOther(account, "other");
    expect((await refusal(account.update(made, { ...to("other"), connectionName: "c" }))).message).to.match(
      /site of connection .* cannot be changed/,
    );
  });

  it("goes before its gateway", async () => {
    const account = await openHub();
    const gateway = await makeHubGateway(account);
    await makeVpnSite(account);
    const made = await connect(account);
    expect(account.read(gateway)!.connections).to.deep.equal([{ id: made.id, name: "c" }]);
    expect((await refusal(account.delete(gateway))).message).to.match(/because it has connections: c\./);
    await account.delete(made);
    await account.delete(gateway);
    await makeHubGateway(account, {
      gatewayName: "again",
      vpnGatewayScaleUnit: hubGateway.vpnGatewayScaleUnit!,
    });
  });
});
