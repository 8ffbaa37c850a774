import { expect } from "chai";

import { nameOf, type Resource } from "../../../../reachability/resources";
import { planned } from "../../planned";
import { azureSubnet, check, gateway, network, subnet, subnetwork, vnet, vpc } from "./scene";
import { aks, eks, gke, internalRange, psa } from "./rangeScene";

const rival = vpc("rival", "10.9.0.0/16");
const rival6 = vpc("rival", "10.77.0.0/16", { ipv6CidrBlock: "fd09::/48" });
const gcp = network("data");

describe("overlapping-cidrs: ranges of every kind", () => {
  /** Each overlaps 10.9.0.0/16, or fd09::/48, of `rival`. */
  const taken: [string, Resource[], RegExp][] = [
    ["a VPC", [vpc("shop", "10.9.4.0/24")], /10\.9\.4\.0\/24 \(cidrBlock\)/],
    [
      "a VPC's IPv6",
      [vpc("shop", "10.8.0.0/16", { ipv6CidrBlock: "fd09:0:0:1::/64" }), rival6],
      /fd09:0:0:1::\/64 \(ipv6CidrBlock\)/,
    ],
    [
      "a further range of a VPC",
      [
        vpc("shop", "10.8.0.0/16"),
        planned("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", "more", {
          vpcId: "vpc-shop",
          cidrBlock: "10.9.0.0/20",
        }),
      ],
      /more .*10\.9\.0\.0\/20/s,
    ],
    [
      "a further IPv6 range of a VPC",
      [
        rival6,
        planned("aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation", "more", {
          vpcId: "vpc-x",
          ipv6CidrBlock: "fd09::/56",
        }),
      ],
      /fd09::\/56/,
    ],
    ["a subnet of a VPC outside the stack", [subnet("a", "elsewhere", "10.9.1.0/24")], /10\.9\.1\.0\/24/],
    [
      "a transit gateway",
      [
        planned("aws:ec2transitgateway/transitGateway:TransitGateway", "tgw", {
          transitGatewayCidrBlocks: ["10.9.8.0/24"],
        }),
      ],
      /transitGatewayCidrBlocks\[0\]/,
    ],
    [
      "the inside of a tunnel",
      [
        rival6,
        planned("aws:ec2/vpnConnection:VpnConnection", "vpn", { tunnel1InsideIpv6Cidr: "fd09::100/126" }),
      ],
      /fd09::100\/126 \(tunnel1InsideIpv6Cidr\)/,
    ],
    [
      "a virtual network",
      [vnet("shop", ["10.8.0.0/16", "10.9.0.0/24"])],
      /addressSpace\.addressPrefixes\[1\]/,
    ],
    ["a virtual network's IPv6", [rival6, vnet("shop", ["fd09::/56"])], /fd09::\/56/],
    [
      "a subnet of a virtual network outside the stack",
      [azureSubnet("a", "elsewhere", "10.9.0.0/24", "/v20240101")],
      /10\.9\.0\.0\/24 \(addressPrefix\)/,
    ],
    [
      "a virtual hub",
      [planned("azure-native:network:VirtualHub", "hub", { addressPrefix: "10.9.0.0/23" })],
      /addressPrefix/,
    ],
    [
      "VPN clients of a gateway",
      [
        gateway("vng", "x", {
          vpnClientConfiguration: { vpnClientAddressPool: { addressPrefixes: ["10.9.0.0/24"] } },
        }),
      ],
      /vpnClientConfiguration\.vpnClientAddressPool\.addressPrefixes\[0\]/,
    ],
    [
      "VPN clients of a hub",
      [
        planned("azure-native:network:P2sVpnGateway", "p2s", {
          p2SConnectionConfigurations: [{ vpnClientAddressPool: { addressPrefixes: ["10.9.0.0/24"] } }],
        }),
      ],
      /p2SConnectionConfigurations\[0\]/,
    ],
    [
      "a subnet of Google Cloud",
      [gcp, subnetwork("a", "data", "10.9.0.0/24")],
      /10\.9\.0\.0\/24 \(ipCidrRange\)/,
    ],
    [
      "a secondary range",
      [
        gcp,
        subnetwork("a", "data", "10.8.0.0/24", {
          secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "10.9.0.0/20" }],
        }),
      ],
      /secondaryIpRanges\[0\]\.ipCidrRange/,
    ],
    [
      "a proxy-only subnet",
      [gcp, subnetwork("a", "data", "10.9.0.0/26", { purpose: "REGIONAL_MANAGED_PROXY" })],
      /10\.9\.0\.0\/26/,
    ],
    [
      "a subnet's IPv6",
      [rival6, gcp, subnetwork("a", "data", "10.8.0.0/24", { internalIpv6Prefix: "fd09::/64" })],
      /internalIpv6Prefix/,
    ],
    [
      "a network's IPv6",
      [rival6, network("data", { autoCreateSubnetworks: false, internalIpv6Range: "fd09::/48" })],
      /internalIpv6Range/,
    ],
    [
      "an auto mode network",
      [network("auto", {}), vpc("rival", "10.200.0.0/16")],
      /10\.128\.0\.0\/9 \(autoCreateSubnetworks\)/,
    ],
    [
      "private services",
      [gcp, psa({ address: "10.9.16.0", prefixLength: 20 })],
      /10\.9\.16\.0\/20 \(address\)/,
    ],
    ["a reserved range", [gcp, internalRange({ ipCidrRange: "10.9.16.0/20" })], /10\.9\.16\.0\/20/],
    [
      "a connector",
      [
        gcp,
        planned("gcp:vpcaccess/connector:Connector", "c", { network: "data", ipCidrRange: "10.9.0.0/28" }),
      ],
      /10\.9\.0\.0\/28/,
    ],
    ["services of EKS", [eks("10.9.0.0/20")], /kubernetesNetworkConfig\.serviceIpv4Cidr/],
    ["pods of AKS", [aks({ podCidr: "10.9.0.0/16", serviceCidr: "10.7.0.0/16" })], /networkProfile\.podCidr/],
    ["services of AKS", [aks({ serviceCidrs: ["10.9.0.0/16"] })], /networkProfile\.serviceCidrs\[0\]/],
    [
      "services of AKS where nothing is said",
      [vpc("rival", "10.0.0.0/16"), vnet("shop", ["10.8.0.0/16"]), aks({})],
      /10\.0\.0\.0\/16 \(networkProfile\.serviceCidr\)/,
    ],
    [
      "pods of GKE",
      [gcp, gke({ ipAllocationPolicy: { clusterIpv4CidrBlock: "10.9.0.0/20" } })],
      /clusterIpv4CidrBlock/,
    ],
    [
      "services of GKE",
      [gcp, gke({ ipAllocationPolicy: { servicesIpv4CidrBlock: "10.9.0.0/20" } })],
      /servicesIpv4CidrBlock/,
    ],
    ["pods of GKE by routes", [gcp, gke({ clusterIpv4Cidr: "10.9.0.0/20" })], /clusterIpv4Cidr/],
    [
      "the control plane of GKE",
      [gcp, gke({ privateClusterConfig: { masterIpv4CidrBlock: "10.9.0.0/28" } })],
      /masterIpv4CidrBlock/,
    ],
  ];
  for (const [what, resources, says] of taken) {
    it(`refuses ${what} in the range of another network`, () => {
      const others = resources.some((one) => nameOf(one.urn) === "rival") ? [] : [rival];
      const found = check([...resources, ...others], { scope: "all" });
      expect(found).to.have.length(1);
      expect(found[0]?.message).to.match(says);
      expect(found[0]?.message).to.match(/rival/);
      expect(found[0]?.undecided).to.equal(undefined);
    });
  }
});
