import { checkActions, requireForwards } from "./actions";
import { requireCertificate } from "./listenerCertificates";
import { applicationProtocols, networkProtocols, checkProtocolName } from "./protocols";
import { existing, loadBalancersOf } from "./references";
import { refused } from "./refusals";
import { defaultPolicy, securityPolicies } from "./securityPolicies";
import { arn } from "../arn";
import { checkBetween, checkOneOf, isMissing, refuseUnsimulated, unsimulated } from "../checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "../common";
import { having } from "../references";
import { tokens } from "../tokens";
import { asString, type Props } from "../../protocol/values";
import type { CheckContext, OperationContext, ResourceType } from "../../providers/resourceType";

const headers = [
  "routingHttpRequestXAmznMtlsClientcertHeaderName",
  "routingHttpRequestXAmznMtlsClientcertIssuerHeaderName",
  "routingHttpRequestXAmznMtlsClientcertLeafHeaderName",
  "routingHttpRequestXAmznMtlsClientcertSerialNumberHeaderName",
  "routingHttpRequestXAmznMtlsClientcertSubjectHeaderName",
  "routingHttpRequestXAmznMtlsClientcertValidityHeaderName",
  "routingHttpRequestXAmznTlsCipherSuiteHeaderName",
  "routingHttpRequestXAmznTlsVersionHeaderName",
  "routingHttpResponseAccessControlAllowCredentialsHeaderValue",
  "routingHttpResponseAccessControlAllowHeadersHeaderValue",
  "routingHttpResponseAccessControlAllowMethodsHeaderValue",
  "routingHttpResponseAccessControlAllowOriginHeaderValue",
  "routingHttpResponseAccessControlExposeHeadersHeaderValue",
  "routingHttpResponseAccessControlMaxAgeHeaderValue",
  "routingHttpResponseContentSecurityPolicyHeaderValue",
  "routingHttpResponseStrictTransportSecurityHeaderValue",
  "routingHttpResponseXContentTypeOptionsHeaderValue",
  "routingHttpResponseXFrameOptionsHeaderValue",
];

/**
 * The port and protocol on which a load balancer listens, and what it does by default.
 *
 * API: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/lb/listener/
 */
export const listener: ResourceType = {
  token: tokens.listener,
  properties: {
    ...regionProperty,
    ...tagProperties,
    alpnPolicy: { type: "string" },
    certificateArn: { type: "string" },
    defaultActions: { type: "array", required: true },
    loadBalancerArn: { type: "string", required: true, replace: true },
    port: { type: "number" },
    protocol: { type: "string" },
    sslPolicy: { type: "string" },
    tcpIdleTimeoutSeconds: { type: "number" },
    ...unsimulated("object", ["mutualAuthentication"]),
    ...unsimulated("string", headers),
    ...unsimulated("boolean", ["routingHttpResponseServerEnabled"]),
  },
  computed: ["arn", "protocol", "sslPolicy", "tagsAll"],
  // Rough figures.
  durations: { create: 2, update: 2, delete: 2 },
  check(context) {
    const { inputs, fail } = context;
    withRegion(context);
    if (isMissing(inputs.port)) {
      fail("port", "ValidationError: A listener of an Application or Network Load Balancer needs a port");
    }
    checkBetween(context, "port", 1, 65535);
    checkProtocol(context);
    checkActions(context, "defaultActions");
    checkBetween(context, "tcpIdleTimeoutSeconds", 60, 6000);
    checkOneOf(context, "alpnPolicy", ["HTTP1Only", "HTTP2Only", "HTTP2Optional", "HTTP2Preferred", "None"]);
    refuseUnsimulated(context, {
      mutualAuthentication: "clients have no certificates",
      routingHttpResponseServerEnabled: "headers are not simulated",
      ...Object.fromEntries(headers.map((name) => [name, "headers are not simulated"])),
    });
  },
  create(context) {
    const { inputs, draws } = context;
    const settings = judged(context, "CreateListener");
    const balancer = existing(
      context,
      "CreateListener",
      "loadBalancer",
      asString(inputs.loadBalancerArn) ?? "",
    );
    const suffix = `${asString(balancer.outputs.arnSuffix) ?? ""}/${draws.hex("id", 16)}`;
    const id = arn("elasticloadbalancing", regionOf(inputs), `listener/${suffix}`);
    return { id, outputs: { arn: id, ...settings } };
  },
  update: (context, record) => judged(context, "ModifyListener", record.id),
  removes: ({ inputs, world }, record) =>
    inputs === record.inputs
      ? [tokens.listenerRule, tokens.listenerCertificate].flatMap((token) =>
          having(world, token, "listenerArn", record.id),
        )
      : [],
  delete({ world }, { inputs }) {
    const balancer = asString(inputs.loadBalancerArn) ?? "";
    const fronted = having(world, tokens.targetGroupAttachment, "targetId", balancer).find(
      ({ inputs: target }) =>
        loadBalancersOf(world, asString(target.targetGroupArn) ?? "").length > 0 &&
        (target.port ?? world.get(tokens.targetGroup, asString(target.targetGroupArn))?.inputs.port) ===
          inputs.port,
    );
    if (fronted) {
      throw refused(
        "DeleteListener",
        "ResourceInUse",
        `The listener is used by the target group '${asString(fronted.inputs.targetGroupArn) ?? ""}'`,
      );
    }
  },
};

