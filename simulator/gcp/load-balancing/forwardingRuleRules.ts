import { invalidField } from "../compute/error";
import { addressProblem } from "../compute/ranges";
import { asList, asString, asStrings, hasUnknown } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";

/** Of rules without a proxy: https://cloud.google.com/load-balancing/docs/forwarding-rule-concepts#port_specifications */
const mostPorts = 5;

const isPort = (text: string): boolean =>
  /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;

/** The schemes that are simulated, by scope. */
const schemes = {
  global: ["EXTERNAL", "EXTERNAL_MANAGED", "INTERNAL_MANAGED"],
  regional: ["EXTERNAL", "EXTERNAL_MANAGED", "INTERNAL", "INTERNAL_MANAGED"],
};

const refuse = ({ fail }: CheckContext, property: string, value: string, rule: string): void =>
  fail(property, invalidField(`resource.${property}`, value, rule));

/** Judges a forwarding rule alone. */
export function checkRule(context: CheckContext): void {
  const { inputs } = context;
  const scope = inputs.region === undefined ? "global" : "regional";
  const scheme = asString(inputs.loadBalancingScheme);
  if (scheme === undefined) {
    return;
  }
  if (!schemes[scope].includes(scheme)) {
    refuse(
      context,
      "loadBalancingScheme",
      scheme,
      `Simulated for ${scope} rules are ${schemes[scope].join(", ")}.`,
    );
    return;
  }
  const isProxied = scope === "global" || scheme.endsWith("_MANAGED");
  checkDestination(context, isProxied);
  if (isProxied) {
    checkProxyPort(context);
  } else {
    checkPorts(context);
  }
  checkProtocol(context, isProxied);
  checkPlace(context, scheme);
  checkTier(context, scheme, scope);
  checkAddress(context);
}

/** A proxy's rule leads to the proxy; a passthrough rule leads to the backend service itself. */
function checkDestination(context: CheckContext, isProxied: boolean): void {
  const { inputs } = context;
  const { target } = inputs;
  const [wanted, other] = isProxied
    ? (["target", "backendService"] as const)
    : (["backendService", "target"] as const);
  if (inputs[other] !== undefined) {
    const rule = `A rule with this load balancing scheme has a ${wanted}, not a ${other}.`;
    refuse(context, other, asString(inputs[other]) ?? "", rule);
  }
  if (inputs[wanted] === undefined) {
    refuse(context, wanted, "", "It must be specified.");
  }
  if (typeof target === "string" && isProxied) {
    const collection = /\/(\w+)\/[^/]+$/.exec(target)?.[1];
    if (!["targetHttpProxies", "targetHttpsProxies", "targetTcpProxies"].includes(collection ?? "")) {
      refuse(
        context,
        "target",
        target,
        "The URL is malformed: it must be the link of a target HTTP, HTTPS or TCP proxy.",
      );
    }
    const isRegional = /\/regions\//.test(target);
    if (isRegional !== (context.inputs.region !== undefined)) {
      refuse(context, "target", target, "The target proxy must be of the scope of the forwarding rule.");
    }
  }
}

/** "Can reference exactly one port from 1-65535". Source: as above. */
function checkProxyPort(context: CheckContext): void {
  const { portRange, ports, allPorts } = context.inputs;
  if (allPorts === true) {
    refuse(context, "allPorts", "true", "A rule for a target proxy has exactly one port.");
  }
  if (portRange === undefined && ports === undefined) {
    refuse(context, "portRange", "", "A rule for a target proxy must have exactly one port.");
  }
  if (portRange !== undefined && ports !== undefined) {
    refuse(context, "ports", "", "ports and portRange exclude each other.");
  }
  const texts = [asString(portRange), ...asStrings(ports)].filter((one): one is string => one !== undefined);
  for (const text of texts) {
    const [first = "", last = first, ...rest] = text.split("-");
    if (!isPort(first) || first !== last || rest.length > 0) {
      refuse(
        context,
        portRange === undefined ? "ports" : "portRange",
        text,
        "It must be exactly one port from 1 to 65535.",
      );
    }
  }
  if (texts.length > 1 && portRange === undefined) {
    refuse(context, "ports", texts.join(","), "A rule for a target proxy has exactly one port.");
  }
}

