import {
  checkDeletionPolicy,
  commonFields,
  locateProject,
  locateRegion,
  refuseIfPrevented,
  rulesOf,
} from "./common";
import { during, notFound } from "./error";
import { autoname, autonamingProperty, deletesBeforeReplace } from "./names";
import { canonicalise, placeOf, requireReferred, routerPath } from "./references";
import { checkInputs, type Fields, text } from "../../providers/shapes";
import { busyRouter } from "../rules/busyRouter";
import { tokens } from "../tokens";
import { asObject, asString, type Props, type Value } from "../../protocol/values";
import type { CheckContext, OperationContext, ResourceType } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** A part of a Cloud Router that the provider manages as a resource of its own. */
export interface MemberDefinition {
  readonly token: string;
  /** What the provider's messages call it, such as `RouterBgpPeer`. */
  readonly kind: string;
  /** The provider's id. */
  readonly idOf: (place: MemberPlace) => string;
  /** The provider's words where the router has such a member already. */
  readonly taken: (place: MemberPlace) => string;
  readonly nameProblem: (name: string) => string | undefined;
  /** The inputs beside name, project, region, router and deletion policy; `!` behind required ones. */
  readonly fields: Fields;
  readonly mutable: readonly string[];
  readonly defaults?: Readonly<Record<string, Value>>;
  readonly computed: readonly string[];
  readonly credentials?: readonly string[];
  check?(context: CheckContext): void;
  create(context: MemberOperation): Props;
  update?(context: MemberOperation, record: WorldRecord): Props;
  delete?(context: MemberOperation, record: WorldRecord): void;
}

export interface MemberPlace {
  readonly project: string;
  readonly region: string;
  readonly router: string;
  readonly name: string;
}

export interface MemberOperation extends OperationContext {
  readonly id: string;
  readonly router: WorldRecord;
}

/** Makes a simulated type of it: name, place, its router, and one change of the router at a time. */
export function routerMember(definition: MemberDefinition): ResourceType {
  const { token, kind } = definition;
  const fields: Fields = { ...commonFields, region: text, "router!": text, ...definition.fields };
  const computed = ["deletionPolicy", ...definition.computed];
  return {
    token,
    properties: {
      ...autonamingProperty,
      ...rulesOf(fields, ["deletionPolicy", ...definition.mutable], definition.defaults ?? {}),
    },
    computed,
    ...(definition.credentials ? { credentials: definition.credentials } : {}),
    // Rough figures: a change of the router.
    durations: { create: 12, update: 12, delete: 12 },
    deleteBeforeReplace: deletesBeforeReplace,
    check(context) {
      autoname(context);
      locateProject(context);
      locateRegion(context);
      canonicalise(token, context.inputs);
      checkDeletionPolicy(context);
      checkInputs(context.inputs, fields, context.fail);
      const name = asString(context.inputs.name);
      const problem = name === undefined ? undefined : definition.nameProblem(name);
      if (problem) {
        context.fail("name", problem);
      }
      definition.check?.(context);
    },
    create(context) {
      return during(`creating ${kind}`, () => {
        const place = memberPlace(context.inputs);
        const id = definition.idOf(place);
        const router = requireRouter(context);
        if (context.world.get(token, id)) {
          throw new Error(definition.taken(place));
        }
        requireReferred(token, context);
        const own = definition.create({ ...context, id, router });
        const attributes = computed.map((name) => [name, context.inputs[name] ?? ""] as const);
        return {
          id,
          outputs: {
            ...Object.fromEntries(attributes),
            deletionPolicy: context.inputs.deletionPolicy ?? "DELETE",
            ...own,
          },
        };
      });
    },
    update(context, record) {
      return during(`updating ${kind} "${record.id}"`, () => {
        requireReferred(token, context);
        const router = requireRouter(context);
        const own = definition.update?.({ ...context, id: record.id, router }, record) ?? {};
        return { deletionPolicy: context.inputs.deletionPolicy ?? "DELETE", ...own };
      });
    },
    delete(context, record) {
      refuseIfPrevented(record);
      during(`deleting ${kind}`, () =>
        definition.delete?.({ ...context, id: record.id, router: requireRouter(context) }, record),
      );
    },
    busy: ({ inputs }) => busyRouter(routerPath(inputs)),
  };
}

/** The router is named by its name alone: the provider writes it into a URL as it is. */
function requireRouter({ world, inputs }: OperationContext): WorldRecord {
  const found = world.get(tokens.router, routerPath(inputs));
  if (!found) {
    throw notFound(routerPath(inputs));
  }
  return found;
}

const memberPlace = (inputs: Props): MemberPlace => ({
  ...placeOf(inputs),
  router: asString(inputs.router) ?? "",
  name: asString(inputs.name) ?? "",
});

/** The ASN of a router, if it speaks BGP. */
export const asnOf = ({ inputs }: WorldRecord): Value | undefined => asObject(inputs.bgp).asn;
