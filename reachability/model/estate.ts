import type { Endpoint, Network, Node } from "./place";
import type { Propagation, RouteTable, Session } from "./routing";
import type { Rule } from "./rule";
import type { TunnelEnd } from "./tunnelEnd";

/** What the readers of all clouds make of a list of resources: plain data, before any route was learned. */
export interface Estate {
  readonly networks: readonly Network[];
  readonly nodes: readonly Node[];
  readonly endpoints: readonly Endpoint[];
  readonly tables: readonly RouteTable[];
  readonly propagations: readonly Propagation[];
  readonly tunnelEnds: readonly TunnelEnd[];
  readonly sessions: readonly Session[];
  /** What could not be told, resource by resource. */
  readonly notes: readonly Rule[];
}

/** Collects what readers find. */
export class EstateBuilder implements Estate {
  readonly networks: Network[] = [];
  readonly nodes: Node[] = [];
  readonly endpoints: Endpoint[] = [];
  readonly tables: RouteTable[] = [];
  readonly propagations: Propagation[] = [];
  readonly tunnelEnds: TunnelEnd[] = [];
  readonly sessions: Session[] = [];
  readonly notes: Rule[] = [];

  /** Says that something of a resource could not be told. */
  note(urn: string, text: string): void {
    this.notes.push({ urn, text });
  }
}
