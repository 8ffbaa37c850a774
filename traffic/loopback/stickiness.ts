import { createHash } from "node:crypto";

import type { Pool } from "../model";
import type { Member } from "./member";

/** The member that a request's cookie names, if it still may get requests. */
export function memberOfCookie(
  { stickiness, id }: Pool,
  members: readonly Member[],
  header: string | undefined,
  now: number,
): Member | undefined {
  if (stickiness?.by !== "cookie" || stickiness.cookie === undefined) {
    return undefined;
  }
  const name = stickiness.cookie;
  const value = header
    ?.split(/;\s*/)
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);
  const [key, until] = value?.split(".") ?? [];
  const expired = until !== undefined && until !== "" && Number(until) < now;
  return expired
    ? undefined
    : members.find(({ state, target }) => state === "healthy" && keyOf(id, target.id) === key);
}

/** What tells the client to come back to the same member. */
export function cookieFor({ stickiness, id }: Pool, member: Member, now: number): string | undefined {
  if (stickiness?.by !== "cookie" || stickiness.cookie === undefined) {
    return undefined;
  }
  const { cookie, seconds } = stickiness;
  const until = seconds === undefined ? "" : String(Math.ceil(now + seconds));
  const age = seconds === undefined ? "" : `; Max-Age=${seconds}`;
  return `${cookie}=${keyOf(id, member.target.id)}.${until}; Path=/${age}`;
}

/** A cookie says nothing of addresses. */
function keyOf(pool: string, target: string): string {
  return createHash("sha256").update(`${pool}\n${target}`).digest("hex").slice(0, 32);
}
