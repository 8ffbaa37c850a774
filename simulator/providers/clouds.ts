import { type Change, changes, same, schemaFailures, withDefaults } from "./properties";
import type { ProviderConfig, ProviderFunction, ResourceType, SimulatedPackage } from "./resourceType";
import { type DecodedProps, type Props, UNKNOWN } from "../protocol/values";
import type { WorldRecord } from "../world/record";
import { secretNames } from "../world/secretNames";
import { nameOf, World, type WorldOptions } from "../world/world";

export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

export interface ResourceAnswer {
  readonly id: string;
  readonly outputs: Props;
  readonly secrets: ReadonlySet<string>;
}

/**
 * The simulated providers in front of one world, in the terms of Pulumi's provider protocol but free of its wire
 * format: the provider servers and the unit-test mocks both stand on it.
 */
export class SimulatedClouds {
  private constructor(
    readonly world: World,
    private readonly packages: readonly SimulatedPackage[],
    private readonly types: ReadonlyMap<string, ResourceType>,
  ) {}

  static async open(
    packages: readonly SimulatedPackage[],
    options: WorldOptions = {},
  ): Promise<SimulatedClouds> {
    const types = new Map(packages.flatMap((pkg) => pkg.types.map((type) => [type.token, type])));
    return new SimulatedClouds(await World.open((token) => types.get(token), options), packages, types);
  }

  /** @throws if no such provider is simulated. */
  package(name: string): SimulatedPackage {
    const pkg = this.packages.find((candidate) => candidate.name === name);
    if (!pkg) {
      throw new Error(
        `no provider "${name}" is simulated; there are ${this.packages.map((p) => p.name).join(", ")}`,
      );
    }
    return pkg;
  }

  check(
    urn: string,
    token: string,
    news: DecodedProps,
    olds: Props | undefined,
    config: ProviderConfig,
  ): { readonly inputs: Props; readonly failures: readonly CheckFailure[] } {
    const type = this.type(token);
    const inputs = withDefaults(type, news.props);
    const failures: CheckFailure[] = [];
    type.check?.({
      urn,
      name: nameOf(urn),
      inputs,
      olds,
      config,
      world: this.world.view(),
      draws: this.world.drawsFor(urn),
      fail: (property, reason) => failures.push({ property, reason }),
    });
    return { inputs, failures: [...schemaFailures(type, inputs), ...failures] };
  }

  diff(token: string, oldInputs: Props, news: Props): { changes: Change[]; deleteBeforeReplace: boolean } {
    const type = this.type(token);
    const { deleteBeforeReplace = false } = type;
    return {
      changes: changes(type, oldInputs, news),
      deleteBeforeReplace:
        typeof deleteBeforeReplace === "boolean" ? deleteBeforeReplace : deleteBeforeReplace(oldInputs),
    };
  }

  /** What the outputs will look like: what the cloud computes, and the program does not set, is unknown. */
  preview(token: string, inputs: DecodedProps, known: Props = {}): Omit<ResourceAnswer, "id"> {
    const type = this.type(token);
    const renewed = Object.entries(type.renews ?? {}).flatMap(([property, attributes]) =>
      same(inputs.props[property], known[property]) ? [] : attributes,
    );
    const computed = type.computed.map(
      (name) =>
        [name, inputs.props[name] ?? (renewed.includes(name) ? undefined : known[name]) ?? UNKNOWN] as const,
    );
    return {
      outputs: type.preview?.(inputs.props, known) ?? { ...inputs.props, ...Object.fromEntries(computed) },
      secrets: new Set(secretNames(type, inputs.secrets)),
    };
  }

  async create(
    urn: string,
    token: string,
    inputs: DecodedProps,
    config: ProviderConfig,
  ): Promise<ResourceAnswer> {
    const request = { urn, inputs: inputs.props, secrets: [...inputs.secrets], config };
    return this.answer(await this.world.create(this.type(token), request));
  }

  async update(
    urn: string,
    token: string,
    id: string,
    inputs: DecodedProps,
    config: ProviderConfig,
  ): Promise<ResourceAnswer> {
    const record = this.world.find(token, id);
    if (!record) {
      throw new Error(`${token} ${id} does not exist; run a refresh`);
    }
    const request = { urn, inputs: inputs.props, secrets: [...inputs.secrets], config };
    return this.answer(await this.world.update(this.type(token), record, request));
  }

  /** Undefined if the resource does not exist. */
  read(token: string, id: string): (ResourceAnswer & { readonly inputs: Props }) | undefined {
    this.type(token);
    const record = this.world.find(token, id);
    return record && { ...this.answer(record), inputs: record.inputs };
  }

  async delete(token: string, id: string, config: ProviderConfig): Promise<void> {
    const record = this.world.find(token, id);
    if (record) {
      await this.world.delete(this.type(token), record, config);
    }
  }

  invoke(token: string, args: Props, config: ProviderConfig): Props {
    return this.function(token).call(args, { config, world: this.world.view() });
  }

  private answer(record: WorldRecord): ResourceAnswer {
    return { id: record.id, outputs: this.world.outputs(record), secrets: new Set(record.secrets) };
  }

  private type(token: string): ResourceType {
    return this.types.get(token) ?? refuse("resource type", token, this.package(packageOf(token)));
  }

  private function(token: string): ProviderFunction {
    const pkg = this.package(packageOf(token));
    return pkg.functions.find((fn) => fn.token === token) ?? refuse("function", token, pkg);
  }
}

/** The package of a type token: `aws` in `aws:ec2/vpc:Vpc`. */
export const packageOf = (token: string): string => token.slice(0, token.indexOf(":"));

function refuse(kind: string, token: string, pkg: SimulatedPackage): never {
  throw new Error(
    `the ${kind} ${token} is not simulated, and the simulator refuses what it does not know; ` +
      `add it under ${pkg.folder} and list it in ${pkg.folder}/index.ts`,
  );
}
