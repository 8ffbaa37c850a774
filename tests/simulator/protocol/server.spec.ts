import * as grpc from "@grpc/grpc-js";
import providerRpc from "@pulumi/pulumi/proto/provider_grpc_pb";
import pb from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

import { type ProviderServer, serveProvider } from "../../../simulator";
import { networkToken, toyClouds } from "../../helpers/toyCloud";
import { rejection } from "../../helpers/rejection";

const urn = `urn:pulumi:dev::toy::${networkToken}::a`;
const struct = (props: Record<string, JavaScriptValue>): Struct => Struct.fromJavaScript(props);

describe("the provider protocol", () => {
  let server: ProviderServer;
  const clients: Client[] = [];
  beforeEach(async () => (server = await serveProvider(await toyClouds(), "toy")));
  afterEach(async () => {
    clients.splice(0).forEach((client) => client.close());
    await server.close();
  });

  /** One attached provider: a connection of its own, as the engine makes for each. */
  const attach = (): Client => {
    const client = new Client(server.port);
    clients.push(client);
    return client;
  };

  const zone = async (client: Client): Promise<unknown> => {
    const answer = await client.call<pb.InvokeResponse>(
      "invoke",
      new pb.InvokeRequest().setTok("toy:index:zones").setArgs(struct({})),
    );
    return answer.getReturn()?.toJavaScript().zone;
  };

  it("keeps the configurations of several providers apart", async () => {
    const [here, there] = [attach(), attach()];
    await here.configure("here");
    await there.configure("there");
    expect(await zone(here)).to.equal("here");
    expect(await zone(there)).to.equal("there");
  });

  it("knows a renewed connection while there is one configuration, and does not guess between two", async () => {
    await attach().configure("here");
    expect(await zone(attach())).to.equal("here");
    await attach().configure("there");
    expect(await rejection(zone(attach()))).to.contain("was not configured, and several others are");
  });

  it("does not tell of a change that the program ignores, at any depth", async () => {
    const diff = await attach().call<pb.DiffResponse>(
      "diff",
      new pb.DiffRequest()
        .setUrn(urn)
        .setOldInputs(struct({ cidr: "x", note: "a", settings: { mtu: 1, bgp: { asn: 1 } } }))
        .setNews(struct({ cidr: "x", note: "b", settings: { mtu: 2, bgp: { asn: 1 } } }))
        .setIgnorechangesList(["note"]),
    );
    expect(diff.getDiffsList()).to.deep.equal(["settings"]);
    expect([...diff.getDetaileddiffMap().keys()]).to.deep.equal(["settings.mtu"]);
  });

  it("answers a refusal in the cloud's words alone, without the values that were sent", async () => {
    const refused = attach().call(
      "create",
      new pb.CreateRequest()
        .setUrn("urn:pulumi:dev::toy::toy:index:Link::a")
        .setProperties(struct({ network: "a-secret-name" })),
    );
    expect(await rejection(refused)).to.match(/NotFound: no such network$/);
  });
});

class Client {
  private readonly stub: grpc.Client;

  constructor(port: number) {
    this.stub = new providerRpc.ResourceProviderClient(
      `127.0.0.1:${port}`,
      grpc.credentials.createInsecure(),
      // Clients of one process share a connection otherwise.
      { "grpc.use_local_subchannel_pool": 1 },
    );
  }

  async configure(zone: string): Promise<void> {
    const request = new pb.ConfigureRequest();
    request.getVariablesMap().set("toy:config:zone", zone);
    await this.call("configure", request);
  }

  call<Answer>(method: string, request: unknown): Promise<Answer> {
    const stub = this.stub as unknown as Record<
      string,
      (request: unknown, done: (error: Error | null, answer: Answer) => void) => void
    >;
    return new Promise((resolve, reject) => {
      stub[method]?.call(stub, request, (error, answer) => (error ? reject(error) : resolve(answer)));
    });
  }

  close(): void {
    this.stub.close();
  }
}
