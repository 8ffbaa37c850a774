import type { Problems } from "../../problems";
import type { MultiCloudLoadBalancerArgs, TargetArgs } from "../args";
import { cloudsIn, type LoadBalancerCloud } from "../clouds";
import { ownSubnet } from "./endpointGroupPlan";
import { regionOf, type Settings } from "./reaches";

/** Adds what Google Cloud wants to know of targets: the zones of all, and of its own the instance and the subnet. */
export function checkTargets(problems: Problems, args: MultiCloudLoadBalancerArgs, settings: Settings): void {
  for (const cloud of cloudsIn(args.backends)) {
    const targets: Readonly<Record<string, TargetArgs | undefined>> = args.backends[cloud]?.targets ?? {};
    for (const [key, target] of Object.entries(targets)) {
      if (typeof target === "object" && (target as TargetArgs | null) !== null) {
        const at = `backends.${cloud}.targets.${key}`;
        checkZone(problems, `${at}.zone`, target.zone, settings);
        checkInstance(problems, at, cloud, target);
        if (cloud === "gcp") {
          checkSubnet(problems, at, args, target);
        }
      }
    }
  }
}

/** https://cloud.google.com/load-balancing/docs/negs/hybrid-neg-concepts#limitations */
function checkZone(
  problems: Problems,
  at: string,
  zone: string | undefined,
  { facts, region }: Settings,
): void {
  if (zone === undefined) {
    return;
  }
  const own = regionOf(zone);
  if (own === undefined) {
    problems.add(
      at,
      `"${zone}" is no zone of Google Cloud, where its endpoint group is: give one such as "europe-west3-a", or leave it out`,
    );
  } else if (facts.regional && region !== "" && own !== region) {
    problems.add(
      at,
      `"${zone}" is outside ${region}, the region of the balancer: take a zone there, or a reach that is not regional`,
    );
  }
}

function checkInstance(problems: Problems, at: string, cloud: LoadBalancerCloud, target: TargetArgs): void {
  if (cloud === "gcp" && target.instance === undefined) {
    problems.add(
      `${at}.instance`,
      "is missing: give the instance's name, as Google Cloud takes own targets only as addresses of instances (https://cloud.google.com/load-balancing/docs/negs/zonal-neg-concepts)",
    );
  } else if (cloud !== "gcp" && target.instance !== undefined) {
    problems.add(`${at}.instance`, "has no effect on a target in another cloud: leave it out");
  }
}

function checkSubnet(
  problems: Problems,
  at: string,
  args: MultiCloudLoadBalancerArgs,
  target: TargetArgs,
): void {
  const zone = target.zone ?? args.frontEnd.gcp?.zone;
  if (regionOf(zone) === undefined || ownSubnet(args, target.address, zone) !== undefined) {
    return;
  }
  const { address } = target;
  problems.add(
    `${at}.address`,
    typeof address === "string"
      ? `"${address}" is in no subnet of networks.gcp.subnets near zone ${String(zone)}, and the endpoint group needs its subnet: give the subnet, or the zone of the instance`
      : `is known only while the program runs, so that its subnet isn't: give a plain address, or only one subnet of its region in networks.gcp.subnets`,
  );
}
