import { checkBackEnds } from "./backEnds";
import { checkCertificates, requireCertificates } from "./certificates";
import { gatewayFields } from "./fields";
import { checkFirewall, requireFirewallPolicy } from "./firewall";
import { checkFrontEnds, isPrivate } from "./frontEnds";
import { checkListeners } from "./listeners";
import { checkParts, partLists, shownParts } from "./parts";
import { requirePlacement, subnetIdOf } from "./placement";
import { checkProbes } from "./probes";
import { checkRouting } from "./routing";
import { checkSku } from "./sku";
import { checkSslPolicy } from "./sslPolicy";
import { armType, networkApiVersion, type ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { sameId } from "../arm/ids";
import { networkName } from "../arm/nameRules";
import { checkIdentity, requireIdentities, shownIdentity } from "../identity/assigned";
import { busyUntilDone } from "../rules/busy";
import { tokens } from "../tokens";
import { namedBy } from "../virtual-wan/ids";
import { asList, asObject, type Props } from "../../protocol/values";
import { same } from "../../providers/properties";
import type { ResourceType } from "../../providers/resourceType";

/**
 * An application gateway of version 2.
 *
 * https://learn.microsoft.com/azure/application-gateway/overview-v2,
 * https://learn.microsoft.com/rest/api/application-gateway/application-gateways/create-or-update
 */
export const applicationGateway: ResourceType = armType({
  token: tokens.applicationGateway,
  armType: "Microsoft.Network/applicationGateways",
  apiVersion: networkApiVersion,
  nameProperty: "applicationGatewayName",
  nameRule: networkName(),
  inputs: gatewayFields,
  regional: true,
  computed: ["defaultPredefinedSslPolicy", "operationalState", "privateEndpointConnections"],
  enriches: Object.fromEntries(
    partLists.map((list) => [list, ["id", "etag", "type", "provisioningState"] as const]),
  ),
  // "v2 ... deployment and update time": about 6 minutes, https://learn.microsoft.com/azure/application-gateway/application-gateway-faq
  durations: { create: 360, update: 120, delete: 240 },
  check(context) {
    checkSku(context);
    checkParts(context);
    checkFrontEnds(context);
    checkListeners(context);
    checkBackEnds(context);
    checkProbes(context);
    checkRouting(context);
    checkCertificates(context);
    checkSslPolicy(context);
    checkIdentity(context);
    checkFirewall(context);
  },
  create: requireAll,
  update(context, record) {
    if (!same(context.inputs.zones, record.inputs.zones)) {
      throw badRequest(
        "ResourceAvailabilityZonesCannotBeModified",
        `The availability zones of application gateway ${context.id} cannot be changed once it is created.`,
      );
    }
    if (!sameId(subnetIdOf(context.inputs), subnetIdOf(record.inputs))) {
      throw badRequest(
        "BadRequest",
        `The subnet of application gateway ${context.id} can only be changed while it is stopped, which is not simulated.`,
      );
    }
    return requireAll(context);
  },
  busy: (context) =>
    busyUntilDone(context, [namedBy(context, "applicationGateways", "applicationGatewayName")], false),
});

function requireAll(context: ArmOperation): Props {
  const identities = requireIdentities(context);
  requirePlacement(context);
  requireFirewallPolicy(context);
  requireCertificates(context, identities);
  return { ...shown(context), ...shownIdentity(context.inputs, identities) };
}

/** What Azure shows of the gateway beyond what was asked for. */
function shown({ id, inputs }: ArmOperation): Props {
  const parts = shownParts(id, inputs);
  return {
    ...parts,
    frontendIPConfigurations: asList(parts.frontendIPConfigurations)
      .map(asObject)
      .map((one) => ({ privateIPAllocationMethod: isPrivate(one) ? "Static" : "Dynamic", ...one })),
    enableHttp2: inputs.enableHttp2 ?? false,
    defaultPredefinedSslPolicy: "AppGwSslPolicy20220101",
    operationalState: "Running",
    privateEndpointConnections: [],
  };
}
