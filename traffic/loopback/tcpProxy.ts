import { connect, createServer, type Server, type Socket } from "node:net";

import type { Listener } from "../model";
import type { Dispatcher } from "./dispatcher";

/** A real TCP server in place of a listener that looks into nothing. */
export function tcpProxy(listener: () => Listener, dispatcher: Dispatcher): Server {
  return createServer((socket) => {
    forward(listener(), dispatcher, socket);
  });
}

function forward({ otherwise }: Listener, dispatcher: Dispatcher, socket: Socket): void {
  const { pool, members } = dispatcher.poolFor(otherwise?.kind === "forward" ? otherwise.pools : []);
  const [address = "", port = 0] = [socket.remoteAddress, socket.remotePort];
  // What sticks to a source address does not look at its port.
  const client = pool?.stickiness?.by === "source address" ? address : `${address}:${port}`;
  const member = pool && dispatcher.memberOf(pool, members, client);
  if (member === undefined) {
    socket.resetAndDestroy();
    return;
  }
  if (!dispatcher.letsThrough(member)) {
    // Nobody answers: the client waits until it gives up.
    return;
  }
  const sent = connect({ host: "127.0.0.1", port: member.server.port });
  const done = dispatcher.begin(member);
  const { signal } = member.cutOff;
  const end = (): void => {
    done();
    signal.removeEventListener("abort", end);
    socket.destroy();
    sent.destroy();
  };
  signal.addEventListener("abort", end);
  [socket, sent].forEach((one) => one.on("error", end).on("close", end));
  socket.pipe(sent).pipe(socket);
}
