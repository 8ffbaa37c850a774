import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";

import type { Clock } from "./clock";
import { closeServer, listenOnLoopback, openSockets } from "./listen";

/** What a target answers. */
export interface Page {
  /** @default 200 */
  readonly status?: number;
  readonly body: string;
  /** How long it takes, in the balancer's seconds. @default 0 */
  readonly afterSeconds?: number;
}

/** A real web server in place of a target, which answers every path with its page. */
export class TargetServer {
  readonly #server: Server;
  readonly #sockets: ReadonlySet<Socket>;
  #port = 0;
  #page: Page;

  private constructor(page: Page, clock: Clock) {
    this.#page = page;
    this.#server = createServer((request, response) => {
      const { status = 200, body, afterSeconds = 0 } = this.#page;
      request.resume();
      void clock.sleep(afterSeconds).then(() => {
        response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
        response.end(body);
      });
    });
    this.#sockets = openSockets(this.#server);
  }

  static async start(page: Page, clock: Clock): Promise<TargetServer> {
    const server = new TargetServer(page, clock);
    await server.switchOn();
    return server;
  }

  get port(): number {
    return this.#port;
  }

  /** Refuses connections from now on, and drops those that are open. */
  async switchOff(): Promise<void> {
    if (this.#server.listening) {
      await closeServer(this.#server, this.#sockets);
    }
  }

  /** Listens again, perhaps at another port. */
  async switchOn(): Promise<void> {
    if (!this.#server.listening) {
      this.#port = await listenOnLoopback(this.#server);
    }
  }

  /** Answers otherwise from now on. */
  answer(page: Partial<Page>): void {
    this.#page = { ...this.#page, ...page };
  }
}
