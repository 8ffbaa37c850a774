import { ConfigError, type Place } from "./configError";
import {
  checkSection,
  everything,
  ipv4Address,
  matching,
  oneOf,
  onlySection,
  required,
  type Rule,
  selectorsOf,
  time,
  trafficSelectors,
  yesOrNo,
} from "./fields";
import { proposalOf } from "./proposals";
import type { Section } from "./settings";
import { presharedKeyOf, sharedSecrets } from "./sharedSecrets";
import type { IpFamily, ProposalSet } from "../tunnels/end";

/** An IKE connection with its one child. */
export interface Connection extends Place {
  readonly name: string;
  readonly localAddress: string;
  readonly remoteAddress: string;
  readonly localId: string;
  readonly remoteId: string;
  readonly presharedKey: string | undefined;
  readonly ikeVersions: readonly (1 | 2)[];
  readonly ike: ProposalSet;
  readonly esp: ProposalSet;
  readonly initiates: boolean;
  /** The IP versions that both traffic selectors let through. */
  readonly traffic: readonly IpFamily[];
  /** The XFRM interface id of both directions. */
  readonly interfaceId: number;
}

const any: Rule = () => undefined;
const anything = /^/;
const number = matching(/^\d+$/, "a number");
const interfaceId = matching(/^[1-9]\d{0,9}$/, "a number from 1: other XFRM interface ids are not simulated");

const connectionRules: Readonly<Record<string, Rule>> = {
  version: oneOf("0", "1", "2"),
  local_addrs: ipv4Address,
  remote_addrs: ipv4Address,
  proposals: any,
  rekey_time: time,
  over_time: time,
  rand_time: time,
  reauth_time: time,
  dpd_delay: time,
  dpd_timeout: time,
  keyingtries: number,
  mobike: yesOrNo,
  encap: yesOrNo,
  fragmentation: oneOf("yes", "accept", "force", "no"),
  unique: oneOf("never", "no", "keep", "replace"),
};

const childRules: Readonly<Record<string, Rule>> = {
  esp_proposals: any,
  local_ts: trafficSelectors,
  remote_ts: trafficSelectors,
  if_id_in: interfaceId,
  if_id_out: interfaceId,
  rekey_time: time,
  life_time: time,
  rand_time: time,
  start_action: oneOf("none", "start", "trap", "trap|start"),
  close_action: oneOf("none", "start", "trap"),
  dpd_action: oneOf("clear", "trap", "restart"),
  mode: oneOf("tunnel"),
};

const endRules: Readonly<Record<string, Rule>> = { auth: oneOf("psk"), id: any };

/**
 * The connections of a router, each with the preshared key that strongSwan would use for it.
 *
 * Source: https://docs.strongswan.org/docs/latest/swanctl/swanctlConf.html
 */
export function connectionsOf(root: Section): Connection[] {
  checkSection(root, "", {}, /^(connections|secrets)$/);
  const secrets = sharedSecrets(root.sections.get("secrets"));
  const connections = root.sections.get("connections");
  if (connections === undefined) {
    return [];
  }
  checkSection(connections, "connections", {}, anything);
  return [...connections.sections].map(([name, section]) => {
    const connection = connectionOf(name, section);
    return { ...connection, presharedKey: presharedKeyOf(secrets, connection.localId, connection.remoteId) };
  });
}

function connectionOf(name: string, section: Section): Omit<Connection, "presharedKey"> {
  const path = `connections.${name}`;
  checkSection(section, path, connectionRules, /^(local|remote|children)/);
  const localAddress = required(section, path, "local_addrs").text;
  const remoteAddress = required(section, path, "remote_addrs").text;
  const ike = proposalOf("IKE", required(section, path, "proposals"));
  const version = section.values.get("version")?.text ?? "0";
  const children = onlySection(section, path, /^children$/, "sections children");
  checkSection(children, `${path}.children`, {}, anything);
  const child = onlySection(children, `${path}.children`, anything, "children");
  return {
    file: section.file,
    line: section.line,
    name,
    localAddress,
    remoteAddress,
    localId: identityOf(section, path, "local", localAddress),
    remoteId: identityOf(section, path, "remote", remoteAddress),
    ikeVersions: version === "0" ? [1, 2] : version === "1" ? [1] : [2],
    ike,
    ...childOf(child, `${path}.children`),
  };
}

/** Without an id, an end is known by its address. */
function identityOf(section: Section, path: string, end: "local" | "remote", address: string): string {
  const authentication = onlySection(section, path, new RegExp(`^${end}`), `rounds of ${end} authentication`);
  checkSection(authentication, `${path}.${end}`, endRules, undefined);
  required(authentication, `${path}.${end}`, "auth");
  return authentication.values.get("id")?.text ?? address;
}

function childOf(
  child: Section,
  path: string,
): Pick<Connection, "esp" | "initiates" | "interfaceId" | "traffic"> {
  checkSection(child, path, childRules, undefined);
  const [local, remote] = [required(child, path, "local_ts"), required(child, path, "remote_ts")].map(
    ({ text }) => selectorsOf(text).flatMap((selector) => everything[selector] ?? []),
  );
  const [incoming, outgoing] = [required(child, path, "if_id_in"), required(child, path, "if_id_out")];
  if (incoming.text !== outgoing.text) {
    throw new ConfigError(
      outgoing,
      `if_id_out ${outgoing.text} is another interface than if_id_in ${incoming.text}, which is not simulated`,
    );
  }
  return {
    traffic: (local ?? []).filter((family) => remote?.includes(family)),
    esp: proposalOf("ESP", required(child, path, "esp_proposals")),
    initiates: (child.values.get("start_action")?.text ?? "none") !== "none",
    interfaceId: Number(incoming.text),
  };
}
