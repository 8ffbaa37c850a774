import { selfLink } from "../compute/paths";
import { routerPath } from "../compute/references";
import { tokens } from "../tokens";
import { asList, asObject, asStrings, type Props } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** Paths of what uses a reserved address, by its link or by the address itself. */
export function addressUsers(reserved: WorldRecord, world: WorldView): string[] {
  const { address, subnetwork } = reserved.outputs;
  const isInternal = reserved.inputs.addressType === "INTERNAL";
  const has = (place: Props): boolean => !isInternal || place.subnetwork === subnetwork;
  const nats = world
    .all(tokens.routerNat)
    .filter(({ inputs }) => asStrings(inputs.natIps).includes(selfLink(reserved.id)))
    .map(({ inputs }) => routerPath(inputs));
  const instances = world
    .all(tokens.instance)
    .filter(({ outputs }) =>
      asList(outputs.networkInterfaces)
        .map(asObject)
        .some((nic) => has(nic) && addressesOf(nic, isInternal).includes(address)),
    )
    .map(({ id }) => id);
  const rules = [tokens.forwardingRule, tokens.globalForwardingRule]
    .flatMap((token) => world.all(token))
    .filter(({ outputs }) => has(outputs) && outputs.ipAddress === address)
    .map(({ id }) => id);
  return [...nats, ...instances, ...rules];
}

const addressesOf = (nic: Props, isInternal: boolean): unknown[] =>
  isInternal ? [nic.networkIp] : asList(nic.accessConfigs).map((config) => asObject(config).natIp);
