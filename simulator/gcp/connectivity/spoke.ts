import { connectivityType, type ConnectivityOperation } from "./connectivityType";
import { checkExportFilter, excludeShape, includeShape, rangesShape } from "./exportFilter";
import { failedPrecondition } from "./error";
import { checkName } from "./hub";
import { groupName, hubPath, hubsSpokes, isHybrid } from "./members";
import { requireGroup, requireHub } from "./spokeGroup";
import { requireTunnels } from "./tunnelSpoke";
import { requireVpc } from "./vpcSpoke";
import { canonicalise } from "../compute/references";
import { zonesOf } from "../compute/regions";
import { tokens } from "../tokens";
import { asObject, asString, asStrings, hasUnknown, type Props } from "../../protocol/values";
import type { CheckContext, ResourceType, WorldView } from "../../providers/resourceType";
import { flag, list, object, text, unsimulated } from "../../providers/shapes";
import type { WorldRecord } from "../../world/record";

/** What a spoke can be; the simulator knows two of them. */
const linked = [
  "gateway",
  "linkedInterconnectAttachments",
  "linkedProducerVpcNetwork",
  "linkedRouterApplianceInstances",
  "linkedVpcNetwork",
  "linkedVpnTunnels",
];

/** Source: https://docs.cloud.google.com/network-connectivity/docs/network-connectivity-center/quotas */
const tunnelsPerSpoke = 8;
const activeVpcSpokesPerHub = 250;

const allIpv4 = "ALL_IPV4_RANGES";

/**
 * A spoke of a hub: a VPC network, or tunnels of HA VPN gateways.
 *
 * Sources: https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/vpc-spokes-overview,
 * https://cloud.google.com/network-connectivity/docs/network-connectivity-center/how-to/working-with-hubs-spokes,
 * https://cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/Shared.Types/Spoke. What
 * replaces it: the schema in the provider's resource_network_connectivity_spoke.go.
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/networkconnectivity/spoke/
 */
export const spoke: ResourceType = connectivityType({
  token: tokens.spoke,
  kind: "Spoke",
  pathOf: ({ project, location, name }) =>
    `projects/${asString(project) ?? ""}/locations/${asString(location) ?? ""}/spokes/${asString(name) ?? ""}`,
  fields: {
    gateway: unsimulated("object", "there is no NCC Gateway"),
    group: text,
    "hub!": text,
    linkedInterconnectAttachments: unsimulated("object", "there is no Interconnect"),
    linkedProducerVpcNetwork: unsimulated("object", "there is no private services access"),
    linkedRouterApplianceInstances: unsimulated("object", "there are no instances"),
    linkedVpcNetwork: object({
      excludeExportRanges: excludeShape,
      includeExportRanges: includeShape,
      "uri!": text,
    }),
    linkedVpnTunnels: object({
      excludeExportRanges: rangesShape(),
      excludeImportRanges: rangesShape(),
      includeExportRanges: rangesShape(allIpv4),
      includeImportRanges: rangesShape(allIpv4),
      "siteToSiteDataTransfer!": flag,
      "uris!": list(text),
    }),
    "location!": text,
  },
  mutable: ["linkedVpcNetwork", "linkedVpnTunnels"],
  rules: {
    linkedVpcNetwork: { replacePaths: ["uri"], replaceIfToggled: true },
    linkedVpnTunnels: { replacePaths: ["siteToSiteDataTransfer", "uris"], replaceIfToggled: true },
  },
  computed: ["group", "reasons", "uniqueId"],
  // Rough figures.
  durations: { create: 30, update: 20, delete: 30 },
  check(context) {
    checkName(context);
    checkKind(context);
    checkLocation(context);
    checkUris(context);
    canonicalise(tokens.spoke, context.inputs);
    checkExportFilter(context);
  },
  create(context) {
    requireAll(context);
    return { ...shown(context), uniqueId: context.draws.uuid("uniqueId") };
  },
  update(context) {
    requireAll(context);
    return shown(context);
  },
  observe: stateOf,
});

