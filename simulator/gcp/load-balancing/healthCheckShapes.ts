import { invalidField } from "../compute/error";
import { addressProblem } from "../compute/ranges";
import { between, type Fields, object, oneOf, type Shape, text, textWhich } from "../../providers/shapes";
import { asNumber, asObject, asString, hasUnknown, type Props } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";

const portFields: Fields = {
  port: between(1, 65535),
  portName: text,
  portSpecification: oneOf("USE_FIXED_PORT", "USE_NAMED_PORT", "USE_SERVING_PORT"),
};

const proxyHeader = oneOf("NONE", "PROXY_V1");

const requestPath = textWhich((path, property) =>
  path.startsWith("/") ? undefined : invalidField(`resource.${property}`, path, "A path starts with '/'."),
);

/** "The length of response data is limited to 1024 bytes", and it is ASCII. */
const ascii = textWhich((value, property) =>
  /^[\x20-\x7e\r\n\t]{0,1024}$/.test(value)
    ? undefined
    : invalidField(`resource.${property}`, "", "It must be at most 1024 ASCII characters."),
);

const http = object({ ...portFields, host: text, proxyHeader, requestPath, response: ascii });
const stream = object({ ...portFields, proxyHeader, request: ascii, response: ascii });

/** One block a protocol. Source: https://cloud.google.com/compute/docs/reference/rest/v1/healthChecks */
export const protocolBlocks: Readonly<Record<string, { readonly type: string; readonly shape: Shape }>> = {
  grpcHealthCheck: { type: "GRPC", shape: object({ ...portFields, grpcServiceName: ascii }) },
  http2HealthCheck: { type: "HTTP2", shape: http },
  httpHealthCheck: { type: "HTTP", shape: http },
  httpsHealthCheck: { type: "HTTPS", shape: http },
  sslHealthCheck: { type: "SSL", shape: stream },
  tcpHealthCheck: { type: "TCP", shape: stream },
};

const blockNames = Object.keys(protocolBlocks);

/** The block of a health check, with its protocol. */
export function probeOf(inputs: Props): { readonly type: string; readonly settings: Props } {
  const name = blockNames.find((one) => inputs[one] !== undefined) ?? "";
  return { type: protocolBlocks[name]?.type ?? "", settings: asObject(inputs[name]) };
}

/** Judges what all protocols share. */
export function checkProbe(context: CheckContext): void {
  const { inputs, fail } = context;
  const given = blockNames.filter((name) => inputs[name] !== undefined);
  if (given.length !== 1) {
    fail(
      given[1] ?? "httpHealthCheck",
      `only one of ${blockNames.join(", ")} can be specified, and one must be, got ${given.join(" and ") || "none"}`,
    );
    return;
  }
  const [name = ""] = given;
  if (!hasUnknown(inputs[name])) {
    checkPort(context, name);
  }
}

/**
 * Sources: the API's description of `portSpecification`, and
 * https://cloud.google.com/load-balancing/docs/health-check-concepts#criteria-protocol-http
 */
function checkPort({ inputs, fail }: CheckContext, name: string): void {
  const { port, portName, portSpecification, host } = asObject(inputs[name]);
  const writtenName = asString(portName) ?? "";
  const refuse = (property: string, value: string, rule: string): void =>
    fail(`${name}.${property}`, invalidField(`resource.${name}.${property}`, value, rule));
  if (portSpecification === "USE_SERVING_PORT") {
    if (port !== undefined) {
      refuse("port", String(asNumber(port)), "It cannot be set with USE_SERVING_PORT.");
    }
    if (portName !== undefined) {
      refuse("portName", writtenName, "It cannot be set with USE_SERVING_PORT.");
    }
  }
  if (portSpecification === "USE_NAMED_PORT" && portName === undefined) {
    refuse("portName", "", "It must be set with USE_NAMED_PORT.");
  }
  if (portSpecification === "USE_FIXED_PORT" && portName !== undefined) {
    refuse("portName", writtenName, "It cannot be set with USE_FIXED_PORT.");
  }
  if (
    name === "grpcHealthCheck" &&
    port === undefined &&
    portName === undefined &&
    portSpecification !== "USE_SERVING_PORT"
  ) {
    refuse("port", "", "A gRPC health check has no default port.");
  }
  if (typeof host === "string" && /[\s/]/.test(host) && addressProblem(host) !== undefined) {
    refuse("host", host, "It must be a host name or an address.");
  }
}
