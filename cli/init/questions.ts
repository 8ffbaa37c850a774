import { centralBlocks } from "../../addressing";
import { cloudsIn, listIn, type QuestionKey, sharedSegment, type Texts } from "./answers";
import { type Cloud, cloudNames, clouds, isCloud } from "./clouds";
import {
  awsRegionProblem,
  azureLocationProblem,
  gcpProjectProblem,
  gcpRegionProblem,
  nameFrom,
  nameProblem,
  segmentProblem,
} from "./names";

/** One of the things that decide what is written. */
export interface Question {
  readonly key: QuestionKey;
  readonly flag: string;
  /** What the flag takes, for its help. */
  readonly takes: string;
  /** As it is asked; without it is never asked, and has its default. */
  readonly ask?: string;
  readonly about: string;
  /** Those to choose from, and what they mean. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** Whether several of the choices may be taken, with commas between. */
  readonly several?: boolean;
  /** Only asked, and only taken, where the project has this cloud. */
  readonly cloud?: Cloud;
  /** What it is where nothing else is said. */
  fallback(known: Texts, folder: string): string;
  /** What is wrong with an answer, beside the answers to earlier questions. */
  problem(text: string, known: Texts): string | undefined;
}

/** In the order in which they are asked. */
export const questions: readonly Question[] = [
  {
    key: "name",
    flag: "--name",
    takes: "<name>",
    ask: "What is the project called?",
    about: "the project's name, part of the names of all resources (default: the folder's)",
    fallback: (_, folder) => nameFrom(folder),
    problem: nameProblem,
  },
  {
    key: "clouds",
    flag: "--clouds",
    takes: "<clouds>",
    ask: "Which clouds are to be joined?",
    about: "two or three of aws, azure and gcp, with commas between (default: aws,azure)",
    choices: clouds.map((cloud) => ({ value: cloud, label: cloudNames[cloud] })),
    several: true,
    fallback: () => "aws,azure",
    problem: cloudsProblem,
  },
  {
    key: "awsRegion",
    flag: "--aws-region",
    takes: "<region>",
    ask: "In which region of AWS?",
    about: "the region of AWS (default: eu-central-1)",
    cloud: "aws",
    fallback: () => "eu-central-1",
    problem: awsRegionProblem,
  },
  {
    key: "azureLocation",
    flag: "--azure-location",
    takes: "<location>",
    ask: "In which location of Azure?",
    about: "the location of Azure, one with availability zones (default: germanywestcentral)",
    cloud: "azure",
    fallback: () => "germanywestcentral",
    problem: azureLocationProblem,
  },
  {
    key: "gcpRegion",
    flag: "--gcp-region",
    takes: "<region>",
    ask: "In which region of Google Cloud?",
    about: "the region of Google Cloud (default: europe-west3)",
    cloud: "gcp",
    fallback: () => "europe-west3",
    problem: gcpRegionProblem,
  },
  {
    key: "gcpProject",
    flag: "--gcp-project",
    takes: "<project>",
    ask: "In which project of Google Cloud? The simulated clouds take any.",
    about: "the id of the Google Cloud project (default: my-project, to be changed before a real update)",
    cloud: "gcp",
    fallback: () => "my-project",
    problem: gcpProjectProblem,
  },
  {
    key: "segments",
    flag: "--segments",
    takes: "<names>",
    ask: `Which segments, with commas between? Networks reach those of their own, and of one called "${sharedSegment}".`,
    about: `1 to 6 segments with commas between, such as prod,staging,${sharedSegment} (default: main)`,
    fallback: () => "main",
    problem: segmentsProblem,
  },
  {
    key: "spokes",
    flag: "--spokes",
    takes: "<number>",
    ask: "How many networks in each cloud? They are dealt to the segments in turn.",
    about:
      "how many networks in each cloud, dealt to the segments in turn (default: 2, or one for each segment)",
    fallback: ({ segments = "" }) => String(Math.max(2, listIn(segments).length)),
    problem: spokesProblem,
  },
  {
    key: "azureHub",
    flag: "--azure-hub",
    takes: "<kind>",
    ask: "What is the hub in Azure?",
    about: "hub-virtual-network or virtual-wan (default: hub-virtual-network)",
    choices: [
      { value: "hub-virtual-network", label: "a VNet with a VPN gateway: cheaper" },
      { value: "virtual-wan", label: "Virtual WAN: grows to many regions" },
    ],
    cloud: "azure",
    fallback: () => "hub-virtual-network",
    problem: (text) => choiceProblem(text, ["hub-virtual-network", "virtual-wan"]),
  },
  {
    key: "tunnels",
    flag: "--tunnels",
    takes: "<redundancy>",
    ask: "How many tunnels between two clouds?",
    about:
      "standard: any one may be lost; double: twice as many, for twice the throughput (default: standard)",
    choices: [
      { value: "standard", label: "4 to AWS, else 2: any one may be lost" },
      { value: "double", label: "twice as many: twice the throughput" },
    ],
    fallback: () => "standard",
    problem: (text) => choiceProblem(text, ["standard", "double"]),
  },
  ...clouds.map(rangeQuestion),
];

