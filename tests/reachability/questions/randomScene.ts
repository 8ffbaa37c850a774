import fc from "fast-check";

import { type Endpoint, type Filter, type Peers } from "../../../reachability/model";
import { filter, type Opening, Scene } from "./scene";

const traffics = ["all", "tcp 22", "tcp 443", "tcp 400-6000", "udp 53", "tcp 1024-65535"];
const ranges = ["10.0.0.0/8", "10.1.0.0/16", "10.1.1.0/24", "10.2.1.5/32", "10.1.1.128/25"];

const opening: fc.Arbitrary<Opening> = fc.record(
  {
    traffic: fc.constantFrom(...traffics),
    peer: fc.constantFrom(...ranges),
    action: fc.constantFrom("allow" as const, "deny" as const),
    undecided: fc.constantFrom("it is not known"),
  },
  { requiredKeys: ["traffic"] },
);

interface RandomSubnet {
  readonly around: readonly Opening[] | undefined;
  readonly instances: readonly RandomInstance[];
}

interface RandomInstance {
  readonly opens: readonly Opening[];
  readonly group: number;
  /** Which filters it has in one direction alone, or shares by id with others. */
  readonly oddity: "none" | "shared" | "one way" | "looks up elsewhere" | "wide";
}

const instance: fc.Arbitrary<RandomInstance> = fc.record({
  opens: fc.array(opening, { maxLength: 2 }),
  group: fc.integer({ min: 0, max: 2 }),
  oddity: fc.oneof(
    { weight: 3, arbitrary: fc.constant("none" as const) },
    fc.constantFrom("shared" as const, "one way" as const, "looks up elsewhere" as const, "wide" as const),
  ),
});

const subnet: fc.Arbitrary<RandomSubnet> = fc.record({
  around: fc.option(fc.array(opening, { maxLength: 3 }), { nil: undefined }),
  instances: fc.array(instance, { maxLength: 4 }),
});

/** Estates in which much is told apart: filters of all kinds, several paths, tunnels that are down. */
export function scenes(): fc.Arbitrary<Scene> {
  return fc
    .record({
      networks: fc.array(fc.array(subnet, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
      joins: fc.array(
        fc.record({
          from: fc.nat(2),
          to: fc.nat(2),
          tunnels: fc.integer({ min: 1, max: 2 }),
          differentKeys: fc.boolean(),
        }),
        { maxLength: 3 },
      ),
      overlap: fc.boolean(),
    })
    .map(({ networks, joins, overlap }) => {
      const scene = new Scene();
      const groups: Set<string>[] = [new Set(), new Set(), new Set()];
      networks.forEach((subnets, number) =>
        addNetwork(scene, subnets, number, overlap && number === 2, groups),
      );
      const joined = new Set<string>();
      for (const { from, to, tunnels, differentKeys } of joins) {
        const key = [from, to].sort().join();
        if (from !== to && from < networks.length && to < networks.length && !joined.has(key)) {
          joined.add(key);
          scene.join(`n${from}`, `n${to}`, tunnels, { differentKeys });
        }
      }
      return scene;
    });
}

function addNetwork(
  scene: Scene,
  subnets: readonly RandomSubnet[],
  number: number,
  overlaps: boolean,
  groups: readonly Set<string>[],
): void {
  const net = overlaps ? 1 : number + 1;
  scene.network(`n${number}`, "aws", `10.${net}.0.0/16`);
  subnets.forEach(({ around, instances }, index) => {
    const name = `s${number}${index}`;
    const list = around && filter(`list ${name}`, around, "source", { stateful: false, otherwise: "allow" });
    scene.subnet(`n${number}`, name, `10.${net}.${index + 1}.0/24`, list && { around: list });
    instances.forEach((one, place) =>
      addInstance(
        scene,
        one,
        name,
        `i${number}${index}${place}`,
        `10.${net}.${index + 1}.${5 + place}`,
        groups,
      ),
    );
  });
}

function addInstance(
  scene: Scene,
  { opens, group, oddity }: RandomInstance,
  subnet: string,
  name: string,
  address: string,
  groups: readonly Set<string>[],
): void {
  groups[group]?.add(name);
  const peers: Peers = { ranges: [], endpoints: groups[(group + 1) % 3] ?? new Set() };
  scene.instance(subnet, name, address, [...opens, { traffic: "tcp 443", peer: peers }]);
  const { endpoints } = scene.estate;
  const made = endpoints.at(-1);
  if (made !== undefined) {
    const alike = { ...made, egress: made.egress.map(nameless), ingress: made.ingress.map(nameless) };
    endpoints.splice(-1, 1, { ...alike, ...odd(oddity, alike, scene) });
  }
}

/** As if it were of one resource: only what it does tells it from others. */
function nameless(one: Filter): Filter {
  const rules = one.rules.map((each) => ({ ...each, rule: { text: each.rule.text } }));
  return { ...one, urn: undefined, rules, otherwise: { ...one.otherwise, rule: { text: "the rest" } } };
}

function odd(oddity: RandomInstance["oddity"], made: Endpoint, { estate }: Scene): Partial<Endpoint> {
  const renamed = (filters: readonly Filter[]): Filter[] => filters.map((one) => ({ ...one, id: "shared" }));
  switch (oddity) {
    case "shared":
      return { egress: renamed(made.egress), ingress: renamed(made.ingress) };
    case "one way":
      return { egress: renamed(made.ingress), ingress: [] };
    case "looks up elsewhere":
      return { routesAt: estate.nodes.find(({ kind }) => kind === "subnet")?.id ?? made.routesAt };
    case "wide":
      return { addresses: estate.nodes.find(({ id }) => id === made.subnet)?.delivers ?? made.addresses };
    case "none":
      return {};
  }
}
