import { expect } from "chai";
import { find, ofType, record } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { bgp, gcpSide, link, officeSide, sides } from "./programs";

describe("CrossCloudVpn's resources", () => {
  it("have static, zone-redundant Standard addresses", async () => {
    const { resources } = await record(() => bgp(), clouds);
    for (const { inputs } of ofType(resources, "azure-native:network:PublicIPAddress")) {
      expect(inputs).to.deep.include({
        sku: { name: "Standard", tier: "Regional" },
        publicIPAllocationMethod: "Static",
        zones: ["1", "2", "3"],
      });
    }
  });

  it("have addresses without zones where the region has none", async () => {
    const { resources } = await record(() => bgp({ azure: { ...sides.azure, zones: [] } }), clouds);
    expect(find(resources, "shop-public-ip-0").inputs).to.not.have.property("zones");
  });

  it("carry the tags, on AWS with their name, and are where they were put", async () => {
    const { aws, azure } = sides;
    const { resources } = await record(
      () =>
        bgp({
          aws: { ...aws, region: "eu-central-1" },
          azure: { ...azure, location: "westeurope" },
          tags: { team: "network" },
        }),
      clouds,
    );
    for (const { type, name, inputs } of resources.filter(({ custom }) => custom)) {
      if (type.startsWith("aws:")) {
        expect(inputs, name).to.include({ region: "eu-central-1" });
      } else {
        expect(inputs, name).to.include({ location: "westeurope", resourceGroupName: "network" });
      }
      if ("tags" in inputs) {
        const expected = type.startsWith("aws:") ? { team: "network", Name: name } : { team: "network" };
        expect(inputs["tags"], name).to.deep.equal(expected);
      }
    }
    const tagged = resources
      .filter(({ inputs }) => "tags" in inputs)
      .map(({ type }) => type.split(":").at(-1));
    expect(new Set(tagged)).to.have.all.keys(
      ...["VpnGateway", "CustomerGateway", "VpnConnection", "PublicIPAddress"],
      ...["VirtualNetworkGateway", "LocalNetworkGateway", "VirtualNetworkGatewayConnection"],
    );
  });

  it("carry the tags as labels on Google Cloud, wherever it takes them", async () => {
    const tags = { team: "network" };
    const args = { tags, monitoring: true, keyStorage: { gcp: {} } };
    const { resources } = await record(
      () => link({ gcp: gcpSide, onPremises: officeSide(), ...args }),
      clouds,
    );
    const labels = (property: string): Record<string, unknown> =>
      Object.fromEntries(
        resources.flatMap(({ type, inputs }): (readonly [string, unknown])[] =>
          property in inputs ? [[type.split(":").at(-1) ?? "", inputs[property]]] : [],
        ),
      );
    expect(labels("labels")).to.deep.equal({
      HaVpnGateway: tags,
      ExternalVpnGateway: tags,
      VPNTunnel: tags,
      Secret: tags,
    });
    expect(labels("userLabels")).to.deep.equal({ AlertPolicy: tags });
  });

  it("all have the component as their parent", async () => {
    const { resources } = await record(() => bgp(), clouds);
    const { urn } = find(resources, "shop");
    for (const { name, parent } of resources.filter(({ custom }) => custom)) {
      expect(parent, name).to.equal(urn);
      expect(name).to.match(/^shop-/);
    }
  });
});
