import type { LocatedCidr, Problems } from "../../problems";
import type { GcpVpnSide } from "./args";

/** Adds what is wrong with a Google Cloud side by itself, and reads its ranges. */
export function checkGcp(problems: Problems, path: string, side: GcpVpnSide): LocatedCidr[] {
  if (side.advertisedIpRanges !== undefined) {
    if (side.haVpnGateway !== undefined) {
      problems.add(`${path}.advertisedIpRanges`, "belongs to a new Cloud Router: set it on the existing one");
    }
    problems.ipv4Cidrs(`${path}.advertisedIpRanges`, side.advertisedIpRanges);
  }
  return problems.ipv4Cidrs(`${path}.ipCidrRanges`, side.ipCidrRanges);
}
