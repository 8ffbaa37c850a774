import type { Cloud, Network, Node } from "../../model";

/** What a thing is, and what it is called. */
export interface Title {
  readonly what: string;
  readonly name: string;
}

/** Divides names such as `virtual private gateway hub` where the resource is called `hub`. */
export function titleOf(name: string, urn: string | undefined, otherwise: string): Title {
  const label = urn === undefined ? undefined : labelIn(urn);
  const what = label !== undefined && name.endsWith(label) ? name.slice(0, -label.length).trim() : "";
  return label !== undefined && what !== "" ? { what, name: label } : { what: otherwise, name };
}

const networkWords: Readonly<Record<Cloud, string>> = {
  aws: "VPC",
  azure: "virtual network",
  gcp: "VPC network",
  onPremises: "network",
};

/** Such as `VPC` and `prod`. */
export function networkTitle({ name, urn, cloud }: Network): Title {
  return { name: titleOf(name, urn, "").name, what: networkWords[cloud] };
}

/** Such as `transit gateway` and `hub`. */
export function nodeTitle({ name, urn, kind }: Node): Title {
  return titleOf(name, urn, kind);
}

/** The last part of a URN. */
export function labelIn(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

export const cloudNames: Readonly<Record<Cloud, string>> = {
  aws: "AWS",
  azure: "Azure",
  gcp: "Google Cloud",
  onPremises: "On premises",
};

/** The order in which clouds are drawn and listed. */
export const cloudOrder: readonly Cloud[] = ["aws", "azure", "gcp", "onPremises"];

/** `1 subnet`, `2 subnets`. */
export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
