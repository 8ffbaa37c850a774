import type { LocatedCidr, Problems } from "../../problems";
import type { LinkPlan } from "../plan";
import type { GcpVpnSide } from "./args";
import { interfacesPerGateway } from "./haVpn";

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

/** An existing HA VPN gateway is one, and tunnels between other sides may take several. */
export function checkExistingInterfaces(
  problems: Problems,
  path: string,
  { sides, tunnels }: LinkPlan,
): void {
  const position = sides[0].cloud === "gcp" ? 0 : 1;
  const interfaces = 1 + Math.max(...tunnels.map(({ ends }) => ends[position].interface));
  if (interfaces > interfacesPerGateway) {
    problems.add(
      path,
      `has ${interfacesPerGateway} interfaces, and ${tunnels.length} tunnels here need ${interfaces}: use at most ` +
        `${interfacesPerGateway} tunnels, or leave it out`,
    );
  }
}
