import type { Problems } from "../problems";
import type { CrossCloudVpnArgs } from "./args";
import { cloudNames, type CloudPair } from "./clouds";

/** Adds what is wrong with a preference among tunnels. */
export function checkPriority(
  problems: Problems,
  path: string,
  { priority, routing }: Pick<CrossCloudVpnArgs, "priority" | "routing">,
  pair: CloudPair,
): void {
  if (priority === undefined || priority === "active-active") {
    return;
  }
  if ((priority as string) !== "active-passive") {
    problems.add(path, `"${priority as string}" is unknown: use "active-active" or "active-passive"`);
  } else if (!pair.includes("gcp") && !pair.includes("onPremises")) {
    problems.add(
      path,
      `"active-passive" takes a side that can rank routes, Google Cloud or the on-premises router: neither AWS nor Azure ` +
        "sets MED or AS path on VPN tunnels: leave it out",
    );
  } else if (routing === "static" && !pair.includes("onPremises")) {
    problems.add(path, `"active-passive" is told by BGP: use routing "bgp"`);
  }
}

/** Adds what is wrong with BGP authentication. */
export function checkMd5(
  problems: Problems,
  path: string,
  { bgpMd5, routing }: Pick<CrossCloudVpnArgs, "bgpMd5" | "routing">,
  pair: CloudPair,
): void {
  if (bgpMd5 !== true) {
    return;
  }
  const without = pair.filter((cloud) => cloud === "aws" || cloud === "azure");
  if (without.length > 0) {
    const names = without.map((cloud) => cloudNames[cloud]).join(" and ");
    problems.add(
      path,
      `true is refused: the VPN gateways of ${names} have no BGP authentication; the tunnel's IPsec protects the session all the same`,
    );
  } else if (routing === "static") {
    problems.add(path, `true has no effect with routing "static": leave it out`);
  }
}

/** Adds what is wrong with a count of key rotations. */
export function checkRotation(problems: Problems, path: string, keyRotation: number | undefined): void {
  if (keyRotation !== undefined && (!Number.isInteger(keyRotation) || keyRotation < 0)) {
    problems.add(path, `${keyRotation} is no count: use a whole number from 0`);
  }
}
