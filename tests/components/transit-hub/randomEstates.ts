import fc from "fast-check";
import type { HubCloud, TransitEstate } from "./estates";

const kinds: readonly HubCloud[] = ["aws", "gcp", "hub-virtual-network", "virtual-wan"];

interface Raw {
  readonly hubs: readonly HubCloud[];
  readonly segments: number;
  readonly spokes: readonly { readonly hub: number; readonly segment: number }[];
  readonly allowed: readonly (readonly [number, number])[];
}

/** Estates that TransitHub takes, of up to so many hubs, segments and spokes. */
export function estates(hubs: number, segments: number, spokes: number): fc.Arbitrary<TransitEstate> {
  const number = fc.nat({ max: 59 });
  // Small and extreme values first would make small estates of one hub.
  return fc.noBias(
    fc
      .record({
        hubs: fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: hubs }),
        segments: fc.integer({ min: 1, max: segments }),
        spokes: fc.array(fc.record({ hub: number, segment: number }), {
          minLength: 2,
          maxLength: spokes,
          size: "max",
        }),
        allowed: fc.array(fc.tuple(number, number), { maxLength: segments, size: "max" }),
      })
      .map(estateOf),
  );
}

function estateOf({ hubs: kinds, segments, spokes, allowed }: Raw): TransitEstate {
  const hubs = soundHubs(kinds).map((kind, index) => [`h${index}`, kind] as const);
  const placed = spokes.map(({ hub, segment }, index) => ({
    name: `n${index}`,
    hub: hubs[hub % hubs.length]![0],
    segment: `s${segment % segments}`,
  }));
  const used = [...new Set(placed.map(({ segment }) => segment))].sort();
  const pairs = allowed
    .map(([one, other]) => [used[one % used.length]!, used[other % used.length]!].sort() as [string, string])
    .filter(([one, other]) => one !== other);
  // Across clouds segments meet at a transit gateway alone.
  const meeting =
    hubs.some(([, kind]) => kind === "aws") || new Set(hubs.map(([, kind]) => cloud(kind))).size === 1;
  return {
    segments: used,
    allowed: meeting ? [...new Map(pairs.map((pair) => [pair.join(), pair])).values()] : [],
    hubs: Object.fromEntries(hubs),
    spokes: Object.fromEntries(placed.map(({ name, hub, segment }) => [name, `${hub} ${segment}`])),
  };
}

/** Of two hub VNets neither reaches the other's spokes: where there is another hub in Azure, all are of Virtual WAN. */
function soundHubs(kinds: readonly HubCloud[]): HubCloud[] {
  const inAzure = kinds.filter((kind) => cloud(kind) === "azure").length;
  return kinds.map((kind) => (cloud(kind) === "azure" && inAzure > 1 ? "virtual-wan" : kind));
}

function cloud(kind: HubCloud): string {
  return kind === "aws" || kind === "gcp" ? kind : "azure";
}
