import { request } from "node:http";
import { connect } from "node:net";

import { mismatch } from "../health/health";
import type { HealthCheck } from "../model";
import type { Clock } from "./clock";
import type { Member } from "./member";

/** Probes a member at its interval until the clock stops or it leaves. TLS is not spoken: HTTPS is probed as HTTP. */
export async function probe(member: Member, clock: Clock): Promise<void> {
  let awake = true;
  while (awake && member.state !== "draining") {
    const began = clock.seconds;
    const problem = await problemOf(member, clock);
    if (clock.isStopped) {
      return;
    }
    member.probed(problem, clock.seconds);
    const { intervalSeconds } = member.pool.healthCheck;
    awake = await clock.sleep(intervalSeconds - (clock.seconds - began));
  }
}

/** Why one probe fails; empty when it does not. */
async function problemOf(member: Member, clock: Clock): Promise<string> {
  const { target, pool } = member;
  const { healthCheck } = pool;
  const port = healthCheck.port ?? target.port;
  if (target.refusal !== undefined || port === undefined) {
    return target.refusal ?? "its port is not known";
  }
  const reach = member.reach.probes(port);
  if (reach?.state !== "reachable") {
    // Nobody answers, neither to refuse.
    await clock.sleep(healthCheck.timeoutSeconds);
    return reach?.reason ?? "where its probes come from is not known";
  }
  const timeout = clock.milliseconds(healthCheck.timeoutSeconds);
  return healthCheck.protocol === "TCP"
    ? probeTcp(member.server.port, timeout)
    : probeHttp(member, healthCheck, timeout);
}

const late = "it does not answer in time";

function probeTcp(port: number, timeout: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    const end = (problem: string): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(problem);
    };
    const timer = setTimeout(end, timeout, late);
    socket.on("connect", () => end(""));
    socket.on("error", () => end("it refuses connections"));
  });
}

function probeHttp({ server, target }: Member, check: HealthCheck, timeout: number): Promise<string> {
  return new Promise((resolve) => {
    const sent = request({
      host: "127.0.0.1",
      port: server.port,
      path: check.path ?? "/",
      agent: false,
      headers: { host: check.host ?? target.address ?? target.hostname ?? "" },
    });
    const end = (problem: string | undefined): void => {
      clearTimeout(timer);
      sent.destroy();
      resolve(problem ?? "");
    };
    const timer = setTimeout(end, timeout, late);
    sent.on("response", (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => (body += part));
      response.on("end", () => end(mismatch(check, { status: response.statusCode ?? 0, body })));
      response.on("error", () => end("it breaks off its answer"));
    });
    sent.on("error", () => end("it refuses connections"));
    sent.end();
  });
}
