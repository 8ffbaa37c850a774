import { known, labelOf, orElse, read, readBoolean, readList, readText, type Resource } from "../resources";
import { type Reader, reasonOf } from "./reader";
import { types } from "./types";
import { lastPart } from "./values";
import type { Vpc } from "./vpc";

/** A spoke of a Network Connectivity Center hub. */
export interface Spoke {
  readonly resource: Resource;
  readonly label: string;
  /** The hub's URN, or its name where it is in none of the stacks. */
  readonly hub: string;
  readonly hubResource: Resource | undefined;
  /** `default` in a mesh, `center` or `edge` in a star. */
  readonly group: string;
  /** Of a VPC spoke. */
  readonly vpc?: Vpc;
  /** Of a hybrid spoke: its VPN tunnels, by URN, and what it does with them. */
  readonly tunnels?: ReadonlySet<string>;
  readonly isSiteToSite: boolean | undefined;
  /** Why more may belong to it, or it to another hub. */
  readonly doubt?: string | undefined;
}

/** Reads spokes. https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/overview */
export function readSpokes(reader: Reader): readonly Spoke[] {
  return reader.stack.all(types.spoke).flatMap((resource): Spoke[] => {
    const label = labelOf(resource);
    const state = known(readText(resource, "state"));
    if (state !== undefined && state !== "ACTIVE") {
      reader.estate.note(resource.urn, `${label} is ${state.toLowerCase()}: its hub does not count it`);
      return [];
    }
    const isMade = resource.id !== undefined;
    const stateDoubt =
      isMade && readText(resource, "state").state === "unknown"
        ? `whether spoke ${label} is active is not known`
        : undefined;
    const hub = reader.pointers.to(resource, "hub", types.hub);
    const id =
      stateDoubt !== undefined
        ? `hub of ${label}`
        : hub.state === "found"
          ? hub.resource.urn
          : hub.state === "outside"
            ? hub.id
            : `hub of ${label}`;
    const hubDoubt = hub.state === "unknown" ? `the hub of spoke ${label} ${reasonOf(hub)}` : undefined;
    const common = {
      resource,
      label,
      hub: id,
      hubResource: hub.state === "found" ? hub.resource : undefined,
      group: groupOf(reader, resource),
    };
    return linked(reader, resource).map((link) => ({
      ...common,
      ...link,
      doubt: hubDoubt ?? stateDoubt ?? link.doubt,
    }));
  });
}

/** Interconnects, router appliances, producers' networks and gateways are not read: such a spoke has neither. */
function linked(
  reader: Reader,
  spoke: Resource,
): Pick<Spoke, "vpc" | "tunnels" | "isSiteToSite" | "doubt">[] {
  if (read(spoke, "linkedVpcNetwork").state !== "absent") {
    const vpc = reader.vpcs.ownerOf(spoke, "linkedVpcNetwork.uri");
    return vpc === undefined ? [] : [{ vpc, isSiteToSite: false }];
  }
  if (read(spoke, "linkedVpnTunnels").state !== "absent") {
    return [
      {
        ...tunnelsOf(reader, spoke),
        isSiteToSite: orElse(readBoolean(spoke, "linkedVpnTunnels.siteToSiteDataTransfer"), false),
      },
    ];
  }
  return [{ isSiteToSite: undefined }];
}

/** While their ids are unknown, the tunnels are those whose outputs went into the list. */
function tunnelsOf(reader: Reader, spoke: Resource): Pick<Spoke, "tunnels" | "doubt"> {
  const uris = readList(spoke, "linkedVpnTunnels.uris");
  const named = (uris.state === "known" ? uris.value : []).flatMap((uri) => {
    const value = { state: "known", value: uri } as const;
    const tunnel = reader.pointers.of(value, spoke, "linkedVpnTunnels", types.vpnTunnel);
    return tunnel.state === "found" ? [tunnel.resource.urn] : [];
  });
  const isWhole = uris.state === "known" && named.length === uris.value.length;
  const others = isWhole
    ? []
    : reader.stack.dependencies(spoke, "linkedVpnTunnels").filter(({ type }) => type === types.vpnTunnel);
  return {
    tunnels: new Set([...named, ...others.map(({ urn }) => urn)]),
    doubt:
      isWhole || others.length > 0 ? undefined : `which tunnels spoke ${labelOf(spoke)} links is not known`,
  };
}

function groupOf(reader: Reader, spoke: Resource): string {
  const group = readText(spoke, "group");
  const pointed = reader.pointers.to(spoke, "group", types.hubGroup);
  const name = pointed.state === "found" ? known(readText(pointed.resource, "name")) : undefined;
  return lastPart(name ?? known(group) ?? (group.state === "unknown" ? "unknown" : "default"));
}
