import { expect } from "chai";

import { ec2, refusal, Scene, tokens } from "../scene";
import type { Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

const [here, there] = ["eu-central-1", "us-east-1"];

describe("aws ec2transitgateway peering", () => {
  let scene: Scene;
  /** Without default route tables, in two Regions. */
  let near: Made;
  let far: Made;

  const bare = (more: Props = {}): Promise<Made> =>
    scene.transitGateway({
      defaultRouteTableAssociation: "disable",
      defaultRouteTablePropagation: "disable",
      ...more,
    });
  const peer = (from: Made, to: Made, more: Props = {}): Promise<Made> =>
    scene.make(tokens.transitGatewayPeeringAttachment, {
      region: from.inputs.region ?? here,
      transitGatewayId: from.id,
      peerTransitGatewayId: to.id,
      peerRegion: to.inputs.region ?? here,
      ...more,
    });
  const accept = (peering: Made, region = there, more: Props = {}): Promise<Made> =>
    scene.make(tokens.transitGatewayPeeringAttachmentAccepter, {
      region,
      transitGatewayAttachmentId: peering.id,
      ...more,
    });
  const tableOf = (gateway: Made): Promise<Made> =>
    scene.make(tokens.transitGatewayRouteTable, {
      transitGatewayId: gateway.id,
      region: gateway.inputs.region ?? here,
    });
  const inTable = (token: string, peering: Made, table: Made, more: Props = {}): Promise<Made> =>
    scene.make(token, {
      region: table.inputs.region ?? here,
      transitGatewayAttachmentId: peering.id,
      transitGatewayRouteTableId: table.id,
      ...more,
    });
  const route = (peering: Made, table: Made, destinationCidrBlock = "10.64.0.0/16"): Promise<Made> =>
    inTable(tokens.transitGatewayRoute, peering, table, { destinationCidrBlock });

  beforeEach(async () => {
    scene = await Scene.open();
    near = await bare();
    far = await bare({ region: there, amazonSideAsn: 64513 });
  });

  describe("PeeringAttachment", () => {
    it("waits for its acceptance in the other Region", async () => {
      const peering = await peer(near, far, { peerAccountId: "123456789012" });
      expect(peering.id).to.match(/^tgw-attach-0[0-9a-f]{16}$/);
      expect(peering.outputs).to.include({
        arn: `arn:aws:ec2:${here}:123456789012:transit-gateway-attachment/${peering.id}`,
        peerAccountId: "123456789012",
        state: "pendingAcceptance",
      });
      const accepter = await accept(peering);
      expect(accepter.id).to.equal(peering.id);
      expect(accepter.outputs).to.include({
        peerAccountId: "123456789012",
        peerRegion: here,
        peerTransitGatewayId: near.id,
        transitGatewayId: far.id,
      });
      expect(scene.account.read(peering)?.state).to.equal("available");
    });

    it("leads to a transit gateway of another Region in the same account", async () => {
      const check = (more: Props): string[] =>
        scene.refusals(tokens.transitGatewayPeeringAttachment, {
          transitGatewayId: near.id,
          peerTransitGatewayId: far.id,
          peerRegion: there,
          ...more,
        });
      expect(check({})).to.deep.equal([]);
      expect(check({ peerRegion: "mars-1" })[0]).to.match(/^peerRegion: invalid AWS Region: mars-1/);
      expect(check({ peerRegion: here })[0]).to.match(
        /^peerRegion: .*not simulated where it is the Region itself/,
      );
      expect(check({ peerAccountId: "210987654321" })[0]).to.match(
        /^peerAccountId: .*not simulated: there is one/,
      );
      expect(check({ peerAccountId: "me" })[0]).to.match(/^peerAccountId: .*12 digits, got me/);
      expect(check({ options: { dynamicRouting: "disable" } })).to.deep.equal([]);
      expect(check({ options: { dynamicRouting: "on" } })[0]).to.match(/"enable", "disable", got on/);
      expect(check({ options: { dynamicRouting: "enable" } })[0]).to.match(
        /^options\.dynamicRouting: .*not simulated/,
      );

      const missing = { ...far, id: "tgw-0" };
      expect(await refusal(peer(near, missing))).to.match(ec2("InvalidTransitGatewayID.NotFound", "tgw-0"));
      expect(await refusal(peer(missing, near))).to.match(ec2("InvalidTransitGatewayID.NotFound", "tgw-0"));
      expect(await refusal(peer(near, far, { peerRegion: "eu-west-1" }))).to.match(
        ec2("InvalidTransitGatewayID.NotFound", far.id),
      );
    });

    it("is the only one of two gateways, whoever asks", async () => {
      const peering = await peer(near, far);
      expect(await refusal(peer(near, far))).to.match(ec2("DuplicateTransitGatewayAttachment", peering.id));
      expect(await refusal(peer(far, near))).to.match(ec2("DuplicateTransitGatewayAttachment", peering.id));
      await scene.account.delete(peering);
      await peer(far, near);
    });

    it("is limited to ten pending ones a gateway", async () => {
      for (const region of ["eu-west-1", "eu-west-2"]) {
        for (let i = 0; i < 5; i++) {
          await peer(near, await bare({ region }));
        }
      }
      expect(await refusal(peer(near, far))).to.match(
        ec2("TransitGatewayPeeringAttachmentLimitExceeded", "pending peering attachments"),
      );
    });

    it("is limited to fifty a gateway", async () => {
      const regions = ["eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1", "ap-south-1"];
      for (const region of [...regions, "us-east-2", "us-west-1", "us-west-2", "sa-east-1", "ca-central-1"]) {
        for (let i = 0; i < 5; i++) {
          await accept(await peer(near, await bare({ region })), region);
        }
      }
      expect(await refusal(peer(far, near))).to.match(
        ec2("TransitGatewayPeeringAttachmentLimitExceeded", `peering attachments of ${near.id}`),
      );
    });

    it("replaces for every change but tags", async () => {
      const peering = await peer(near, far);
      expect(
        scene.account.diff(peering, {
          ...peering.inputs,
          options: { dynamicRouting: "disable" },
          peerTransitGatewayId: "tgw-1",
          tags: { Name: "hubs" },
        }),
      ).to.deep.equal(["options!", "peerTransitGatewayId!", "tags"]);
      const tagged = await scene.account.update(peering, { ...peering.inputs, tags: { Name: "hubs" } });
      expect(tagged.outputs.tagsAll).to.deep.equal({ Name: "hubs" });
    });

    it("keeps both gateways from being deleted", async () => {
      const peering = await peer(near, far);
      for (const gateway of [near, far]) {
        expect(await refusal(scene.account.delete(gateway))).to.match(
          ec2("IncorrectState", `non-deleted Peering Attachments: ${peering.id}`),
        );
      }
      await scene.account.delete(peering);
      await scene.account.delete(near);
      await scene.account.delete(far);
    });
  });

  describe("PeeringAttachmentAccepter", () => {
    it("accepts once, in the Region of the peer", async () => {
      const peering = await peer(near, far);
      expect(await refusal(accept(peering, here))).to.match(
        ec2("InvalidParameterValue", `Cannot accept ${peering.id} as the source of the peering request.`),
      );
      expect(await refusal(accept(peering, "eu-west-1"))).to.match(
        ec2("InvalidTransitGatewayAttachmentID.NotFound", peering.id),
      );
      expect(await refusal(accept({ ...peering, id: "tgw-attach-0" }))).to.match(
        ec2("InvalidTransitGatewayAttachmentID.NotFound", "tgw-attach-0"),
      );
      await accept(peering);
      expect(await refusal(accept(peering))).to.match(
        ec2("IncorrectState", `${peering.id} is in invalid state`),
      );
    });

    it("takes the peering and its associations with it", async () => {
      const peering = await peer(near, far);
      const accepter = await accept(peering);
      const association = await inTable(
        tokens.transitGatewayRouteTableAssociation,
        peering,
        await tableOf(near),
      );
      await scene.account.update(accepter, { ...accepter.inputs, tags: { a: "b" } });
      expect(scene.account.read(peering)).not.to.equal(undefined);
      await scene.account.delete(accepter);
      expect(scene.account.read(peering)).to.equal(undefined);
      expect(scene.account.read(association)).to.equal(undefined);
      await scene.account.delete(peering);
    });

    it("goes with the peering, not with an update of it", async () => {
      const peering = await peer(near, far);
      const accepter = await accept(peering);
      await scene.account.update(peering, { ...peering.inputs, tags: { a: "b" } });
      expect(scene.account.read(accepter)).not.to.equal(undefined);
      await scene.account.delete(peering);
      expect(scene.account.read(accepter)).to.equal(undefined);
    });
  });

  describe("routing", () => {
    it("is for accepted peerings only", async () => {
      const peering = await peer(near, far);
      const table = await tableOf(near);
      const associate = (): Promise<Made> =>
        inTable(tokens.transitGatewayRouteTableAssociation, peering, table);
      const pending = ec2("IncorrectState", `${peering.id} is in invalid state`);
      expect(await refusal(associate())).to.match(pending);
      expect(await refusal(route(peering, table))).to.match(pending);
      await accept(peering);
      expect((await associate()).outputs).to.include({ resourceId: far.id, resourceType: "peering" });
      await route(peering, table);
    });

    it("is set up on each side by itself, under one attachment id", async () => {
      const peering = await peer(near, far);
      await accept(peering);
      const [nearTable, farTable] = [await tableOf(near), await tableOf(far)];
      const ofNear = await inTable(tokens.transitGatewayRouteTableAssociation, peering, nearTable);
      const ofFar = await inTable(tokens.transitGatewayRouteTableAssociation, peering, farTable);
      expect([ofNear, ofFar].map(({ outputs }) => outputs.resourceId)).to.deep.equal([far.id, near.id]);
      await route(peering, nearTable);
      await route(peering, farTable);
      await scene.account.delete(ofNear);
      expect(await refusal(scene.account.delete(farTable))).to.match(ec2("IncorrectState", peering.id));
      await scene.account.delete(nearTable);
    });

    it("is static: nothing is propagated", async () => {
      const peering = await peer(near, far);
      await accept(peering);
      const table = await tableOf(near);
      expect(await refusal(inTable(tokens.transitGatewayRouteTablePropagation, peering, table))).to.match(
        ec2("UnsupportedOperation", `${peering.id} is a peering attachment`),
      );
    });

    it("is in the default association table of each gateway that has one", async () => {
      const withDefault = await scene.transitGateway({ region: there });
      const peering = await peer(near, withDefault);
      const ownTable = await tableOf(withDefault);
      await accept(peering);
      const association = tokens.transitGatewayRouteTableAssociation;
      expect(await refusal(inTable(association, peering, ownTable))).to.match(
        ec2("Resource.AlreadyAssociated", peering.id),
      );
      await inTable(association, peering, ownTable, { replaceExistingAssociation: true });
      await inTable(association, peering, await tableOf(near));
    });
  });

  it("does not accept VPC attachments of accounts that there are none of", () => {
    expect(
      scene.refusals(tokens.transitGatewayVpcAttachmentAccepter, {
        transitGatewayAttachmentId: "tgw-attach-1",
        transitGatewayDefaultRouteTableAssociation: false,
      }),
    ).to.have.lengthOf(1);
    expect(
      scene.refusals(tokens.transitGatewayVpcAttachmentAccepter, { transitGatewayAttachmentId: "x" })[0],
    ).to.match(/^transitGatewayAttachmentId: .*not simulated: there is one account/);
  });
});
