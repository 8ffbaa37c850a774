import { hubPath, tunnelLink, tunnels, vpc } from "./hubScene";
import { global, itChecks, regional, tokens } from "../scene";
import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";

const filtered = (filter: Props): Props => vpc("app", {}, filter);
const settings = (more: Props): Props => tunnels([tunnelLink("t0")], {}, more);
const numbered = (count: number): string[] => Array.from({ length: count }, (_, i) => tunnelLink(`t${i}`));
const many = (count: number): string[] => Array.from({ length: count }, (_, i) => `10.${i}.0.0/16`);

describe("gcp networkconnectivity Spoke", () => {
  itChecks(tokens.spoke, {}, [
    {
      rule: "is one thing",
      refused: [{ hub: hubPath(), location: "global" }],
      accepted: [vpc("app"), settings({})],
      at: "linkedVpcNetwork",
      text: /one of gateway, .* must be specified/,
    },
    {
      rule: "is no second thing",
      refused: [
        {
          ...vpc("app"),
          linkedVpnTunnels: { uris: [UNKNOWN], siteToSiteDataTransfer: false },
          location: UNKNOWN,
        },
      ],
      accepted: [vpc("app")],
      at: "linkedVpnTunnels",
      text: /conflicts with linkedVpnTunnels/,
    },
    {
      rule: "is global as a VPC network, and in the region of its tunnels",
      refused: [
        vpc("app", { location: "europe-west3" }),
        tunnels([tunnelLink("t0")], { location: "global" }),
      ],
      accepted: [vpc("app", { location: UNKNOWN }), tunnels([tunnelLink("t0")], { location: UNKNOWN })],
      at: "location",
      text: /must be global, not europe-west3|must be their region, not global/,
    },
    {
      rule: "names its network by a URI",
      refused: [vpc("app", { linkedVpcNetwork: { uri: "app" } })],
      accepted: [vpc("app", { linkedVpcNetwork: { uri: global("networks/app") } })],
      at: "linkedVpcNetwork.uri",
      text: /must be the URI of a resource/,
    },
    {
      rule: "names its tunnels by URIs",
      refused: [tunnels(["t0"])],
      accepted: [tunnels([regional("vpnTunnels/t0")])],
      at: "linkedVpnTunnels.uris[0]",
      text: /must be the URI of a resource/,
    },
    {
      rule: "names each of its tunnels once",
      refused: [tunnels([]), tunnels([tunnelLink("t0"), tunnelLink("t0")])],
      accepted: [tunnels([tunnelLink("t0"), tunnelLink("t1")])],
      at: "linkedVpnTunnels.uris",
      text: /at least one tunnel|twice/,
    },
    {
      rule: "has eight tunnels at most",
      refused: [tunnels(numbered(9))],
      accepted: [tunnels(numbered(8))],
      at: "linkedVpnTunnels.uris",
      text: /at most 8 tunnels/,
    },
    {
      rule: "includes ranges and known words",
      refused: [
        filtered({ includeExportRanges: ["ALL"] }),
        filtered({ includeExportRanges: ["10.0.0.1/8"] }),
      ],
      accepted: [filtered({ includeExportRanges: ["ALL_PRIVATE_IPV4_RANGES", "fd20::/20"] })],
      at: "linkedVpcNetwork.includeExportRanges[0]",
      text: /is no range.*ALL_PRIVATE_IPV4_RANGES/,
    },
    {
      rule: "excludes ranges alone",
      refused: [filtered({ excludeExportRanges: ["ALL_IPV4_RANGES"] })],
      accepted: [filtered({ excludeExportRanges: ["10.0.0.0/8"] })],
      at: "linkedVpcNetwork.excludeExportRanges[0]",
      text: /is no range/,
    },
    {
      rule: "has 16 ranges in a filter at most",
      refused: [filtered({ includeExportRanges: many(17) })],
      accepted: [filtered({ includeExportRanges: many(16) })],
      at: "linkedVpcNetwork.includeExportRanges",
      text: /supports 16 item maximum/,
    },
    {
      rule: "has ranges in a filter that are apart",
      refused: [filtered({ includeExportRanges: ["10.0.0.0/8", "10.1.0.0/16"] })],
      accepted: [filtered({ includeExportRanges: ["10.0.0.0/9", "10.128.0.0/9"] })],
      at: "linkedVpcNetwork.includeExportRanges",
      text: /10\.1\.0\.0\/16 matches or overlaps another range/,
    },
    {
      rule: "excludes what it includes",
      refused: [
        filtered({ includeExportRanges: ["10.0.0.0/16"], excludeExportRanges: ["10.1.0.0/16"] }),
        filtered({ excludeExportRanges: ["8.8.8.0/24"] }),
      ],
      accepted: [
        filtered({ includeExportRanges: ["10.0.0.0/8"], excludeExportRanges: ["10.1.0.0/16"] }),
        filtered({ includeExportRanges: ["ALL_IPV4_RANGES"], excludeExportRanges: ["8.8.8.0/24"] }),
        filtered({ includeExportRanges: UNKNOWN, excludeExportRanges: ["8.8.8.0/24"] }),
      ],
      at: "linkedVpcNetwork.excludeExportRanges",
      text: /is not within the included ranges/,
    },
    {
      rule: "imports ranges, or all",
      refused: [settings({ includeImportRanges: ["ALL_PRIVATE_IPV4_RANGES"] })],
      accepted: [
        settings({ includeImportRanges: ["ALL_IPV4_RANGES"] }),
        settings({ includeImportRanges: ["10.0.0.0/8"] }),
      ],
      at: "linkedVpnTunnels.includeImportRanges[0]",
      text: /none of ALL_IPV4_RANGES/,
    },
    {
      rule: "is nothing that is not simulated",
      refused: [
        {
          hub: hubPath(),
          location: "europe-west3",
          linkedRouterApplianceInstances: { siteToSiteDataTransfer: false },
        },
      ],
      accepted: [vpc("app")],
      at: "linkedRouterApplianceInstances",
      text: /not simulated: there are no instances/,
    },
  ]);
});
