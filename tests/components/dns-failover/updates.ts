import { runtime } from "@pulumi/pulumi";
import { type Resource, ResourceRecorder } from "../../../reachability/resources";
import { type SimulatedClouds, simulatedClouds } from "../../../simulator";
import { packageOf } from "../../../simulator/providers/clouds";
import { decodeProps, encodeProps, type Props } from "../../../simulator/protocol/values";

const config: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws: { region: "eu-central-1" },
  gcp: { project: "project", region: "europe-west3" },
  "azure-native": { location: "westeurope", subscriptionId: "00000000-0000-4000-8000-000000000000" },
};

interface Deployed {
  readonly type: string;
  readonly id: string;
  readonly inputs: Props;
  readonly resource: Resource;
}

/** A program that is updated, with the simulated clouds' own rules and in the engine's order: what goes, goes last. */
export class Updates {
  private deployed = new Map<string, Deployed>();

  private constructor(private readonly clouds: SimulatedClouds) {}

  static async open(): Promise<Updates> {
    return new Updates(await simulatedClouds());
  }

  /** What is deployed. */
  get resources(): readonly Resource[] {
    return [...this.deployed.values()].map(({ resource }) => resource);
  }

  /** Updates to a program. What a cloud refuses fails it; `watch` sees the clouds after every single change. */
  async up(program: () => unknown, watch: () => void = () => undefined): Promise<void> {
    const registered = new Set<string>();
    const replaced: Deployed[] = [];
    const refusals: unknown[] = [];
    let [started, running] = [0, 0];
    const change = async (args: runtime.MockResourceArgs): Promise<Deployed> => {
      const { type, name } = args;
      const urn = `urn:pulumi:stack::project::${type}::${name}`;
      registered.add(urn);
      const before = this.deployed.get(urn);
      const settings = this.clouds.package(packageOf(type)).configure({ ...config[packageOf(type)] });
      const news = decodeProps(args.inputs as Record<string, unknown>);
      const { inputs: props, failures } = this.clouds.check(urn, type, news, before?.inputs, settings);
      if (failures.length > 0) {
        throw new Error(failures.map(({ property, reason }) => `${urn} ${property}: ${reason}`).join("\n"));
      }
      const accepted = { props, secrets: news.secrets };
      const { changes, deleteBeforeReplace } = this.clouds.diff(type, before?.inputs ?? {}, props);
      if (before !== undefined && changes.length === 0) {
        return before;
      }
      const replaces = changes.some((each) => each.replaces);
      if (before !== undefined && replaces && deleteBeforeReplace) {
        await this.clouds.delete(type, before.id, settings);
        this.deployed.delete(urn);
        watch();
      } else if (before !== undefined && replaces) {
        replaced.push(before);
      }
      const answer =
        before === undefined || replaces
          ? await this.clouds.create(urn, type, accepted, settings)
          : await this.clouds.update(urn, type, before.id, accepted, settings);
      const recorder = new ResourceRecorder({
        newResource: () => ({ id: answer.id, state: encodeProps(answer.outputs, answer.secrets) }),
        call: () => ({}),
      });
      await recorder.newResource(args);
      const [resource] = recorder.resources;
      const after = { type, id: answer.id, inputs: props, resource: resource! };
      this.deployed.set(urn, after);
      watch();
      return after;
    };
    await runtime.setMocks(
      {
        call: ({ token, inputs }) => {
          const settings = this.clouds.package(packageOf(token)).configure({ ...config[packageOf(token)] });
          return encodeProps(
            this.clouds.invoke(token, decodeProps(inputs as Record<string, unknown>).props, settings),
          );
        },
        newResource: async (args) => {
          if (args.custom === false) {
            return { id: "", state: args.inputs as Record<string, unknown> };
          }
          started++;
          running++;
          try {
            const { id } = await change(args);
            const answer = this.clouds.read(args.type, id)!;
            return { id, state: encodeProps(answer.outputs, answer.secrets) };
          } catch (error) {
            refusals.push(error);
            throw error;
          } finally {
            running--;
          }
        },
      },
      "project",
      "stack",
      false,
    );
    program();
    for (let quiet = 0, seen = -1; quiet < 5;) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      quiet = running === 0 && started === seen ? quiet + 1 : 0;
      seen = started;
    }
    if (refusals.length > 0) {
      throw refusals[0];
    }
    const gone = [...this.deployed].filter(([urn]) => !registered.has(urn)).toReversed();
    for (const { type, id } of replaced) {
      await this.remove(type, id, watch);
    }
    for (const [urn, { type, id }] of gone) {
      this.deployed.delete(urn);
      await this.remove(type, id, watch);
    }
  }

  private async remove(type: string, id: string, watch: () => void): Promise<void> {
    const settings = this.clouds.package(packageOf(type)).configure({ ...config[packageOf(type)] });
    await this.clouds.delete(type, id, settings);
    watch();
  }
}
