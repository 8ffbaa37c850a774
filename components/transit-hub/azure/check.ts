import { skuProblem } from "../../cross-cloud-vpn/azure/skus";
import type { Problems } from "../../problems";
import { defaultKind, hubSizes } from "./addresses";
import type { AzureTransitHub } from "./args";

const keys: readonly (keyof AzureTransitHub)[] = [
  "kind",
  "addressSpace",
  "asn",
  "resourceGroupName",
  "location",
  "sku",
  "zones",
  "scaleUnits",
  "provider",
];

/** Adds what is wrong with a hub in Azure by itself. */
export function checkAzureHub(problems: Problems, path: string, hub: AzureTransitHub): void {
  problems.unknownKeys(hub, keys, `${path}.`);
  const { kind = defaultKind, sku, zones, scaleUnits, asn } = hub;
  if (!Object.hasOwn(hubSizes, kind)) {
    problems.add(`${path}.kind`, `"${kind}" is unknown: use ${Object.keys(hubSizes).join(" or ")}`);
    return;
  }
  checkAddressSpace(problems, `${path}.addressSpace`, hub, kind);
  const without =
    kind === "virtual-wan"
      ? ({ sku, zones, asn } satisfies Partial<AzureTransitHub>)
      : ({ scaleUnits } satisfies Partial<AzureTransitHub>);
  for (const [key, value] of Object.entries(without)) {
    if (value !== undefined) {
      problems.add(`${path}.${key}`, `has no effect with kind "${kind}": leave it out`);
    }
  }
  const skuText = kind === "virtual-wan" || sku === undefined ? undefined : skuProblem(sku);
  if (skuText !== undefined) {
    problems.add(`${path}.sku`, skuText);
  }
  if (scaleUnits !== undefined && (!Number.isInteger(scaleUnits) || scaleUnits < 1 || scaleUnits > 20)) {
    problems.add(`${path}.scaleUnits`, `${scaleUnits} is no number of scale units: use 1 to 20`);
  }
}

function checkAddressSpace(
  problems: Problems,
  path: string,
  { addressSpace }: AzureTransitHub,
  kind: keyof typeof hubSizes,
): void {
  const { prefixLength, atMost } = hubSizes[kind];
  const cidr = problems.ipv4Cidr(path, addressSpace);
  if (cidr !== undefined && cidr.prefixLength > atMost) {
    problems.add(
      path,
      `"${cidr.text}" is too small: a hub of each of six segments takes a /${prefixLength}: use /${atMost} or larger`,
    );
  }
}
