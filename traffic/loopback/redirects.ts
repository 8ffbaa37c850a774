import type { Listener, Redirect } from "../model";

const defaultPorts: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** Where a redirect leads a request to. */
export function locationOf(redirect: Redirect, listener: Listener, hostHeader: string, url: string): string {
  const [path = "/", query] = url.split(/\?(.*)/s);
  const protocol = redirect.protocol ?? (listener.protocol === "HTTPS" ? "https" : "http");
  const host = redirect.host ?? hostHeader.replace(/:\d+$/, "");
  const port = redirect.port ?? (redirect.protocol === undefined ? listener.port : defaultPorts[protocol]);
  const shownPort = port === undefined || port === defaultPorts[protocol] ? "" : `:${port}`;
  const newPath = redirect.path?.replace("#{path}", path.replace(/^\//, "")) ?? path;
  const newQuery = redirect.keepsQuery && query !== undefined && query !== "" ? `?${query}` : "";
  return `${protocol}://${host}${shownPort}${newPath}${newQuery}`;
}
