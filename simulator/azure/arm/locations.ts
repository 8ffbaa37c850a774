/**
 * Public Azure regions, and whether they have availability zones.
 *
 * Source: https://learn.microsoft.com/azure/reliability/regions-list
 */
const regions: Readonly<Record<string, boolean>> = {
  australiacentral: false,
  australiaeast: true,
  australiasoutheast: false,
  austriaeast: true,
  belgiumcentral: true,
  brazilsouth: true,
  canadacentral: true,
  canadaeast: false,
  centralindia: true,
  centralus: true,
  chilecentral: true,
  eastasia: true,
  eastus: true,
  eastus2: true,
  francecentral: true,
  germanywestcentral: true,
  indonesiacentral: true,
  israelcentral: true,
  italynorth: true,
  japaneast: true,
  japanwest: true,
  koreacentral: true,
  koreasouth: false,
  malaysiawest: true,
  mexicocentral: true,
  newzealandnorth: true,
  northcentralus: false,
  northeurope: true,
  norwayeast: true,
  polandcentral: true,
  qatarcentral: true,
  southafricanorth: true,
  southcentralus: true,
  southindia: false,
  southeastasia: true,
  spaincentral: true,
  swedencentral: true,
  switzerlandnorth: true,
  uaenorth: true,
  uksouth: true,
  ukwest: false,
  westcentralus: false,
  westeurope: true,
  westindia: false,
  westus: false,
  westus2: true,
  westus3: true,
};

/** "West Europe" and "westeurope" are the same region. */
export const normalisedLocation = (location: string): string => location.replaceAll(" ", "").toLowerCase();

export const hasZones = (location: string): boolean => regions[location] === true;

export const locationNames: readonly string[] = Object.keys(regions);
