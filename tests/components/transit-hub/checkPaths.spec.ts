import { expect } from "chai";
import fc from "fast-check";
import type { TransitHubArgs } from "../../../components";
import { Problems } from "../../../components/problems";
import { checkPaths } from "../../../components/transit-hub/checkPaths";
import { planTransit } from "../../../components/transit-hub/plan";
import { expectRefused, network, vnet, vpc } from "./checkedMaps";

const sites = {
  east: { aws: {} },
  west: { aws: {} },
  azure: { azure: { addressSpace: "10.250.0.0/20" } },
  gcp: { gcp: { region: "europe-west3" } },
  gcp2: { gcp: { region: "us-east4" } },
} as const;
const makers = { aws: vpc, azure: vnet, gcp: network };

type Site = keyof typeof sites;

/** Spokes as `<hub> <segment>`; every link named is left out. */
function map(
  places: readonly `${Site} ${string}`[],
  allowed: TransitHubArgs["allowed"],
  ...leftOut: string[]
) {
  const spokes = places.map((place, index) => {
    const [hub = "", segment = ""] = place.split(" ");
    const cloud = Object.keys(sites[hub as Site])[0] as keyof typeof makers;
    return { hub, segment, ...makers[cloud](`n${index}`, `10.${index}.0.0/16`) };
  });
  const names = (key: "hub" | "segment") => [...new Set(spokes.map((spoke) => spoke[key]))];
  const hubs = [...new Set([...names("hub"), ...(allowed === undefined ? [] : ["east"])])];
  return {
    segments: Object.fromEntries(names("segment").map((name, number) => [name, { number }])),
    ...(allowed !== undefined && { allowed }),
    hubs: Object.fromEntries(hubs.map((name, number) => [name, { number, ...sites[name as Site] }])),
    spokes: Object.fromEntries(spokes.map((spoke, index) => [`n${index}`, spoke])),
    links: Object.fromEntries(leftOut.map((name) => [name, false as const])),
  };
}

function reported(args: TransitHubArgs): string[] {
  const found: string[] = [];
  const problems = new Problems();
  problems.add = (path) => found.push(path);
  checkPaths(problems, args, planTransit(args));
  return found;
}

const shared = [["prod", "shared"]] as const;

describe("TransitHub without some links", () => {
  it("refuses networks of one segment whose only link is left out", () =>
    expectRefused(
      map(["east prod", "gcp prod"], undefined, "east-gcp"),
      /links\.east-gcp: false leaves networks .+ without a way: prod at east and prod at gcp: leave it out/,
    ));

  it("refuses segments that meet at a transit gateway which one of them does not reach", () =>
    expectRefused(
      map(["azure prod", "gcp shared"], shared, "east-gcp"),
      /links\.east-gcp: .+: prod at azure and shared at gcp: leave it out/,
    ));

  const accepted: readonly (readonly [string, TransitHubArgs])[] = [
    ["over a transit gateway", map(["azure prod", "east prod", "gcp prod"], undefined, "gcp-azure")],
    ["over a gateway in Azure", map(["azure prod", "east prod", "gcp prod"], undefined, "east-gcp")],
    ["over another hub in Google Cloud", map(["gcp prod", "gcp2 prod", "east prod"], undefined, "east-gcp")],
    ["at the other transit gateway", map(["azure prod", "gcp shared", "west prod"], shared, "east-gcp")],
    ["where no network may use it", map(["azure prod", "east dev", "gcp prod"], undefined, "east-azure")],
  ];
  for (const [where, args] of accepted) {
    it(`leaves networks a way ${where}`, () => expect(reported(args)).to.deep.equal([]));
  }

  const cutOff: readonly (readonly [string, TransitHubArgs, string])[] = [
    [
      "the peering of transit gateways, which holds VPCs alone",
      map(["east prod", "west prod", "azure prod"], undefined, "east-azure"),
      "links.east-azure",
    ],
    [
      "that peering between segments",
      map(["azure prod", "west shared"], shared, "west-azure"),
      "links.west-azure",
    ],
    [
      "the peering of VNets, from segment to segment",
      map(["azure prod", "azure shared", "gcp shared"], shared, "east-azure"),
      "links.east-azure",
    ],
    [
      "Google Cloud, which hands nothing on",
      map(["east prod", "gcp prod", "azure prod"], undefined, "east-azure"),
      "links.east-azure",
    ],
  ];
  for (const [what, args, link] of cutOff) {
    it(`takes no way over ${what}`, () => expect(reported(args)).to.deep.equal([link]));
  }

  it("names links that, put back, leave every network a way", () => {
    const places = ["east prod", "west shared", "azure prod", "azure dev", "gcp shared", "gcp2 dev"] as const;
    const allowed = [...shared, ["dev", "shared"]] as const;
    const pairs = ["east", "west"].flatMap((hub) =>
      ["azure", "gcp", "gcp2"].map((other) => `${hub}-${other}`),
    );
    const names = fc.subarray([...pairs, "gcp-azure", "gcp2-azure"]);
    fc.assert(
      fc.property(names, (leftOut) => {
        const found = reported(map(places, allowed, ...leftOut)).map((path) => path.replace("links.", ""));
        const rest = leftOut.filter((name) => !found.includes(name));
        return (
          found.every((name) => leftOut.includes(name)) &&
          reported(map(places, allowed, ...rest)).length === 0
        );
      }),
    );
  });
});
