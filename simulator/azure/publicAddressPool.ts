import type { ArmOperation } from "./arm/armType";
import { tokens } from "./tokens";
import { cidrHost, parseCidr } from "../../addressing/cidr";
import { asList, asObject } from "../protocol/values";

/** A block that Azure announces, out of which the simulated addresses are drawn. */
const pool = parseCidr("20.64.0.0/10");

/** Draws an address that nothing in Azure has. */
export function drawPublicAddress(
  { draws, world }: Pick<ArmOperation, "draws" | "world">,
  label: string,
  others: readonly string[] = [],
): string {
  const taken = new Set([
    ...others,
    ...world.all(tokens.publicIPAddress).map(({ outputs }) => outputs.ipAddress),
    ...world
      .all(tokens.vpnGateway)
      .flatMap(({ outputs }) => asList(outputs.ipConfigurations).map(asObject))
      .map(({ publicIpAddress }) => publicIpAddress),
  ]);
  const size = Number(pool.end - pool.start);
  for (let attempt = 0; ; attempt++) {
    const address = cidrHost(pool, 1 + draws.below(`${label} ${attempt}`, size - 1));
    if (!taken.has(address)) {
      return address;
    }
  }
}