/** By the central address plan, so nobody needs to be asked. */
function rangeQuestion(cloud: Cloud): Question {
  return {
    key: `${cloud}Range`,
    flag: `--${cloud}-range`,
    takes: "<cidr>",
    about: `the range of all networks in ${cloudNames[cloud]} (default: ${centralBlocks[cloud]})`,
    cloud,
    fallback: () => centralBlocks[cloud],
    // Ranges are checked together, in `addressRanges.ts`.
    problem: () => undefined,
  };
}

function cloudsProblem(text: string): string | undefined {
  const given = listIn(text);
  const unknown = given.filter((item) => !isCloud(item));
  const rule = `give two or three of ${clouds.join(", ")}, with commas between`;
  if (unknown.length > 0) {
    return `${unknown.map((item) => JSON.stringify(item)).join(", ")} is no cloud that can be joined: ${rule}`;
  }
  return cloudsIn(text).length < 2 ? `${JSON.stringify(text)} is not enough to join: ${rule}` : undefined;
}

/** The component's own limit: the numbers of segments are 0 to 5. */
const mostSegments = 6;

function segmentsProblem(text: string, known: Texts): string | undefined {
  const names = listIn(text);
  const [wrong] = names.flatMap((name) => segmentProblem(name) ?? []);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (wrong !== undefined) {
    return wrong;
  }
  if (names.length === 0 || names.length > mostSegments) {
    return `there are ${names.length} segments: give 1 to ${mostSegments}, with commas between`;
  }
  if (twice !== undefined) {
    return `"${twice}" is there twice: give each segment a name of its own`;
  }
  if (names.join() === sharedSegment) {
    return `"${sharedSegment}" is what all other segments reach, and there are no others: add one`;
  }
  const chosen = known.clouds === undefined ? undefined : cloudsIn(known.clouds);
  if (names.includes(sharedSegment) && chosen?.includes("aws") === false) {
    return (
      `"${sharedSegment}" needs a hub in AWS: between clouds, two segments meet at a transit gateway only; add aws to ` +
      "--clouds, or leave the segment out"
    );
  }
  return undefined;
}

/** More networks in each cloud than this are better written by hand. */
const mostSpokes = 7;

function spokesProblem(text: string, { segments = "" }: Texts): string | undefined {
  const least = Math.max(1, listIn(segments).length);
  if (!/^\d{1,3}$/.test(text) || Number(text) < 1 || Number(text) > mostSpokes) {
    return `${JSON.stringify(text)} is refused: give 1 to ${mostSpokes} networks in each cloud, and add more by hand later`;
  }
  return Number(text) < least
    ? `${text} is refused: each of the ${least} segments has a network in each cloud, so give ${least} or more`
    : undefined;
}

function choiceProblem(text: string, choices: readonly string[]): string | undefined {
  return choices.includes(text)
    ? undefined
    : `${JSON.stringify(text)} is refused: give ${choices.join(" or ")}`;
}
