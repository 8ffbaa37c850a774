import { expect } from "chai";

import { addresses, canonical, link, makePrivateZone, privateZone } from "./zones";
import { but, inGroup, itChecks, makeVirtualNetwork, network, openAccount, refusal, tokens } from "../estate";
import type { Props } from "../../../../simulator/protocol/values";

const record = (recordType: string, relativeRecordSetName: string, inputs: Props): Props => ({
  ...inGroup,
  privateZoneName: "corp.example",
  recordType,
  relativeRecordSetName,
  ttl: 60,
  ...inputs,
});

describe("azure-native private DNS", () => {
  describe("zone", () =>
    itChecks(tokens.privateZone, [
      {
        rule: "has two labels",
        refused: { ...privateZone, privateZoneName: "corp" },
        accepted: privateZone,
        says: "privateZoneName: BadRequest",
        text: /2 to 34 labels/,
      },
    ]));

  describe("record set", () =>
    itChecks(tokens.privateRecordSet, [
      {
        rule: "has a TTL of a second at least",
        refused: record("A", "api", { ...addresses("10.0.0.4"), ttl: 0 }),
        accepted: record("A", "api", { ...addresses("10.0.0.4"), ttl: 1 }),
        says: "ttl: BadRequest",
        text: /1 to 2147483647/,
      },
      {
        rule: "of type CNAME is not at the apex",
        refused: record("CNAME", "@", canonical("a.example.net")),
        accepted: record("CNAME", "www", canonical("a.example.net")),
        says: "relativeRecordSetName: BadRequest",
        text: /zone apex/,
      },
      {
        rule: "is no NS",
        refused: record("NS", "sub", {}),
        accepted: record("MX", "sub", { mxRecords: [{ exchange: "mail.example.com", preference: 10 }] }),
        says: "recordType: BadRequest",
        text: /'NS'/,
      },
    ]));

  describe("link", () =>
    itChecks(tokens.virtualNetworkLink, [
      {
        rule: "has a virtual network",
        refused: but(link(), { virtualNetwork: undefined }),
        accepted: link(),
        says: "virtualNetwork: BadRequest",
        text: /must have/,
      },
      {
        rule: "resolves by a policy that there is",
        refused: link({ resolutionPolicy: "Public" }),
        accepted: link({ resolutionPolicy: "NxDomainRedirect" }),
        says: "resolutionPolicy: BadRequest",
        text: /Default, NxDomainRedirect/,
      },
    ]));

  it("is answered where it is linked, and stays while it is", async () => {
    const account = await openAccount();
    const zone = await makePrivateZone(account);
    const set = await account.create(
      tokens.privateRecordSet,
      "api",
      record("A", "api", addresses("10.0.0.4")),
    );
    expect(set.id).to.equal(`${network}/privateDnsZones/corp.example/A/api`);
    expect(set.outputs).to.include({ fqdn: "api.corp.example." });
    const make = (): ReturnType<typeof account.create> =>
      account.create(tokens.virtualNetworkLink, "link", link());
    expect((await refusal(make())).code).to.equal("ResourceNotFound");
    await makeVirtualNetwork(account);
    const made = await make();
    expect(made.outputs).to.include({ virtualNetworkLinkState: "Completed", registrationEnabled: false });
    expect(account.read(zone)).to.include({ numberOfRecordSets: 2, numberOfVirtualNetworkLinks: 1 });
    expect((await refusal(account.delete(zone))).code).to.equal("CannotDeleteResource");
    await account.delete(made);
    await account.delete(zone);
    expect(account.clouds.world.list().some(({ token }) => token === tokens.privateRecordSet)).to.equal(
      false,
    );
  });

  it("is linked once to a network, which knows one zone of a name and registers in one", async () => {
    const account = await openAccount();
    await makeVirtualNetwork(account);
    await makePrivateZone(account);
    await makePrivateZone(account, { privateZoneName: "lab.example" });
    await account.create(tokens.resourceGroup, "rg2", { resourceGroupName: "rg2" });
    await makePrivateZone(account, { resourceGroupName: "rg2" });
    const make = (inputs: Props = {}): ReturnType<typeof account.create> =>
      account.create(tokens.virtualNetworkLink, "link", link(inputs));
    await make({ registrationEnabled: true });
    expect((await refusal(make({ virtualNetworkLinkName: "again" }))).code).to.equal("Conflict");
    expect((await refusal(make({ resourceGroupName: "rg2" }))).message).to.match(/overlapping namespaces/);
    const other = { privateZoneName: "lab.example" };
    expect((await refusal(make({ ...other, registrationEnabled: true }))).message).to.match(/in one zone/);
    await make(other);
  });

  it("has a CNAME alone at its name", async () => {
    const account = await openAccount();
    await makePrivateZone(account);
    await account.create(tokens.privateRecordSet, "api", record("A", "api", addresses("10.0.0.4")));
    const cname = account.create(
      tokens.privateRecordSet,
      "cname",
      record("CNAME", "api", canonical("a.example")),
    );
    expect((await refusal(cname)).message).to.match(
      /could not be created because a record with the same name/,
    );
  });
});
