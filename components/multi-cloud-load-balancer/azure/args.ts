import type { Input } from "@pulumi/pulumi";

/**
 * A balancer in Azure: an Application Gateway v2, for HTTP, HTTPS and TCP. It divides requests evenly among its targets and
 * knows neither weights nor a preference; an Azure Load Balancer takes no targets in other clouds at all.
 * https://learn.microsoft.com/azure/application-gateway/overview-v2
 */
export interface AzureFrontEnd {
  /** Plain. */
  readonly kind: "application-gateway";

  /**
   * The range of a subnet for the gateway alone, which is made in `networks.azure`: inside its ranges and apart from its
   * subnets, with an address for each instance, one for `privateAddress` and the five that Azure keeps; Microsoft
   * recommends a /24. Plain: it is what the other clouds' firewalls admit and their routes lead back to. Another one
   * replaces the subnet with the gateway.
   * https://learn.microsoft.com/azure/application-gateway/configuration-infrastructure#size-of-the-subnet
   *
   * @example "172.18.129.0/24"
   */
  readonly subnetPrefix: string;

  /**
   * A private address in `subnetPrefix` to listen on instead of the public one. The gateway keeps its public address, which
   * Azure manages it by, without a listener. Plain.
   * https://learn.microsoft.com/azure/application-gateway/configuration-frontend-ip
   *
   * @default - the listener is on the public address
   * @example "172.18.129.250"
   */
  readonly privateAddress?: string;

  /**
   * Who may reach the listener, as IPv4 CIDRs. Plain.
   *
   * @default - everybody, and with `privateAddress` the ranges of all `networks`
   */
  readonly clientAddressPrefixes?: readonly string[];

  /**
   * How many instances run: 0 to 125, two at least at most. The same number twice keeps it fixed, from 1.
   * https://learn.microsoft.com/azure/application-gateway/application-gateway-autoscaling-zone-redundant
   *
   * @default { minimum: 0, maximum: 10 }
   */
  readonly instances?: { readonly minimum: number; readonly maximum: number };

  /**
   * The availability zones of the gateway and its public address. Plain. Other zones replace both.
   *
   * @default ["1", "2", "3"]
   */
  readonly zones?: readonly string[];

  /**
   * A web application firewall policy; the gateway is then of the tier WAF_v2. Not for TCP, which none looks into.
   * https://learn.microsoft.com/azure/web-application-firewall/ag/policy-overview
   *
   * @default - none, and tier Standard_v2
   */
  readonly firewallPolicyId?: Input<string>;

  /**
   * A Log Analytics workspace that access logs go to, with a `firewallPolicyId` those of the firewall too.
   * https://learn.microsoft.com/azure/application-gateway/application-gateway-diagnostics
   *
   * @default - no logs
   */
  readonly workspaceId?: Input<string>;

  /**
   * A route table for the gateway's subnet, where routes to targets are your own, as behind a hub. It must not send
   * 0.0.0.0/0 to an appliance or gateway, which the gateway does not work with.
   * https://learn.microsoft.com/azure/application-gateway/configuration-infrastructure#supported-user-defined-routes
   *
   * @default - none: what the network's VPN gateway reaches is routed there in every subnet, static or by BGP
   */
  readonly routeTableId?: Input<string>;

  /**
   * The gateway's name in Azure, unique in its resource group: up to 80 letters, digits, "_", "." and "-". The parts of a
   * gateway name each other by it, so that it cannot be automatic. Plain.
   *
   * @default - the component's name and "-gateway"
   */
  readonly gatewayName?: string;

  /**
   * The host name that requests to targets carry instead of the client's. HTTPS to targets needs it: their certificate
   * must be for it. Plain.
   * https://learn.microsoft.com/azure/application-gateway/configuration-http-settings#host-name-override
   *
   * @default - the client's
   */
  readonly backendHostName?: string;

  /**
   * The root certificate that the targets' certificates come from, as base64 of the .cer file, for HTTPS to targets.
   * https://learn.microsoft.com/azure/application-gateway/end-to-end-ssl-portal
   *
   * @default - a well-known certificate authority
   */
  readonly trustedRootCertificate?: Input<string>;
}

/** A certificate for a listener in Azure. */
export interface AzureCertificate {
  /**
   * The id of a Key Vault secret that holds the certificate with its private key, best without a version, so that renewed
   * certificates are taken.
   * https://learn.microsoft.com/azure/application-gateway/key-vault-certs
   *
   * @example "https://shop.vault.azure.net/secrets/api-example-com"
   */
  readonly keyVaultSecretId: Input<string>;

  /** The id of a user-assigned managed identity that may read the secret. */
  readonly identityId: Input<string>;
}
