import { overlaps, type Cidr } from "../../../addressing/cidr";
import { invalid } from "../compute/error";
import { lastName } from "../compute/paths";
import { readInterfaceRange } from "../compute/ranges";
import { routerPath } from "../compute/references";
import { tokens } from "../tokens";
import { asObject, asString, type Value } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";

interface Holder {
  /** In words, such as `interface if-0 of router cr`. */
  readonly name: string;
  readonly range: Cidr;
}

/**
 * A range of a BGP session, or of BGP identifiers, is there once among all Cloud Routers of a VPC network, whatever
 * their region.
 *
 * Source: https://cloud.google.com/network-connectivity/docs/router/how-to/configuring-bgp
 *
 * @throws {ComputeError} if another interface or router of the network has an overlapping range.
 */
export function requireFreeRange(
  world: WorldView,
  network: Value | undefined,
  asked: { readonly field: string; readonly text: string; readonly by: string },
): void {
  const range = readInterfaceRange(asked.text)?.network;
  const holder =
    range && holders(world, network, asked.by).find((candidate) => overlaps(candidate.range, range));
  if (holder) {
    throw invalid(
      asked.field,
      asked.text,
      `The range conflicts with ${holder.range.text} of ${holder.name} in the same network.`,
    );
  }
}

/** Everything with a link-local range in the network, but for the record of the id `besides`. */
function holders(world: WorldView, network: Value | undefined, besides: string): Holder[] {
  const routers = world.all(tokens.router).filter(({ inputs }) => inputs.network === network);
  const paths = new Set(routers.map(({ id }) => id));
  return [
    ...routers.map((router) => ({
      id: router.id,
      name: `the identifier range of router ${lastName(router.id)}`,
      text: asString(asObject(router.inputs.bgp).identifierRange),
    })),
    ...world
      .all(tokens.routerInterface)
      .filter(({ inputs }) => paths.has(routerPath(inputs)))
      .map(({ id, inputs }) => ({
        id,
        name: `interface ${asString(inputs.name) ?? ""} of router ${asString(inputs.router) ?? ""}`,
        text: asString(inputs.ipRange),
      })),
  ].flatMap(({ id, name, text }) => {
    const range = text === undefined || id === besides ? undefined : readInterfaceRange(text)?.network;
    return range ? [{ name, range }] : [];
  });
}
