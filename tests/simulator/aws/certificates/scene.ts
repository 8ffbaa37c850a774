import { expect } from "chai";

import { Scene, tokens } from "../scene";
import { asList, asObject, type Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

export const zone = (scene: Scene, name = "example.com", more: Props = {}): Promise<Made> =>
  scene.make(tokens.zone, { name, ...more });

export const certificate = (scene: Scene, domainName = "www.example.com", more: Props = {}): Promise<Made> =>
  scene.make(tokens.certificate, { domainName, validationMethod: "DNS", ...more });

/** Puts the records by which ACM sees who controls the names into the zone. */
export async function validate(scene: Scene, made: Made, inZone: Made): Promise<void> {
  const options = asList(scene.account.read(made)?.domainValidationOptions).map(asObject);
  expect(options).not.to.have.lengthOf(0);
  for (const { resourceRecordName, resourceRecordType, resourceRecordValue } of options) {
    await scene.make(tokens.record, {
      allowOverwrite: true,
      name: resourceRecordName!,
      records: [resourceRecordValue!],
      ttl: 60,
      type: resourceRecordType!,
      zoneId: inZone.id,
    });
  }
}

export async function issued(scene: Scene, domainName?: string): Promise<Made> {
  const made = await certificate(scene, domainName);
  await validate(scene, made, await zone(scene));
  return made;
}
