import { expect } from "chai";

import {
  endpoint,
  external,
  makeEndpoint,
  makeNamedAddress,
  makeProfile,
  nested,
  other,
  profile,
  profileId,
  routed,
} from "./profiles";
import { but, inGroup, itChecks, makeAddress, network, openAccount, refusal, tokens } from "../estate";
import type { Props } from "../../../../simulator/protocol/values";

const addressId = `${network}/publicIPAddresses/front`;
const azure: Props = {
  ...inGroup,
  profileName: "api",
  endpointType: "AzureEndpoints",
  endpointName: "azure",
  targetResourceId: addressId,
};

describe("azure-native Traffic Manager endpoint", () => {
  itChecks(tokens.trafficManagerEndpoint, [
    {
      rule: "is of a type that there is",
      refused: endpoint("one", "a.example.com", { endpointType: "Endpoints" }),
      accepted: endpoint("one", "a.example.com", { endpointType: "externalEndpoints" }),
      says: "endpointType: BadRequest",
      text: /AzureEndpoints, ExternalEndpoints, NestedEndpoints/,
    },
    {
      rule: "says its name alike",
      refused: endpoint("one", "a.example.com", { name: "two" }),
      accepted: endpoint("one", "a.example.com", { name: "one" }),
      says: "name: BadRequest",
      text: /must equal the endpointName/,
    },
    {
      rule: "in Azure has a resource",
      refused: but(azure, { targetResourceId: undefined }),
      accepted: azure,
      says: "targetResourceId: BadRequest",
      text: /public IP address/,
    },
    {
      rule: "in Azure has the target of its resource",
      refused: { ...azure, target: "a.example.com" },
      accepted: azure,
      says: "target: BadRequest",
      text: /follows from/,
    },
  ]);

  it("leads to a public address with a name", async () => {
    const account = await openAccount();
    await makeProfile(account);
    const make = (): ReturnType<typeof account.create> =>
      account.create(tokens.trafficManagerEndpoint, "azure", azure);
    expect((await refusal(make())).code).to.equal("ResourceNotFound");
    const nameless = await makeAddress(account, "front");
    expect((await refusal(make())).message).to.match(/has no DNS name/);
    await account.delete(nameless);
    await makeNamedAddress(account);
    const { id, outputs } = await make();
    expect(id).to.equal(`${profileId("api")}/AzureEndpoints/azure`);
    expect(outputs).to.include({
      target: "shop.westeurope.cloudapp.azure.com",
      endpointLocation: "westeurope",
      weight: 1,
      endpointStatus: "Enabled",
      type: "Microsoft.Network/trafficManagerProfiles/AzureEndpoints",
    });
  });

  it("needs its profile, and goes together with the others there", async () => {
    const account = await openAccount();
    expect((await refusal(makeEndpoint(account, "aws", "a.example.com"))).code).to.equal(
      "ParentResourceNotFound",
    );
    await makeProfile(account, routed("Priority", external("inline", "a.example.com", { priority: 1 })));
    expect((await refusal(makeEndpoint(account, "inline", "b.example.com"))).message).to.match(
      /already existing/,
    );
    for (const [target, inputs, text] of [
      ["A.EXAMPLE.COM", {}, /same target/],
      ["b.example.com", { priority: 1 }, /same priority/],
      ["198.51.100.7", {}, /cannot be mixed/],
    ] as const) {
      expect((await refusal(makeEndpoint(account, "own", target, inputs))).message).to.match(text);
    }
    const own = await makeEndpoint(account, "own", "b.example.com");
    expect(own.outputs.priority).to.equal(2);
    const clash = endpoint("own", "a.example.com");
    expect((await refusal(account.update(own, clash))).message).to.match(/same target/);
    await account.update(own, endpoint("own", "c.example.com", { weight: 10 }));
  });

  it("is replaced for its type, name and profile", async () => {
    const account = await openAccount();
    await makeProfile(account);
    const made = await makeEndpoint(account, "aws", "a.example.com");
    const moved = { ...azure, profileName: "other" };
    expect(account.diff(made, moved).filter((path) => path.endsWith("!"))).to.deep.equal([
      "endpointName!",
      "endpointType!",
      "profileName!",
    ]);
    expect(account.diff(made, endpoint("aws", "b.example.com"))).to.deep.equal(["target"]);
  });

  it("nests a profile, but not its own", async () => {
    const account = await openAccount();
    await makeProfile(account, other("child", { endpoints: [external("one", "a.example.com")] }));
    const parent = await makeProfile(account, routed("Priority", nested("child", profileId("child"))));
    expect((account.read(parent)!.endpoints as Props[])[0]).to.include({
      target: "shop-child.trafficmanager.net",
      minChildEndpoints: 1,
    });
    const own = { ...routed("Priority", nested("self", profileId("api"))) };
    expect((await refusal(account.update(parent, own))).message).to.match(/a part of itself/);
    const back = {
      ...inGroup,
      profileName: "child",
      endpointType: "NestedEndpoints",
      endpointName: "back",
      targetResourceId: parent.id,
      minChildEndpoints: 1,
    };
    expect((await refusal(account.create(tokens.trafficManagerEndpoint, "back", back))).message).to.match(
      /a part of itself/,
    );
    expect(
      (
        await refusal(
          makeProfile(account, {
            ...profile,
            profileName: "x",
            dnsConfig: { relativeName: "x" },
            endpoints: [nested("none", profileId("none"))],
          }),
        )
      ).code,
    ).to.equal("ResourceNotFound");
  });
});
