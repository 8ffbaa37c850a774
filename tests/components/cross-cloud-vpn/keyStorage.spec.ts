import { ResourceGroup } from "@pulumi/azure-native/resources";
import { Vault } from "@pulumi/azure-native/keyvault";
import { getClientConfigOutput } from "@pulumi/azure-native/authorization";
import { expect } from "chai";
import { find, isSecretInput, ofType, record, refused, value } from "../../helpers/recordedMocks";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { clouds } from "../clouds";
import { pairs } from "./pairs";
import { bgp, link, officeSide, sides } from "./programs";

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
    const pair = pairs.find(({ name }) => name === "HA VPN to VNG, bgp, 2 tunnels");
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
      return pair?.create({ keyStorage: { aws: {}, gcp: {}, azure }, tags: { team: "network" } });
    });
    const stored = world.world.list().filter(({ token }) => /:(Secret|SecretVersion)$/.test(token));
    expect(stored).to.have.length(2 * (2 + 2 + 1));
  });

  it("need a vault, and a name that it takes", async () => {
    const { message } = await refused(() => bgp({ keyStorage: { azure: {} as never } }));
    expect(message).to.match(/keyStorage\.azure\.resourceGroupName: is missing/);
    expect(message).to.match(/keyStorage\.azure\.vaultName: is missing/);
  });

  it("have a name in Google Cloud that no other stack or project has, whatever the stack is called", async () => {
    const { resources } = await record(() => bgp({ keyStorage: { gcp: {} } }), {
      ...clouds,
      stack: "eu.prod",
    });
    const secrets = ofType(resources, "gcp:secretmanager/secret:Secret").map(
      ({ inputs }) => inputs["secretId"],
    );
    expect(secrets).to.deep.equal(keys.map((key) => `project-eu-prod-shop-stored-key-${key}`));
  });

  const azure = { resourceGroupName: "security", vaultName: "corp-keys" };
  const names: [string, string, object, RegExp][] = [
    [
      "a space in AWS",
      "shop eu",
      { aws: {} },
      /"shop eu" .+in AWS Secrets Manager: use letters, digits and \//,
    ],
    [
      "a period in Google Cloud",
      "shop.eu",
      { gcp: {} },
      /"shop\.eu" .+in Google Secret Manager: use letters, digits,/,
    ],
    [
      "an underscore in Azure",
      "shop_eu",
      { azure },
      /"shop_eu" .+in Azure Key Vault: use letters, digits and -$/,
    ],
    ["too long a name in AWS", "s".repeat(490), { aws: {} }, /has 510 .+takes 504: shorten it by 6$/],
    [
      "too long a name in Google Cloud",
      "s".repeat(228),
      { gcp: {} },
      /"project-stack-s+-stored-key-0-1-ipv6" has 262 .+takes 255: shorten it by 7$/,
    ],
    ["too long a name in Azure", "s".repeat(120), { azure }, /has 140 .+takes 119: shorten it by 21$/],
  ];
  for (const [what, name, keyStorage, problem] of names) {
    it(`cannot have ${what}`, async () => {
      const { message, children } = await refused(() =>
        link({ aws: sides.aws, onPremises: officeSide(), keyStorage }, name),
      );
      expect(message).to.match(/^ {2}- name: /m);
      expect(message).to.match(new RegExp(problem.source, "m"));
      expect(message.match(/^ {2}- /gm)).to.have.length(1);
      expect(children).to.deep.equal([]);
    });
  }
});

/** The SDK hides all properties of a secret when one of them is. */
function vaultValue(properties: unknown): unknown {
  const hidden = isSecretInput(properties);
  const { value: plain } = (hidden ? properties.value : properties) as { value: unknown };
  return hidden ? { ...properties, value: plain } : plain;
}
