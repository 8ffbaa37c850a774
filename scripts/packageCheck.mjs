/**
 * Checks the package as its users get it: packs it, lints the tarball, installs it into an empty Pulumi program
 * outside of this checkout, and brings an AWS–Azure VPN up on the simulated clouds and down again. A project that the
 * package writes itself is tried too, and the policy pack as a part of it and as the package of its own that it is.
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { inCheckout } from "./checkout.mjs";
import { startProgress } from "./progress.mjs";

const files = {
  "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
  "Pulumi.dev.yaml": "config:\n  aws:region: eu-central-1\n  azure-native:location: germanywestcentral\n",
  // The rest is what `pulumi new typescript` writes.
  "package.json": JSON.stringify({
    name: "shop",
    main: "index.ts",
    devDependencies: { "@types/node": "^18", typescript: "^5.0.0" },
    dependencies: { "@pulumi/pulumi": "^3.113.0" },
  }),
  "tsconfig.json": JSON.stringify({
    compilerOptions: { strict: true, target: "es2020", module: "nodenext", moduleResolution: "nodenext" },
    files: ["index.ts"],
  }),
  "index.ts": `import { AwsNetwork, AzureNetwork, CrossCloudVpn } from "pulumi-crosscloud";

const aws = new AwsNetwork("aws", { cidrBlock: "10.0.0.0/16", peerCidrBlocks: ["10.32.0.0/16"] });
const azure = new AzureNetwork("azure", { addressSpace: "10.32.0.0/16", peerAddressPrefixes: ["10.0.0.0/16"] });
const vpn = new CrossCloudVpn("vpn", { aws, azure, routing: "bgp", tunnels: 4 });

export const tunnels = vpn.tunnels;
`,
};

/** A program without any cloud's SDK, whose networks have a range in common. */
const overlapping = {
  "Pulumi.yaml": "name: networks\nruntime: nodejs\n",
  "Pulumi.dev.yaml": "config:\n  aws:region: eu-central-1\n",
  "package.json": JSON.stringify({ name: "networks", main: "index.js" }),
  "pack.json": JSON.stringify({ crosscloud: { rules: { "overlapping-cidrs": { scope: "all" } } } }),
  "index.js": `const { CustomResource } = require("@pulumi/pulumi");

for (const [name, cidrBlock] of [["shop", "10.0.0.0/16"], ["data", "10.0.64.0/18"]]) {
  new CustomResource("aws:ec2/vpc:Vpc", name, { cidrBlock });
}
`,
};

const work = mkdtempSync(join(tmpdir(), "crosscloud-package-"));
const program = join(work, "shop");
const networks = join(work, "networks");
const crosscloud = join(program, "node_modules/pulumi-crosscloud/dist/cli/main.js");
let running;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => running?.kill(signal));
}

