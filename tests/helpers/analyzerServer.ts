import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

import analyzerRpc from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import pb from "@pulumi/pulumi/proto/analyzer_pb";

/** A resource as the engine sends it to a policy pack. */
export interface SentResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** What the engine would send: marks stand for unknown values and secrets. */
  readonly props: Readonly<Record<string, unknown>>;
  readonly parent?: string;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

/** What a pack reports. */
export interface Diagnostic {
  readonly policy: string;
  readonly level: "advisory" | "mandatory";
  readonly urn: string;
  readonly message: string;
}

/** A policy pack's server in a process of its own, asked as the engine asks it. */
export class AnalyzerServer {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: analyzerRpc.AnalyzerClient,
  ) {}

  /**
   * Starts a pack as the engine does, in the pack's folder.
   *
   * @param args - what Node runs there
   */
  static async start(folder: string, ...args: string[]): Promise<AnalyzerServer> {
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
    // A pack prints its port first.
    const port = await Promise.race([
      once(createInterface(child.stdout), "line").then(([line]) => String(line)),
      once(child, "exit").then(([code]) => {
        throw new Error(`the pack ended with code ${String(code)} before it served`);
      }),
    ]);
    const limits = { "grpc.max_send_message_length": -1, "grpc.max_receive_message_length": -1 };
    const credentials = grpc.credentials.createInsecure();
    return new AnalyzerServer(
      child,
      new analyzerRpc.AnalyzerClient(`127.0.0.1:${port}`, credentials, limits),
    );
  }

  /** The names of the pack's policies. */
  async info(): Promise<string[]> {
    const info = await answer<pb.AnalyzerInfo>((done) => this.client.getAnalyzerInfo(new Empty(), done));
    return info.getPoliciesList().map((policy) => policy.getName());
  }

  /** Gives the pack its configuration, by policy. */
  async configure(policies: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Promise<void> {
    const request = new pb.ConfigureAnalyzerRequest();
    for (const [policy, properties] of Object.entries(policies)) {
      const level = pb.EnforcementLevel.MANDATORY;
      const config = new pb.PolicyConfig().setEnforcementlevel(level).setProperties(structOf(properties));
      request.getPolicyconfigMap().set(policy, config);
    }
    await answer<unknown>((done) => this.client.configure(request, done));
  }

  async analyzeStack(resources: readonly SentResource[]): Promise<Diagnostic[]> {
    const request = new pb.AnalyzeStackRequest().setResourcesList(resources.map(resourceOf));
    const response = await answer<pb.AnalyzeResponse>((done) => this.client.analyzeStack(request, done));
    return response.getDiagnosticsList().map((diagnostic) => ({
      policy: diagnostic.getPolicyname(),
      level: diagnostic.getEnforcementlevel() === pb.EnforcementLevel.ADVISORY ? "advisory" : "mandatory",
      urn: diagnostic.getUrn(),
      message: diagnostic.getMessage(),
    }));
  }

  /** Shows the pack a resource's arguments, as the engine does before it analyses the stack. */
  async remediate({ urn, type, name, props }: SentResource): Promise<void> {
    const options = new pb.AnalyzerResourceOptions();
    const request = new pb.AnalyzeRequest().setUrn(urn).setType(type).setName(name);
    request.setProperties(structOf(props)).setOptions(options);
    await answer<unknown>((done) => this.client.remediate(request, done));
  }

  async stop(): Promise<void> {
    this.client.close();
    const ended = once(this.child, "exit");
    this.child.kill();
    await ended;
  }
}

function resourceOf(sent: SentResource): pb.AnalyzerResource {
  const resource = new pb.AnalyzerResource().setUrn(sent.urn).setType(sent.type).setName(sent.name);
  resource.setProperties(structOf(sent.props)).setOptions(new pb.AnalyzerResourceOptions());
  resource.setParent(sent.parent ?? "");
  for (const [property, urns] of Object.entries(sent.propertyDependencies ?? {})) {
    const dependencies = new pb.AnalyzerPropertyDependencies().setUrnsList([...urns]);
    resource.getPropertydependenciesMap().set(property, dependencies);
  }
  return resource;
}

function structOf(properties: Readonly<Record<string, unknown>>): Struct {
  return Struct.fromJavaScript(properties as Record<string, JavaScriptValue>);
}

function answer<T>(
  call: (done: (error: grpc.ServiceError | null, response: T) => void) => unknown,
): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, response) => (error === null ? resolve(response) : reject(error)));
  });
}
