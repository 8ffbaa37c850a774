import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";

export const base: Props = { zoneId: UNKNOWN, name: "api", type: "A", ttl: 60, records: ["192.0.2.1"] };
export const alias = (name: string, zoneId: string, more: Props = {}): Props => ({
  aliases: [{ name, zoneId, evaluateTargetHealth: true, ...more }],
});
export const off = { records: null, ttl: null } as unknown as Props;
export const values = (type: string, ...records: string[]): Props => ({ type, records });
export const weighted = (weight: number, setIdentifier = `w${weight}`): Props => ({
  setIdentifier,
  weightedRoutingPolicies: [{ weight }],
});
export const failover = (type: string, setIdentifier = type): Props => ({
  setIdentifier,
  failoverRoutingPolicies: [{ type }],
});
export const latency = (region: string, setIdentifier = region): Props => ({
  setIdentifier,
  latencyRoutingPolicies: [{ region }],
});
export const place = (
  location: Readonly<Record<string, string>>,
  setIdentifier = Object.values(location).join(","),
): Props => ({
  setIdentifier,
  geolocationRoutingPolicies: [location],
});
export const multivalue = (setIdentifier: string): Props => ({
  setIdentifier,
  multivalueAnswerRoutingPolicy: true,
});