try {
  await check();
  console.error("The package works as its users get it.");
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function check() {
  const packed = await npm("Packing", inCheckout(""), "pack", "--json", "--pack-destination", work);
  const tarball = join(work, JSON.parse(packed.slice(packed.indexOf("[")))[0].filename);

  const bin = (name) => inCheckout(`node_modules/${name}`);
  await node("Checking the package's entry points", bin("publint/src/cli.js"), "run", tarball, "--strict");
  // Node's own resolution only: the older one knows no subpaths, and finds the main entry without the check's help.
  const attw = ["--profile", "node16", "--no-definitely-typed", "--format", "ascii"];
  await node("Checking the package's types", bin("@arethetypeswrong/cli/dist/index.js"), tarball, ...attw);

  write(program, files);
  await npm("Installing it into an empty program", program, "install", tarball, "--no-audit", "--no-fund");
  requireOneCopy("@pulumi/pulumi");

  await pulumi("Creating a stack", "stack", "init", "dev");
  await pulumi("Bringing the stack up", "up", "--yes", "--skip-preview");
  await pulumi("Reading the clouds' state", "refresh", "--yes", "--skip-preview");
  requireTunnelsUp(JSON.parse(await pulumi("Exporting the state", "stack", "export")), 4);
  await pulumi("Bringing the stack up again", "up", "--yes", "--skip-preview", "--expect-no-changes");
  const pack = "node_modules/pulumi-crosscloud/policies";
  const previewed = await pulumi("Previewing it with its policy pack", "preview", "--policy-pack", pack);
  requireText(previewed, /pulumi-crosscloud-policies@v/);
  await pulumi("Taking the stack down", "destroy", "--yes", "--skip-preview");

  await checkInit(tarball);
  await checkPolicies();
}

/** A project that the package writes, whose version of the package no registry needs to have. */
async function checkInit(tarball) {
  const project = join(work, "estate");
  await node("Writing a project", crosscloud, "init", project, "--yes");
  await npm("Installing what it needs", project, "install", tarball, "--no-audit", "--no-fund");
  requireText(await npm("Running its demo", project, "run", "demo"), /4 of 4 tunnels up/);
  requireText(await npm("Running its check", project, "run", "check"), /intents: all hold/);
}

/** The policy pack alone, beside a program that has nothing else of this repository. */
async function checkPolicies() {
  const staged = join(work, "policies");
  await node("Laying out the policy pack", inCheckout("scripts/packagePolicies.mjs"), staged);
  const packed = await npm("Packing the policy pack", staged, "pack", "--json", "--pack-destination", work);
  const tarball = join(work, JSON.parse(packed)[0].filename);
  write(networks, overlapping);
  await npm("Installing it into an empty program", networks, "install", tarball, "--no-audit", "--no-fund");

  const sim = [crosscloud, "sim", "--", "pulumi", "--non-interactive"];
  await run("Creating a stack", networks, process.execPath, [...sim, "stack", "init", "dev"]);
  const flags = [
    "--policy-pack",
    "node_modules/pulumi-crosscloud-policies",
    "--policy-pack-config",
    "pack.json",
  ];
  const preview = [...sim, "preview", ...flags];
  const refusal = await run("Previewing overlapping networks", networks, process.execPath, preview).then(
    () => "the preview passed",
    (error) => error.message,
  );
  requireText(refusal, /\[mandatory\] +overlapping-cidrs/);
}

function write(folder, texts) {
  mkdirSync(folder);
  for (const [name, text] of Object.entries(texts)) {
    writeFileSync(join(folder, name), text);
  }
}

function requireText(text, pattern) {
  if (!pattern.test(text)) {
    throw new Error(`${pattern} was expected, found:\n${text}`);
  }
}

/** Two copies keep two registries of resources, and a program then misses half of them. */
function requireOneCopy(name) {
  const { packages } = JSON.parse(readFileSync(join(program, "node_modules/.package-lock.json"), "utf8"));
  const copies = Object.keys(packages).filter((path) => path.endsWith(`node_modules/${name}`));
  if (copies.length !== 1) {
    throw new Error(`one copy of ${name} was expected, found ${copies.length}: ${copies.join(", ")}`);
  }
}

function requireTunnelsUp({ deployment }, expected) {
  const outputs = (suffix) =>
    deployment.resources.filter(({ type }) => type.endsWith(suffix)).map((resource) => resource.outputs);
  const aws = outputs(":VpnConnection").flatMap(({ vgwTelemetries }) =>
    vgwTelemetries.map(({ status }) => status),
  );
  const azure = outputs(":VirtualNetworkGatewayConnection").map(({ connectionStatus }) => connectionStatus);
  const up = [aws.filter((state) => state === "UP"), azure.filter((state) => state === "Connected")];
  if (up.some(({ length }) => length !== expected)) {
    throw new Error(
      `${expected} tunnels up were expected; AWS says ${aws.join(", ")}, Azure says ${azure.join(", ")}`,
    );
  }
}

function pulumi(title, ...args) {
  const command = ["exec", "--no", "--", "crosscloud", "sim", "--", "pulumi", "--non-interactive", ...args];
  return npm(title, program, ...command);
}

function npm(title, cwd, ...args) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith("npm-cli.js")
    ? run(title, cwd, process.execPath, [cli, ...args])
    : run(title, cwd, "npm", args);
}

function node(title, ...args) {
  return run(title, work, process.execPath, args);
}

/** Runs one step under a progress line and answers with its standard output; all output is shown if it fails. */
function run(title, cwd, command, args) {
  const finish = startProgress(title);
  const { PULUMI_BACKEND_URL, npm_config_local_prefix, ...env } = process.env;
  return new Promise((resolve, reject) => {
    // Node starts `.cmd` files, such as npm, only through a shell.
    const shell = process.platform === "win32" && command !== process.execPath;
    running = spawn(command, args, {
      cwd,
      env: { ...env, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      shell,
    });
    let output = "";
    let stdout = "";
    running.stdout.on("data", (chunk) => {
      stdout += chunk;
      output += chunk;
    });
    running.stderr.on("data", (chunk) => (output += chunk));
    running.on("error", reject);
    running.on("close", (code, signal) => {
      finish();
      if (code === 0) {
        resolve(stdout);
      } else {
        reject(new Error(`${output.trimEnd()}\n${title} failed: ${signal ?? `exit code ${code}`}`));
      }
    });
  });
}