/** What can be told of the protocol without its load balancer. */
function checkProtocol(context: CheckContext): void {
  const { inputs, fail } = context;
  const protocol = asString(inputs.protocol);
  if (!checkProtocolName(context)) {
    return;
  }
  const isKnown = inputs.protocol === undefined || protocol !== undefined;
  const isEncrypted = protocol === "HTTPS" || protocol === "TLS";
  if (isEncrypted && isMissing(inputs.certificateArn)) {
    fail("certificateArn", `ValidationError: A certificate must be specified for ${protocol} listeners`);
  }
  for (const property of ["certificateArn", "sslPolicy"]) {
    if (isKnown && !isEncrypted && inputs[property] !== undefined) {
      fail(
        property,
        `ValidationError: "${property}" is for HTTPS and TLS listeners, not for ${protocol ?? "HTTP"}`,
      );
    }
  }
  if (isKnown && protocol !== "TLS" && inputs.alpnPolicy !== undefined) {
    fail("alpnPolicy", "ValidationError: An ALPN policy is for TLS listeners only");
  }
  if (isKnown && protocol !== "TCP" && inputs.tcpIdleTimeoutSeconds !== undefined) {
    fail("tcpIdleTimeoutSeconds", `"tcpIdleTimeoutSeconds" is for TCP listeners only`);
  }
}

/** The settings of the listener, judged beside its load balancer, certificate and target groups. */
function judged(context: OperationContext, operation: string, own?: string): Props {
  const { inputs, world } = context;
  const balancerArn = asString(inputs.loadBalancerArn) ?? "";
  const balancer = existing(context, operation, "loadBalancer", balancerArn);
  const isApplication = balancer.inputs.loadBalancerType === "application";
  const protocol = asString(inputs.protocol) ?? (isApplication ? "HTTP" : "");
  const allowed = isApplication ? applicationProtocols : networkProtocols;
  if (!allowed.includes(protocol)) {
    throw refused(
      operation,
      "UnsupportedProtocol",
      `Protocol '${protocol}' is not supported for ${asString(balancer.inputs.loadBalancerType) ?? ""} load balancers; it must be one of ${allowed.join(", ")}`,
    );
  }
  const same = having(world, tokens.listener, "loadBalancerArn", balancerArn).find(
    (other) => other.id !== own && other.inputs.port === inputs.port,
  );
  if (same) {
    throw refused(
      operation,
      "DuplicateListener",
      `A listener already exists on this port for this load balancer '${balancerArn}'`,
    );
  }
  const isEncrypted = protocol === "HTTPS" || protocol === "TLS";
  const policy = asString(inputs.sslPolicy) ?? defaultPolicy;
  if (isEncrypted) {
    requireCertificate(context, operation, asString(inputs.certificateArn) ?? "");
    if (!securityPolicies.includes(policy)) {
      throw refused(operation, "SSLPolicyNotFound", `SSL policy '${policy}' not found`);
    }
  }
  requireForwards(context, operation, balancer, protocol, "defaultActions");
  return { protocol, sslPolicy: isEncrypted ? policy : "", ...taggedOutputs(inputs) };
}
