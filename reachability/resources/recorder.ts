import type { runtime } from "@pulumi/pulumi";

import { propertiesIn } from "./plain";
import type { Resource } from "./resource";

/**
 * Pulumi's mocks for unit tests that note what a program makes, so that a test can ask who can talk to whom in it.
 * Resources count once the mocks behind have answered: await the program's outputs before asking.
 *
 * @example
 * const recorder = new ResourceRecorder(mocks);
 * await pulumi.runtime.setMocks(recorder, "shop", "prod");
 * const { db } = await import("../index");
 * await new Promise((resolve) => db.id.apply(resolve));
 * const analysis = analyse(recorder.resources);
 * expect(analysis.trace({ from: "staging-web", to: "prod-db", port: 5432 }).verdict).to.equal("blocked");
 */
export class ResourceRecorder implements runtime.Mocks {
  readonly #mocks: runtime.Mocks;
  readonly #resources: Resource[] = [];

  /** @param mocks - decide ids and outputs, such as the simulated clouds' */
  constructor(mocks: runtime.Mocks) {
    this.#mocks = mocks;
  }

  /** Every custom resource made so far. */
  get resources(): readonly Resource[] {
    return this.#resources;
  }

  call(args: runtime.MockCallArgs): ReturnType<runtime.Mocks["call"]> {
    return this.#mocks.call(args);
  }

  async newResource(args: runtime.MockResourceArgs): Promise<runtime.MockResourceResult> {
    const result = await this.#mocks.newResource(args);
    if (args.custom !== false) {
      this.#resources.push({
        urn: `urn:pulumi:stack::project::${args.type}::${args.name}`,
        type: args.type,
        id: result.id,
        inputs: propertiesIn(args.inputs),
        outputs: propertiesIn(result.state),
      });
    }
    return result;
  }
}
