import { type DemoProject, demoProject } from "./project";
import { reachabilityReport } from "./reachability";
import { report } from "./report";
import { allTunnelStates } from "../../simulator";
import { openSession, type Session, type SessionOptions } from "../sim/session";
import { afterRecovery } from "../stack/recoverAll";
import { Stack } from "../stack/stack";

export interface DemoOptions extends SessionOptions {
  readonly world: string;
  readonly stack: string;
}

const quietly = ["--yes", "--skip-preview", "--suppress-outputs"] as const;

export function upDemo(options: DemoOptions): Promise<void> {
  return withStack(options, async (stack, session) => {
    say(`Bringing up the stack "${stack.name}" on simulated clouds`);
    await stack.operate("up", ...quietly);
    say("Reading the tunnels' state from the clouds");
    await stack.quietly("refresh", ...quietly);
    await printReport(stack, session);
  });
}

export function showDemo(options: DemoOptions): Promise<void> {
  return withStack(options, printReport);
}

export function refreshDemo(options: DemoOptions): Promise<void> {
  return withStack(options, async (stack, session) => {
    await stack.operate("refresh", ...quietly);
    await printReport(stack, session);
  });
}

export function destroyDemo(options: DemoOptions): Promise<void> {
  return withStack(options, async (stack, session, project) => {
    say(`Taking down the stack "${stack.name}"`);
    await stack.operate("destroy", ...quietly);
    const left = session.clouds.world.list().filter(({ urn }) => urn.startsWith(project.urnPrefix));
    if (left.length > 0) {
      throw new Error(
        `the simulated clouds still hold ${left.length} resources of the stack: ${left.map(({ id }) => id).join(", ")}`,
      );
    }
    say("Nothing of it is left in the simulated clouds.");
  });
}

async function withStack(
  options: DemoOptions,
  use: (stack: Stack, session: Session, project: DemoProject) => Promise<void>,
): Promise<void> {
  const project = await demoProject(options.stack, options.world);
  const session = await openSession(options);
  try {
    say(session.engine.reason);
    await project.copy();
    const { env } = session;
    const own = { project: project.name, stack: options.stack };
    await afterRecovery(session, { say, stack: own }, async () => {
      const apart = new Stack({ name: options.stack, env, cwd: project.folder });
      if (!(await apart.exists())) {
        await apart.capture(["stack", "init", "--no-select", options.stack]);
      }
      await use(new Stack({ name: options.stack, env, configFile: project.configFile }), session, project);
    });
  } finally {
    await session.close();
  }
}

async function printReport(stack: Stack, session: Session): Promise<void> {
  // A connection of Virtual WAN has all its links encrypted along with their keys.
  const state = await stack.export({ showSecrets: true });
  const { resources = [] } = state.deployment;
  const states = allTunnelStates(session.clouds.world.view());
  const parts = [report(await stack.outputs(), resources, states), reachabilityReport(state)];
  process.stdout.write(`\n${parts.filter((part) => part !== "").join("\n\n")}\n\n`);
  say(`State:  ${session.backendUrl}`);
  say(`World:  ${session.worldPath}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
