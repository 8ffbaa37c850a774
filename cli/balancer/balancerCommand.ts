import { type Command, InvalidArgumentError } from "commander";

import { analyse, failuresOf } from "../../reachability";
import { type Balancer, healthOf, readBalancers } from "../../traffic";
import { answering, filesDescription, question, resourcesIn } from "../reachability/question";
import { balancerListing, type JudgedBalancer } from "./balancerListing";
import { answeredListing } from "./requestsListing";
import { type Served, serveRequests } from "./serveRequests";

interface BalancerOptions {
  readonly balancer?: string;
  readonly requests?: number;
  readonly down: readonly string[];
  readonly fail: readonly string[];
  readonly json: boolean;
}

/** `crosscloud balancer …`: load balancers, the health of their targets, and who answers. */
export function balancerCommand(): Command {
  return question("balancer")
    .description(
      "tell which targets of load balancers are healthy and why not; serve requests on this machine",
    )
    .argument("<file...>", filesDescription)
    .option("--balancer <name>", "only this one, by name or URN")
    .option("--requests <number>", "really serve as many requests, on this machine alone", count)
    .option(
      "--down <target>",
      "switch a target off before the requests; several times for several",
      several,
      [],
    )
    .option(
      "--fail <part>",
      "what is lost: a tunnel, gateway, zone or region, see crosscloud whatif",
      several,
      [],
    )
    .option("--json", "print JSON", false)
    .addHelpText(
      "after",
      `
Exit code: 0 all targets are healthy (with --requests: all requests are answered), 1 not, 2 bad input.

A target is healthy if probes reach it from every place that they come from, and their answers come back. Whether it
then answers as expected nobody can tell from resources: it is taken to.

Examples:
  pulumi stack export | crosscloud balancer -
  crosscloud balancer --requests 8 --down azure-target prod.json
  crosscloud balancer --fail tunnel-1 aws.json azure.json`,
    )
    .action(answering(run));
}

async function run(
  files: string[],
  { balancer: named, requests, down, fail, json }: BalancerOptions,
): Promise<void> {
  if (down.length > 0 && requests === undefined) {
    throw new Error("--down switches off a target while requests are served: give --requests too");
  }
  const resources = await resourcesIn(files);
  const whole = analyse(resources);
  const failures = fail.length === 0 ? undefined : failuresOf(whole, fail);
  const analysis = failures === undefined ? whole : whole.without(failures);
  const judged = chosen(readBalancers(resources, analysis), named).map((balancer): JudgedBalancer => ({
    balancer,
    pools: healthOf(balancer, analysis),
  }));
  if (requests === undefined) {
    print(json, judged, undefined);
    const all = judged.flatMap(({ pools }) => pools.flatMap(({ targets }) => targets));
    process.exitCode = all.every(({ state, requests: blocked }) => state === "healthy" && blocked === "")
      ? 0
      : 1;
    return;
  }
  const [only, another] = judged;
  if (only === undefined || another !== undefined) {
    const names = judged.map(({ balancer }) => balancer.name).join(", ");
    throw new Error(
      names === "" ? "there is no load balancer" : `there are several: choose --balancer of ${names}`,
    );
  }
  const served = await serveRequests(resources, only, { requests, down, failures });
  print(json, judged, served);
  process.exitCode = served.answers.every(({ status }) => status === 200) ? 0 : 1;
}

function chosen(balancers: readonly Balancer[], named: string | undefined): readonly Balancer[] {
  const found = balancers.filter(({ name, urn }) => named === undefined || named === name || named === urn);
  if (found.length === 0 && named !== undefined) {
    const names = balancers.map(({ name }) => name).join(", ") || "none";
    throw new Error(`no load balancer is called ${named}: there are ${names}`);
  }
  return found;
}

function print(json: boolean, judged: readonly JudgedBalancer[], served: Served | undefined): void {
  const text = json
    ? JSON.stringify({ balancers: judged.map(balancerJson), ...(served && { served }) }, null, 2)
    : [...judged.map(balancerListing), ...(served ? [answeredListing(served)] : [])].join("\n\n");
  process.stdout.write(`${text === "" ? "There is no load balancer in these stacks" : text}\n`);
}

function balancerJson({ balancer, pools }: JudgedBalancer): unknown {
  return {
    ...balancer,
    pools: pools.map(({ pool, targets }) => ({
      ...pool,
      targets: targets.map(({ target, ...health }) => ({ ...target, ...health })),
    })),
  };
}

function count(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 10000) {
    throw new InvalidArgumentError("give a whole number from 1 to 10000");
  }
  return number;
}

function several(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}
