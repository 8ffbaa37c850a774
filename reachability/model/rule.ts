/** The piece of configuration that decides something: a route, a filter's rule, a tunnel's setting. */
export interface Rule {
  /** What it says, in the cloud's words, such as `10.32.0.0/16 to the virtual private gateway (propagated)`. */
  readonly text: string;
  /** The resource that says it. Absent for what the cloud does by itself. */
  readonly urn?: string | undefined;
  /** The provider's page that makes it so. */
  readonly source?: string | undefined;
}
