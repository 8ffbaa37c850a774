import type { Props, Value } from "../protocol/values";
import type { Draws } from "../world/draws";
import type { WorldRecord } from "../world/record";

/** What the simulator knows of one input property. */
export interface PropertyRule {
  readonly type: "string" | "number" | "boolean" | "array" | "object";
  readonly required?: boolean;
  /** The cloud cannot change it: a new value replaces the resource. */
  readonly replace?: boolean;
  /** Setting or unsetting it replaces the resource; another value does not. */
  readonly replaceIfToggled?: boolean;
  /**
   * Says of two known values whether the change from one to the other replaces the resource; from or to an unknown it
   * may. `olds` are all inputs before the change.
   */
  readonly replaceIf?: (before: Value | undefined, after: Value | undefined, olds: Props) => boolean;
  /** As `replace`, for properties inside an object, such as `bgpSettings.asn`; lists count as one value. */
  readonly replacePaths?: readonly string[];
  /** What the provider fills in when the program leaves it out. */
  readonly default?: Value;
  /** The provider itself marks the property as secret. */
  readonly secret?: boolean;
}

/** What the user's provider configuration says, such as `region` or `location`. */
export type ProviderConfig = Readonly<Record<string, string>>;

/** The resources that exist, as one operation sees them. */
export interface WorldView {
  /** The record, unless it does not exist or is being deleted. */
  get(token: string, id: string | undefined): WorldRecord | undefined;
  /** Every record of a type that is not being deleted. */
  all(token: string): readonly WorldRecord[];
  /** The outputs that a read would answer with, computed attributes included. */
  outputs(record: WorldRecord): Props;
  /** True while a deleted resource of that type still blocks the name; see {@link ResourceType.leaves}. */
  isReserved(token: string, name: string): boolean;
}

export interface CheckContext {
  readonly urn: string;
  /** Pulumi's logical name. */
  readonly name: string;
  /** Inputs with defaults filled in. May hold UNKNOWN anywhere: leave what is unknown alone. Types may add defaults here. */
  readonly inputs: Props;
  /** The inputs of the resource that this one updates, if any. */
  readonly olds: Props | undefined;
  readonly config: ProviderConfig;
  readonly world: WorldView;
  readonly draws: Draws;
  /** Collects a refusal; the engine shows all of a resource at once. */
  readonly fail: (property: string, reason: string) => void;
}

export interface OperationContext {
  readonly urn: string;
  readonly name: string;
  /** All known; secrets in plain, as a cloud sees them. Never put their values into an error. */
  readonly inputs: Props;
  readonly config: ProviderConfig;
  readonly world: WorldView;
  readonly draws: Draws;
  /** Simulated time of the operation, ISO 8601. */
  readonly now: string;
}

export interface Created {
  readonly id: string;
  /** The attributes beyond the inputs; an attribute of an input's name overrides it. */
  readonly outputs: Props;
  /** The cloud answered with the resource of this id that exists already, as an idempotent API does; `outputs` are not used. */
  readonly existing?: boolean;
}

/** Times are those of the real cloud, in seconds; the simulator scales them. */
export interface Durations {
  readonly create: number;
  readonly update: number;
  readonly delete: number;
}

/**
 * One type of resource of a simulated cloud: what its provider checks, which changes replace it, and what the cloud
 * does. A refusal of the cloud is thrown as a {@link CloudError} from `create`, `update` or `delete`.
 *
 * A rule about the resource's own properties belongs in `check`, where the real provider or API judges the request
 * alone; a rule about other resources belongs in the operation, because only then do they exist.
 */
export interface ResourceType {
  /** Such as `aws:ec2/vpc:Vpc`. */
  readonly token: string;
  readonly properties: Readonly<Record<string, PropertyRule>>;
  /** Attributes that the real provider leaves unknown at preview. */
  readonly computed: readonly string[];
  /** Which of them an update leaves unknown at preview again, by the property whose change renews them. */
  readonly renews?: Readonly<Record<string, readonly string[]>>;
  /** Attributes that the real provider marks as secret. */
  readonly secretOutputs?: readonly string[];
  /** Properties that hold a credential, though the real provider does not mark them: never in plain in the world file. */
  readonly credentials?: readonly string[];
  readonly durations: Durations;
  /** True where the real provider deletes before it creates the replacement; it may judge by the old inputs. */
  readonly deleteBeforeReplace?: boolean | ((olds: Props) => boolean);
  check?(context: CheckContext): void;
  create(context: OperationContext): Created;
  /** Answers with the attributes that the update changed; without it every property must be `replace`. */
  update?(context: OperationContext, record: WorldRecord): Props;
  /** Throws while something depends on the resource. */
  delete?(context: OperationContext, record: WorldRecord): void;
  /** Other records that vanish with the operation, such as what a deleted group holds. Asked before an update or delete. */
  removes?(context: OperationContext, record: WorldRecord): readonly WorldRecord[];
  /** The name that the deleted resource goes on blocking, and for how many seconds. */
  leaves?(record: WorldRecord): { readonly name: string; readonly seconds: number } | undefined;
  /**
   * The outputs that the real provider predicts, where that is not the inputs with every `computed` attribute unknown.
   * `known` are the outputs before an update.
   */
  preview?(inputs: Props, known: Props): Props;
  /** Attributes that depend on the rest of the world at the moment of a read, such as a tunnel's state. */
  observe?(record: WorldRecord, world: WorldView): Props;
  /** Records that the operation keeps busy: another operation that needs one of them meanwhile is refused or waits. */
  busy?(context: OperationContext): BusyClaim;
}

export interface BusyClaim {
  readonly keys: readonly string[];
  readonly refusal: (key: string) => CloudError;
  /** True where the provider repeats a refused request until it succeeds. @default false */
  readonly waits?: boolean;
}

/** A function of a provider, such as `aws:index/getAvailabilityZones:getAvailabilityZones`. */
export interface ProviderFunction {
  readonly token: string;
  call(args: Props, context: Pick<OperationContext, "config" | "world">): Props;
}

/** One simulated provider: a package and everything of it that the simulator knows. */
export interface SimulatedPackage {
  /** Pulumi package name: `aws`, `azure-native`, `gcp`, `random`. */
  readonly name: string;
  readonly version: string;
  readonly types: readonly ResourceType[];
  readonly functions: readonly ProviderFunction[];
  /** Where a new type of this package is added, for the message that refuses an unknown one. */
  readonly folder: string;
  /** Refuses a provider configuration, such as a missing region, with the real provider's words. */
  configure(variables: Readonly<Record<string, string>>): ProviderConfig;
}

/** A refusal in the words of the cloud. */
export class CloudError extends Error {
  constructor(
    /** The cloud's own code, such as `InvalidSubnet.Conflict`. */
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "CloudError";
  }
}
