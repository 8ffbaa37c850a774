import type { runtime } from "@pulumi/pulumi";

import { decodeProps, encodeProps } from "./protocol/values";
import { packageOf, type SimulatedClouds } from "./providers/clouds";
import type { ProviderConfig } from "./providers/resourceType";

export interface SimulatedMocksOptions {
  /** Provider settings by package, such as `{ aws: { region: "eu-central-1" } }`. */
  readonly config?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Answer as a preview does, with unknowns. @default false */
  readonly preview?: boolean;
}

/**
 * The simulated clouds behind Pulumi's unit-test mocks: what they refuse rejects the resource's outputs, with the
 * same words as under the engine.
 *
 * @example
 * const clouds = await simulatedClouds();
 * await pulumi.runtime.setMocks(simulatedMocks(clouds, { config: { aws: { region: "eu-central-1" } } }));
 */
export function simulatedMocks(clouds: SimulatedClouds, options: SimulatedMocksOptions = {}): runtime.Mocks {
  const explicit = new Map<string, Record<string, string>>();
  const configOf = (packageName: string, provider = ""): ProviderConfig => {
    const reference = [...explicit.keys()].find((key) => provider.endsWith(key));
    return clouds
      .package(packageName)
      .configure(explicit.get(reference ?? "") ?? options.config?.[packageName] ?? {});
  };
  return {
    async newResource({ type, name, inputs, id, custom, provider }) {
      if (type.startsWith("pulumi:providers:")) {
        // A resource refers to its provider by the provider's URN and id.
        explicit.set(`${type}::${name}::${name}`, inputs as Record<string, string>);
        return { id: name, state: inputs as Record<string, unknown> };
      }
      // Components are registered as well, and no cloud knows them.
      if (custom === false || packageOf(type) === "pulumi") {
        return { id: id ?? "", state: inputs as Record<string, unknown> };
      }
      if (id) {
        const existing = clouds.read(type, id);
        if (!existing) {
          throw new Error(`resource '${id}' does not exist`);
        }
        return { id: existing.id, state: encodeProps(existing.outputs, existing.secrets) };
      }
      const urn = `urn:pulumi:stack::project::${type}::${name}`;
      const config = configOf(packageOf(type), provider);
      const news = decodeProps(inputs as Record<string, unknown>);
      const checked = clouds.check(urn, type, news, undefined, config);
      if (checked.failures.length > 0) {
        throw new Error(
          [`${urn}:`, ...checked.failures.map(({ property, reason }) => `  ${property}: ${reason}`)].join(
            "\n",
          ),
        );
      }
      const accepted = { props: checked.inputs, secrets: news.secrets };
      if (options.preview) {
        const { outputs, secrets } = clouds.preview(type, accepted);
        return { id: undefined, state: encodeProps(outputs, secrets) };
      }
      const created = await clouds.create(urn, type, accepted, config);
      return { id: created.id, state: encodeProps(created.outputs, created.secrets) };
    },
    call({ token, inputs, provider }) {
      const { props } = decodeProps(inputs as Record<string, unknown>);
      return encodeProps(clouds.invoke(token, props, configOf(packageOf(token), provider)));
    },
  };
}
