import { plannedOrProblems } from "../../components/cross-cloud-vpn/plannerProblems";
import { Problems } from "../../components/problems";
import { checkInsideCidrs } from "../../components/transit-hub/checkInsideCidrs";
import { checkNames } from "../../components/transit-hub/checkNames";
import { planTransit, planTransitLink } from "../../components/transit-hub/plan";
import type { Answers } from "./answers";
import { transitHubArgs } from "./transitHubArgs";

/** What the component would refuse of answers that are each right by themselves. */
export function componentProblems(answers: Answers): string[] {
  const args = transitHubArgs(answers, "dev");
  const plan = planTransit(args);
  const names = new Problems();
  checkNames(names, answers.name, plan);
  const tunnels = new Problems();
  const links = plan.links.flatMap((link) => {
    const planned = plannedOrProblems(tunnels, () => planTransitLink(link, args));
    return planned === undefined ? [] : [{ link, plan: planned }];
  });
  checkInsideCidrs(tunnels, links);
  return [
    ...(names.found
      ? [
          "--name: with the segments' names the tunnels' would be too long: give a shorter one, or shorter segments",
        ]
      : []),
    ...(tunnels.found
      ? [
          `--tunnels: ${answers.tunnels} takes more inside CIDRs for ${answers.segments.length} segments than Azure has: ` +
            "give standard, or fewer segments",
        ]
      : []),
  ];
}
