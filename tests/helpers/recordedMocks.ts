import * as pulumi from "@pulumi/pulumi";
import { getMonitor } from "@pulumi/pulumi/runtime/settings";

/** A resource as the program registered it, with what mocks alone do not show: options and dependencies. */
export interface RecordedResource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly parent: string;
  readonly custom: boolean;
  /** URN and id of an explicit provider, or empty. */
  readonly provider: string;
  /** URNs it waits for, explicitly and through its inputs. */
  readonly dependencies: readonly string[];
  readonly deleteBeforeReplace: boolean;
  readonly additionalSecretOutputs: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly createTimeout: string;
}

export interface Recording<T> {
  readonly result: T;
  readonly resources: readonly RecordedResource[];
  /** What components passed to registerOutputs, as it goes over the wire, by URN. */
  readonly componentOutputs: ReadonlyMap<string, unknown>;
  readonly invokes: readonly pulumi.runtime.MockCallArgs[];
}

export interface RecordOptions {
  /** Previews leave ids and outputs unknown. */
  readonly preview?: boolean;
  /** The stack's name; "stack" where it is left out. */
  readonly stack?: string;
  /** Outputs of a created resource beyond its inputs. */
  readonly outputs?: (args: pulumi.runtime.MockResourceArgs) => Record<string, unknown>;
  readonly id?: (args: pulumi.runtime.MockResourceArgs) => string;
  readonly invoke?: (args: pulumi.runtime.MockCallArgs) => Record<string, unknown>;
  /** The stack's configuration, besides a region of Google Cloud. */
  readonly config?: Readonly<Record<string, string>>;
  /** Resources whose creation never ends. */
  readonly hold?: (args: pulumi.runtime.MockResourceArgs) => boolean;
}

/** Runs a program against mocks until all it can do is done. */
export async function record<T>(program: () => T, options: RecordOptions = {}): Promise<Recording<T>> {
  const recorder = new Recorder(options);
  await recorder.start();
  // The SDK takes a stack trace for every promise, and mapping them to TypeScript takes most of the time.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    const result = program();
    await recorder.settled();
    return { result, ...recorder.recorded() };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Runs a program that must refuse its arguments. Returns the message and the children registered all the same. */
export async function refused(program: () => unknown): Promise<{ message: string; children: string[] }> {
  const recorder = new Recorder({});
  await recorder.start();
  let error: unknown;
  try {
    program();
  } catch (thrown) {
    error = thrown;
  }
  await recorder.settled();
  const children = recorder.recorded().resources.filter(({ custom }) => custom);
  if (!pulumi.ResourceError.isInstance(error)) {
    throw new Error(`expected a ResourceError, got ${String(error)}`);
  }
  if (!error.hideStack) {
    throw new Error("the error shows a stack trace");
  }
  return { message: error.message, children: children.map(({ name }) => name) };
}

/** The value of an output. Never resolves for an unknown one. */
export function value<T>(output: pulumi.Input<T>): Promise<pulumi.Unwrap<T>> {
  return new Promise((resolve) => pulumi.output(output).apply(resolve));
}

/** Whether a recorded input was sent as a secret. */
export function isSecretInput(input: unknown): input is { value: unknown } {
  return typeof input === "object" && input !== null && secretKey in input;
}

/** All text in a recorded input outside secrets. */
export function plainText(input: unknown): string {
  return JSON.stringify(input, (_key, nested: unknown) => (isSecretInput(nested) ? "[secret]" : nested));
}

/** The one recorded resource of that name and, where names repeat, type. */
export function find(resources: readonly RecordedResource[], name: string, type?: string): RecordedResource {
  const found = resources.filter(
    (resource) => resource.name === name && (type ?? resource.type) === resource.type,
  );
  const [resource] = found;
  if (resource === undefined || found.length > 1) {
    throw new Error(
      `${found.length} resources called ${name}, of ${resources.map((each) => each.name).join(", ")}`,
    );
  }
  return resource;
}

export function ofType(resources: readonly RecordedResource[], type: string): RecordedResource[] {
  return resources.filter((resource) => resource.type === type);
}

const secretKey = "4dabf18193072939515e22adb298388d";

/** The parts used here of Pulumi's own requests. */
interface RegisterRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getCustom(): boolean;
  getProvider(): string;
  getDependenciesList(): string[];
  getDeletebeforereplace(): boolean;
  getAdditionalsecretoutputsList(): string[];
  getReplaceonchangesList(): string[];
  getCustomtimeouts(): { getCreate(): string } | undefined;
}

