import type { Vpc } from "./aws";
import type { Choices } from "./choices";
import type { Estate, Site } from "./estate";
import { addRoute, join, type TransitGateway } from "./transitGateway";
import { host, type Told } from "./tunnel";

/** The VPN side of AWS: a virtual private gateway of the first VPC, or a transit gateway. */
export class AwsGateway {
  readonly asn: number;

  constructor(
    private readonly choices: Choices,
    private readonly estate: Estate,
    readonly vpcs: readonly Vpc[],
    readonly hub: TransitGateway | undefined,
  ) {
    this.asn = 64512;
    const [vpc] = vpcs;
    if (hub === undefined && vpc !== undefined) {
      estate.uses("virtual private gateway");
      const apart = choices.chance(30);
      const id = this.#gateway();
      estate.add("aws:ec2/vpnGateway:VpnGateway", id, id, {
        amazonSideAsn: "64512",
        ...(!apart && { vpcId: vpc.id }),
      });
      if (apart) {
        estate.add("aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment", id, `${id}-attachment`, {
          vpcId: vpc.id,
          vpnGatewayId: id,
        });
      }
      for (const table of vpc.tables) {
        if (choices.chance(80)) {
          estate.uses("virtual private gateway propagation");
          estate.add(
            "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation",
            table.name,
            `${id}_${table.id}`,
            {
              vpnGatewayId: id,
              routeTableId: table.id,
            },
          );
        } else {
          estate.uses("virtual private gateway propagation left out");
        }
      }
    }
  }

  /** Static routes of VPC tables to the gateway itself, which a table without propagation may have. */
  routesTo(site: Site): void {
    if (this.hub === undefined) {
      for (const { routes } of this.vpcs[0]?.tables ?? []) {
        if (this.choices.chance(15)) {
          this.estate.uses("static route to a virtual private gateway");
          routes.set(this.choices.pick(["10.0.0.0/8", site.range]), { gatewayId: this.#gateway() });
        }
      }
    }
  }

  /** @returns the outside addresses of both tunnels */
  connect(
    name: string,
    customer: { readonly address: string; readonly asn: number },
    tunnels: readonly (Told & { readonly inside: string })[],
    staticTo: readonly Site[] | undefined,
  ): readonly string[] {
    const { estate, choices, hub } = this;
    const number = estate.next();
    const customerId = `cgw-${name}`;
    estate.add("aws:ec2/customerGateway:CustomerGateway", customerId, customerId, {
      type: "ipsec.1",
      ipAddress: customer.address,
      bgpAsn: `${customer.asn}`,
    });
    const id = `vpn-${name}`;
    const outside = [0, 1].map((at) => `52.1.${number}.${at + 1}`);
    const attachment = `tgw-attach-${id}`;
    const settings = tunnels.flatMap(({ key, group, inside }, at) =>
      Object.entries({
        PresharedKey: key,
        InsideCidr: `${inside}/30`,
        IkeVersions: ["ikev2"],
        StartupAction: "start",
        Phase1DhGroupNumbers: [group],
        Phase2DhGroupNumbers: [group],
        Phase1EncryptionAlgorithms: ["AES256-GCM-16"],
        Phase2EncryptionAlgorithms: ["AES256-GCM-16"],
        Phase1IntegrityAlgorithms: ["SHA2-384"],
        Phase2IntegrityAlgorithms: ["SHA2-384"],
      }).map(([property, value]) => [`tunnel${at + 1}${property}`, value] as const),
    );
    const addresses = tunnels.flatMap(({ inside }, at): [string, string | undefined][] => [
      [`tunnel${at + 1}Address`, outside[at]],
      [`tunnel${at + 1}VgwInsideAddress`, host(inside, 1)],
      [`tunnel${at + 1}CgwInsideAddress`, host(inside, 2)],
      [`tunnel${at + 1}BgpAsn`, "64512"],
    ]);
    estate.add(
      "aws:ec2/vpnConnection:VpnConnection",
      id,
      id,
      {
        type: "ipsec.1",
        customerGatewayId: customerId,
        staticRoutesOnly: staticTo !== undefined,
        ...(hub ? { transitGatewayId: hub.id } : { vpnGatewayId: this.#gateway() }),
        ...Object.fromEntries(settings),
      },
      { ...Object.fromEntries(addresses), ...(hub && { transitGatewayAttachmentId: attachment }) },
    );
    if (hub) {
      estate.uses("transit gateway VPN attachment");
      join(choices, estate, hub, attachment, "", 85);
    }
    for (const site of staticTo ?? []) {
      if (!choices.chance(90)) {
        estate.uses("static VPN route left out");
      } else if (hub) {
        for (const table of hub.tables.length > 0 ? hub.tables : ["tgw-rtb-default"]) {
          addRoute(estate, hub, table, site.range, { transitGatewayAttachmentId: attachment });
        }
      } else {
        estate.add(
          "aws:ec2/vpnConnectionRoute:VpnConnectionRoute",
          `${id}-${site.name}`,
          `${site.range}:${id}`,
          {
            vpnConnectionId: id,
            destinationCidrBlock: site.range,
          },
        );
      }
    }
    return outside;
  }

  #gateway(): string {
    return `vgw-${this.vpcs[0]?.name ?? ""}`;
  }
}
