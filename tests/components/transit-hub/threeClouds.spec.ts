import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { transitHub, type TransitEstate } from "./estates";
import { expectSegmentTable } from "./segmentTable";

const shared: TransitEstate["allowed"] = [
  ["prod", "shared"],
  ["staging", "shared"],
];

const everywhere = (azure: "hub-virtual-network" | "virtual-wan"): TransitEstate => ({
  segments: ["prod", "staging", "shared"],
  allowed: shared,
  hubs: { aws: "aws", azure, gcp: "gcp" },
  spokes: {
    ...{ "aws-prod": "aws prod", "aws-staging": "aws staging", "aws-shared": "aws shared" },
    ...{ "azure-prod": "azure prod", "azure-prod2": "azure prod", "azure-staging": "azure staging" },
    ...{ "azure-shared": "azure shared" },
    ...{
      "gcp-prod": "gcp prod",
      "gcp-prod2": "gcp prod",
      "gcp-staging": "gcp staging",
      "gcp-shared": "gcp shared",
    },
  },
});

describe("TransitHub in three clouds keeps segments", function () {
  for (const kind of ["hub-virtual-network", "virtual-wan"] as const) {
    it(`with ${kind} in Azure`, async () => {
      const estate = everywhere(kind);
      const { recorded } = await inSimulatedClouds(() => transitHub(estate));
      expectSegmentTable(recorded, estate);
    });
  }
});
