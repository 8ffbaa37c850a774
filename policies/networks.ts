import { type Cidr, CidrError, parseCidr } from "../addressing";
import { guardedRead, type Reading } from "./guardedRead";

/** As much of a resource as rules may look at. */
export interface StackResource {
  readonly urn: string;
  readonly type: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** A resource that owns addresses, with those of its ranges that are known. */
export interface Network {
  readonly urn: string;
  readonly cidrs: readonly Cidr[];
}

/** A network of which no rule can tell whether it is sound. */
export interface UndecidedNetwork {
  readonly urn: string;
  readonly why: string;
}

/** What the rules judge. Both lists are in the order of their URNs: the engine's own order changes between runs. */
export interface Networks {
  readonly decided: readonly Network[];
  readonly undecided: readonly UndecidedNetwork[];
}

/**
 * Where each type of network keeps its ranges. Type tokens instead of the SDKs' classes: importing those would take
 * most of a preview's time.
 *
 * Subnets of a VPC or VNet are left out, since they lie in its ranges; on Google Cloud the network itself has none.
 * Local network gateways and customer gateways are left out too: they describe the other end of a VPN, and so repeat
 * ranges that belong to someone else.
 */
const rangePaths: Readonly<Record<string, readonly string[]>> = {
  "aws:ec2/vpc:Vpc": ["cidrBlock"],
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": ["cidrBlock"],
  "azure-native:network:VirtualNetwork": ["addressSpace.addressPrefixes[]"],
  "gcp:compute/subnetwork:Subnetwork": ["ipCidrRange", "secondaryIpRanges[].ipCidrRange"],
};

/** Compares by code unit: the same order on every machine. */
export function byUrn(a: { readonly urn: string }, b: { readonly urn: string }): number {
  return a.urn === b.urn ? 0 : a.urn < b.urn ? -1 : 1;
}

/** Reads the networks among a stack's resources, once for all rules. */
export function readNetworks(resources: readonly StackResource[]): Networks {
  const readings = resources
    .flatMap(({ urn, type, props }) => {
      const paths = rangePaths[type];
      return paths
        ? [
            readNetwork(
              urn,
              paths.flatMap((path) => guardedRead(props, path)),
            ),
          ]
        : [];
    })
    .sort(byUrn);
  return {
    decided: readings,
    undecided: readings.flatMap(({ urn, doubts }) =>
      doubts.length > 0 ? [{ urn, why: doubts.join("; ") }] : [],
    ),
  };
}

function readNetwork(
  urn: string,
  readings: readonly Reading[],
): Network & { readonly doubts: readonly string[] } {
  const cidrs: Cidr[] = [];
  const doubts: string[] = readings.length === 0 ? ["it names no range"] : [];
  for (const { path, value, isKnown } of readings) {
    if (!isKnown) {
      doubts.push(`${path} is not known before the update`);
      continue;
    }
    try {
      cidrs.push(parseCidr(String(value)));
    } catch (error) {
      if (!(error instanceof CidrError)) {
        throw error;
      }
      doubts.push(`${path} is no CIDR: ${error.message}`);
    }
  }
  return { urn, cidrs, doubts };
}
