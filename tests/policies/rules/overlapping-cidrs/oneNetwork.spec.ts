import { expect } from "chai";

import type { Resource } from "../../../../reachability/resources";
import { planned } from "../../planned";
import { aks, gke, internalRange, psa } from "./rangeScene";
import { azureSubnet, check, gateway, network, subnet, subnetwork, vnet, vpc } from "./scene";

const gcp = network("data");

describe("overlapping-cidrs: ranges of one network", () => {
  const fine: [string, Resource[]][] = [
    [
      "a subnet in its VPC",
      [vpc("a", "10.0.0.0/16"), subnet("s", "a", "10.0.1.0/24", { ipv6CidrBlock: "" })],
    ],
    [
      "a subnet outside its VPC, which is another rule's",
      [vpc("a", "10.0.0.0/16"), subnet("s", "a", "10.0.0.0/8")],
    ],
    ["a subnet in its virtual network", [vnet("a", ["10.0.0.0/16"]), azureSubnet("s", "a", "10.0.1.0/24")]],
    [
      "a subnet that its virtual network shows too",
      [
        vnet("a", ["10.0.0.0/16"], { subnets: [{ name: "s", addressPrefix: "10.0.1.0/24" }] }),
        azureSubnet("s", "a", "10.0.1.0/24"),
      ],
    ],
    ["a subnet of an auto mode network", [network("auto", {}), subnetwork("s", "auto", "10.128.0.0/20")]],
    [
      "private services beside subnets",
      [gcp, subnetwork("s", "data", "10.0.0.0/24"), psa({ address: "10.0.16.0", prefixLength: 20 })],
    ],
    [
      "a single address",
      [gcp, subnetwork("s", "data", "10.0.0.0/24"), psa({ address: "10.0.0.5", purpose: "GCE_ENDPOINT" })],
    ],
    [
      "a subnet in a reserved range",
      [gcp, internalRange({ ipCidrRange: "10.0.0.0/16" }), subnetwork("s", "data", "10.0.1.0/24")],
    ],
    [
      "a cluster with secondary ranges of its subnet",
      [
        gcp,
        subnetwork("s", "data", "10.0.0.0/24", {
          secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "10.4.0.0/16" }],
        }),
        gke({
          ipAllocationPolicy: { clusterSecondaryRangeName: "pods", clusterIpv4CidrBlock: "10.4.0.0/16" },
        }),
      ],
    ],
    [
      "a cluster whose ranges its subnet shows too",
      [
        gcp,
        subnetwork("s", "data", "10.0.0.0/24", {
          secondaryIpRanges: [{ rangeName: "gke-pods", ipCidrRange: "10.4.0.0/16" }],
        }),
        gke({ ipAllocationPolicy: { clusterIpv4CidrBlock: "10.4.0.0/16" } }),
      ],
    ],
    [
      "two clusters with the same pods and services",
      [
        vnet("shop", ["10.8.0.0/16"]),
        aks({ podCidr: "10.244.0.0/16" }),
        planned(
          "azure-native:containerservice:ManagedCluster",
          "second",
          aks({ podCidr: "10.244.0.0/16" }).outputs,
        ),
      ],
    ],
    [
      "two tunnels with the same inside",
      ["a", "b"].map((name) =>
        planned("aws:ec2/vpnConnection:VpnConnection", name, { tunnel1InsideCidr: "169.254.20.0/30" }),
      ),
    ],
    [
      "both ends of a tunnel",
      [
        planned("aws:ec2/vpnConnection:VpnConnection", "vpn", { tunnel1InsideCidr: "169.254.21.0/30" }),
        gateway("vng", "x", {
          bgpSettings: { bgpPeeringAddresses: [{ customBgpIpAddresses: ["169.254.21.2"] }] },
        }),
        planned("gcp:compute/routerInterface:RouterInterface", "if", { ipRange: "169.254.21.2/30" }),
      ],
    ],
  ];
  for (const [what, resources] of fine) {
    it(`accepts ${what}`, () => {
      expect(check(resources, { scope: "all" })).to.deep.equal([]);
    });
  }

  const inOne: [string, Resource[]][] = [
    [
      "subnets of a VPC",
      [vpc("a", "10.0.0.0/16"), subnet("s", "a", "10.0.0.0/20"), subnet("t", "a", "10.0.1.0/24")],
    ],
    [
      "subnets of a virtual network",
      [
        vnet("a", ["10.0.0.0/16"]),
        azureSubnet("s", "a", "10.0.0.0/20"),
        azureSubnet("t", "a", "10.0.1.0/24"),
      ],
    ],
    [
      "inline subnets",
      [
        vnet("a", ["10.0.0.0/16"], {
          subnets: [
            { name: "s", addressPrefix: "10.0.0.0/20" },
            { name: "t", addressPrefix: "10.0.1.0/24" },
          ],
        }),
      ],
    ],
    ["ranges of a virtual network", [vnet("a", ["10.0.0.0/16", "10.0.1.0/24"])]],
    [
      "ranges of a subnet of Google Cloud",
      [gcp, subnetwork("s", "data", "10.0.0.0/16", { secondaryIpRanges: [{ ipCidrRange: "10.0.4.0/24" }] })],
    ],
    [
      "private services and a subnet",
      [gcp, subnetwork("s", "data", "10.0.16.0/24"), psa({ address: "10.0.16.0", prefixLength: 20 })],
    ],
    ["pods and services", [aks({ podCidr: "10.4.0.0/16", serviceCidr: "10.4.0.0/20" })]],
    [
      "services of a cluster and its own network",
      [vnet("shop", ["10.0.0.0/12"]), aks({ serviceCidr: "10.0.0.0/16" })],
    ],
    [
      "VPN clients and their own network",
      [
        vnet("shop", ["10.0.0.0/16"]),
        gateway("vng", "shop", {
          vpnClientConfiguration: { vpnClientAddressPool: { addressPrefixes: ["10.0.8.0/24"] } },
        }),
      ],
    ],
  ];
  for (const [what, resources] of inOne) {
    it(`refuses ${what} that overlap, whatever else is joined`, () => {
      expect(check(resources)).to.have.length(1);
    });
  }
});
