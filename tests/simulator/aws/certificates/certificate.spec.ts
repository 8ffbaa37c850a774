import { expect } from "chai";

import { certificate, validate, zone } from "./scene";
import { itChecks, refused } from "../operations/scene";
import { refusal, Scene, tokens } from "../scene";
import { asList, asObject, type Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

describe("aws Certificate", () => {
  itChecks(tokens.certificate, { domainName: "www.example.com", validationMethod: "DNS" }, [
    {
      rule: "is for fully qualified names",
      refused: [
        { domainName: "localhost" },
        { domainName: "www.example.com." },
        { domainName: "a_b.example.com" },
        { domainName: `${"a".repeat(60)}.example.com` },
        { domainName: null },
        { subjectAlternativeNames: ["api"] },
      ],
      accepted: [
        { domainName: "*.example.com", subjectAlternativeNames: ["example.com", "api.example.com"] },
      ],
      text: /^(domainName|subjectAlternativeNames): /,
    },
    {
      rule: "has ten names at most",
      refused: [{ subjectAlternativeNames: Array.from({ length: 10 }, (_, i) => `${i}.example.com`) }],
      accepted: [{ subjectAlternativeNames: Array.from({ length: 9 }, (_, i) => `${i}.example.com`) }],
      text: /LimitExceededException/,
    },
    {
      rule: "is validated by DNS, not imported",
      refused: [{ validationMethod: "EMAIL" }, { validationMethod: null }, { certificateBody: "-----BEGIN" }],
      accepted: [{ keyAlgorithm: "EC_prime256v1" }],
      text: /^(validationMethod|certificateBody): /,
    },
  ]);

  describe("with its validation", () => {
    let scene: Scene;
    beforeEach(async () => (scene = await Scene.open()));
    const validation = (made: Made, more: Props = {}): Promise<Made> =>
      scene.make(tokens.certificateValidation, { certificateArn: made.id, ...more });

    it("is issued once its records are in a public zone", async () => {
      const made = await certificate(scene, "example.com", {
        subjectAlternativeNames: ["*.example.com", "api.example.com"],
      });
      const options = asList(scene.account.read(made)?.domainValidationOptions).map(asObject);
      const names = options.map(({ resourceRecordName }) => resourceRecordName);
      expect(names[0]).to.match(/^_[0-9a-f]{32}\.example\.com\.$/);
      expect([names[1] === names[0], names[2] === names[0]]).to.deep.equal([true, false]);
      expect(scene.account.read(made)?.status).to.equal("PENDING_VALIDATION");
      expect(await refusal(validation(made))).to.match(/PENDING_VALIDATION/);

      const vpc = await scene.vpc();
      await validate(scene, made, await zone(scene, "example.com", { vpcs: [{ vpcId: vpc.id }] }));
      expect(scene.account.read(made)?.status, "by a private zone").to.equal("PENDING_VALIDATION");

      await validate(scene, made, await zone(scene));
      expect(scene.account.read(made)?.status).to.equal("ISSUED");
      await validation(made);
    });

    it("names every record that it waits for", async () => {
      const made = await certificate(scene);
      await validate(scene, made, await zone(scene));
      expect(await refusal(validation(made, { validationRecordFqdns: ["www.example.com"] }))).to.match(
        /missing DNS validation record: _/,
      );
      const [option] = asList(made.outputs.domainValidationOptions).map(asObject);
      await validation(made, { validationRecordFqdns: [option!.resourceRecordName!] });
      expect(await refusal(validation({ ...made, id: "arn" }))).to.match(
        refused("ResourceNotFoundException"),
      );
    });
  });
});
