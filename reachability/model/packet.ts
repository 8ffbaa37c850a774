/** Protocol numbers of IANA that the clouds have names for. */
export const protocols = { icmp: 1, tcp: 6, udp: 17, esp: 50, ah: 51, icmpv6: 58, sctp: 132 } as const;

/** A packet on its way. Addresses are integers, of one version. */
export interface Packet {
  readonly version: 4 | 6;
  readonly source: bigint;
  readonly destination: bigint;
  /** IANA's protocol number. */
  readonly protocol: number;
  /** 0 where the protocol has no ports. */
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** The endpoint that sends it and the one it is for, where they are known, for filters that name endpoints. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Whether the protocol has ports. */
export function hasPorts(protocol: number): boolean {
  return protocol === protocols.tcp || protocol === protocols.udp || protocol === protocols.sctp;
}

/** The packet that answers. */
export function answerTo(packet: Packet): Packet {
  return {
    ...packet,
    source: packet.destination,
    destination: packet.source,
    sourcePort: packet.destinationPort,
    destinationPort: packet.sourcePort,
    from: packet.to,
    to: packet.from,
  };
}
