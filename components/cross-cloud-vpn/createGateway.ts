import { AwsGateway } from "./aws/gateway";
import { AzureGateway } from "./azure/gateway";
import { planAzureGateway } from "./azure/gatewayPlan";
import { VirtualWanGateway } from "./azure/virtualWan";
import type { Cloud } from "./clouds";
import { GcpGateway } from "./gcp/gateway";
import { interfacesPerGateway } from "./gcp/haVpn";
import type { AddressedGateway, ComponentContext } from "./gateway";
import { OnPremisesRouter } from "./on-premises/router";
import { carriesIpv6, type LinkPlan } from "./plan";
import { asnOf, given, type Sides } from "./sides";

/** Makes an AWS gateway for the links that end at it. */
export function createAwsGateway(
  context: ComponentContext,
  sides: Sides,
  links: readonly LinkPlan[],
): AwsGateway {
  const routing = links.some((link) => link.routing === "bgp") ? "bgp" : "static";
  const asn = asnOf(sides, "aws");
  return new AwsGateway(context, given(sides, "aws"), { asn, routing, ipv6: links.some(carriesIpv6) });
}

/** Makes the gateway of any other side for the links that end at it. A new cloud is one more case. */
export function createAddressedGateway(
  context: ComponentContext,
  sides: Sides,
  cloud: Exclude<Cloud, "aws">,
  links: readonly LinkPlan[],
  azureInstances: 1 | 2 = 1,
): AddressedGateway {
  const asn = asnOf(sides, cloud);
  switch (cloud) {
    case "gcp":
      return new GcpGateway(context, given(sides, cloud), { asn, ...gcpNeeds(links) });
    case "azure": {
      const side = given(sides, cloud);
      return side.virtualHub === undefined
        ? new AzureGateway(context, side, planAzureGateway(asn, links, azureInstances))
        : new VirtualWanGateway(context, side, side.virtualHub, planAzureGateway(asn, links, 2));
    }
    case "onPremises":
      return new OnPremisesRouter(context.name, given(sides, cloud));
  }
}

function gcpNeeds(links: readonly LinkPlan[]) {
  const position = ({ sides }: LinkPlan) => (sides[0].cloud === "gcp" ? 0 : 1);
  const interfaces = links.flatMap((link) =>
    link.tunnels.map(({ ends }) => ends[position(link)].interface + 1),
  );
  const ipv6Gateways = links.flatMap((link) =>
    link.tunnels
      .filter(({ ipVersions }) => ipVersions.includes("ipv6"))
      .map(({ ends }) => Math.floor(ends[position(link)].interface / interfacesPerGateway)),
  );
  return {
    interfaces: Math.max(1, ...interfaces),
    ipv6Gateways: [...new Set(ipv6Gateways)],
    bgpIdentifierRange: links.find(({ bgpIdentifierRange }) => bgpIdentifierRange)?.bgpIdentifierRange,
    peers: links.map((link) => link.sides[position(link) === 0 ? 1 : 0].cloud),
  };
}
