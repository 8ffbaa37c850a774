import { checkDeletionPolicy, refuseIfPrevented, rulesOf } from "./compute/common";
import { ComputeError, during, invalid, notFound } from "./compute/error";
import { autoname, autonamingProperty, deletesBeforeReplace, nameProblem } from "./compute/names";
import { lastName, pathIn, selfLink } from "./compute/paths";
import { counterpart } from "./rules/peerNetworks";
import { requireFreePeers, requireOneOfSpokes } from "./rules/networkPeers";
import { tokens } from "./tokens";
import { asString, type Props } from "../protocol/values";
import type { CheckContext, OperationContext, ResourceType } from "../providers/resourceType";
import { checkInputs, type Fields, flag, oneOf, text, textWhich } from "../providers/shapes";

const networkLink = /projects\/[^/]+\/global\/networks\/(?:[a-z](?:[-a-z0-9]*[a-z0-9])?)$/;

const link = textWhich((text, path) =>
  networkLink.test(text)
    ? undefined
    : `"${path}" ("${text}") doesn't match regexp "projects/(PROJECT)/global/networks/((?:[a-z](?:[-a-z0-9]*[a-z0-9])?))$"`,
);

const fields: Fields = {
  deletionPolicy: oneOf("DELETE", "PREVENT", "ABANDON"),
  name: text,
  exportCustomRoutes: flag,
  exportSubnetRoutesWithPublicIp: flag,
  importCustomRoutes: flag,
  importSubnetRoutesWithPublicIp: flag,
  "network!": link,
  "peerNetwork!": link,
  stackType: oneOf("IPV4_ONLY", "IPV4_IPV6"),
  updateStrategy: textWhich((strategy, path) =>
    strategy === "INDEPENDENT" ? undefined : `"${path}" ${strategy} is not simulated: use INDEPENDENT`,
  ),
};

/**
 * One side of a peering of two VPC networks, which is active once each has its side.
 *
 * Sources: https://cloud.google.com/vpc/docs/using-vpc-peering, https://cloud.google.com/vpc/docs/vpc-peering, and the
 * provider's resource_compute_network_peering.go for its schema, its id and its locks
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/networkpeering/
 */
export const networkPeering: ResourceType = {
  token: tokens.networkPeering,
  properties: {
    ...autonamingProperty,
    ...rulesOf(
      fields,
      ["deletionPolicy", "exportCustomRoutes", "importCustomRoutes", "stackType", "updateStrategy"],
      {
        exportCustomRoutes: false,
        exportSubnetRoutesWithPublicIp: true,
        importCustomRoutes: false,
        stackType: "IPV4_ONLY",
        updateStrategy: "INDEPENDENT",
      },
    ),
  },
  computed: ["deletionPolicy", "state", "stateDetails"],
  // Rough figures.
  durations: { create: 15, update: 10, delete: 15 },
  deleteBeforeReplace: deletesBeforeReplace,
  check(context) {
    autoname(context);
    checkDeletionPolicy(context);
    checkInputs(context.inputs, fields, context.fail);
    canonicalise(context);
    checkName(context);
  },
  create: (context) =>
    during("adding network peering", () => {
      const { inputs, world } = context;
      requireNetworks(context);
      const id = `${lastName(asString(inputs.network) ?? "")}/${asString(inputs.name) ?? ""}`;
      const twin = world
        .all(tokens.networkPeering)
        .filter((one) => one.inputs.network === inputs.network)
        .find((one) => one.inputs.name === inputs.name || one.inputs.peerNetwork === inputs.peerNetwork);
      if (twin) {
        throw new ComputeError(
          409,
          "alreadyExists",
          `There is already a peering '${asString(twin.inputs.name) ?? ""}' of the network with this name or with this peer network`,
        );
      }
      requireOneOfSpokes(context);
      requireFreePeers(context);
      return { id, outputs: shown(inputs) };
    }),
  update: (context) => during("updating network peering", () => shown(context.inputs)),
  delete: (_context, record) => refuseIfPrevented(record),
  observe(record, world) {
    const isActive = counterpart(world, record) !== undefined;
    return {
      state: isActive ? "ACTIVE" : "INACTIVE",
      stateDetails: isActive ? "Connected." : "Waiting for peer network to connect.",
    };
  },
  busy: ({ inputs }) => ({
    keys: ["network", "peerNetwork"].map((one) => `${pathIn(asString(inputs[one]) ?? "")}/peerings`),
    waits: true,
    refusal: () =>
      new ComputeError(
        400,
        "badRequest",
        "There is a peering operation in progress on the local or peer network. Try again later.",
      ),
  }),
};

const shown = (inputs: Props): Props => ({ deletionPolicy: inputs.deletionPolicy ?? "DELETE" });

/** Forms of one network are no difference. */
function canonicalise({ inputs }: CheckContext): void {
  for (const property of ["network", "peerNetwork"]) {
    const text = asString(inputs[property]);
    if (text !== undefined && networkLink.test(text)) {
      inputs[property] = selfLink(pathIn(text));
    }
  }
}

function checkName({ inputs, fail }: CheckContext): void {
  const name = asString(inputs.name);
  const problem = name === undefined ? undefined : nameProblem("name", name);
  if (problem) {
    fail("name", problem);
  }
}

function requireNetworks({ inputs, world }: OperationContext): void {
  const [network, peer] = ["network", "peerNetwork"].map((one) => pathIn(asString(inputs[one]) ?? ""));
  for (const path of [network, peer]) {
    if (path !== undefined && !world.get(tokens.network, path)) {
      throw notFound(path);
    }
  }
  if (network === peer) {
    throw invalid("peerNetwork", peer ?? "", "The local and the peer network cannot be the same.");
  }
}
