import { autoname, autonamingProperty, deletesBeforeReplace } from "./autonaming";
import { ArmError, badRequest } from "./error";
import { groupId, lastName, resourceId } from "./ids";
import { checkShape, type Fields, plainType } from "./inputShape";
import { locationNames, normalisedLocation } from "./locations";
import { type NameRule, nameProblem } from "./nameRules";
import { type Enrichment, previewOutputs } from "./preview";
import { findById } from "./references";
import { asString, type Props, UNKNOWN, type Value } from "../../protocol/values";
import type {
  CheckContext,
  Durations,
  OperationContext,
  PropertyRule,
  ProviderConfig,
  ResourceType,
} from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";
import { tokens } from "../tokens";

export interface ArmCheck extends CheckContext {
  /** Undefined while a part of it is unknown. */
  readonly id: string | undefined;
  /** Collects a refusal with Azure's code. */
  readonly refuse: (property: string, code: string, reason: string) => void;
}

export interface ArmOperation extends OperationContext {
  readonly id: string;
}

/** A type of resource of Azure Resource Manager; what all of them have in common is added by {@link armType}. */
export interface ArmDefinition extends Pick<ResourceType, "observe" | "busy" | "removes" | "credentials"> {
  readonly token: string;
  /** Such as `Microsoft.Network/virtualNetworks/subnets`. */
  readonly armType: string;
  readonly apiVersion: string;
  readonly nameProperty: string;
  readonly nameRule: NameRule;
  /** The resource that this one is nested in. */
  readonly parent?: { readonly token: string; readonly nameProperty: string };
  /**
   * The property whose value is the last kind in the id, such as `recordType` of `dnsZones/example.com/A/api`; `armType`
   * is then without it.
   */
  readonly kindProperty?: string;
  /** What Azure says of the resource beside its name and type. @default what the network provider says of most */
  readonly envelope?: readonly ("etag" | "provisioningState" | "resourceGuid")[];
  /** Of an extension resource, which is in no group of its own: the property with the id of what it extends. */
  readonly scopeProperty?: string;
  /** The inputs beside the names, tags and location; `!` behind required ones. */
  readonly inputs: Fields;
  readonly defaults?: Props;
  /** What the provider replaces the resource for, beside its names. */
  readonly replaces?: readonly string[];
  /** False for a nested resource, which is where its parent is. */
  readonly regional: boolean;
  /** Where alone it can be. @default every region */
  readonly locations?: readonly string[];
  /** Attributes that only Azure knows, beside those of every resource. */
  readonly computed: readonly string[];
  readonly enriches?: Enrichment;
  readonly durations: Durations;
  check?(context: ArmCheck): void;
  create?(context: ArmOperation): Props;
  update?(context: ArmOperation, record: WorldRecord): Props;
  delete?(context: ArmOperation, record: WorldRecord): void;
}

/** The API version of all simulated resources of the network provider in azure-native 3.28. */
export const networkApiVersion = "2024-05-01";

/** Makes a simulated type of it: names, location, envelope, existence of what contains it. */
export function armType(definition: ArmDefinition): ResourceType {
  const { token, regional, parent } = definition;
  const grouped = token !== tokens.resourceGroup && definition.scopeProperty === undefined;
  const computed = [...envelopeNames(definition), ...definition.computed];
  const response = [
    ...computed,
    ...Object.keys(definition.inputs).map(plainName),
    ...(regional ? ["location", "tags"] : []),
  ];
  const withId = (context: OperationContext): ArmOperation => ({
    ...context,
    id: idOf(definition, context.inputs, context.config) ?? "",
  });
  return {
    ...definition,
    properties: properties(definition, grouped),
    computed,
    deleteBeforeReplace: deletesBeforeReplace,
    preview: (inputs) => previewOutputs(inputs, response, definition.enriches ?? {}),
    check(context) {
      autoname(context, definition.nameProperty, parent !== undefined);
      context.inputs.azureApiVersion ??= definition.apiVersion;
      if (regional) {
        locate(context);
      }
      const id = idOf(definition, context.inputs, context.config);
      const refuse: ArmCheck["refuse"] = (property, code, reason) =>
        context.fail(property, `${code}: ${reason}`);
      checkName(definition, context.inputs, refuse);
      checkFieldsOf(definition, context);
      definition.check?.({ ...context, id, refuse });
    },
    create(context) {
      const operation = withId(context);
      requireContainers(definition, operation, grouped);
      requireFree(definition, operation);
      const own = definition.create?.(operation) ?? {};
      return { id: operation.id, outputs: { ...envelope(definition, operation, "create"), ...own } };
    },
    update(context, record) {
      const operation = withId(context);
      requireSamePlace(context.inputs, record);
      const own = definition.update?.(operation, record) ?? {};
      const { etag, resourceGuid } = record.outputs;
      const kept: Props = resourceGuid === undefined ? {} : { resourceGuid };
      return { ...envelope(definition, operation, asString(etag) ?? ""), ...kept, ...own };
    },
    delete(context, record) {
      definition.delete?.({ ...context, id: record.id }, record);
    },
  };
}

