import { type IncomingHttpHeaders, request } from "node:http";

/** What a client asks for. */
export interface Question {
  /** @default "/" */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

/** Asks a port of this machine over a connection of its own. */
export function fetchOnce(port: number, { path = "/", headers = {} }: Question): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path, headers, agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => (body += part));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, body, headers: response.headers }),
      );
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end();
  });
}
