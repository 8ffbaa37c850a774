import type { Answers } from "../answers";
import type { Cloud } from "../clouds";
import { ownLinks } from "../links";
import { allowedPairs, type Spoke, spokesOf } from "../spokes";

/** Of prettier, where nobody says otherwise. */
const lineWidth = 80;

/** The program, as one would write it by hand. */
export function program(answers: Answers): string {
  const { name, clouds, segments } = answers;
  return [
    'import { Config } from "@pulumi/pulumi";',
    ...imported([...clouds.map((cloud) => networkClasses[cloud]), "TransitHub"]),
    "",
    "const config = new Config();",
    "",
    "/** The range of every network in this stack: Pulumi.<stack>.yaml. */",
    'const ranges = config.requireObject<Record<string, string>>("ranges");',
    "",
    "/** What holds all of them: firewalls admit it, and it is routed to the hubs. */",
    'const estate = config.requireObject<string[]>("estate");',
    "",
    ...clouds.flatMap((cloud) => [...spokeFunctions[cloud], ""]),
    `const hub = new TransitHub("${name}", {`,
    "  segments: {",
    ...segments.map((segment, number) => `    ${segment}: { number: ${number} },`),
    "  },",
    ...allowed(answers),
    "  hubs: {",
    ...clouds.flatMap((cloud, number) => hub(cloud, number, answers)),
    "  },",
    "  spokes: {",
    ...spokesOf(answers).map(spoke),
    "  },",
    ...links(answers),
    "  summaryRanges: estate,",
    "});",
    "",
    "export const tunnels = hub.tunnels;",
    "",
  ].join("\n");
}

const networkClasses: Readonly<Record<Cloud, string>> = {
  aws: "AwsNetwork",
  azure: "AzureNetwork",
  gcp: "GcpNetwork",
};

/** A function for each cloud that makes a network and its spoke. */
const spokeFunctions: Readonly<Record<Cloud, readonly string[]>> = {
  aws: spokeFunction("aws", "cidrBlock", "peerCidrBlocks"),
  azure: spokeFunction("azure", "addressSpace", "peerAddressPrefixes"),
  gcp: spokeFunction("gcp", "ipCidrRange", "peerCidrRanges"),
};

function spokeFunction(cloud: Cloud, range: string, peers: string): readonly string[] {
  return [
    `const ${cloud} = (segment: string, name: string) => ({`,
    `  hub: "${cloud}",`,
    "  segment,",
    `  ${cloud}: new ${networkClasses[cloud]}(name, {`,
    `    ${range}: ranges[name],`,
    `    ${peers}: estate,`,
    "  }),",
    "});",
  ];
}

function imported(names: readonly string[]): readonly string[] {
  const line = `import { ${names.join(", ")} } from "pulumi-crosscloud";`;
  return line.length <= lineWidth
    ? [line]
    : ["import {", ...names.map((name) => `  ${name},`), '} from "pulumi-crosscloud";'];
}

function hub(cloud: Cloud, number: number, { azureHub }: Answers): readonly string[] {
  return cloud === "azure"
    ? [
        "    azure: {",
        `      number: ${number},`,
        "      azure: {",
        ...(azureHub === "virtual-wan" ? ['        kind: "virtual-wan",'] : []),
        '        addressSpace: config.require("azureHubRange"),',
        "      },",
        "    },",
      ]
    : [`    ${cloud}: { number: ${number}, ${cloud}: {} },`];
}

function spoke({ name, cloud, segment }: Spoke): string {
  return `    "${name}": ${cloud}("${segment}", "${name}"),`;
}

function allowed(answers: Answers): readonly string[] {
  const pairs = allowedPairs(answers).map(([one, other]) => `["${one}", "${other}"]`);
  return pairs.length < 2
    ? pairs.map((pair) => `  allowed: [${pair}],`)
    : ["  allowed: [", ...pairs.map((pair) => `    ${pair},`), "  ],"];
}

function links(answers: Answers): readonly string[] {
  const own = ownLinks(answers).map(([link, { tunnels }]) => `    "${link}": { tunnels: ${tunnels} },`);
  return own.length === 0 ? [] : ["  links: {", ...own, "  },"];
}