const plainName = (name: string): string => name.replace("!", "");

function properties(definition: ArmDefinition, grouped: boolean): Record<string, PropertyRule> {
  const {
    nameProperty,
    parent,
    scopeProperty,
    kindProperty,
    regional,
    replaces = [],
    defaults = {},
  } = definition;
  const own = Object.entries(definition.inputs).map(([name, shape]) => {
    const plain = plainName(name);
    const fallback = defaults[plain];
    const rule: PropertyRule = {
      type: plainType(shape),
      ...(name.endsWith("!") ? { required: true } : {}),
      ...(replaces.includes(plain) ? { replace: true } : {}),
      ...(fallback === undefined ? {} : { default: fallback }),
    };
    return [plain, rule] as const;
  });
  const path: PropertyRule = { type: "string", required: true, replace: true };
  return {
    ...autonamingProperty,
    azureApiVersion: { type: "string" },
    ...(grouped ? { resourceGroupName: path } : {}),
    ...(parent ? { [parent.nameProperty]: path } : {}),
    ...(scopeProperty === undefined ? {} : { [scopeProperty]: path }),
    [nameProperty]: path,
    ...(kindProperty === undefined ? {} : { [kindProperty]: path }),
    ...(regional
      ? { location: { type: "string", replace: replaces.includes("location") }, tags: { type: "object" } }
      : {}),
    ...Object.fromEntries(own),
  };
}

function idOf(definition: ArmDefinition, inputs: Props, config: ProviderConfig): string | undefined {
  const { nameProperty, parent, scopeProperty } = definition;
  const [group, outer, name] = ["resourceGroupName", parent?.nameProperty, nameProperty].map((property) =>
    property === undefined ? "" : asString(inputs[property]),
  );
  if (definition.token === tokens.resourceGroup) {
    return name === undefined ? undefined : groupId(config, name);
  }
  if (scopeProperty !== undefined) {
    const scope = asString(inputs[scopeProperty]);
    return scope === undefined || name === undefined
      ? undefined
      : resourceId(scope, definition.armType, [name]);
  }
  const type = fullType(definition, inputs);
  if (group === undefined || outer === undefined || name === undefined || type === undefined) {
    return undefined;
  }
  return resourceId(groupId(config, group), type, parent ? [outer, name] : [name]);
}

function fullType({ armType: type, kindProperty }: ArmDefinition, inputs: Props): string | undefined {
  const kind = kindProperty === undefined ? "" : asString(inputs[kindProperty]);
  return kind === undefined ? undefined : kind === "" ? type : `${type}/${kind}`;
}

/** Source: `getDefaultLocation` in provider.go of pulumi-azure-native. */
function locate({ inputs, olds, config, world }: CheckContext): void {
  const group = inputs.resourceGroupName;
  const name = asString(group);
  const location: Value | undefined =
    inputs.location ??
    olds?.location ??
    config.location ??
    (group === UNKNOWN
      ? UNKNOWN
      : name && findById(world, tokens.resourceGroup, groupId(config, name))?.inputs.location);
  if (location !== undefined && location !== "") {
    inputs.location = typeof location === "string" ? normalisedLocation(location) : location;
  }
}

