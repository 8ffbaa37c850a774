import { alreadyExists, ConnectivityError } from "./error";
import {
  checkDeletionPolicy,
  commonFields,
  locateProject,
  refuseIfPrevented,
  rulesOf,
} from "../compute/common";
import { labelOutputs, labelsShape, secretLabels } from "../compute/labels";
import { autoname, autonamingProperty, deletesBeforeReplace } from "../compute/names";
import { checkInputs, type Fields, text } from "../../providers/shapes";
import { type Props, type Value } from "../../protocol/values";
import type {
  CheckContext,
  Durations,
  OperationContext,
  PropertyRule,
  ResourceType,
} from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** A type of resource of Network Connectivity Center. */
export interface ConnectivityDefinition extends Pick<ResourceType, "observe" | "busy"> {
  readonly token: string;
  /** What the provider's messages call it, such as `Spoke`. */
  readonly kind: string;
  readonly pathOf: (inputs: Props) => string;
  /** False where the API shows neither a state nor times. @default true */
  readonly hasState?: boolean;
  /** The inputs beside name, project, labels, description and deletion policy; `!` behind required ones. */
  readonly fields: Fields;
  readonly mutable: readonly string[];
  /** Where another rule than "in place or not" says what replaces the resource. */
  readonly rules?: Readonly<Record<string, Pick<PropertyRule, "replacePaths" | "replaceIfToggled">>>;
  readonly defaults?: Readonly<Record<string, Value>>;
  /** Attributes that only Google knows, beside times, state and labels. */
  readonly computed: readonly string[];
  readonly durations: Durations;
  check?(context: CheckContext): void;
  create(context: ConnectivityOperation): Props;
  update?(context: ConnectivityOperation, record: WorldRecord): Props;
  delete?(context: OperationContext, record: WorldRecord): void;
}

export interface ConnectivityOperation extends OperationContext {
  /** Path of the resource. */
  readonly path: string;
}

/** Makes a simulated type of it: name, project, labels, times, and the provider's words around refusals. */
export function connectivityType(definition: ConnectivityDefinition): ResourceType {
  const { token, kind, pathOf, hasState = true } = definition;
  const fields: Fields = { ...commonFields, description: text, labels: labelsShape, ...definition.fields };
  const mutable = ["deletionPolicy", "description", "labels", ...definition.mutable];
  const computed = [
    "deletionPolicy",
    "effectiveLabels",
    "pulumiLabels",
    ...(hasState ? ["createTime", "state", "updateTime"] : []),
    ...definition.computed,
  ];
  const labels = ({ inputs, draws }: OperationContext): Props => {
    const { effectiveLabels = {}, pulumiLabels = {} } = labelOutputs(inputs, draws);
    return { effectiveLabels, pulumiLabels, deletionPolicy: inputs.deletionPolicy ?? "DELETE" };
  };
  const rules = rulesOf(fields, mutable, definition.defaults ?? {});
  return {
    ...definition,
    properties: {
      ...autonamingProperty,
      ...Object.fromEntries(
        Object.entries(rules).map(([name, rule]) => [name, { ...rule, ...definition.rules?.[name] }]),
      ),
    },
    computed,
    secretOutputs: secretLabels,
    deleteBeforeReplace: deletesBeforeReplace,
    check(context) {
      autoname(context);
      locateProject(context);
      checkDeletionPolicy(context);
      checkInputs(context.inputs, fields, context.fail);
      definition.check?.(context);
    },
    create(context) {
      return during(`creating ${kind}`, () => {
        const path = pathOf(context.inputs);
        if (context.world.get(token, path)) {
          throw alreadyExists(path);
        }
        const own = definition.create({ ...context, path });
        return {
          id: path,
          outputs: {
            ...Object.fromEntries(computed.map((name) => [name, context.inputs[name] ?? ""])),
            ...labels(context),
            ...(hasState ? { createTime: context.now, updateTime: context.now, state: "ACTIVE" } : {}),
            ...own,
          },
        };
      });
    },
    update(context, record) {
      return during(`updating ${kind} "${record.id}"`, () => ({
        ...labels(context),
        ...(hasState ? { updateTime: context.now } : {}),
        ...definition.update?.({ ...context, path: record.id }, record),
      }));
    },
    delete(context, record) {
      refuseIfPrevented(record);
      during(`deleting ${kind}`, () => definition.delete?.(context, record));
    },
  };
}

/** Says what the provider was about when the API refused. */
function during<Result>(doing: string, operation: () => Result): Result {
  try {
    return operation();
  } catch (error) {
    throw error instanceof ConnectivityError ? error.while(doing) : error;
  }
}
