import { type Cidr, parseCidr } from "../../addressing";
import { pages } from "./pages";
import type { Doubt, Vpc } from "./vpc";

/**
 * What an auto mode network's subnets have, region by region; newer regions get theirs as they open.
 * https://cloud.google.com/vpc/docs/subnets#ip-ranges
 */
const thirdNumbers: Readonly<Record<string, number>> = {
  "us-central1": 128,
  "europe-west1": 132,
  "us-west1": 138,
  "asia-east1": 140,
  "us-east1": 142,
  "asia-northeast1": 146,
  "asia-southeast1": 148,
  "us-east4": 150,
  "australia-southeast1": 152,
  "europe-west2": 154,
  "europe-west3": 156,
  "southamerica-east1": 158,
  "asia-south1": 160,
  "northamerica-northeast1": 162,
  "europe-west4": 164,
  "europe-north1": 166,
  "us-west2": 168,
  "asia-east2": 170,
  "europe-west6": 172,
  "asia-northeast2": 174,
  "asia-northeast3": 178,
  "us-west3": 180,
  "us-west4": 182,
  "asia-southeast2": 184,
  "europe-central2": 186,
  "northamerica-northeast2": 188,
  "asia-south2": 190,
  "australia-southeast2": 192,
  "southamerica-west1": 194,
};

export const autoSubnets = {
  /** All of them lie in here. */
  range: parseCidr("10.128.0.0/9"),

  /** The range of a region's; undefined for a region that is not listed. */
  rangeIn(region: string): Cidr | undefined {
    const number = thirdNumbers[region];
    return number === undefined ? undefined : parseCidr(`10.${number}.0.0/20`);
  },

  /** Of regions in which nothing is known to be, the ranges are not counted on. */
  elsewhere(vpc: Vpc): Doubt {
    return {
      prefix: autoSubnets.range,
      rule: {
        text: `${vpc.name} makes a subnet in every region`,
        urn: vpc.urn,
        source: `${pages.subnets}#subnet-creation-mode`,
      },
      why: `auto mode network ${vpc.name} has subnets of its own in 10.128.0.0/9, which are in none of these stacks`,
    };
  },
};
