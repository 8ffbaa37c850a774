import type { Answers } from "../answers";
import { named } from "../clouds";
import type { StackCost } from "../cost";
import { costText } from "../money";
import { spokesOf } from "../spokes";

/** `README.md`. */
export function readme(answers: Answers, costs: readonly StackCost[]): string {
  const { name, clouds, segments } = answers;
  const [first] = spokesOf(answers);
  const example = first === undefined ? "" : `${first.segment}-${first.cloud}`;
  return `# ${name}

Networks in ${named(clouds)}, joined at a hub in each cloud. \`index.ts\` is the whole program, and \`Pulumi.<stack>.yaml\` has
each stack's ranges. \`intents.yaml\` says who reaches whom${segments.length > 1 ? ", and who never does" : ""}.

## Try it: no account

\`\`\`sh
npm install
npm run demo                       # brings the stack dev up on simulated clouds, and shows what reaches what
npm run check                      # previews all stacks, and proves intents.yaml and the policies
npm run demo -- destroy            # takes it down again
npm run demo -- --stack prod       # the same with the other stack
\`\`\`

## Put it into the clouds

${steps(answers)}

${clouds.includes("azure") ? "Azure takes 45 minutes to create a gateway; everything else is built meanwhile. " : ""}\`pulumi destroy\` ends all costs.

## What it costs

${costs.map(costLine).join("\n")}

By list prices. \`pulumi preview --json --show-sames | npx crosscloud cost -\` has every item.

## Change it

- Another network: a line under \`spokes\` in \`index.ts\`, and one under \`ranges\` in each stack, such as \`${example}-9\` with the
  next free /16 of \`estate\`. Nothing of another network changes.
- Another segment: a line under \`segments\`, with the next number.
- Firewalls admit SSH and ping from the whole estate; which networks' gets there is for the hubs.
- Numbers are for good: addresses and ASNs follow from them.
- A network that exists already fits as well: instead of a new one, give its ids.
`;
}

function steps({ clouds }: Answers): string {
  return [
    `Log in: \`pulumi login\`, and ${clouds.map((cloud) => logins[cloud]).join(", ")}.`,
    ...(clouds.includes("gcp")
      ? ["Put your own Google Cloud project into `gcp:project` of `Pulumi.dev.yaml` and `Pulumi.prod.yaml`."]
      : []),
    "`pulumi stack init dev`, `pulumi preview --policy-pack node_modules/pulumi-crosscloud/policies`, `pulumi up`.",
    "Commit all files with `package-lock.json`: pull requests are then previewed by `.github/workflows/preview.yml`.",
  ]
    .map((step, index) => `${index + 1}. ${step}`)
    .join("\n");
}

const logins = {
  aws: "`aws configure sso`",
  azure: "`az login`",
  gcp: "`gcloud auth application-default login`",
} as const;

function costLine({ stack, estimate }: StackCost): string {
  return `- \`${stack}\`: ${costText(estimate)}`;
}
