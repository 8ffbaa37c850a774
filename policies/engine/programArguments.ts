import type { ResourceValidationPolicy } from "@pulumi/policy";

import type { Properties, Resource } from "../../reachability/resources/resource";
import { unguarded, unmarked } from "./marks";

/** What a program asked for in one resource. */
interface Asked {
  readonly inputs: Properties;
  /** Paths of what came as a secret. */
  readonly secrets: ReadonlySet<string>;
}

/**
 * Notes what the program asked for. A stack policy is handed only what the cloud answers, in which a preview leaves
 * unknown all that the program did not name; and it is handed secrets in plain text. A remediation is told both, before
 * the stack policies run; this one looks and leaves everything as it is.
 */
export class ProgramArguments {
  readonly #asked = new Map<string, Asked>();

  readonly policy: ResourceValidationPolicy = {
    name: "crosscloud-arguments",
    description: "Notes what the program asked for, for the rules of crosscloud. Changes nothing.",
    enforcementLevel: "remediate",
    remediateResource: ({ urn, props }) => {
      const secrets = new Set<string>();
      const inputs = unmarked(unguarded(props), (path) => secrets.add(path));
      this.#asked.set(urn, { inputs, secrets });
    },
  };

  /** Empty for a resource that the program does not make. */
  inputs(urn: string): Properties {
    return this.#asked.get(urn)?.inputs ?? {};
  }

  /** As `Plan.isSecret`. */
  isSecret({ urn }: Resource, path: string): boolean | undefined {
    const asked = this.#asked.get(urn);
    const steps = path.split(".");
    return asked && steps.some((_, index) => asked.secrets.has(steps.slice(0, index + 1).join(".")));
  }
}
