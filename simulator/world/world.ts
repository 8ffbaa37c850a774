import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

import { timeAt } from "./clock";
import { Draws } from "./draws";
import { Occupancy } from "./occupancy";
import { emptyWorld, type Reservation, type WorldRecord, type WorldState } from "./record";
import { sealedNames, secretNames } from "./secretNames";
import type { WorldStore } from "./store";
import type { Props } from "../protocol/values";
import type {
  Created,
  OperationContext,
  ProviderConfig,
  ResourceType,
  WorldView,
} from "../providers/resourceType";

export interface WorldOptions {
  /** Where the world is kept between runs; without it the world lives in memory. */
  readonly store?: WorldStore;
  /** Seed of a new world; an existing one keeps its own. @default "crosscloud" */
  readonly seed?: string;
  /** Real seconds that a simulated second takes: 0 answers at once, 0.001 makes 45 minutes 2.7 s. @default 0 */
  readonly timeScale?: number;
  /**
   * Real seconds that an operation keeps its resources busy at the least: a cloud takes requests one after another,
   * so that two at once are seen to be at once also without simulated time. @default 0.05
   */
  readonly shortestBusySeconds?: number;
}

/** What an operation is about. */
export interface OperationRequest {
  readonly urn: string;
  readonly inputs: Props;
  readonly secrets: readonly string[];
  readonly config: ProviderConfig;
}

/**
 * The one world in front of which all simulated providers stand.
 *
 * An operation is judged and recorded at once, takes its simulated time, and is answered when the world with its
 * outcome is safe in the store: what the engine was told exists survives a kill at any moment, and what was under
 * way goes on, as in a real cloud that nobody watches.
 */
export class World {
  private readonly records = new Map<string, WorldRecord>();
  private readonly occupancy = new Occupancy();
  private readonly startOfSession: number;
  private readonly closing = new AbortController();

  private constructor(
    private readonly state: WorldState,
    private readonly typeOf: (token: string) => ResourceType | undefined,
    private readonly options: WorldOptions,
  ) {
    for (const record of state.records) {
      if (record.state !== "deleting") {
        record.state = "available";
        this.records.set(keyOf(record.token, record.id), record);
      }
    }
    this.startOfSession = state.clock;
    // Every operation under way listens.
    setMaxListeners(0, this.closing.signal);
  }

  static async open(
    typeOf: (token: string) => ResourceType | undefined,
    options: WorldOptions = {},
  ): Promise<World> {
    const state = (await options.store?.load()) ?? emptyWorld(options.seed ?? "crosscloud");
    return new World(state, typeOf, options);
  }

  get seed(): string {
    return this.state.seed;
  }

  /** Every record, in the order of creation. */
  list(): readonly WorldRecord[] {
    return [...this.records.values()];
  }

  /** The record, unless it does not exist or is being deleted. */
  find(token: string, id: string): WorldRecord | undefined {
    const record = this.records.get(keyOf(token, id));
    return record?.state === "deleting" ? undefined : record;
  }

  /** Everything that a read answers with. */
  outputs(record: WorldRecord): Props {
    return this.view().outputs(record);
  }

  view(): WorldView {
    return this.observe().view;
  }

  drawsFor(urn: string): Draws {
    return new Draws(`${this.state.seed}\0${urn}\0${this.state.generations[urn] ?? 0}`);
  }

  async create(type: ResourceType, request: OperationRequest): Promise<WorldRecord> {
    const observed = this.observe();
    const context = this.context(request, observed.view);
    const release = await this.occupancy.claim(type.busy?.(context));
    try {
      const created = type.create(context);
      const existing = created.existing ? this.find(type.token, created.id) : undefined;
      if (existing) {
        return existing;
      }
      const record = this.insert(type, request, created, observed.latest());
      try {
        await this.begin(record, type.durations.create);
      } catch (error) {
        // What the engine is told was not created must not appear later.
        this.records.delete(keyOf(record.token, record.id));
        this.saveInPassing();
        throw error;
      }
      await this.pass(record, type.durations.create, type.busy !== undefined);
      return record;
    } finally {
      release();
    }
  }

  async update(type: ResourceType, record: WorldRecord, request: OperationRequest): Promise<WorldRecord> {
    const observed = this.observe();
    const context = this.context(request, observed.view);
    const release = await this.occupancy.claim(type.busy?.(context));
    try {
      const changed = type.update?.(context, record) ?? {};
      const removed = this.takeAway(type, context, record);
      record.inputs = request.inputs;
      record.outputs = { ...computedOutputs(type, record), ...request.inputs, ...changed };
      record.secrets = secretNames(type, request.secrets);
      record.sealed = sealedNames(type, record.secrets, record.sealed);
      record.state = "updating";
      record.began = Math.max(observed.latest(), record.ended);
      await this.begin(record, type.durations.update);
      await this.pass(record, type.durations.update, type.busy !== undefined);
      this.forget(removed);
      return record;
    } finally {
      release();
    }
  }

  async delete(type: ResourceType, record: WorldRecord, config: ProviderConfig): Promise<void> {
    const observed = this.observe();
    const request = { urn: record.urn, inputs: record.inputs, secrets: record.secrets, config };
    const context = this.context(request, observed.view);
    const release = await this.occupancy.claim(type.busy?.(context));
    try {
      type.delete?.(context, record);
      const removed = this.takeAway(type, context, record);
      const reservations = this.state.reservations;
      record.state = "deleting";
      record.began = Math.max(this.startOfSession, record.ended);
      this.reserve(type, record);
      try {
        await this.begin(record, type.durations.delete);
      } catch (error) {
        [record, ...removed].forEach((spared) => (spared.state = "available"));
        this.restore(reservations);
        throw error;
      }
      await this.pass(record, type.durations.delete, type.busy !== undefined);
      this.forget([record, ...removed]);
    } finally {
      release();
    }
  }