function checkPorts(context: CheckContext): void {
  const { portRange, ports, allPorts, loadBalancingScheme: scheme } = context.inputs;
  const given = [portRange !== undefined, ports !== undefined, allPorts === true].filter(Boolean).length;
  if (given !== 1) {
    refuse(context, "ports", "", "Exactly one of ports, portRange and allPorts must be specified.");
  }
  if (scheme === "INTERNAL" && portRange !== undefined) {
    refuse(context, "portRange", asString(portRange) ?? "", "Internal rules have ports or allPorts.");
  }
  if (asList(ports).length > mostPorts) {
    refuse(context, "ports", asStrings(ports).join(","), `There can be at most ${mostPorts} ports.`);
  }
  const wrong = asStrings(ports).find((port) => !isPort(port));
  if (wrong !== undefined) {
    refuse(context, "ports", wrong, "A port is from 1 to 65535.");
  }
  const range = asString(portRange);
  const [first = "", last = first] = range?.split("-") ?? ["1"];
  if (!isPort(first) || !isPort(last) || Number(first) > Number(last)) {
    refuse(context, "portRange", range ?? "", "It must be a port or a range of ports from 1 to 65535.");
  }
}

function checkProtocol(context: CheckContext, isProxied: boolean): void {
  const protocol = asString(context.inputs.ipProtocol) ?? "TCP";
  const allowed = isProxied ? ["TCP"] : ["TCP", "UDP", "L3_DEFAULT"];
  if (!allowed.includes(protocol) && !hasUnknown(context.inputs.ipProtocol)) {
    refuse(
      context,
      "ipProtocol",
      protocol,
      `It must be ${allowed.join(", ")} with this load balancing scheme.`,
    );
  }
  if (protocol === "L3_DEFAULT" && context.inputs.allPorts !== true) {
    refuse(context, "allPorts", "", "L3_DEFAULT needs allPorts.");
  }
}

/** What only internal rules, or only external ones, can say of where they are. */
function checkPlace(context: CheckContext, scheme: string): void {
  const { subnetwork, network, allowGlobalAccess, region } = context.inputs;
  const isInternal = scheme.startsWith("INTERNAL");
  if (isInternal && subnetwork === undefined) {
    refuse(context, "subnetwork", "", "The subnetwork must be specified for an internal forwarding rule.");
  }
  if (!isInternal && subnetwork !== undefined) {
    refuse(context, "subnetwork", asString(subnetwork) ?? "", "External IPv4 rules have no subnetwork.");
  }
  const isRegionalEnvoy = scheme === "EXTERNAL_MANAGED" && region !== undefined;
  if (network !== undefined && !isInternal && !isRegionalEnvoy) {
    const rule = "Only internal and regional external managed rules have a network.";
    refuse(context, "network", asString(network) ?? "", rule);
  }
  if (allowGlobalAccess === true && !isInternal) {
    refuse(context, "allowGlobalAccess", "true", "Only internal rules can be reached from other regions.");
  }
}

/** Source: https://cloud.google.com/network-tiers/docs/overview#resources */
function checkTier(context: CheckContext, scheme: string, scope: "global" | "regional"): void {
  const tier = asString(context.inputs.networkTier);
  if (tier === "STANDARD" && (scope === "global" || scheme.startsWith("INTERNAL"))) {
    refuse(context, "networkTier", tier, "Global and internal rules have the tier PREMIUM.");
  }
}

function checkAddress(context: CheckContext): void {
  const address = asString(context.inputs.ipAddress);
  if (address !== undefined && !address.includes("/addresses/") && addressProblem(address) !== undefined) {
    const rule = "It must be an IPv4 address, or the link of a reserved one.";
    refuse(context, "ipAddress", address, rule);
  }
}
