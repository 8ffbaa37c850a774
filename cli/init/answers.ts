import { type Cloud, clouds, isCloud } from "./clouds";

/** The answers as text, as flags and prompts give them, by question. */
export type Texts = Readonly<Partial<Record<QuestionKey, string>>>;

export type QuestionKey =
  | "name"
  | "clouds"
  | "awsRegion"
  | "azureLocation"
  | "gcpRegion"
  | "gcpProject"
  | "segments"
  | "spokes"
  | "azureHub"
  | "tunnels"
  | "awsRange"
  | "azureRange"
  | "gcpRange";

export type AzureHubKind = "hub-virtual-network" | "virtual-wan";

/** As many tunnels between two clouds as it takes to lose any one, or twice as many. */
export type Tunnels = "standard" | "double";

/** What a project is to be, checked. */
export interface Answers {
  readonly name: string;
  readonly clouds: readonly Cloud[];
  readonly awsRegion: string;
  readonly azureLocation: string;
  readonly gcpRegion: string;
  readonly gcpProject: string;
  /** Their places are their numbers in the program. */
  readonly segments: readonly string[];
  /** In each cloud. */
  readonly spokes: number;
  readonly azureHub: AzureHubKind;
  readonly tunnels: Tunnels;
  /** The range that each cloud's networks are taken from. */
  readonly ranges: Readonly<Record<Cloud, string>>;
}

/** The segment whose networks all others may talk to. */
export const sharedSegment = "shared";

export function cloudsIn(text: string): readonly Cloud[] {
  const given = listIn(text).filter(isCloud);
  return clouds.filter((cloud) => given.includes(cloud));
}

/** Of a list with commas between. */
export function listIn(text: string): string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** Reads texts that were checked; those of clouds that are not chosen may be anything. */
export function answersIn(texts: Texts): Answers {
  const { name = "", awsRegion = "", azureLocation = "", gcpRegion = "", gcpProject = "" } = texts;
  return {
    ...{ name, awsRegion, azureLocation, gcpRegion, gcpProject },
    clouds: cloudsIn(texts.clouds ?? ""),
    segments: listIn(texts.segments ?? ""),
    spokes: Number(texts.spokes),
    azureHub: texts.azureHub as AzureHubKind,
    tunnels: texts.tunnels as Tunnels,
    ranges: { aws: texts.awsRange ?? "", azure: texts.azureRange ?? "", gcp: texts.gcpRange ?? "" },
  };
}
