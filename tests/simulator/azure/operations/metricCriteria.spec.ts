import { alert, bgpDown, dimension, hubGatewayId, on, onMetric, tunnelSilent } from "./scene";
import { but, itChecks, network, tokens } from "../estate";

describe("azure-native MetricAlert criteria", () => {
  itChecks(tokens.metricAlert, [
    {
      rule: "is on a metric that the gateway has",
      refused: onMetric({ metricName: "TunnelState" }),
      accepted: alert,
      says: "criteria.allOf[0].metricName: BadRequest",
      text: /Couldn't find a metric named TunnelState/,
    },
    {
      rule: "is on a metric that a hub's gateway has",
      refused: {
        ...onMetric({
          metricName: "P2SConnectionCount",
          metricNamespace: undefined,
          dimensions: [],
          timeAggregation: "Total",
        }),
        scopes: [hubGatewayId],
      },
      accepted: { ...onMetric({ metricNamespace: "Microsoft.Network/vpnGateways" }), scopes: [hubGatewayId] },
      says: "criteria.allOf[0].metricName: BadRequest",
      text: /named P2SConnectionCount/,
    },
    {
      rule: "is on a resource that has metrics",
      refused: { ...onMetric({ metricNamespace: undefined }), scopes: [`${network}/connections/c`] },
      accepted: alert,
      says: "scopes[0]: BadRequest",
      text: /Microsoft\.Network\/connections is not a supported platform metric namespace/,
    },
    {
      rule: "is in its resource's namespace",
      refused: onMetric({ metricNamespace: "Microsoft.Network/vpnGateways" }),
      accepted: onMetric({ metricNamespace: undefined }),
      says: "criteria.allOf[0].metricNamespace: BadRequest",
      text: /the value must be: Microsoft\.Network\/virtualNetworkGateways/,
    },
    {
      rule: "names metrics in capitals or not",
      refused: onMetric({ metricName: "bgpPeerState" }),
      accepted: onMetric({
        metricName: "bgppeerstatus",
        metricNamespace: "microsoft.network/virtualnetworkgateways",
      }),
      says: "criteria.allOf[0].metricName: BadRequest",
      text: /named bgpPeerState/,
    },
    {
      rule: "aggregates a state as its metric does",
      refused: onMetric({ timeAggregation: "Minimum" }),
      accepted: onMetric({ timeAggregation: "Average" }),
      says: "criteria.allOf[0].timeAggregation: BadRequest",
      text: /must be one of \[Average\]/,
    },
    {
      rule: "aggregates bytes as their metric does",
      refused: on({ ...tunnelSilent, timeAggregation: "Maximum" }),
      accepted: on(tunnelSilent),
      says: "criteria.allOf[0].timeAggregation: BadRequest",
      text: /must be one of \[Total\]/,
    },
    {
      rule: "splits by dimensions that the metric has",
      refused: onMetric({ dimensions: [dimension("ConnectionName", "*")] }),
      accepted: onMetric({ dimensions: [dimension("BgpPeerAddress", "*"), dimension("Instance", "*")] }),
      says: "criteria.allOf[0].dimensions[0].name: BadRequest",
      text: /no dimension 'ConnectionName'; it has BgpPeerAddress, Instance/,
    },
    {
      rule: "splits by some value",
      refused: onMetric({ dimensions: [dimension("Instance")] }),
      accepted: onMetric({ dimensions: [dimension("Instance", "GatewayTenantWorker_IN_0")] }),
      says: "criteria.allOf[0].dimensions[0].values: BadRequest",
      text: /at least one value/,
    },
    {
      rule: "includes or excludes values",
      refused: onMetric({ dimensions: [{ ...dimension("Instance", "a"), operator: "Equals" }] }),
      accepted: onMetric({ dimensions: [{ ...dimension("Instance", "a"), operator: "Exclude" }] }),
      says: "criteria.allOf[0].dimensions[0].operator: BadRequest",
      text: /'Equals' is not one of/,
    },
    {
      rule: "compares in a way that there is",
      refused: onMetric({ operator: "NotEquals" }),
      accepted: onMetric({ operator: "Equals" }),
      says: "criteria.allOf[0].operator: BadRequest",
      text: /'NotEquals' is not one of/,
    },
    {
      rule: "has static thresholds, of what the simulator knows",
      refused: onMetric({ criterionType: "DynamicThresholdCriterion" }),
      accepted: alert,
      says: "criteria.allOf[0].criterionType: BadRequest",
      text: /use StaticThresholdCriterion/,
    },
    {
      rule: "does not skip the look for its metric",
      refused: onMetric({ skipMetricValidation: true }),
      accepted: onMetric({ skipMetricValidation: false }),
      says: "criteria.allOf[0].skipMetricValidation",
      text: /not simulated/,
    },
    {
      rule: "knows the types of criteria",
      refused: {
        ...alert,
        criteria: {
          odataType: "Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria",
          allOf: [bgpDown],
        },
      },
      accepted: {
        ...alert,
        criteria: {
          odataType: "Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria",
          allOf: [bgpDown],
        },
      },
      says: "criteria.odataType: BadRequest",
      text: /not simulated/,
    },
    {
      rule: "has criteria",
      refused: on(),
      accepted: alert,
      says: "criteria.allOf: BadRequest",
      text: /1 to 5 criteria, got 0/,
    },
    {
      rule: "has criteria of different names",
      refused: on(
        but(bgpDown, { dimensions: undefined }),
        but(tunnelSilent, { dimensions: undefined, name: "bgp" }),
      ),
      accepted: on(but(bgpDown, { dimensions: undefined }), tunnelSilent),
      says: "criteria.allOf: BadRequest",
      text: /different names, got bgp, bgp/,
    },
    {
      rule: "does not split by all values beside other criteria",
      refused: on(bgpDown, tunnelSilent),
      accepted: on({ ...bgpDown, dimensions: [dimension("BgpPeerAddress", "169.254.21.1")] }, tunnelSilent),
      says: "criteria.allOf[0].dimensions: BadRequest",
      text: /one value, and not "\*"/,
    },
    {
      rule: "splits by the same value in all criteria",
      refused: on(
        { ...bgpDown, dimensions: [dimension("Instance", "a")] },
        { ...tunnelSilent, dimensions: [dimension("Instance", "b")] },
      ),
      accepted: on(
        { ...bgpDown, dimensions: [dimension("Instance", "a")] },
        { ...tunnelSilent, dimensions: [dimension("Instance", "a")] },
      ),
      says: "criteria.allOf[1].dimensions: BadRequest",
      text: /Instance is a and b/,
    },
  ]);
});
