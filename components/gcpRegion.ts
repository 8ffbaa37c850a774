import { region as configuredRegion, zone as configuredZone } from "@pulumi/gcp/config";
import { type Input, type Output, output, type ProviderResource, type Resource } from "@pulumi/pulumi";
import type { Problems } from "./problems";

/** Region outputs of networks that were given none. */
const unset = new WeakSet<object>();

/** A region as a network's output, which {@link checkGcpRegion} can tell from one that is not known yet. */
export function gcpRegionOutput(region: string | undefined): Output<string | undefined> {
  const result = output(region);
  if (region === undefined) {
    unset.add(result);
  }
  return result;
}

/**
 * Adds a problem where nothing tells the region of regional resources: neither the argument, nor a provider, nor the
 * configuration or environment that the default provider reads, whose zone tells its region too.
 * https://www.pulumi.com/registry/packages/gcp/installation-configuration/
 */
export function checkGcpRegion(
  problems: Problems,
  path: string,
  component: Resource,
  { region, provider }: { readonly region?: Input<string | undefined>; readonly provider?: ProviderResource },
): void {
  const given = region !== undefined && !unset.has(region as object);
  const byProvider = provider ?? component.getProvider("gcp:compute/router:Router");
  if (!given && byProvider === undefined && configuredRegion === undefined && configuredZone === undefined) {
    problems.add(
      path,
      `is missing, and neither a provider nor the configuration names a region: give one, or run ` +
        `"pulumi config set gcp:region europe-west3"`,
    );
  }
}
