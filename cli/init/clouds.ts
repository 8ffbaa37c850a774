/** The clouds that a project can join, in the order in which everything lists them. */
export const clouds = ["aws", "azure", "gcp"] as const;

export type Cloud = (typeof clouds)[number];

export const cloudNames: Readonly<Record<Cloud, string>> = {
  aws: "AWS",
  azure: "Azure",
  gcp: "Google Cloud",
};

export function isCloud(text: string): text is Cloud {
  return (clouds as readonly string[]).includes(text);
}

/** Such as "AWS, Azure and Google Cloud". */
export function named(chosen: readonly Cloud[]): string {
  const names = chosen.map((cloud) => cloudNames[cloud]);
  return [names.slice(0, -1).join(", "), ...names.slice(-1)].filter((part) => part !== "").join(" and ");
}