interface OutputsRequest {
  getUrn(): string;
  getOutputs(): { toJavaScript(): unknown };
}

type Callback = (error: Error | null, response?: { getUrn(): string }) => void;

interface Monitor {
  registerResource(request: RegisterRequest, callback: Callback): Promise<void>;
  registerResourceOutputs(request: OutputsRequest, callback: Callback): void;
  newUrn(parent: string, type: string, name: string): string;
}

class Recorder {
  private readonly resources: RecordedResource[] = [];
  private readonly componentOutputs = new Map<string, unknown>();
  private readonly invokes: pulumi.runtime.MockCallArgs[] = [];
  private readonly inputs = new Map<string, Record<string, unknown>>();
  private activity = 0;

  constructor(private readonly options: RecordOptions) {}

  async start(): Promise<void> {
    const { preview = false, stack = "stack" } = this.options;
    const mocks = {
      newResource: (args: pulumi.runtime.MockResourceArgs) => this.newResource(args),
      call: (args: pulumi.runtime.MockCallArgs) => {
        this.invokes.push(args);
        return this.options.invoke?.(args) ?? {};
      },
    };
    pulumi.runtime.setAllConfig({ "gcp:region": "europe-west3", ...this.options.config });
    await pulumi.runtime.setMocks(mocks, "project", stack, preview);
    this.tap(getMonitor() as unknown as Monitor);
  }

  /** Done when nothing has happened for a few turns of the event loop. */
  async settled(): Promise<void> {
    for (let quiet = 0, seen = -1; quiet < 5;) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      quiet = this.activity === seen ? quiet + 1 : 0;
      seen = this.activity;
    }
  }

  recorded() {
    const resources = this.resources.filter(({ type }) => type !== "pulumi:pulumi:Stack");
    return { resources, componentOutputs: this.componentOutputs, invokes: this.invokes };
  }

  private async newResource(args: pulumi.runtime.MockResourceArgs) {
    const inputs = args.inputs as Record<string, unknown>;
    this.inputs.set(`${args.type} ${args.name}`, inputs);
    this.activity++;
    if (this.options.hold?.(args) === true) {
      await new Promise<never>(() => undefined);
    }
    if (this.options.preview === true) {
      return { id: undefined, state: inputs };
    }
    return {
      id: this.options.id?.(args) ?? `${args.name}_id`,
      state: { ...inputs, ...this.options.outputs?.(args) },
    };
  }

  private tap(monitor: Monitor): void {
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = (request, callback) => {
      const done = register(request, callback);
      const [type, name, parent] = [request.getType(), request.getName(), request.getParent()];
      this.resources.push({
        type,
        name,
        parent,
        urn: monitor.newUrn(parent, type, name),
        inputs: this.inputs.get(`${type} ${name}`) ?? {},
        custom: request.getCustom(),
        provider: request.getProvider(),
        dependencies: request.getDependenciesList(),
        deleteBeforeReplace: request.getDeletebeforereplace(),
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
        replaceOnChanges: request.getReplaceonchangesList(),
        createTimeout: request.getCustomtimeouts()?.getCreate() ?? "",
      });
      return done;
    };
    const registerOutputs = monitor.registerResourceOutputs.bind(monitor);
    monitor.registerResourceOutputs = (request, callback) => {
      this.activity++;
      this.componentOutputs.set(request.getUrn(), request.getOutputs().toJavaScript());
      registerOutputs(request, callback);
    };
  }
}
