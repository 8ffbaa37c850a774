import { sources } from "./pages";
import {
  aws,
  instance,
  internetGateway,
  peering,
  routeTable,
  securityGroup,
  subnet,
  tcp,
  vpc,
} from "./resources";
import type { Case } from "../case";

const shop = vpc("shop", "10.0.0.0/16");
const a = subnet("a", shop, "10.0.1.0/24");
const data = vpc("data", "10.1.0.0/16");
const b = subnet("b", data, "10.1.1.0/24");
const archive = vpc("archive", "10.2.0.0/16");
const c = subnet("c", archive, "10.2.1.0/24");
const joined = peering("joined", shop, data);
const further = peering("further", data, archive);
const there = routeTable("there", shop, [a], { "10.1.0.0/16": joined });
const back = routeTable("back", data, [b], { "10.0.0.0/16": joined });
const networks = [shop, a, data, b];
const everyRoute = [...there, ...back];
const pending = { outputs: { acceptStatus: "pending-acceptance" } };

const web = securityGroup("web", shop, []);
const dbFromWeb = securityGroup("db", data, [tcp(5432, web)]);
const hosts = [
  web,
  dbFromWeb,
  instance("server", a, "10.0.1.10", [web]),
  instance("database", b, "10.1.1.10", [dbFromWeb]),
];
const dataAbroad = vpc("data", "10.1.0.0/16", { region: "eu-west-1" });

export const peeringCases: readonly Case[] = [
  {
    name: "peered VPCs reach each other when both sides have a route",
    source: sources.peeringRouting,
    resources: [...networks, joined, ...everyRoute],
    flows: [
      { from: "a", to: "b", verdict: "reachable", hops: ["a", "subnet a", "subnet b", "b"] },
      { from: "b", to: "a", verdict: "reachable" },
    ],
  },
  {
    name: "without a route on the other side the answer does not get back",
    source: sources.peeringRouting,
    resources: [...networks, joined, ...there],
    flows: [{ from: "a", to: "b", verdict: "blocked", because: /answer does not get back: .*no route/ }],
  },
  {
    name: "peering is not transitive",
    source: sources.peering,
    resources: [
      ...networks,
      archive,
      c,
      joined,
      further,
      ...routeTable("there", shop, [a], { "10.0.0.0/8": joined }),
      ...routeTable("middle", data, [b], { "10.0.0.0/16": joined, "10.2.0.0/16": further }),
      ...routeTable("end", archive, [c], { "10.0.0.0/8": further }),
    ],
    flows: [
      { from: "a", to: "b", verdict: "reachable" },
      { from: "b", to: "c", verdict: "reachable" },
      { from: "a", to: "c", verdict: "blocked", because: /no subnet of data/ },
    ],
  },
  {
    name: "the internet gateway of a peer can't be used",
    source: sources.peering,
    resources: [
      ...networks,
      archive,
      c,
      joined,
      internetGateway("internet", data),
      ...routeTable("there", shop, [a], { "0.0.0.0/0": joined }),
      ...routeTable("out", data, [b], { "0.0.0.0/0": internetGateway("internet", data) }),
    ],
    flows: [{ from: "a", to: "c", verdict: "blocked", because: /no subnet of data/ }],
  },
  {
    name: "a peering connection that waits to be accepted carries nothing",
    source: sources.peering,
    resources: [...networks, { ...peering("joined", shop, data, {}), ...pending }, ...everyRoute],
    flows: [{ from: "a", to: "b", verdict: "blocked", because: /was not accepted/ }],
  },
  {
    name: "the other side can accept by a resource of its own",
    source: sources.peering,
    resources: [
      ...networks,
      peering("joined", shop, data, {}),
      aws("ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter", "joined", {
        vpcPeeringConnectionId: joined.id,
        autoAccept: true,
      }),
      ...everyRoute,
    ],
    flows: [{ from: "a", to: "b", verdict: "reachable" }],
  },
  {
    name: "whether another account will accept can't be told",
    source: sources.peering,
    resources: [...networks, peering("joined", shop, data, { peerOwnerId: "111122223333" }), ...everyRoute],
    flows: [{ from: "a", to: "b", verdict: "undecided", because: /accepted can't be told/ }],
  },
  {
    name: "a peering connection with a VPC of other stacks leaves the model",
    source: sources.peering,
    resources: [
      shop,
      a,
      archive,
      c,
      peering("joined", shop, { ...data, id: "vpc-0bb" }),
      ...routeTable("all", shop, [a], { "10.2.0.0/16": joined }),
    ],
    flows: [{ from: "a", to: "c", verdict: "leaves the model", because: /vpc-0bb/ }],
  },
  {
    name: "a security group can name one of a peered VPC in its region",
    source: sources.peeringSecurityGroups,
    resources: [...networks, joined, ...everyRoute, ...hosts],
    flows: [
      { from: "server", to: "database", port: 5432, verdict: "reachable" },
      { from: "server", to: "database", port: 22, verdict: "blocked", because: /security group db/ },
    ],
  },
  {
    name: "a security group can't name one of a peered VPC in another region",
    source: sources.peeringSecurityGroups,
    resources: [
      shop,
      a,
      dataAbroad,
      b,
      peering("joined", shop, data, { peerRegion: "eu-west-1" }),
      aws("ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter", "joined", {
        vpcPeeringConnectionId: joined.id,
        autoAccept: true,
      }),
      ...everyRoute,
      ...hosts,
    ],
    flows: [
      { from: "server", to: "database", port: 5432, verdict: "blocked", because: /security group db/ },
      { from: "a", to: "b", port: 5432, verdict: "reachable" },
    ],
  },
];
