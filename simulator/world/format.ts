import type { WorldRecord, WorldState } from "./record";
import { seal, type Sealed, unseal } from "./seal";
import type { Props, Value } from "../protocol/values";

/** The text of a world file. */
export function formatWorld(state: WorldState, key: Buffer): string {
  const close = (props: Props, record: WorldRecord): unknown =>
    mapSealed(props, record, (value) => seal(value as Value, key));
  const records = state.records.map((record) => ({
    ...record,
    inputs: close(record.inputs, record),
    outputs: close(record.outputs, record),
  }));
  return JSON.stringify({ ...state, records }, null, 1);
}

/** @throws if the text is no world, or one that the key does not open; the error names the file. */
export function parseWorld(text: string, path: string, key: Buffer): WorldState {
  const state = parsed(text, path);
  if ((state.version as number) !== 1) {
    throw new Error(
      `${path} holds a world of version ${String(state.version)}; this simulator reads version 1`,
    );
  }
  const open = (props: Props, record: WorldRecord): Props =>
    mapSealed(props, record, (value) => unseal(value as Sealed, key)) as Props;
  try {
    return {
      ...state,
      records: state.records.map((record) => ({
        ...record,
        inputs: open(record.inputs, record),
        outputs: open(record.outputs, record),
      })),
    };
  } catch {
    throw new Error(
      `${path}.key is not the key of ${path}: its secrets cannot be read; restore it, or delete both to begin anew`,
    );
  }
}

function parsed(text: string, path: string): WorldState {
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch {
    // Judged below, with everything else that is no world.
  }
  if (typeof state !== "object" || state === null || !("version" in state)) {
    throw new Error(`${path} is damaged or no world; restore it, or delete it to begin anew`);
  }
  return state as WorldState;
}

function mapSealed(
  props: Props,
  record: WorldRecord,
  change: (value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(props).map(([name, value]) => [
      name,
      record.sealed.includes(name) ? change(value) : value,
    ]),
  );
}
