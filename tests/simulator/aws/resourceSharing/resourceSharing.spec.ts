import { expect } from "chai";

import { refusal, Scene, tokens } from "../scene";
import type { Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

const [account, other] = ["123456789012", "210987654321"];

describe("aws ram", () => {
  let scene: Scene;
  let gateway: Made;
  let share: Made;

  const shareOf = (more: Props = {}): Promise<Made> => scene.make(tokens.resourceShare, more, "hub");
  const resource = (inputs: Props = {}): Promise<Made> =>
    scene.make(tokens.resourceAssociation, {
      resourceShareArn: share.id,
      resourceArn: gateway.outputs.arn ?? "",
      ...inputs,
    });
  const principal = (inputs: Props = {}): Promise<Made> =>
    scene.make(tokens.principalAssociation, { resourceShareArn: share.id, principal: other, ...inputs });
  const ram = (code: string, text: string): RegExp =>
    new RegExp(`^operation error RAM: AssociateResourceShare, .*${code}: .*${text}`);

  beforeEach(async () => {
    scene = await Scene.open();
    gateway = await scene.transitGateway();
    share = await shareOf({ allowExternalPrincipals: true });
  });

  it("shares a transit gateway with an account by the default permission", async () => {
    expect(share.id).to.match(
      /^arn:aws:ram:eu-central-1:123456789012:resource-share\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    );
    expect(share.inputs.name).to.match(/^hub-[0-9a-f]{7}$/);
    expect(share.outputs).to.deep.include({ arn: share.id, permissionArns: [] });
    expect((await resource()).id).to.equal(`${share.id},${gateway.outputs.arn as string}`);
    expect((await principal()).id).to.equal(`${share.id},${other}`);
    expect(scene.account.read(share)?.permissionArns).to.deep.equal([
      "arn:aws:ram::aws:permission/AWSRAMDefaultPermissionTransitGateway",
    ]);
  });

  it("shares what there is in the Region of the share, once", async () => {
    await resource();
    expect(await refusal(resource())).to.match(/RAM Resource Association .* already exists/);
    expect(await refusal(resource({ resourceShareArn: `${share.id}0` }))).to.match(
      ram("UnknownResourceException", "ResourceShare .* could not be found"),
    );
    const far = await scene.transitGateway({ region: "us-east-1" });
    const arn = far.outputs.arn as string;
    expect(await refusal(resource({ resourceArn: arn }))).to.match(ram("UnknownResourceException", far.id));
    expect(await refusal(resource({ resourceArn: arn, region: "us-east-1" }))).to.match(
      ram("UnknownResourceException", "ResourceShare"),
    );
  });

  it("is for accounts outside of an organization where it allows them", async () => {
    await principal();
    expect(await refusal(principal())).to.match(/RAM Principal Association .* already exists/);
    expect(await refusal(principal({ principal: account }))).to.match(
      ram("InvalidParameterException", `${account} is the owner`),
    );
    const closed = await scene.make(tokens.resourceShare, {});
    expect(closed.inputs.allowExternalPrincipals).to.equal(false);
    expect(await refusal(principal({ resourceShareArn: closed.id }))).to.match(
      ram("OperationNotPermittedException", "does not allow external principals"),
    );
    expect(
      await refusal(scene.account.update(share, { ...share.inputs, allowExternalPrincipals: false })),
    ).to.match(/not simulated while it has principals/);
  });

  it("takes its associations with it, when it goes", async () => {
    const made = [await resource(), await principal()];
    await scene.account.update(share, { ...share.inputs, name: "renamed" });
    expect(made.map((one) => scene.account.read(one))).not.to.include(undefined);
    await scene.account.delete(share);
    expect(made.map((one) => scene.account.read(one))).to.deep.equal([undefined, undefined]);
  });

  it("replaces associations, not shares", () => {
    expect(scene.account.diff(share, { allowExternalPrincipals: false, name: "b", tags: {} })).to.deep.equal([
      "allowExternalPrincipals",
      "name",
      "tags",
    ]);
  });

  it("refuses what is malformed or not simulated", () => {
    const association = (inputs: Props): string[] =>
      scene.refusals(tokens.resourceAssociation, {
        resourceShareArn: share.id,
        resourceArn: gateway.outputs.arn ?? "",
        ...inputs,
      });
    expect(association({})).to.deep.equal([]);
    expect(association({ resourceArn: "tgw-1" })[0]).to.match(/^resourceArn: .*invalid ARN/);
    expect(association({ resourceShareArn: "share" })[0]).to.match(/^resourceShareArn: .*invalid ARN/);
    expect(association({ resourceArn: `arn:aws:ec2:eu-central-1:${account}:subnet/subnet-1` })[0]).to.match(
      /^resourceArn: .*not simulated: only transit gateways/,
    );
    const invited = (name: string): string[] =>
      scene.refusals(tokens.principalAssociation, { resourceShareArn: share.id, principal: name });
    expect(invited(other)).to.deep.equal([]);
    expect(invited("arn:aws:organizations::1:organization/o-1")[0]).to.match(/^principal: .*not simulated/);
    expect(invited("12345")[0]).to.match(/^principal: expected .*12 digits/);
    expect(scene.refusals(tokens.resourceShare, { permissionArns: ["arn:x"] })[0]).to.match(
      /^permissionArns: .*not simulated/,
    );
    expect(scene.refusals(tokens.resourceShareAccepter, { shareArn: share.id })[0]).to.match(
      /^shareArn: .*not simulated: there is one account/,
    );
  });
});
