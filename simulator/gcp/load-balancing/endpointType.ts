import {
  checkDeletionPolicy,
  commonFields,
  locateProject,
  locateZone,
  refuseIfPrevented,
  rulesOf,
} from "../compute/common";
import { alreadyExists, during } from "../compute/error";
import { lastName } from "../compute/paths";
import { placeOf } from "../compute/references";
import { type Endpoint, groupPath, requireEndpoints } from "./endpoints";
import { checkInputs, type Fields, text } from "../../providers/shapes";
import type { Props } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

interface EndpointDefinition {
  readonly token: string;
  /** What the provider's messages call it. */
  readonly kind: string;
  readonly fields: Fields;
  readonly mutable: readonly string[];
  /** The provider's id, of the group's place such as `project/zone/group`, and the endpoints. */
  readonly idOf: (place: string, endpoints: readonly Omit<Endpoint, "record">[]) => string;
}

/** Makes a simulated type of endpoints of a group, which have neither name nor link of their own. */
export function endpointType({ token, kind, fields: own, mutable, idOf }: EndpointDefinition): ResourceType {
  const { deletionPolicy, project } = commonFields;
  const fields: Fields = {
    ...(deletionPolicy ? { deletionPolicy } : {}),
    ...(project ? { project } : {}),
    zone: text,
    "networkEndpointGroup!": text,
    ...own,
  };
  const outputs = (inputs: Props): Props => ({ deletionPolicy: inputs.deletionPolicy ?? "DELETE" });
  return {
    token,
    properties: rulesOf(fields, ["deletionPolicy", ...mutable], {}),
    computed: ["deletionPolicy"],
    // Rough figures: the group takes one request at a time.
    durations: { create: 8, update: 8, delete: 8 },
    check(context) {
      locateProject(context);
      locateZone(context);
      checkDeletionPolicy(context);
      checkInputs(context.inputs, fields, context.fail);
      const group = context.inputs.networkEndpointGroup;
      if (typeof group === "string") {
        // The provider takes the group's name out of whatever names it.
        context.inputs.networkEndpointGroup = lastName(group);
      }
      if (typeof context.inputs.instance === "string") {
        context.inputs.instance = lastName(context.inputs.instance);
      }
    },
    create(context) {
      return during(`creating ${kind}`, () => {
        const { project: owner, zone } = placeOf(context.inputs);
        const place = `${owner}/${zone}/${lastName(groupPath(context.inputs))}`;
        const id = idOf(place, requireEndpoints(context, undefined));
        if (context.world.get(token, id)) {
          throw alreadyExists(id);
        }
        return { id, outputs: outputs(context.inputs) };
      });
    },
    update(context, record) {
      return during(`updating ${kind} "${record.id}"`, () => {
        requireEndpoints(context, record);
        return outputs(context.inputs);
      });
    },
    delete: (_, record) => refuseIfPrevented(record),
  };
}
