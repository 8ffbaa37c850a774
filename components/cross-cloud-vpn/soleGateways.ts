import type { Problems } from "../problems";
import type { AwsVpnSide } from "./aws/args";
import type { AzureVpnSide } from "./azure/args";
import type { Cloud } from "./clouds";
import { perProgram } from "./perProgram";
import type { Sides } from "./sides";

/** What a side makes at a place that takes one of it. */
interface SoleThing {
  /** The argument that names the place, after the side's path. */
  readonly argument: string;
  /**
   * Ids that each name the place, of one part or several. Two links share a place where they were given the same value:
   * of outputs the same object, as a network component has it.
   */
  readonly ids: readonly (readonly unknown[])[];
  readonly what: string;
  readonly rule: string;
  readonly fix: string;
}

interface Taken {
  readonly id: readonly unknown[];
  readonly owner: string;
}

const takenInProgram = perProgram((): Taken[] => []);

const oneMesh = "join all networks by one CrossCloudMesh";

/**
 * Adds a problem for a gateway that a side makes where another component of the program makes one too: the cloud would
 * refuse the second, half-way through an update.
 */
export function checkSoleGateway(
  problems: Problems,
  path: string,
  owner: string,
  sides: Sides,
  cloud: Cloud,
): void {
  const taken = takenInProgram();
  const things = soleThings(sides, cloud).map((thing) => ({ ...thing, ids: thing.ids.filter(isKnown) }));
  const clashes = things.flatMap((thing) => {
    const other = taken.find(({ id }) => thing.ids.some((own) => isSame(own, id)));
    return other === undefined ? [] : [{ ...thing, other: other.owner }];
  });
  for (const { argument, what, rule, fix, other } of clashes) {
    problems.add(
      `${path}.${argument}`,
      `"${other}" makes ${what} there, and so would "${owner}": ${rule}: ${fix}`,
    );
  }
  if (clashes.length === 0) {
    taken.push(...things.flatMap(({ ids }) => ids.map((id) => ({ id, owner }))));
  }
}

function isKnown(id: readonly unknown[]): boolean {
  return !id.includes(undefined);
}

/** Ids of Azure are the same in upper and lower case. */
function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  const fold = (part: unknown) => (typeof part === "string" ? part.toLowerCase() : part);
  return one.length === other.length && one.every((part, index) => fold(part) === fold(other[index]));
}

function soleThings({ aws, azure }: Sides, cloud: Cloud): SoleThing[] {
  if (cloud === "aws" && aws !== undefined) {
    return ofAws(aws);
  }
  return cloud === "azure" && azure !== undefined ? ofAzure(azure) : [];
}

function ofAws({ vpcId, vpnGatewayId, transitGateway }: AwsVpnSide): SoleThing[] {
  if (transitGateway === undefined) {
    const rule =
      "a VPC takes one virtual private gateway (https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html)";
    const fix = `give one of them the other's gatewayIds.aws as vpnGatewayId, or a transitGateway, or ${oneMesh}`;
    return vpnGatewayId === undefined
      ? [{ argument: "vpcId", ids: [["vpc", vpcId]], what: "a virtual private gateway", rule, fix }]
      : [];
  }
  return transitGateway.vpcAttachmentId === undefined
    ? [
        {
          argument: "transitGateway.id",
          ids: [["attachment", transitGateway.id, vpcId]],
          what: "an attachment of the VPC",
          rule: "a transit gateway takes a VPC once (https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-quotas.html)",
          fix: "attach it outside of them and give both its id as transitGateway.vpcAttachmentId",
        },
      ]
    : [];
}

function ofAzure({
  virtualNetworkId,
  gatewaySubnetId,
  virtualNetworkGateway,
  virtualHub,
}: AzureVpnSide): SoleThing[] {
  const ofVirtualNetwork = ["vnet", virtualNetworkId];
  if (virtualHub !== undefined) {
    const gateway: SoleThing = {
      argument: "virtualHub.id",
      ids: [["hub", virtualHub.id]],
      what: "a site-to-site VPN gateway",
      rule: "a hub takes one (https://learn.microsoft.com/azure/virtual-wan/virtual-wan-faq)",
      fix: oneMesh,
    };
    const connection: SoleThing = {
      argument: "virtualNetworkId",
      ids: [ofVirtualNetwork],
      what: "a VPN gateway or a connection to a hub",
      rule: "a VNet takes one of either (https://learn.microsoft.com/azure/virtual-wan/virtual-wan-faq)",
      fix: oneMesh,
    };
    return virtualHub.connected === true ? [gateway] : [gateway, connection];
  }
  return virtualNetworkGateway === undefined
    ? [
        {
          argument: "gatewaySubnetId",
          ids: [["subnet", gatewaySubnetId], ofVirtualNetwork],
          what: "a VPN gateway or a connection to a hub",
          rule: "a VNet takes one of either (https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpngateways)",
          fix: `${oneMesh}, or make the gateway outside of them and give both it as virtualNetworkGateway`,
        },
      ]
    : [];
}
