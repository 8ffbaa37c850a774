import { lastName, pathIn } from "../compute/paths";
import { tokens } from "../tokens";
import { asObject, asString, asStrings, type Props, type Value } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

export const globalPath = ({ project, name }: Props, collection: string): string =>
  `projects/${asString(project) ?? ""}/locations/global/${collection}/${asString(name) ?? ""}`;

/** The path of the hub that a spoke or group names, by its path, its URI or its name in the project. */
export function hubPath({ hub, project }: Props): string {
  const text = asString(hub) ?? "";
  return text.includes("/")
    ? pathIn(text)
    : `projects/${asString(project) ?? ""}/locations/global/hubs/${text}`;
}

export const hubsSpokes = (world: WorldView, path: string): WorldRecord[] =>
  world.all(tokens.spoke).filter(({ inputs }) => hubPath(inputs) === path);

/** The groups that a hub of the topology has for life. */
export const groupsOf = (topology: Value | undefined): readonly string[] =>
  topology === "STAR" ? ["center", "edge"] : ["default"];

/** The name of a spoke's group; a hub of mesh topology has only one. */
export const groupName = ({ group }: Props): string => lastName(asString(group) ?? "default");

export const isHybrid = ({ inputs }: Pick<WorldRecord, "inputs">): boolean =>
  inputs.linkedVpnTunnels !== undefined;

export const tunnelsOf = (spoke: Props): string[] => asStrings(asObject(spoke.linkedVpnTunnels).uris);

export const vpcOf = (spoke: Props): string | undefined => asString(asObject(spoke.linkedVpcNetwork).uri);

/** Links of the networks that a spoke brings in: its own, or those of its tunnels. */
export function networksOf(world: WorldView, { inputs }: Pick<WorldRecord, "inputs">): string[] {
  const vpc = vpcOf(inputs);
  return vpc === undefined ? tunnelsOf(inputs).flatMap((uri) => networkOfTunnel(world, uri) ?? []) : [vpc];
}

export function networkOfTunnel(world: WorldView, uri: string): string | undefined {
  const gateway = asString(world.get(tokens.vpnTunnel, pathIn(uri))?.inputs.vpnGateway);
  const found = gateway === undefined ? undefined : world.get(tokens.haVpnGateway, pathIn(gateway));
  return asString(found?.inputs.network);
}

/** The spoke that a network is, if it is one. */
export const spokeOfNetwork = (world: WorldView, network: string): WorldRecord | undefined =>
  world.all(tokens.spoke).find(({ inputs }) => vpcOf(inputs) === network);

/** True for a spoke in the group of a star whose members do not reach each other. */
export const isEdge = (spoke: WorldRecord): boolean => groupName(spoke.inputs) === "edge";
