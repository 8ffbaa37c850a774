import {
  checkDeletionPolicy,
  commonFields,
  locateProject,
  refuseIfPrevented,
  rulesOf,
} from "../compute/common";
import { asString, type Props, type Value } from "../../protocol/values";
import type { CheckContext, Created, OperationContext, ResourceType } from "../../providers/resourceType";
import { checkInputs, type Fields } from "../../providers/shapes";
import type { WorldRecord } from "../../world/record";

/** A type of resource of a project that belongs to no region and no network. */
export interface ProjectDefinition extends Pick<ResourceType, "secretOutputs" | "credentials" | "observe"> {
  readonly token: string;
  /** The inputs beside project and deletion policy; `!` behind required ones. */
  readonly fields: Fields;
  readonly mutable: readonly string[];
  readonly defaults?: Readonly<Record<string, Value>>;
  readonly secrets?: readonly string[];
  readonly computed: readonly string[];
  check?(context: CheckContext): void;
  create(context: OperationContext): Created;
  update?(context: OperationContext, record: WorldRecord): Props;
  delete?(context: OperationContext, record: WorldRecord): void;
}

/** Makes a simulated type of it. */
export function projectType(definition: ProjectDefinition): ResourceType {
  const { deletionPolicy, project } = commonFields;
  const fields: Fields = {
    ...(deletionPolicy ? { deletionPolicy } : {}),
    ...(project ? { project } : {}),
    ...definition.fields,
  };
  const mutable = ["deletionPolicy", ...definition.mutable];
  const { secrets = [], defaults = {} } = definition;
  return {
    ...definition,
    properties: rulesOf(fields, mutable, defaults, secrets),
    computed: ["deletionPolicy", ...definition.computed],
    // Rough figures.
    durations: { create: 3, update: 3, delete: 3 },
    check(context) {
      locateProject(context);
      checkDeletionPolicy(context);
      checkInputs(context.inputs, fields, context.fail);
      definition.check?.(context);
    },
    create(context) {
      const { id, outputs } = definition.create(context);
      const attributes = definition.computed.map((name) => [name, context.inputs[name] ?? ""] as const);
      return { id, outputs: { ...Object.fromEntries(attributes), ...policyOf(context.inputs), ...outputs } };
    },
    update: (context, record) => ({
      ...policyOf(context.inputs),
      ...definition.update?.(context, record),
    }),
    delete(context, record) {
      refuseIfPrevented(record);
      definition.delete?.(context, record);
    },
  };
}

const policyOf = (inputs: Props): Props => ({ deletionPolicy: inputs.deletionPolicy ?? "DELETE" });

export const projectOf = (inputs: Props): string => asString(inputs.project) ?? "";
