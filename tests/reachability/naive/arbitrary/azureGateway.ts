import type { VirtualNetwork } from "./azure";
import type { Estate } from "./estate";
import type { Told } from "./tunnel";

const network = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network";

/** The VPN side of Azure: a gateway with two instances. */
export class AzureGateway {
  readonly asn = 65521;
  readonly id: string;
  readonly addresses = ["20.1.1.1", "20.1.1.2"] as const;
  readonly #inside: string[][] = [[], []];
  readonly #bgp: boolean;

  constructor(
    private readonly estate: Estate,
    readonly home: VirtualNetwork,
    bgp: boolean,
  ) {
    this.#bgp = bgp;
    this.id = `${network}/virtualNetworkGateways/${home.name}-gateway`;
    estate.uses(bgp ? "virtual network gateway, BGP" : "virtual network gateway, static");
  }

  /** @param inside - the address of the instance in the tunnel, where it speaks BGP */
  connect(
    name: string,
    instance: number,
    peer: {
      readonly address: string;
      readonly asn: number;
      readonly inside: string;
      readonly ranges: readonly string[];
    },
    { key, group }: Told,
    inside: string | undefined,
  ): void {
    const { estate } = this;
    const site = `${network}/localNetworkGateways/${name}`;
    estate.add("azure-native:network:LocalNetworkGateway", `${name}-site`, site, {
      localNetworkGatewayName: name,
      gatewayIpAddress: peer.address,
      localNetworkAddressSpace: { addressPrefixes: peer.ranges },
      ...(inside !== undefined && { bgpSettings: { asn: peer.asn, bgpPeeringAddress: peer.inside } }),
    });
    if (inside !== undefined) {
      this.#inside[instance]?.push(inside);
    }
    const [filler] = this.#inside[1 - instance] ?? [];
    const named = [
      { ipConfigurationId: this.#configuration(instance), customBgpIpAddress: inside },
      ...(filler === undefined
        ? []
        : [{ ipConfigurationId: this.#configuration(1 - instance), customBgpIpAddress: filler }]),
    ];
    estate.add(
      "azure-native:network:VirtualNetworkGatewayConnection",
      name,
      `${network}/connections/${name}`,
      {
        virtualNetworkGatewayConnectionName: name,
        connectionType: "IPsec",
        connectionProtocol: "IKEv2",
        virtualNetworkGateway1: { id: this.id },
        localNetworkGateway2: { id: site },
        sharedKey: key,
        enableBgp: inside !== undefined,
        ...(inside !== undefined && { gatewayCustomBgpIpAddresses: named }),
        ipsecPolicies: [
          {
            ikeEncryption: "GCMAES256",
            ikeIntegrity: "SHA384",
            dhGroup: group === 20 ? "ECP384" : "DHGroup14",
            ipsecEncryption: "GCMAES256",
            ipsecIntegrity: "GCMAES256",
            pfsGroup: group === 20 ? "ECP384" : "PFS2048",
            saLifeTimeSeconds: 3600,
            saDataSizeKilobytes: 102400000,
          },
        ],
      },
    );
  }

  /** Writes the gateway once all its addresses inside tunnels are known. */
  finish(): void {
    const { estate, home } = this;
    const subnet = `${home.id}/subnets/GatewaySubnet`;
    estate.add("azure-native:network:Subnet", `${home.name}-gateway-subnet`, subnet, {
      virtualNetworkName: home.name,
      subnetName: "GatewaySubnet",
      addressPrefix: home.range.replace("0.0/16", "255.0/27"),
    });
    this.addresses.forEach((ipAddress, at) =>
      estate.add(
        "azure-native:network:PublicIPAddress",
        `${home.name}-address${at}`,
        `${network}/publicIPAddresses/${home.name}-address${at}`,
        { publicIPAllocationMethod: "Static" },
        { ipAddress },
      ),
    );
    const faces = this.addresses.map((_, at) => ({
      name: `instance${at}`,
      subnet: { id: subnet },
      publicIPAddress: { id: `${network}/publicIPAddresses/${home.name}-address${at}` },
    }));
    const ipConfigurations = faces.map((face, at) => ({ ...face, id: this.#configuration(at) }));
    estate.add(
      "azure-native:network:VirtualNetworkGateway",
      `${home.name}-gateway`,
      this.id,
      {
        virtualNetworkGatewayName: `${home.name}-gateway`,
        gatewayType: "Vpn",
        vpnType: "RouteBased",
        activeActive: true,
        enableBgp: this.#bgp,
        ipConfigurations: faces,
      },
      {
        ipConfigurations,
        ...(this.#bgp && {
          bgpSettings: {
            asn: this.asn,
            bgpPeeringAddresses: this.addresses.map((_, at) => ({
              ipconfigurationId: this.#configuration(at),
              defaultBgpIpAddresses: [home.range.replace("0.0/16", `255.${at + 4}`)],
              customBgpIpAddresses: this.#inside[at],
            })),
          },
        }),
      },
    );
  }

  #configuration(instance: number): string {
    return `${this.id}/ipConfigurations/instance${instance}`;
  }
}
