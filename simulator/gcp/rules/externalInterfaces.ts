import { contains, parseCidr } from "../../../addressing/cidr";
import { invalidField } from "../compute/error";
import { addressProblem } from "../compute/ranges";
import { textWhich } from "../../providers/shapes";
import { asList, asNumber, asObject, asString, hasUnknown } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";
import { isPublicAddress } from "../../publicAddress";

/** Source: https://cloud.google.com/network-connectivity/docs/vpn/concepts/topologies#redundancy_types */
const interfacesOf: Readonly<Record<string, number>> = {
  SINGLE_IP_INTERNALLY_REDUNDANT: 1,
  TWO_IPS_REDUNDANCY: 2,
  FOUR_IPS_REDUNDANCY: 4,
};

/** Of the addresses that other clouds take, Google refuses those for documentation and benchmarks (RFC 6890) as well. */
const notForPeers = [
  "192.0.0.0/24",
  "192.0.2.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
].map(parseCidr);

const isPublicPeer = (address: string): boolean =>
  isPublicAddress(address) && !notForPeers.some((range) => contains(range, parseCidr(`${address}/32`)));

export const peerAddressShape = textWhich((address, path) => {
  const problem =
    addressProblem(address) ?? (isPublicPeer(address) ? undefined : "The address must be a public one.");
  return problem && invalidField(`resource.${path}`, address, problem);
});

/** A gateway has exactly the interfaces of its redundancy type, from 0 on, each at an address of its own. */
export function checkExternalInterfaces({ inputs, fail }: CheckContext): void {
  const type = asString(inputs.redundancyType);
  const { interfaces } = inputs;
  if (hasUnknown(inputs.redundancyType)) {
    return;
  }
  if (type === undefined) {
    fail(
      "redundancyType",
      invalidField("resource.redundancyType", "", "A redundancy type must be specified."),
    );
    return;
  }
  const expected = interfacesOf[type];
  const given = asList(interfaces);
  if (expected === undefined || (interfaces !== undefined && !Array.isArray(interfaces))) {
    return;
  }
  const someUnknown = given.some((one) => hasUnknown(asObject(one).id));
  const ids = given.map((one) => asNumber(asObject(one).id) ?? "none");
  const wanted = Array.from({ length: expected }, (_, id) => id);
  if (given.length !== expected || (!someUnknown && [...ids].sort().join() !== wanted.join())) {
    fail(
      "interfaces",
      invalidField(
        "resource.interfaces",
        ids.join(", "),
        `${type} has the interface IDs ${wanted.join(", ")}.`,
      ),
    );
  }
  checkAddresses(
    given.map((one) => asObject(one)),
    fail,
  );
}

function checkAddresses(
  interfaces: readonly ReturnType<typeof asObject>[],
  fail: CheckContext["fail"],
): void {
  const addresses = interfaces.map(({ ipAddress }) => asString(ipAddress));
  interfaces.forEach(({ ipAddress }, i) => {
    const field = `interfaces[${i}].ipAddress`;
    if (ipAddress === undefined) {
      fail(field, invalidField(`resource.${field}`, "", "An address must be specified."));
    }
    const address = addresses[i];
    if (address !== undefined && addresses.indexOf(address) < i) {
      fail(
        field,
        invalidField(`resource.${field}`, address, "Each interface must have an address of its own."),
      );
    }
  });
}
