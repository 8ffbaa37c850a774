import { expect } from "chai";

import {
  fixedIp,
  interfaceId,
  machine,
  machineId,
  makeInterface,
  makeMachine,
  openNetwork,
} from "./machines";
import { but, inGroup, itChecks, refusal, subscription, tokens } from "../estate";
import { asObject, type Props, UNKNOWN, type Value } from "../../../../simulator/protocol/values";

const inside = (profile: string, changes: Record<string, Value | undefined>): Props => ({
  ...machine,
  [profile]: but(asObject(machine[profile]), changes),
});
const os = (changes: Record<string, Value | undefined>): Props => inside("osProfile", changes);
const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGQ5 operator@example.com";
const withKey = (keyData: string, path = "/home/operator/.ssh/authorized_keys"): Props =>
  os({
    adminPassword: undefined,
    linuxConfiguration: { disablePasswordAuthentication: true, ssh: { publicKeys: [{ keyData, path }] } },
  });

describe("azure-native VirtualMachine", () => {
  itChecks(tokens.virtualMachine, [
    ...["hardwareProfile", "storageProfile", "osProfile", "networkProfile"].map((profile) => ({
      rule: `has a ${profile}`,
      refused: but(machine, { [profile]: undefined }),
      accepted: but(machine, { [profile]: UNKNOWN }),
      says: `${profile}: InvalidParameter`,
      text: /missing/,
    })),
    {
      rule: "has a name without underscores",
      refused: { ...os({ computerName: "web" }), vmName: "web_1" },
      accepted: { ...os({ computerName: "web" }), vmName: "web-1" },
      says: "vmName: InvalidParameter",
      text: /letters, digits, hyphens/,
    },
    {
      rule: "has a size",
      refused: { ...machine, hardwareProfile: { vmSize: "t3.micro" } },
      accepted: { ...machine, hardwareProfile: { vmSize: "Standard_D2s_v5" } },
      says: "hardwareProfile.vmSize: InvalidParameter",
      text: /t3\.micro/,
    },
    {
      rule: "has an image",
      refused: inside("storageProfile", { imageReference: { publisher: "Canonical" } }),
      accepted: machine,
      says: "storageProfile.imageReference: InvalidParameter",
      text: /offer, sku, version is missing/,
    },
    {
      rule: "has a known kind of disk",
      refused: inside("storageProfile", {
        osDisk: { createOption: "FromImage", managedDisk: { storageAccountType: "gp3" } },
      }),
      accepted: inside("storageProfile", {
        osDisk: { createOption: "FromImage", managedDisk: { storageAccountType: "Premium_LRS" } },
      }),
      says: "storageProfile.osDisk.managedDisk.storageAccountType: InvalidParameter",
      text: /gp3/,
    },
    {
      rule: "has an administrator of a name of its own",
      refused: os({ adminUsername: "Admin" }),
      accepted: os({ adminUsername: "admin7" }),
      says: "osProfile.adminUsername: InvalidParameter",
      text: /'Admin', is not allowed/,
    },
    {
      rule: "has a password or a key",
      refused: os({ adminPassword: undefined }),
      accepted: withKey(key),
      says: "osProfile.adminPassword: InvalidParameter",
      text: /missing/,
    },
    {
      rule: "has a key where it has no password",
      refused: os({ adminPassword: undefined, linuxConfiguration: { disablePasswordAuthentication: true } }),
      accepted: withKey(key),
      says: "osProfile.linuxConfiguration.ssh: InvalidParameter",
      text: /SSH public key/,
    },
    {
      rule: "has a key of a kind that Azure knows",
      refused: withKey("ecdsa-sha2-nistp256 AAAA"),
      accepted: withKey(key),
      says: "osProfile.linuxConfiguration.ssh.publicKeys[0].keyData: InvalidParameter",
      text: /ssh-rsa or ssh-ed25519/,
    },
    {
      rule: "has its key where the agent puts it",
      refused: withKey(key, "/root/.ssh/authorized_keys"),
      accepted: withKey(key),
      says: "osProfile.linuxConfiguration.ssh.publicKeys[0].path: InvalidParameter",
      text: /\/home\/operator\/\.ssh\/authorized_keys/,
    },
    {
      rule: "has custom data in Base64",
      refused: os({ customData: "#cloud-config" }),
      accepted: os({ customData: "I2Nsb3VkLWNvbmZpZw==" }),
      says: "osProfile.customData: InvalidParameter",
      text: /Base64/,
    },
    {
      rule: "has an interface",
      refused: { ...machine, networkProfile: { networkInterfaces: [] } },
      accepted: machine,
      says: "networkProfile.networkInterfaces: InvalidParameter",
      text: /at least one/,
    },
    {
      rule: "has one primary among several interfaces",
      refused: { ...machine, networkProfile: { networkInterfaces: [{ id: "a" }, { id: "b" }] } },
      accepted: {
        ...machine,
        networkProfile: { networkInterfaces: [{ id: "a", primary: true }, { id: "b" }] },
      },
      says: "networkProfile.networkInterfaces: VirtualMachineMustHaveOneNetworkInterfaceAsPrimary",
      text: /0 are/,
    },
    {
      rule: "is in one zone",
      refused: { ...machine, zones: ["1", "2"] },
      accepted: { ...machine, zones: ["2"] },
      says: "zones: InvalidParameter",
      text: /one zone/,
    },
  ]);

  it("refuses a weak password without showing it", async () => {
    const account = await openNetwork();
    for (const adminPassword of ["Ab1.", "alllowercase", "Password!"]) {
      const refusals = account.refusals(tokens.virtualMachine, "web", os({ adminPassword }));
      expect(refusals).to.have.lengthOf(1);
      expect(refusals[0])
        .to.match(/^osProfile\.adminPassword: /)
        .and.not.contain(adminPassword);
    }
  });

  it("never answers with its password or custom data, and seals them", async () => {
    const account = await openNetwork();
    await makeInterface(account);
    const made = await makeMachine(account);
    expect(made.id).to.equal(machineId);
    expect(JSON.stringify(account.read(made))).to.not.match(/Correct\.Horse|I2Nsb3Vk/);
    expect(account.clouds.world.find(tokens.virtualMachine, made.id)!.sealed).to.include("osProfile");
    expect(made.outputs.osProfile).to.include({ adminUsername: "operator", computerName: "web" });
  });

  it("has interfaces that exist, in its region, and that no other machine has", async () => {
    const account = await openNetwork();
    expect((await refusal(makeMachine(account))).code).to.equal("InvalidResourceReference");
    await makeInterface(account);
    expect((await refusal(makeMachine(account, { location: "northeurope" }))).code).to.equal(
      "InvalidResourceReference",
    );
    await makeMachine(account);
    const second = { ...machine, vmName: "web2" };
    expect((await refusal(account.create(tokens.virtualMachine, "web2", second))).code).to.equal("NicInUse");
    await makeInterface(account, "nic2", fixedIp("10.32.0.9"));
    await account.create(tokens.virtualMachine, "web2", {
      ...second,
      networkProfile: { networkInterfaces: [{ id: interfaceId("nic2") }] },
    });
  });

  it("keeps what it was made of", async () => {
    const account = await openNetwork();
    await makeInterface(account);
    const made = await makeMachine(account);
    for (const changed of [
      os({ adminUsername: "other" }),
      os({ customData: "AAAA" }),
      inside("storageProfile", {
        imageReference: {
          publisher: "Canonical",
          offer: "ubuntu-24_04-lts",
          sku: "minimal",
          version: "latest",
        },
      }),
    ]) {
      expect((await refusal(account.update(made, changed))).code).to.equal("PropertyChangeNotAllowed");
    }
    const resized = await account.update(made, {
      ...machine,
      hardwareProfile: { vmSize: "Standard_B2s_v2" },
    });
    expect(resized.outputs.vmId).to.equal(made.outputs.vmId);
  });

  it("acts with identities that exist", async () => {
    const account = await openNetwork();
    await makeInterface(account);
    const id = `${subscription}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/web`;
    const identity = { type: "UserAssigned", userAssignedIdentities: [id] };
    expect((await refusal(makeMachine(account, { identity }))).code).to.equal("ResourceNotFound");
    const { outputs } = await account.create(tokens.userAssignedIdentity, "web", {
      ...inGroup,
      resourceName: "web",
    });
    const made = await makeMachine(account, { identity });
    expect(asObject(made.outputs.identity).userAssignedIdentities).to.deep.equal({
      [id]: { clientId: outputs.clientId, principalId: outputs.principalId },
    });
  });
});
