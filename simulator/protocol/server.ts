import * as grpc from "@grpc/grpc-js";
import emptyPb from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

import pluginPb from "@pulumi/pulumi/proto/plugin_pb";
import providerRpc from "@pulumi/pulumi/proto/provider_grpc_pb";
import pb from "@pulumi/pulumi/proto/provider_pb";

import { type DecodedProps, decodeProps, encodeProps } from "./values";
import type { SimulatedClouds } from "../providers/clouds";
import { type Change, type ChangeDetail, isWithin } from "../providers/properties";
import type { ProviderConfig } from "../providers/resourceType";

/** A running provider server. */
export interface ProviderServer {
  readonly packageName: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves one simulated provider on a loopback port, for the engine to attach to by `PULUMI_DEBUG_PROVIDERS`.
 *
 * Source: `proto/pulumi/provider.proto` of Pulumi 3.200, whose comments are the protocol's documentation.
 */
export async function serveProvider(clouds: SimulatedClouds, packageName: string): Promise<ProviderServer> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  server.addService(providerRpc.ResourceProviderService, handlers(clouds, packageName));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    packageName,
    port,
    close: () =>
      new Promise((resolve) => {
        server.tryShutdown(() => resolve());
        setTimeout(() => server.forceShutdown(), 500).unref();
      }),
  };
}

function handlers(clouds: SimulatedClouds, packageName: string): grpc.UntypedServiceImplementation {
  const pkg = clouds.package(packageName);

  // Every configured provider of the program attaches by a connection of its own to the one port. A connection that
  // was idle for half an hour is renewed under another address: then the configuration must be the only one.
  const configs = new Map<string, ProviderConfig>();
  const configOf = (call: Call<unknown>): ProviderConfig => {
    const known = configs.get(call.getPeer());
    const [only = {}, another] = configs.values();
    if (known === undefined && another !== undefined) {
      throw new Error(
        `this connection to the simulated ${packageName} was not configured, and several others are; run the command again`,
      );
    }
    return known ?? only;
  };

  return {
    getPluginInfo: unary(() => new pluginPb.PluginInfo().setVersion(pkg.version)),

    getSchema: unary(() => {
      throw new Error(
        `the simulated ${packageName} has no schema to generate code from; import with --generate-code=false`,
      );
    }),

    attach: unary(() => new emptyPb.Empty()),
    cancel: unary(() => new emptyPb.Empty()),

    checkConfig: unary(({ request }: Call<pb.CheckRequest>) =>
      new pb.CheckResponse().setInputs(request.getNews()),
    ),
    diffConfig: unary(() => new pb.DiffResponse().setChanges(pb.DiffResponse.DiffChanges.DIFF_NONE)),

    configure: unary((call: Call<pb.ConfigureRequest>) => {
      const variables = Object.fromEntries(
        call.request
          .getVariablesMap()
          .toObject(false)
          .map(([key, value]) => [key.slice(key.lastIndexOf(":") + 1), value]),
      );
      configs.set(call.getPeer(), pkg.configure(variables));
      return new pb.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
    }),

    invoke: unary((call: Call<pb.InvokeRequest>) => {
      const answer = clouds.invoke(
        call.request.getTok(),
        decoded(call.request.getArgs()).props,
        configOf(call),
      );
      return new pb.InvokeResponse().setReturn(struct(encodeProps(answer)));
    }),

    check: unary((call: Call<pb.CheckRequest>) => {
      const { request } = call;
      const news = decoded(request.getNews());
      const olds = request.getOlds();
      const checked = clouds.check(
        request.getUrn(),
        tokenOf(request.getUrn()),
        news,
        olds ? decoded(olds).props : undefined,
        configOf(call),
      );
      return new pb.CheckResponse()
        .setInputs(struct(encodeProps(checked.inputs, news.secrets)))
        .setFailuresList(
          checked.failures.map((failure) =>
            new pb.CheckFailure().setProperty(failure.property).setReason(failure.reason),
          ),
        );
    }),

    diff: unary(({ request }: Call<pb.DiffRequest>) => {
      const olds = decoded(request.getOldInputs()).props;
      const news = decoded(request.getNews()).props;
      const { changes, deleteBeforeReplace } = clouds.diff(tokenOf(request.getUrn()), olds, news);
      return diffResponse(changes, deleteBeforeReplace, request.getIgnorechangesList());
    }),

    create: unary(async (call: Call<pb.CreateRequest>) => {
      const { request } = call;
      const inputs = decoded(request.getProperties());
      const token = tokenOf(request.getUrn());
      if (request.getPreview()) {
        const { outputs, secrets } = clouds.preview(token, inputs);
        return new pb.CreateResponse().setProperties(struct(encodeProps(outputs, secrets)));
      }
      const created = await clouds.create(request.getUrn(), token, inputs, configOf(call));
      return new pb.CreateResponse()
        .setId(created.id)
        .setProperties(struct(encodeProps(created.outputs, created.secrets)));
    }),

    read: unary(({ request }: Call<pb.ReadRequest>) => {
      const answer = clouds.read(tokenOf(request.getUrn()), request.getId());
      if (!answer) {
        return new pb.ReadResponse();
      }
      return new pb.ReadResponse()
        .setId(answer.id)
        .setInputs(struct(encodeProps(answer.inputs, answer.secrets)))
        .setProperties(struct(encodeProps(answer.outputs, answer.secrets)));
    }),

    update: unary(async (call: Call<pb.UpdateRequest>) => {
      const { request } = call;
      const news = decoded(request.getNews());
      const token = tokenOf(request.getUrn());
      if (request.getPreview()) {
        const { outputs, secrets } = clouds.preview(token, news, decoded(request.getOlds()).props);
        return new pb.UpdateResponse().setProperties(struct(encodeProps(outputs, secrets)));
      }
      const updated = await clouds.update(request.getUrn(), token, request.getId(), news, configOf(call));
      return new pb.UpdateResponse().setProperties(struct(encodeProps(updated.outputs, updated.secrets)));
    }),

    delete: unary(async (call: Call<pb.DeleteRequest>) => {
      await clouds.delete(tokenOf(call.request.getUrn()), call.request.getId(), configOf(call));
      return new emptyPb.Empty();
    }),
  };
}

