import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";

import type { Listener } from "../model";
import type { Member } from "./member";
import { actionFor } from "./patterns";
import { locationOf } from "./redirects";
import type { Dispatcher } from "./dispatcher";
import { cookieFor, memberOfCookie } from "./stickiness";

/** A connection that nobody answers is given up after as many seconds. */
const connectSeconds = 10;

/** A real web server in place of an HTTP listener. TLS is not spoken: an HTTPS listener takes plain HTTP. */
export function httpProxy(listener: () => Listener, dispatcher: Dispatcher): Server {
  return createServer((incoming, response) => {
    void answer(listener(), dispatcher, incoming, response);
  });
}

async function answer(
  listener: Listener,
  dispatcher: Dispatcher,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { url = "/", headers } = incoming;
  const host = headers.host ?? "";
  const action = actionFor(listener, host.replace(/:\d+$/, ""), url.split("?")[0] ?? "/");
  switch (action?.kind) {
    case "redirect":
      response.writeHead(action.status, { location: locationOf(action, listener, host, url) }).end();
      break;
    case "respond":
      response.writeHead(action.status, { "content-type": "text/plain" }).end(action.body);
      break;
    case "forward": {
      const client = `${incoming.socket.remoteAddress ?? ""}:${incoming.socket.remotePort ?? 0}`;
      const { pool, members } = dispatcher.poolFor(action.pools);
      const now = dispatcher.clock.seconds;
      const member =
        pool &&
        (memberOfCookie(pool, members, headers.cookie, now) ?? dispatcher.memberOf(pool, members, client));
      if (member === undefined) {
        response.writeHead(dispatcher.statusWithoutMember).end();
        break;
      }
      await forward(listener, dispatcher, member, incoming, response);
      break;
    }
    default:
      response.writeHead(500).end();
  }
}

async function forward(
  listener: Listener,
  dispatcher: Dispatcher,
  member: Member,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { unreachableStatus } = dispatcher.balancer;
  if (!dispatcher.letsThrough(member)) {
    await dispatcher.clock.sleep(connectSeconds);
    response.writeHead(unreachableStatus.silent).end();
    return;
  }
  const { headers, method, url, socket } = incoming;
  const sent = request({
    host: "127.0.0.1",
    port: member.server.port,
    method,
    path: url,
    agent: false,
    signal: member.cutOff.signal,
    headers: {
      ...headers,
      "x-forwarded-for": socket.remoteAddress,
      "x-forwarded-proto": listener.protocol === "HTTPS" ? "https" : "http",
      "x-forwarded-port": listener.port,
    },
  });
  const done = dispatcher.begin(member);
  sent.on("response", (received) => {
    const cookie = cookieFor(member.pool, member, dispatcher.clock.seconds);
    const cookies = [...(received.headers["set-cookie"] ?? []), ...(cookie === undefined ? [] : [cookie])];
    response.writeHead(received.statusCode ?? 502, {
      ...received.headers,
      ...(cookies.length > 0 && { "set-cookie": cookies }),
    });
    received.pipe(response);
    received.on("error", () => response.destroy());
  });
  sent.on("error", () => {
    if (response.headersSent) {
      response.destroy();
    } else {
      response.writeHead(unreachableStatus.refused).end();
    }
  });
  sent.on("close", done);
  response.on("close", () => sent.destroy());
  incoming.pipe(sent);
}