function requireAll(context: ConnectivityOperation): void {
  const hub = requireHub(context);
  requireGroup(context, hub);
  if (isHybrid(context)) {
    requireTunnels(context, hub);
  } else {
    requireVpc(context, hub);
    requireRoom(context, hub);
  }
}

function requireRoom({ world, path }: ConnectivityOperation, hub: WorldRecord): void {
  const active = hubsSpokes(world, hub.id).filter(
    (one) => one.id !== path && !isHybrid(one) && stateOf(one, world).state === "ACTIVE",
  );
  if (active.length >= activeVpcSpokesPerHub) {
    throw failedPrecondition(`The hub '${hub.id}' has ${active.length} active VPC spokes, as many as it can`);
  }
}

const shown = ({ inputs }: ConnectivityOperation): Props => ({
  group: `${hubPath(inputs)}/groups/${groupName(inputs)}`,
  reasons: [],
});

/**
 * A hub takes the spokes of its own project; those of others wait until somebody accepts them or their group does.
 *
 * Source: https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/vpc-spokes-overview,
 * "VPC spokes in a different project from a hub"
 */
function stateOf({ inputs }: WorldRecord, world: WorldView): Props {
  const project = asString(inputs.project) ?? "";
  const group = world.get(tokens.group, `${hubPath(inputs)}/groups/${groupName(inputs)}`);
  const accepted =
    hubPath(inputs).startsWith(`projects/${project}/`) ||
    asStrings(asObject(group?.inputs.autoAccept).autoAcceptProjects).includes(project);
  return accepted
    ? { reasons: [], state: "ACTIVE" }
    : {
        reasons: [
          {
            code: "PENDING_REVIEW",
            message: "The spoke waits for the hub's administrator.",
            userDetails: "",
          },
        ],
        state: "INACTIVE",
      };
}

function checkKind({ inputs, fail }: CheckContext): void {
  const given = linked.filter((property) => inputs[property] !== undefined);
  if (given.length !== 1) {
    fail(
      given[1] ?? "linkedVpcNetwork",
      given.length === 0
        ? `one of ${linked.join(", ")} must be specified`
        : `"${given[0] ?? ""}": conflicts with ${given.slice(1).join(", ")}`,
    );
  }
}

/** VPC spokes are global, and tunnels are where their gateway is. */
function checkLocation({ inputs, fail }: CheckContext): void {
  const location = asString(inputs.location);
  if (location === undefined) {
    return;
  }
  if (inputs.linkedVpcNetwork !== undefined && location !== "global") {
    fail("location", `"location" of a VPC spoke must be global, not ${location}`);
  }
  if (inputs.linkedVpnTunnels !== undefined && !zonesOf(location)) {
    fail("location", `"location" of a spoke of VPN tunnels must be their region, not ${location}`);
  }
}

function checkUris({ inputs, fail }: CheckContext): void {
  const tunnels = asObject(inputs.linkedVpnTunnels);
  const all: [path: string, text: string | undefined][] = [
    ["linkedVpcNetwork.uri", asString(asObject(inputs.linkedVpcNetwork).uri)],
    ...asStrings(tunnels.uris).map((uri, i): [string, string] => [`linkedVpnTunnels.uris[${i}]`, uri]),
  ];
  for (const [path, uri] of all) {
    if (uri !== undefined && !/projects\/[^/]+\/(global|regions\/[^/]+)\/\w+\/[^/]+$/.test(uri)) {
      fail(path, `"${path}" must be the URI of a resource, such as its self link, got ${uri}`);
    }
  }
  if (Array.isArray(tunnels.uris) && tunnels.uris.length === 0) {
    fail("linkedVpnTunnels.uris", '"linkedVpnTunnels.uris" must name at least one tunnel');
  }
  if (Array.isArray(tunnels.uris) && tunnels.uris.length > tunnelsPerSpoke) {
    fail("linkedVpnTunnels.uris", `"linkedVpnTunnels.uris" can name at most ${tunnelsPerSpoke} tunnels`);
  }
  const listed = asStrings(tunnels.uris);
  if (!hasUnknown(tunnels.uris) && new Set(listed).size < listed.length) {
    fail("linkedVpnTunnels.uris", '"linkedVpnTunnels.uris" names a tunnel twice');
  }
}