type Call<Request> = grpc.ServerUnaryCall<Request, unknown>;

/** Turns a thrown refusal into the error that the engine shows. */
function unary<Request, Answer>(
  handle: (call: Call<Request>) => Answer | Promise<Answer>,
): grpc.handleUnaryCall<Request, Answer> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => handle(call))
      .then(
        (answer) => callback(null, answer),
        (error: unknown) =>
          callback({
            code: grpc.status.UNKNOWN,
            details: error instanceof Error ? error.message : String(error),
          }),
      );
  };
}

function diffResponse(
  all: readonly Change[],
  deleteBeforeReplace: boolean,
  ignored: readonly string[],
): pb.DiffResponse {
  const isIgnored = (path: string): boolean => ignored.some((outer) => isWithin(path, outer));
  const changes = all.filter(({ details }) => !details.every(({ path }) => isIgnored(path)));
  const response = new pb.DiffResponse()
    .setChanges(
      changes.length > 0 ? pb.DiffResponse.DiffChanges.DIFF_SOME : pb.DiffResponse.DiffChanges.DIFF_NONE,
    )
    .setDiffsList(changes.map(({ path }) => path))
    .setReplacesList(changes.filter(({ replaces }) => replaces).map(({ path }) => path))
    .setDeletebeforereplace(deleteBeforeReplace)
    .setHasdetaileddiff(true);
  const detailed = response.getDetaileddiffMap();
  for (const detail of changes.flatMap(({ details }) => details)) {
    if (!isIgnored(detail.path)) {
      detailed.set(detail.path, new pb.PropertyDiff().setKind(kindOf(detail)).setInputdiff(true));
    }
  }
  return response;
}

function kindOf({ kind, replaces }: ChangeDetail): pb.PropertyDiff.Kind {
  const { Kind } = pb.PropertyDiff;
  switch (kind) {
    case "add":
      return replaces ? Kind.ADD_REPLACE : Kind.ADD;
    case "delete":
      return replaces ? Kind.DELETE_REPLACE : Kind.DELETE;
    case "update":
      return replaces ? Kind.UPDATE_REPLACE : Kind.UPDATE;
  }
}

/** The type token of a URN: the last of the `$`-joined types. */
function tokenOf(urn: string): string {
  const types = urn.split("::")[2] ?? "";
  return types.slice(types.lastIndexOf("$") + 1);
}

const decoded = (value: Struct | undefined): DecodedProps => decodeProps(value?.toJavaScript() ?? {});

const struct = (props: Record<string, unknown>): Struct =>
  Struct.fromJavaScript(props as Record<string, JavaScriptValue>);
