import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { find, isSecretInput, ofType, plainText, record, value } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { bgp, staticRoutes } from "./programs";

describe("CrossCloudVpn's preshared keys", () => {
  for (const [routing, program] of [
    ["bgp", bgp],
    ["static", staticRoutes],
  ] as const) {
    it(`reach Azure as secrets only (${routing})`, async () => {
      const { resources } = await record(() => program(), clouds);
      const connections = ofType(resources, "azure-native:network:VirtualNetworkGatewayConnection");
      expect(connections).to.not.be.empty;
      for (const { name, inputs, additionalSecretOutputs } of connections) {
        expect(isSecretInput(inputs["sharedKey"]), name).to.equal(true);
        expect(additionalSecretOutputs, name).to.include("sharedKey");
      }
      for (const { name, inputs } of resources) {
        expect(plainText(inputs), name).to.not.include("key-of-");
      }
    });
  }

  it("are not among the tunnels, nor in the component's outputs", async () => {
    const { resources, result, componentOutputs } = await record(() => bgp(), clouds);
    expect(JSON.stringify(await value(result.tunnels))).to.not.include("key-of-");
    expect(await pulumi.isSecret(pulumi.output(result.tunnels))).to.equal(false);
    const outputs = componentOutputs.get(find(resources, "shop").urn);
    expect(outputs).to.have.property("tunnels");
    expect(JSON.stringify(outputs)).to.not.include("key-of-");
  });

  it("can be had by tunnel, as a secret", async () => {
    const { result } = await record(() => bgp(), clouds);
    expect(await pulumi.isSecret(result.presharedKeys)).to.equal(true);
    expect(await value(result.presharedKeys)).to.deep.equal({
      "shop-0-1": "key-of-0-1",
      "shop-0-2": "key-of-0-2",
      "shop-1-1": "key-of-1-1",
      "shop-1-2": "key-of-1-2",
    });
  });

  it("leave nothing of the arguments in the component's own state", async () => {
    const { resources } = await record(() => bgp(), clouds);
    expect(find(resources, "shop").inputs).to.deep.equal({});
  });
});
