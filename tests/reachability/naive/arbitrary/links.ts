import type { Choices } from "./choices";
import type { Estate, Site } from "./estate";
import type { AwsGateway } from "./awsGateway";
import type { AzureGateway } from "./azureGateway";
import type { GoogleGateway } from "./googleGateway";
import { host, type Told } from "./tunnel";

const faults = [
  "none",
  "none",
  "none",
  "none",
  "none",
  "none",
  "preshared key differs",
  "one preshared key differs",
  "ASN wrong",
  "BGP address wrong",
  "outside address wrong",
  "groups differ",
] as const;

/** What one end of a link is told wrongly, if anything. */
class Fault {
  private readonly kind: (typeof faults)[number];

  /** @param tunnels - how many the link has on either gateway's side */
  constructor(choices: Choices, estate: Estate, tunnels: number) {
    const kind = choices.pick(faults);
    // Where no tunnel ends at the other address, nobody can tell whose it is.
    this.kind = kind === "outside address wrong" && tunnels === 1 ? "none" : kind;
    if (this.kind !== "none") {
      estate.uses(`fault: ${this.kind}`);
    }
  }

  /** What the end that is told wrongly knows of a tunnel. */
  told({ key, group }: Told, tunnel: number): Told {
    const differs =
      this.kind === "preshared key differs" || (this.kind === "one preshared key differs" && tunnel === 0);
    return { key: differs ? `${key}x` : key, group: this.kind === "groups differ" ? 14 : group };
  }

  asn(right: number): number {
    return this.kind === "ASN wrong" ? 65333 : right;
  }

  inside(right: string): string {
    return this.kind === "BGP address wrong" ? "169.254.22.250" : right;
  }

  /** Whether one of the tunnels to an address is down and another is not. */
  get splits(): boolean {
    return this.kind === "one preshared key differs";
  }

  /** The address of the gateway's other interface, which has no tunnel to the end that is told. */
  outside([first, second]: readonly [string, string], index: number): string {
    const other = this.kind === "outside address wrong";
    return (index === 0) === other ? second : first;
  }
}

function keyOf(name: string, tunnel: number): Told {
  return { key: `Key.${name}.${tunnel}`, group: 20 };
}

/** Microsoft's layout: a connection per AWS tunnel. https://learn.microsoft.com/en-us/azure/vpn-gateway/vpn-gateway-howto-aws-bgp */
export function awsToAzure(
  choices: Choices,
  estate: Estate,
  aws: AwsGateway,
  azure: AzureGateway,
  bgp: boolean,
  azureSites: readonly Site[],
): void {
  estate.uses(bgp ? "AWS to Azure, BGP" : "AWS to Azure, static");
  // Two connections with the same static routes would leave open which one AWS takes.
  const connections = bgp ? choices.number(1, 2) : 1;
  const fault = new Fault(choices, estate, connections);
  // Azure asks for BGP on two tunnels to one place: without it nothing says what becomes of one when it is down.
  const mostTunnels = bgp || !fault.splits ? 2 : 1;
  const ranges = bgp ? [] : aws.vpcs.map(({ range }) => range).filter(() => choices.chance(90));
  for (let instance = 0; instance < connections; instance++) {
    const name = `aws-azure${instance}`;
    const tunnels = [21, 22].map((third, at) => ({
      ...keyOf(name, at),
      inside: `169.254.${third}.${4 * instance}`,
    }));
    const outside = aws.connect(
      name,
      { address: fault.outside(azure.addresses, instance), asn: fault.asn(azure.asn) },
      tunnels,
      bgp ? undefined : azureSites,
    );
    tunnels.slice(0, choices.number(1, mostTunnels)).forEach(({ inside, ...told }, at) => {
      azure.connect(
        `${name}-${at}`,
        instance,
        { address: outside[at]!, asn: aws.asn, inside: fault.inside(host(inside, 1)), ranges },
        fault.told(told, at + 2 * instance),
        bgp ? host(inside, 2) : undefined,
      );
    });
  }
}

/** Google's layout: interfaces 0 and 1 of the peer are the first connection's tunnels, 2 and 3 the second's. https://cloud.google.com/network-connectivity/docs/vpn/how-to/connect-ha-vpn-aws-peer-gateway */
export function awsToGoogle(choices: Choices, estate: Estate, aws: AwsGateway, google: GoogleGateway): void {
  estate.uses("AWS to Google Cloud, BGP");
  const count = choices.number(1, 2);
  const fault = new Fault(choices, estate, count);
  const connections = [0, 1].slice(0, count).map((connection) => {
    const name = `aws-google${connection}`;
    const tunnels = [0, 1].map((at) => ({
      ...keyOf(name, at),
      inside: `169.254.${100 + connection}.${4 * at}`,
    }));
    const customer = {
      address: fault.outside(google.addresses, connection),
      asn: fault.asn(google.asn),
    };
    return { name, tunnels, outside: aws.connect(name, customer, tunnels, undefined) };
  });
  const external = google.external(
    "aws-peer",
    connections.flatMap(({ outside }) => outside),
  );
  connections.forEach(({ name, tunnels }, connection) =>
    tunnels.forEach(({ inside, ...told }, at) => {
      const index = 2 * connection + at;
      google.connect(
        `${name}-${at}`,
        connection,
        { external, index, asn: aws.asn, inside: fault.inside(host(inside, 1)) },
        fault.told(told, index),
        host(inside, 2),
      );
    }),
  );
}

/** One tunnel per interface of both gateways. https://cloud.google.com/network-connectivity/docs/vpn/concepts/topologies */
export function azureToGoogle(
  choices: Choices,
  estate: Estate,
  azure: AzureGateway,
  google: GoogleGateway,
): void {
  estate.uses("Azure to Google Cloud, BGP");
  const count = choices.number(1, 2);
  const fault = new Fault(choices, estate, count);
  const external = google.external("azure-peer", azure.addresses);
  for (let at = 0; at < count; at++) {
    const name = `azure-google${at}`;
    const inside = `169.254.21.${16 + 4 * at}`;
    const told = keyOf(name, at);
    azure.connect(
      name,
      at,
      {
        address: fault.outside(google.addresses, at),
        asn: fault.asn(google.asn),
        inside: host(inside, 2),
        ranges: [],
      },
      told,
      host(inside, 1),
    );
    google.connect(
      name,
      at,
      { external, index: at, asn: azure.asn, inside: fault.inside(host(inside, 1)) },
      fault.told(told, at),
      host(inside, 2),
    );
  }
}
