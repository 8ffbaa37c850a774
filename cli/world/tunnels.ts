import Table from "cli-table3";

import { nameOf, type TunnelEnd, type TunnelState, type WorldRecord } from "../../simulator";

/**
 * Every tunnel with its state and what keeps it down.
 *
 * Both instances of an active-active Azure gateway try each connection, and the one that the other cloud does not
 * know of stays down: an end that nothing matches is listed only if its connection has no tunnel at all.
 */
export function tunnelListing(states: readonly TunnelState[], records: readonly WorldRecord[]): string {
  const paired = new Set(
    states.filter(({ ends }) => ends.length === 2).flatMap(({ ends }) => ends.map(keyOf)),
  );
  const listed = states.filter(
    ({ ends }) => ends.length === 2 || !ends.some((end) => paired.has(keyOf(end))),
  );
  if (listed.length === 0) {
    return "There is no tunnel in the simulated world.";
  }
  const table = new Table({
    head: ["state", "end", "address", "other end", "address", "why"],
    style: { head: [], border: [], compact: true },
  });
  const labelOf = (end: TunnelEnd): string => {
    const urn = records.find(({ id }) => id === end.recordId)?.urn;
    const name = urn === undefined ? end.recordId : nameOf(urn);
    return end.cloud === "aws" ? `${name} tunnel ${end.index + 1}` : name;
  };
  table.push(
    ...listed.map((state) => {
      const [one, other] = state.ends;
      return [
        stateOf(state),
        labelOf(one),
        one.outsideAddress ?? "",
        other ? labelOf(other) : "",
        other?.outsideAddress ?? "",
        state.reasons.join("\n"),
      ];
    }),
  );
  return table.toString();
}

/** An AWS connection holds two tunnels; the connections of the other clouds hold one. */
const keyOf = ({ cloud, recordId, index }: TunnelEnd): string =>
  cloud === "aws" ? `${recordId} ${index}` : recordId;

function stateOf({ up, ipsec, bgp }: TunnelState): string {
  if (up) {
    return bgp === "none" ? "up" : "up, BGP established";
  }
  return ipsec ? "IPsec up, BGP down" : "down";
}
