import { expect } from "chai";
import { TransitHub, type TransitHubArgs } from "../../../components";
import { record, refused } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";

/** Spokes in words; their ids are their names. */
export const vpc = (vpcId: string, ...cidrBlocks: string[]) => ({
  aws: {
    vpcId,
    cidrBlocks,
    attachmentSubnetIds: [`${vpcId}-subnet`],
    routeTableIds: { main: `${vpcId}-table` },
  },
});
export const vnet = (virtualNetworkName: string, ...addressPrefixes: string[]) => ({
  azure: {
    resourceGroupName: "group",
    virtualNetworkName,
    virtualNetworkId: virtualNetworkName,
    addressPrefixes,
  },
});
export const network = (networkId: string, ...ipCidrRanges: string[]) => ({
  gcp: { networkId, ipCidrRanges },
});

/** Nothing is wrong with it. */
export const sound: TransitHubArgs = {
  segments: { prod: { number: 0 }, staging: { number: 1 } },
  hubs: {
    aws: { number: 0, aws: {} },
    azure: { number: 1, azure: { addressSpace: "10.250.0.0/20" } },
    gcp: { number: 2, gcp: { region: "europe-west3" } },
  },
  spokes: {
    shop: { hub: "aws", segment: "prod", ...vpc("shop", "10.0.0.0/16") },
    lab: { hub: "aws", segment: "staging", ...vpc("lab", "10.1.0.0/16") },
    office: { hub: "azure", segment: "prod", ...vnet("office", "10.32.0.0/16") },
    data: { hub: "gcp", segment: "prod", ...network("data", "10.16.0.0/16") },
  },
};

/** Expects that nothing is created, and a message. */
export async function expectRefused(args: TransitHubArgs, wanted: RegExp, name = "corp"): Promise<void> {
  const { message, children } = await refused(() => new TransitHub(name, args));
  expect(message).to.match(wanted);
  expect(children).to.deep.equal([]);
}

export async function expectAccepted(args: TransitHubArgs): Promise<void> {
  await record(() => new TransitHub("corp", args), clouds);
}
