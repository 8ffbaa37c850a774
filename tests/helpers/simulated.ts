import type { Props } from "../../simulator/protocol/values";
import type { SimulatedClouds } from "../../simulator/providers/clouds";
import { packageOf } from "../../simulator/providers/clouds";
import { nameOf, simulatedClouds } from "../../simulator";
import type { WorldOptions } from "../../simulator/world/world";

export interface Made {
  readonly urn: string;
  readonly token: string;
  readonly id: string;
  readonly inputs: Props;
  readonly outputs: Props;
}

/** A world in memory, driven as the engine drives a provider: check, then create, update, read or delete. */
export class SimulatedAccount {
  private constructor(
    readonly clouds: SimulatedClouds,
    private readonly variables: Readonly<Record<string, Readonly<Record<string, string>>>>,
  ) {}

  static async open(
    variables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      aws: { region: "eu-central-1" },
      gcp: { project: "project", region: "europe-west3" },
      "azure-native": { location: "westeurope", subscriptionId: "00000000-0000-4000-8000-000000000000" },
    },
    options?: WorldOptions,
  ): Promise<SimulatedAccount> {
    return new SimulatedAccount(await simulatedClouds(options), variables);
  }

  /** The refusals of a check, each as `property: reason`. */
  refusals(token: string, name: string, inputs: Props, olds?: Props): string[] {
    return this.check(token, name, inputs, olds).failures.map(
      ({ property, reason }) => `${property}: ${reason}`,
    );
  }

  /** Checks and creates; rejects with the refusal of either. */
  async create(token: string, name: string, inputs: Props): Promise<Made> {
    const accepted = this.accepted(token, name, inputs);
    const urn = urnOf(token, name);
    const made = await this.clouds.create(
      urn,
      token,
      { props: accepted, secrets: new Set() },
      this.config(token),
    );
    return { urn, token, id: made.id, inputs: accepted, outputs: made.outputs };
  }

  async update(made: Made, inputs: Props): Promise<Made> {
    const name = nameOf(made.urn);
    const accepted = this.accepted(made.token, name, inputs, made.inputs);
    const updated = await this.clouds.update(
      made.urn,
      made.token,
      made.id,
      { props: accepted, secrets: new Set() },
      this.config(made.token),
    );
    return { ...made, inputs: accepted, outputs: updated.outputs };
  }

  /** Paths of the changed properties, with `!` behind those that replace the resource. */
  diff(made: Made, inputs: Props): string[] {
    const name = nameOf(made.urn);
    const accepted = this.accepted(made.token, name, inputs, made.inputs);
    return this.clouds
      .diff(made.token, made.inputs, accepted)
      .changes.map(({ path, replaces }) => (replaces ? `${path}!` : path));
  }

  read(made: Made): Props | undefined {
    return this.clouds.read(made.token, made.id)?.outputs;
  }

  delete(made: Made): Promise<void> {
    return this.clouds.delete(made.token, made.id, this.config(made.token));
  }

  private accepted(token: string, name: string, inputs: Props, olds?: Props): Props {
    const { inputs: accepted, failures } = this.check(token, name, inputs, olds);
    if (failures.length > 0) {
      throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
    }
    return accepted;
  }

  private check(
    token: string,
    name: string,
    inputs: Props,
    olds?: Props,
  ): ReturnType<SimulatedClouds["check"]> {
    const news = { props: inputs, secrets: new Set<string>() };
    return this.clouds.check(urnOf(token, name), token, news, olds, this.config(token));
  }

  private config(token: string): ReturnType<ReturnType<SimulatedClouds["package"]>["configure"]> {
    const name = packageOf(token);
    return this.clouds.package(name).configure(this.variables[name] ?? {});
  }
}

const urnOf = (token: string, name: string): string => `urn:pulumi:dev::test::${token}::${name}`;
