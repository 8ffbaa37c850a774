import { armType, networkApiVersion } from "../arm/armType";
import { badRequest } from "../arm/error";
import { networkName } from "../arm/nameRules";
import { dependents } from "../arm/references";
import { tokens } from "../tokens";
import { asString, type Props } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

const kinds = ["Basic", "Standard"];

/**
 * A virtual WAN, which holds virtual hubs and the sites that are connected to them. A Basic one can become Standard,
 * but not go back.
 *
 * Source: https://learn.microsoft.com/azure/virtual-wan/upgrade-virtual-wan
 */
export const virtualWan: ResourceType = armType({
  token: tokens.virtualWan,
  armType: "Microsoft.Network/virtualWans",
  apiVersion: networkApiVersion,
  nameProperty: "virtualWANName",
  nameRule: networkName(),
  inputs: {
    allowBranchToBranchTraffic: "boolean",
    allowVnetToVnetTraffic: "boolean",
    disableVpnEncryption: "unsimulated boolean",
    id: "unsimulated string",
    "type!": "string",
  },
  regional: true,
  computed: ["office365LocalBreakoutCategory", "virtualHubs", "vpnSites"],
  durations: { create: 10, update: 10, delete: 15 },
  check({ inputs, refuse }) {
    const kind = asString(inputs.type);
    if (kind !== undefined && !kinds.includes(kind)) {
      refuse("type", "BadRequest", `The type of a virtual WAN is ${kinds.join(" or ")}, not '${kind}'.`);
    }
  },
  create: ({ inputs }) => shown(inputs),
  update({ inputs, id }, record) {
    if (record.inputs.type === "Standard" && inputs.type !== "Standard") {
      throw badRequest("BadRequest", `Virtual WAN ${id} is of type Standard and cannot become Basic again.`);
    }
    return shown(inputs);
  },
  delete({ world, id }) {
    const [hubs, sites] = [tokens.virtualHub, tokens.vpnSite].map(
      (token) => dependents(world, [token], id).length,
    );
    if (hubs || sites) {
      // Code and words: https://github.com/Azure/ResourceModules/issues/455
      throw badRequest(
        "InUseVirtualWanCannotBeDeleted",
        `Cannot proceed with the operation because Virtual WAN has references. The WAN is referenced by ${hubs} Virtual Hubs and ${sites} VPN Sites.`,
      );
    }
  },
  observe(record, world): Props {
    const referring = (token: string): Props[] =>
      dependents(world, [token], record.id).map(({ id }) => ({ id }));
    return { virtualHubs: referring(tokens.virtualHub), vpnSites: referring(tokens.vpnSite) };
  },
});

function shown({ allowBranchToBranchTraffic, allowVnetToVnetTraffic }: Props): Props {
  return {
    allowBranchToBranchTraffic: allowBranchToBranchTraffic ?? true,
    allowVnetToVnetTraffic: allowVnetToVnetTraffic ?? false,
    disableVpnEncryption: false,
    office365LocalBreakoutCategory: "None",
  };
}
