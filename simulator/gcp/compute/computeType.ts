import {
  checkDeletionPolicy,
  commonFields,
  locateProject,
  locateRegion,
  locateZone,
  refuseIfPrevented,
  rulesOf,
} from "./common";
import { alreadyExists, during, inUse } from "./error";
import { labelOutputs, labelsShape, secretLabels } from "./labels";
import { autoname, autonamingProperty, deletesBeforeReplace, nameProblem } from "./names";
import { type Place, pathOf, selfLink } from "./paths";
import { canonicalise, placeOf, requireReferred, userOf } from "./references";
import { checkInputs, type Fields, text, unsimulated } from "../../providers/shapes";
import { asString, type Props, type Value } from "../../protocol/values";
import type {
  CheckContext,
  Durations,
  OperationContext,
  PropertyRule,
  ResourceType,
  WorldView,
} from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** A type of resource of Compute Engine; what all of them have in common is added by {@link computeType}. */
export interface ComputeDefinition extends Pick<
  ResourceType,
  "observe" | "busy" | "removes" | "preview" | "credentials"
> {
  readonly token: string;
  /** What the provider's messages call it, such as `VpnTunnel`. */
  readonly kind: string;
  /** Such as `vpnTunnels`. */
  readonly collection: string;
  readonly regional: boolean;
  /** True for what is in a zone. @default false */
  readonly zonal?: boolean;
  readonly labelled: boolean;
  /** The inputs beside name, project, region, labels and deletion policy; `!` behind required ones. */
  readonly fields: Fields;
  /** Which of them the provider changes in place. */
  readonly mutable: readonly string[];
  /** Those that it changes in place or not, depending on the change. */
  readonly replaceIf?: Readonly<Record<string, NonNullable<PropertyRule["replaceIf"]>>>;
  readonly defaults?: Readonly<Record<string, Value>>;
  readonly secrets?: readonly string[];
  /** Attributes that only Google knows, beside the self link and those of labels. */
  readonly computed: readonly string[];
  readonly durations: Durations;
  check?(context: CheckContext): void;
  create(context: ComputeOperation): Props;
  update?(context: ComputeOperation, record: WorldRecord): Props;
  /** Throws while the resource must not go for a reason other than a reference to it in someone's inputs. */
  delete?(record: WorldRecord, world: WorldView): void;
}

export interface ComputeOperation extends OperationContext {
  /** Path of the resource. */
  readonly path: string;
}

/** Makes a simulated type of it: name, place, references, labels, self link, and no deletion while in use. */
export function computeType(definition: ComputeDefinition): ResourceType {
  const { token, kind, regional, zonal = false, labelled, secrets = [] } = definition;
  const fields: Fields = {
    ...commonFields,
    ...(regional ? { region: text } : {}),
    ...(zonal ? { zone: text } : {}),
    ...(labelled ? { labels: labelsShape } : {}),
    params: unsimulated("object", "there are no resource manager tags"),
    ...definition.fields,
  };
  const mutable = ["deletionPolicy", "labels", ...definition.mutable];
  const computed = [
    "deletionPolicy",
    "selfLink",
    ...(labelled ? ["effectiveLabels", "labelFingerprint", "pulumiLabels"] : []),
    ...definition.computed,
  ];
  const pathFor = (inputs: Props): string =>
    pathOf(placeFor(definition, inputs), definition.collection, asString(inputs.name) ?? "");
  const envelope = ({ inputs, draws }: OperationContext, path: string): Props => ({
    ...Object.fromEntries(computed.map((name) => [name, inputs[name] ?? ""])),
    ...(labelled ? labelOutputs(inputs, draws) : {}),
    deletionPolicy: inputs.deletionPolicy ?? "DELETE",
    selfLink: selfLink(path),
  });
  return {
    ...definition,
    properties: {
      ...autonamingProperty,
      ...withJudged(rulesOf(fields, mutable, definition.defaults ?? {}, secrets), definition.replaceIf ?? {}),
    },
    computed,
    secretOutputs: [...(labelled ? secretLabels : []), ...secrets],
    deleteBeforeReplace: deletesBeforeReplace,
    check(context) {
      autoname(context);
      locateProject(context);
      if (regional) {
        locateRegion(context);
      }
      if (zonal) {
        locateZone(context);
      }
      canonicalise(token, context.inputs);
      checkName(context);
      checkDeletionPolicy(context);
      checkInputs(context.inputs, fields, context.fail);
      definition.check?.(context);
    },
    create(context) {
      const path = pathFor(context.inputs);
      return during(`creating ${kind}`, () => {
        if (context.world.get(token, path)) {
          throw alreadyExists(path);
        }
        requireReferred(token, context);
        const own = definition.create({ ...context, path });
        return { id: path, outputs: { ...envelope(context, path), ...own } };
      });
    },
    update(context, record) {
      return during(`updating ${kind} "${record.id}"`, () => {
        requireReferred(token, context);
        const own = definition.update?.({ ...context, path: record.id }, record) ?? {};
        return {
          ...(labelled ? labelOutputs(context.inputs, context.draws) : {}),
          deletionPolicy: context.inputs.deletionPolicy ?? "DELETE",
          ...own,
        };
      });
    },
    delete({ world }, record) {
      refuseIfPrevented(record);
      const use = userOf(world, record);
      if (use) {
        throw inUse(use.noun, record.id, use.user).while(`deleting ${kind}`);
      }
      during(`deleting ${kind}`, () => definition.delete?.(record, world));
    },
  };
}

const withJudged = (
  rules: Readonly<Record<string, PropertyRule>>,
  replaceIf: NonNullable<ComputeDefinition["replaceIf"]>,
): Record<string, PropertyRule> =>
  Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => {
      const judge = replaceIf[name];
      return [name, judge ? { ...rule, replace: false, replaceIf: judge } : rule];
    }),
  );

const placeFor = ({ regional, zonal }: ComputeDefinition, inputs: Props): Place => {
  const { project, region, zone } = placeOf(inputs);
  return zonal ? { project, zone } : regional ? { project, region } : { project };
};

function checkName({ inputs, fail }: CheckContext): void {
  const name = asString(inputs.name);
  const problem = name === undefined ? undefined : nameProblem("name", name);
  if (problem) {
    fail("name", problem);
  }
}
