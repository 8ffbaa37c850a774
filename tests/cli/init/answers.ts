import type { Answers } from "../../../cli/init/answers";
import { collectAnswers } from "../../../cli/init/collect";
import { stacks } from "../../../cli/init/stacks";
import { estimate } from "../../../pricing";

/** Answers with these flags, and defaults for the rest. */
export function answersWith(flags: Readonly<Record<string, string>> = {}): Promise<Answers> {
  return collectAnswers(flags, { folder: "shop", yes: true });
}

/** Costs as they might be. */
export const costs = stacks.map((stack) => ({
  stack,
  estimate: estimate([{ item: "aws.vpnConnection", count: 2 }]),
}));

/** One project for each kind of answer that changes what is written. */
export const kinds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "AWS and Azure, by default": {},
  "AWS and Google Cloud": { clouds: "aws,gcp" },
  "Azure and Google Cloud": { clouds: "azure,gcp", spokes: "1" },
  "all three clouds": { clouds: "aws,azure,gcp" },
  "Virtual WAN": { azureHub: "virtual-wan" },
  "twice the tunnels": { clouds: "aws,azure,gcp", tunnels: "double" },
  "three segments": { clouds: "aws,azure,gcp", segments: "prod,staging,shared", spokes: "4" },
  "one shared segment and another": { segments: "prod,shared" },
  "a long name": { name: "a234567890-234567890" },
  "the most and the longest of everything": {
    name: "a-2345",
    clouds: "aws,azure,gcp",
    segments: "segment001,segment002,segment003,segment004,segment005,shared",
    spokes: "7",
    azureHub: "virtual-wan",
  },
};
