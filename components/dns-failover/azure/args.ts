import type { Input } from "@pulumi/pulumi";

/** Traffic Manager and Azure DNS as provider of a name. */
export interface AzureDnsProvider {
  /** The resource group of the zone, which the profiles are made in too. */
  readonly resourceGroupName: Input<string>;

  /** The zone's name, such as `example.com`. Plain. */
  readonly zoneName: string;

  /**
   * The name of the profile below `trafficmanager.net`, which must be nobody else's in the world. Plain. Profiles of
   * single pools add a hyphen and their name. Letters, digits and hyphens, up to 63 characters with that.
   *
   * @default - `name` with hyphens for dots, such as `api-example-com`
   */
  readonly relativeName?: string;
}
