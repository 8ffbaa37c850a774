import type { Resource } from "../../../reachability/resources";

/** What is pushed from hop to hop. */
export interface Packet {
  readonly source: number;
  readonly destination: number;
  readonly protocol: "tcp" | "udp" | "icmp";
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** The instances at both ends. */
  readonly from: Resource;
  readonly to: Resource;
  /** Whether it answers another, so that what remembers sessions lets it pass. */
  readonly answer: boolean;
}

/** Where a packet is: what looks at it next. */
export interface Place {
  readonly at:
    | "aws subnet"
    | "aws vpc"
    | "aws attachment"
    | "aws virtual private gateway"
    | "azure subnet"
    | "azure gateway"
    | "google instance"
    | "google gateway";
  readonly id: string;
  /** Set at the subnet of an Azure gateway for what comes out of its tunnels. */
  readonly by?: "gateway";
}

/**
 * What becomes of a packet at a place: on to one or more others (all equally good), or an end. All addresses here are
 * private: what a route sends to the internet is dropped there (RFC 1918, section 3).
 */
export type Step = "delivered" | "dropped" | readonly Place[];
