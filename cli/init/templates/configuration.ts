import { stackRanges } from "../addressRanges";
import type { Answers } from "../answers";
import type { Stack } from "../stacks";
import { spokesOf } from "../spokes";

/** `Pulumi.yaml`. */
export function projectFile({ name }: Answers): string {
  return [
    `name: ${name}`,
    "description: Networks in several clouds, joined at a hub in each",
    "runtime: nodejs",
    "",
  ].join("\n");
}

/** `Pulumi.<stack>.yaml`. */
export function stackFile(answers: Answers, stack: Stack): string {
  const { name, clouds, awsRegion, azureLocation, gcpProject, gcpRegion } = answers;
  const ranges = stackRanges(answers, stack);
  const settings = {
    aws: [`  aws:region: ${awsRegion}`],
    azure: [`  azure-native:location: ${azureLocation}`],
    gcp: [`  gcp:project: ${gcpProject}`, `  gcp:region: ${gcpRegion}`],
  };
  return [
    `# ${purposes[stack]}`,
    "config:",
    ...clouds.flatMap((cloud) => settings[cloud]),
    "  # The ranges that this stack takes its networks' from; no other stack takes any from them.",
    `  ${name}:estate:`,
    ...clouds.map((cloud) => `    - ${ranges.cloud(cloud)}`),
    `  ${name}:ranges:`,
    ...spokesOf(answers).map((spoke) => `    ${spoke.name}: ${ranges.network(spoke.cloud, spoke.index)}`),
    ...(clouds.includes("azure")
      ? [
          "  # Fixed for good: the hubs in Azure take theirs from it.",
          `  ${name}:azureHubRange: ${ranges.azureHub}`,
        ]
      : []),
    "",
  ].join("\n");
}

const purposes: Readonly<Record<Stack, string>> = {
  dev: "To try changes in: the same networks as in production, in ranges of their own.",
  prod: "In production. A stack of this name is watched: alarms for its tunnels, and a dashboard.",
};
