import { expect } from "chai";

import { operationsTokens as tokens } from "../../../../simulator/aws/operations/tokens";
import type { Props, Value } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";
import { Scene } from "../scene";

export { refusal, Scene } from "../scene";
export { tokens };

export const accountId = "123456789012";
export const kmsKey = `arn:aws:kms:eu-central-1:${accountId}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

/** The end of a message with which a service refuses. */
export const refused = (code: string, text = ""): RegExp =>
  new RegExp(`^operation error [\\w ]+: \\w+, .*StatusCode: 400, ${code}: .*${text}`);

/** A VPN connection with two tunnels. */
export async function connection(scene: Scene): Promise<Made> {
  return scene.vpn(await scene.customerGateway(), await scene.vpnGateway());
}

export interface Case {
  readonly rule: string;
  readonly refused: readonly Props[];
  readonly accepted: readonly Props[];
  readonly text: RegExp;
}

/** One test a rule of a request alone. */
export function itChecks(token: string, base: Props, cases: readonly Case[]): void {
  for (const { rule, refused: bad, accepted, text } of cases) {
    it(rule, async () => {
      const scene = await Scene.open();
      const refusals = (more: Props): string[] =>
        scene.refusals(
          token,
          Object.fromEntries<Value>(
            Object.entries({ ...base, ...more }).filter(([, value]) => value !== null),
          ),
        );
      for (const more of bad) {
        expect(refusals(more), JSON.stringify(more)).to.have.lengthOf(1);
        expect(refusals(more)[0]).to.match(text);
      }
      for (const more of accepted) {
        expect(refusals(more), JSON.stringify(more)).to.deep.equal([]);
      }
    });
  }
}
