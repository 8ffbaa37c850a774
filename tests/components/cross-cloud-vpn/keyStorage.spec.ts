import { ResourceGroup } from "@pulumi/azure-native/resources";
import { Vault } from "@pulumi/azure-native/keyvault";
import { getClientConfigOutput } from "@pulumi/azure-native/authorization";
import { expect } from "chai";
import { find, isSecretInput, ofType, record, refused, value } from "../../helpers/recordedMocks";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { clouds } from "../clouds";
import { pairs } from "./pairs";
import { bgp } from "./programs";

const keyStorage = { aws: {}, gcp: {}, azure: { resourceGroupName: "security", vaultName: "corp-keys" } };
const keys = ["0-1", "0-2", "1-1", "1-2"];

describe("CrossCloudVpn's stored keys", () => {
  it("are each tunnel's own key, secret, in every store asked for", async () => {
    const { resources, result } = await record(() => bgp({ keyStorage }), clouds);
    for (const key of keys) {
      const name = `shop-stored-key-${key}`;
      const stored = [
        find(resources, name, "aws:secretsmanager/secretVersion:SecretVersion").inputs["secretString"],
        find(resources, name, "gcp:secretmanager/secretVersion:SecretVersion").inputs["secretData"],
        vaultValue(find(resources, name, "azure-native:keyvault:Secret").inputs["properties"]),
      ];
      for (const input of stored) {
        expect(isSecretInput(input) && input.value).to.equal(`key-of-${key}`);
      }
      expect(Object.keys(result.storedKeyIds[key] ?? {})).to.have.members(["aws", "gcp", "azure"]);
    }
    expect(await value(result.storedKeyIds["1-2"]!.azure!)).to.include("shop-stored-key-1-2");
  });

  it("are not in a store that was not asked for", async () => {
    const { resources } = await record(() => bgp({ keyStorage: { aws: {} } }), clouds);
    expect(ofType(resources, "azure-native:keyvault:Secret")).to.deep.equal([]);
    expect(ofType(resources, "gcp:secretmanager/secret:Secret")).to.deep.equal([]);
  });

  it("are accepted by all three clouds", async () => {
    const link = pairs.find(({ name }) => name === "HA VPN to VNG, bgp, 2 tunnels");
    const { clouds: world } = await inSimulatedClouds(() => {
      const group = new ResourceGroup("security");
      const { tenantId, objectId } = getClientConfigOutput();
      const vault = new Vault("keys", {
        resourceGroupName: group.name,
        properties: {
          tenantId,
          sku: { family: "A", name: "standard" },
          accessPolicies: [{ tenantId, objectId, permissions: { secrets: ["get", "set", "delete"] } }],
        },
      });
      const azure = { resourceGroupName: group.name, vaultName: vault.name };
      return link?.create({ keyStorage: { aws: {}, gcp: {}, azure } });
    });
    const stored = world.world.list().filter(({ token }) => /:(Secret|SecretVersion)$/.test(token));
    expect(stored).to.have.length(2 * (2 + 2 + 1));
  });

  it("need a vault, and a name that it takes", async () => {
    const { message } = await refused(() => bgp({ keyStorage: { azure: {} as never } }));
    expect(message).to.match(/keyStorage\.azure\.resourceGroupName: is missing/);
    expect(message).to.match(/keyStorage\.azure\.vaultName: is missing/);
  });
});

/** The SDK hides all properties of a secret when one of them is. */
function vaultValue(properties: unknown): unknown {
  const hidden = isSecretInput(properties);
  const { value: plain } = (hidden ? properties.value : properties) as { value: unknown };
  return hidden ? { ...properties, value: plain } : plain;
}
