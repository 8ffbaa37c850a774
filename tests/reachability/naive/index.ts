import type { Resource } from "../../../reachability/resources";
import { groupsAllow } from "./aws/filters";
import { fromAttachment, transitTells } from "./aws/transitGateway";
import { awsEnds } from "./aws/tunnels";
import * as privateGateway from "./aws/virtualPrivateGateway";
import * as vpc from "./aws/vpc";
import * as azure from "./azure/hops";
import { gatewayTells } from "./azure/routes";
import { azureEnds } from "./azure/tunnels";
import { flood } from "./bgp";
import { addressOf } from "./cidr";
import * as google from "./google/hops";
import { googleEnds } from "./google/tunnels";
import type { Packet, Place, Step } from "./packet";
import { records, text } from "./properties";
import type { World } from "./world";

export type Verdict = "reachable" | "blocked";

export interface Question {
  /** URNs of instances; in Azure of their network interfaces. */
  readonly from: string;
  readonly to: string;
  readonly protocol: "tcp" | "udp" | "icmp";
  readonly port: number;
}

/** A client's port: any of the ephemeral ones would do. */
const clientPort = 40000;

/**
 * Answers questions of an estate the slow way: every packet is pushed from hop to hop, each hop scanning all resources.
 * Shares nothing with `reachability/` but the shape of a resource, so that neither repeats the other's mistakes.
 */
export function interpret(resources: readonly Resource[]): (question: Question) => Verdict {
  const ends = [...awsEnds(resources), ...azureEnds(resources), ...googleEnds(resources)];
  const learned = flood(ends, (end, soFar) => {
    const world: World = { resources, ends, learned: soFar };
    switch (end.place.at) {
      case "aws attachment":
        return transitTells(world, end);
      case "aws virtual private gateway":
        return privateGateway.gatewayTells(world, end);
      case "azure gateway":
        return gatewayTells(world, end);
      default:
        return google.routerTells(world, end);
    }
  });
  const world: World = { resources, ends, learned };
  return (question) => answer(world, question);
}

function answer(world: World, { from, to, protocol, port }: Question): Verdict {
  const [source, destination] = [from, to].map((urn) => world.resources.find((one) => one.urn === urn));
  if (source === undefined || destination === undefined) {
    throw new Error(`no instance ${from} or ${to}`);
  }
  const ports =
    protocol === "icmp"
      ? { sourcePort: 0, destinationPort: 0 }
      : { sourcePort: clientPort, destinationPort: port };
  const there: Packet = {
    source: addressOfInstance(source),
    destination: addressOfInstance(destination),
    protocol,
    ...ports,
    from: source,
    to: destination,
    answer: false,
  };
  const back: Packet = {
    ...there,
    source: there.destination,
    destination: there.source,
    sourcePort: there.destinationPort,
    destinationPort: there.sourcePort,
    from: destination,
    to: source,
    answer: true,
  };
  const out = push(world, start(world, there), there, []);
  return out === "reachable" ? push(world, start(world, back), back, []) : out;
}

/**
 * Of several places that a packet may go on to, it has to get through at each. At a place where it was before it would
 * go around forever.
 */
function push(world: World, step: Step, packet: Packet, way: readonly Place[]): Verdict {
  if (step === "delivered") {
    return "reachable";
  }
  if (step === "dropped" || step.length === 0) {
    return "blocked";
  }
  const verdicts = step.map((place) =>
    way.some(({ at, id }) => at === place.at && id === place.id)
      ? "blocked"
      : push(world, hop(world, place, packet), packet, [...way, place]),
  );
  return verdicts.find((one) => one !== "reachable") ?? "reachable";
}

function hop(world: World, place: Place, packet: Packet): Step {
  switch (place.at) {
    case "aws subnet":
      return vpc.fromSubnet(world, place, packet);
    case "aws vpc":
      return vpc.deliver(world, vpc.resourceOf(world.resources, place.id), packet);
    case "aws attachment":
      return fromAttachment(world, place, packet);
    case "aws virtual private gateway":
      return privateGateway.fromGateway(world, place, packet);
    case "azure subnet":
      return azure.fromSubnet(world, place, packet);
    case "azure gateway":
      return azure.fromGateway(world, place, packet);
    case "google instance":
      return google.fromInstance(world, place, packet);
    case "google gateway":
      return google.fromGateway(world, place, packet) ?? "dropped";
  }
}

function start(world: World, packet: Packet): Step {
  switch (packet.from.type) {
    case "aws:ec2/instance:Instance":
      return groupsAllow(world.resources, packet, "out")
        ? [{ at: "aws subnet", id: text(packet.from, "subnetId") ?? "" }]
        : "dropped";
    case "azure-native:network:NetworkInterface":
      return azure.start(world, packet.from, packet);
    default:
      return google.start(world, packet.from, packet);
  }
}

function addressOfInstance(instance: Resource): number {
  const [configuration] = records(instance, "ipConfigurations");
  return addressOf(
    text(instance, "privateIp") ??
      text(instance, "networkInterfaces.0.networkIp") ??
      String(configuration?.["privateIPAddress"]),
  );
}