  /** Deletes behind the engine's back, without asking what depends on it: drift. */
  async remove(record: WorldRecord): Promise<void> {
    this.records.delete(keyOf(record.token, record.id));
    await this.save();
  }

  /** Changes attributes behind the engine's back: drift. What the program never set is no input of its afterwards either. */
  async alter(record: WorldRecord, changes: Props): Promise<void> {
    const given = Object.entries(changes).filter(([name]) => name in record.inputs);
    Object.assign(record.inputs, Object.fromEntries(given));
    Object.assign(record.outputs, changes);
    await this.save();
  }

  /** Lets nobody wait any longer for what is under way; it is done when the world is opened again. */
  close(): void {
    this.closing.abort();
  }

  private insert(
    type: ResourceType,
    request: OperationRequest,
    created: Created,
    began: number,
  ): WorldRecord {
    const secrets = secretNames(type, request.secrets);
    const record: WorldRecord = {
      token: type.token,
      id: created.id,
      urn: request.urn,
      inputs: request.inputs,
      outputs: { ...request.inputs, ...created.outputs },
      secrets,
      sealed: sealedNames(type, secrets),
      state: "creating",
      began,
      ended: began,
    };
    const key = keyOf(record.token, record.id);
    if (this.records.has(key)) {
      throw new Error(`the simulated type ${type.token} made the id ${record.id} twice`);
    }
    this.records.set(key, record);
    this.state.generations[request.urn] = (this.state.generations[request.urn] ?? 0) + 1;
    return record;
  }

  private reserve(type: ResourceType, record: WorldRecord): void {
    const left = type.leaves?.(record);
    if (left) {
      const until = record.began + type.durations.delete + left.seconds;
      this.restore([...(this.state.reservations ?? []), { token: type.token, name: left.name, until }]);
    }
  }

  private restore(reservations: Reservation[] | undefined): void {
    if (reservations) {
      this.state.reservations = reservations;
    } else {
      delete this.state.reservations;
    }
  }

  /** Makes the outcome durable, before anybody waits for it. */
  private async begin(record: WorldRecord, seconds: number): Promise<void> {
    record.ended = record.began + seconds;
    this.state.clock = Math.max(this.state.clock, record.ended);
    await this.save();
  }

  /** Lets the operation take its time. */
  private async pass(record: WorldRecord, seconds: number, exclusive: boolean): Promise<void> {
    const wait = Math.max(
      seconds * (this.options.timeScale ?? 0),
      exclusive ? (this.options.shortestBusySeconds ?? 0.05) : 0,
    );
    if (wait > 0) {
      await sleep(wait * 1000, undefined, { signal: this.closing.signal });
    }
    if (record.state !== "deleting") {
      record.state = "available";
      this.saveInPassing();
    }
  }

  private async save(): Promise<void> {
    await this.options.store?.save({ ...this.state, records: this.list() as WorldRecord[] });
  }

  /** For who looks into the file: a world that is opened takes all that was under way as done, so nobody waits for this. */
  private saveInPassing(): void {
    this.save().catch(() => undefined);
  }

  /** Marks what else an operation removes, so that nothing refers to it any more. */
  private takeAway(
    type: ResourceType,
    context: OperationContext,
    record: WorldRecord,
  ): readonly WorldRecord[] {
    const removed = type.removes?.(context, record) ?? [];
    removed.forEach((other) => (other.state = "deleting"));
    return removed;
  }

  private forget(records: readonly WorldRecord[]): void {
    if (records.length > 0) {
      records.forEach(({ token, id }) => this.records.delete(keyOf(token, id)));
      this.saveInPassing();
    }
  }

  private context(request: OperationRequest, view: WorldView): OperationContext {
    return {
      urn: request.urn,
      name: nameOf(request.urn),
      inputs: request.inputs,
      config: request.config,
      world: view,
      draws: this.drawsFor(request.urn),
      now: timeAt(this.startOfSession),
    };
  }

  /**
   * A view that remembers when the latest of the records it gave out was ready: an operation cannot have begun
   * before what it refers to, so the simulated clock follows the chain of references and not the engine's pace.
   */
  private observe(): { readonly view: WorldView; latest(): number } {
    let latest = this.startOfSession;
    const view: WorldView = {
      get: (token, id) => {
        const record = id === undefined ? undefined : this.find(token, id);
        latest = Math.max(latest, record?.ended ?? 0);
        return record;
      },
      all: (token) => this.list().filter((record) => record.token === token && record.state !== "deleting"),
      outputs: (record) => ({ ...record.outputs, ...this.typeOf(record.token)?.observe?.(record, view) }),
      isReserved: (token, name) =>
        (this.state.reservations ?? []).some(
          (one) => one.token === token && one.name === name && one.until > this.state.clock,
        ),
    };
    return { view, latest: () => latest };
  }
}

const keyOf = (token: string, id: string): string => `${token} ${id}`;

/** The logical name that ends a URN. */
export const nameOf = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2);

/** What an update keeps: all but the properties that the program had given, and may no longer give. */
function computedOutputs(type: ResourceType, { outputs }: WorldRecord): Props {
  const isComputed = (name: string): boolean => type.computed.includes(name) || !(name in type.properties);
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => isComputed(name)));
}
