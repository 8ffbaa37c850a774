import { Provider as AwsProvider } from "@pulumi/aws/provider";
import { Provider as AzureProvider } from "@pulumi/azure-native/provider";
import { Provider as GcpProvider } from "@pulumi/gcp/provider";
import { expect } from "chai";
import type { CrossCloudVpnArgs } from "../../../components";
import { record } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { kindsOfPairs, link } from "./programs";

/** Every side with a provider of its own and, where the cloud has one, a region. */
function placedElsewhere({
  aws,
  gcp,
  azure,
  ...args
}: Partial<CrossCloudVpnArgs>): Partial<CrossCloudVpnArgs> {
  return {
    ...args,
    ...(aws && { aws: { ...aws, region: "eu-west-1", provider: new AwsProvider("aws-side") } }),
    ...(gcp && { gcp: { ...gcp, region: "europe-west3", provider: new GcpProvider("gcp-side") } }),
    ...(azure && { azure: { ...azure, location: "westeurope", provider: new AzureProvider("azure-side") } }),
  };
}

/** Resources of a cloud that have no place of their own: they are global, or in another's place. */
const withoutRegion = /:(ExternalVpnGateway|Route|HubVirtualNetworkConnection|VpnConnection|RandomPassword)$/;

describe("CrossCloudVpn's sides", () => {
  for (const [name, args] of kindsOfPairs) {
    it(`each have their own provider and region for all they make (${name})`, async () => {
      const { resources } = await record(() => link(placedElsewhere(args)), clouds);
      const made = resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
      expect(made).to.not.be.empty;
      for (const { type, name, provider, inputs } of made) {
        const [cloud] = type.split(/[:-]/) as [string];
        if (cloud === "random") {
          continue;
        }
        expect(provider, name).to.include(`::${cloud}-side::`);
        if (cloud === "aws") {
          expect(inputs, name).to.include({ region: "eu-west-1" });
        } else if (!withoutRegion.test(type)) {
          expect(inputs, name).to.include(
            cloud === "gcp" ? { region: "europe-west3" } : { location: "westeurope" },
          );
        }
      }
    });
  }
});
