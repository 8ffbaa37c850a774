import { expect } from "chai";

import { itChecks, refused } from "../operations/scene";
import { refusal, Scene, tokens } from "../scene";
import type { Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

describe("aws Zone", () => {
  itChecks(tokens.zone, { name: "example.com" }, [
    {
      rule: "is a domain",
      refused: ["exa mple.com", "-.example..com", `${"a".repeat(64)}.com`, `${"a.".repeat(128)}com`].map(
        (name) => ({
          name,
        }),
      ),
      accepted: ["example.com.", "internal", "Example.COM"].map((name) => ({ name })),
      text: /^name: InvalidDomainName/,
    },
    {
      rule: "names the VPCs that it is private to",
      refused: [{ vpcs: [{}] }, { vpcs: [{ vpcId: "vpc-1", region: "eu-central-1" }] }],
      accepted: [{ vpcs: [{ vpcId: "vpc-1", vpcRegion: "eu-central-1" }] }],
      text: /^vpcs\[0\]/,
    },
    {
      rule: "has name servers of its own",
      refused: [{ delegationSetId: "N1" }],
      accepted: [],
      text: /not simulated/,
    },
  ]);

  describe("in the account", () => {
    let scene: Scene;
    const zone = (more: Props = {}): Promise<Made> =>
      scene.make(tokens.zone, { name: "example.com", ...more });
    beforeEach(async () => (scene = await Scene.open()));

    it("has an id and four name servers", async () => {
      const made = await zone({ name: "Example.com." });
      expect(made.id).to.match(/^Z0[0-9A-Z]{18}$/);
      expect(made.outputs).to.include({
        arn: `arn:aws:route53:::hostedzone/${made.id}`,
        name: "example.com",
        zoneId: made.id,
      });
      expect(made.outputs.nameServers).to.have.lengthOf(4);
      expect((await zone()).id).not.to.equal(made.id);
    });

    it("is private to VPCs that exist, one zone of a name each", async () => {
      expect(await refusal(zone({ vpcs: [{ vpcId: "vpc-0" }] }))).to.match(refused("InvalidVPCId"));
      const vpc = await scene.vpc();
      const vpcs = [{ vpcId: vpc.id }];
      expect(await refusal(zone({ vpcs: [{ vpcId: vpc.id, vpcRegion: "us-east-1" }] }))).to.match(
        refused("InvalidVPCId"),
      );
      const made = await zone({ vpcs });
      expect(await refusal(zone({ vpcs }))).to.match(refused("ConflictingDomainExists"));
      await zone({ vpcs, name: "example.org" });
      expect(scene.account.diff(made, { name: "example.com" })).to.deep.equal(["vpcs!"]);
    });

    it("is deleted empty, or by force", async () => {
      const made = await zone();
      const record = { zoneId: made.id, name: "www", type: "A", ttl: 60, records: ["192.0.2.1"] };
      const www = await scene.make(tokens.record, record);
      expect(await refusal(scene.account.delete(made))).to.match(refused("HostedZoneNotEmpty"));
      await scene.account.update(made, { ...made.inputs, forceDestroy: true });
      await scene.account.delete(made);
      expect(scene.account.read(www)).to.equal(undefined);
    });
  });
});
