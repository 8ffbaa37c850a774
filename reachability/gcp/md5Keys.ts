import type { EstateBuilder, Route, Session } from "../model";
import { read, type Resource } from "../resources";

/** Sessions of which the MD5 key, or whether they have one, can't be told. */
export class UnknownKeys {
  readonly #all = new Set<string>();
  readonly #open = new Map<string, { readonly mayHaveNone: boolean }>();

  add(peer: Resource, session: Session): void {
    this.#all.add(session.id);
    const key = read(peer, "md5AuthenticationKey.key");
    const block = read(peer, "md5AuthenticationKey");
    if (key.state === "unknown" || block.state === "unknown") {
      this.#open.set(session.id, { mayHaveNone: block.state === "unknown" });
    }
  }

  /**
   * Leaves undecided what a session of an unknown key brings where the other end may have the same one. Only Google
   * Cloud's ends have keys: with any other the session stays down.
   * https://cloud.google.com/network-connectivity/docs/router/concepts/md5-authentication-overview
   */
  resolve(estate: EstateBuilder): void {
    const own = this.#open.size === 0 ? [] : estate.sessions.filter(({ id }) => this.#all.has(id));
    const open = new Set<string>();
    for (const session of own) {
      const unknown = this.#open.get(session.id);
      const mirrors = own.filter(
        (one) =>
          unknown !== undefined &&
          one !== session &&
          (unknown.mayHaveNone || one.authentication !== undefined) &&
          mirror(one, session),
      );
      if (mirrors.length > 0 || unknown?.mayHaveNone === true) {
        [session, ...mirrors].forEach(({ id }) => open.add(id));
      }
    }
    for (const [index, session] of estate.sessions.entries()) {
      if (open.has(session.id)) {
        estate.sessions[index] = inDoubt(
          session,
          `the MD5 keys of ${session.name} and its peer can't be compared`,
        );
      }
    }
  }
}

/** Whether two sessions may be the ends of one. */
function mirror(a: Session, b: Session): boolean {
  const agree = <T>(one: T | undefined, other: T | undefined): boolean =>
    one === undefined || other === undefined || one === other;
  return (
    agree(a.localAddress, b.peerAddress) &&
    agree(b.localAddress, a.peerAddress) &&
    agree(a.localAsn, b.peerAsn) &&
    agree(b.localAsn, a.peerAsn)
  );
}

function inDoubt(session: Session, why: string): Session {
  const { changes: told = same } = session.advertises;
  const lost = (route: Route): Route => ({ ...route, next: [{ to: "undecided", why }] });
  return {
    ...session,
    authentication: undefined,
    advertises: { ...session.advertises, changes: (route) => lost(told(route)) },
    learns: session.learns.map(({ changes: learned = same, ...one }) => ({
      ...one,
      changes: (route) => lost(learned(route)),
    })),
  };
}

function same(route: Route): Route {
  return route;
}