function checkName(definition: ArmDefinition, inputs: Props, refuse: ArmCheck["refuse"]): void {
  const name = asString(inputs[definition.nameProperty]);
  const problem = name === undefined ? undefined : nameProblem(name, definition.nameRule);
  if (problem) {
    refuse(definition.nameProperty, problem.code, problem.reason);
  }
}

function checkFieldsOf({ inputs: fields }: ArmDefinition, { inputs, fail }: CheckContext): void {
  for (const [name, shape] of Object.entries(fields)) {
    const plain = plainName(name);
    // The types of the properties themselves are the schema's business.
    const value = inputs[plain];
    const fits = typeof shape !== "string" || shape.startsWith("unsimulated ");
    if (fits && (plainType(shape) === "array") === Array.isArray(value)) {
      checkShape(value, shape, plain, fail);
    }
  }
}

function requireContainers(
  { parent, armType: type, regional, locations = locationNames }: ArmDefinition,
  context: ArmOperation,
  grouped: boolean,
): void {
  const { inputs, config, world, id } = context;
  const group = asString(inputs.resourceGroupName) ?? "";
  if (grouped && !findById(world, tokens.resourceGroup, groupId(config, group))) {
    throw new ArmError(404, "ResourceGroupNotFound", `Resource group '${group}' could not be found.`);
  }
  if (parent) {
    const parentId = id.split("/").slice(0, -2).join("/");
    if (!findById(world, parent.token, parentId)) {
      const kind = type.slice(type.indexOf("/") + 1);
      throw new ArmError(
        404,
        "ParentResourceNotFound",
        `Failed to perform 'write' on resource(s) of type '${kind}', because the parent resource '${parentId}' could not be found.`,
      );
    }
  }
  if (regional) {
    requireLocation(type, asString(inputs.location), locations);
  }
}

function requireLocation(type: string, location: string | undefined, locations: readonly string[]): void {
  if (location === undefined) {
    throw badRequest("LocationRequired", "The location property is required for this definition.");
  }
  if (!locations.includes(location)) {
    const group = type === "Microsoft.Resources/resourceGroups";
    throw badRequest(
      group ? "LocationNotAvailableForResourceGroup" : "LocationNotAvailableForResourceType",
      `The provided location '${location}' is not available for ${group ? "resource group" : `resource type '${type}'`}. ` +
        `List of available regions is '${locations.join(",")}'.`,
    );
  }
}

/** Source: `CanCreate` in client_azcore.go of pulumi-azure-native: Azure itself would update what exists. */
function requireFree({ token }: ArmDefinition, { world, id }: ArmOperation): void {
  if (findById(world, token, id)) {
    throw new Error(`cannot create already existing resource '${id}'`);
  }
}

/** Source: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-invalid-template */
function requireSamePlace({ location }: Props, { id, inputs }: WorldRecord): void {
  if (location !== undefined && location !== inputs.location) {
    throw new ArmError(
      409,
      "InvalidResourceLocation",
      `The resource '${lastName(id)}' already exists in location '${asString(inputs.location) ?? ""}'. ` +
        `A resource with the same name cannot be created in location '${asString(location) ?? ""}'. Please select a new resource name.`,
    );
  }
}

function envelopeNames({ armType: type, regional, envelope: named }: ArmDefinition): string[] {
  const ofNetwork = type.startsWith("Microsoft.Network/");
  const usual = ofNetwork ? ["etag", "provisioningState", ...(regional ? ["resourceGuid"] : [])] : [];
  return ["azureApiVersion", "name", "type", ...(named ?? usual)];
}

/** What Azure says of every resource. */
function envelope(definition: ArmDefinition, { id, draws, inputs }: ArmOperation, revision: string): Props {
  const all: Props = {
    azureApiVersion: definition.apiVersion,
    name: lastName(id),
    type: fullType(definition, inputs) ?? "",
    etag: `W/"${draws.uuid(`etag ${revision}`)}"`,
    provisioningState: "Succeeded",
    resourceGuid: draws.uuid("resourceGuid"),
  };
  return Object.fromEntries(envelopeNames(definition).map((name) => [name, all[name] ?? null]));
}
