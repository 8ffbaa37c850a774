import type { AddressInfo, Server, Socket } from "node:net";

/** Begins to listen on a free port of this machine alone. @returns the port */
export async function listenOnLoopback(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: "127.0.0.1", port: 0 }, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

/** Closes a server with all its connections. */
export async function closeServer(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  sockets.forEach((socket) => socket.destroy());
  await closed;
}

/** The connections of a server that are open. */
export function openSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // Whoever is at the other end may be gone at any time.
    socket.on("error", () => socket.destroy());
  });
  return sockets;
}
