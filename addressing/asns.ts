import { AddressPlanError } from "./addressPlan";
import { networkNumberProblems } from "./linkSlots";

/**
 * Where an autonomous system number is set: `aws-gateway` is the Amazon side of a virtual private or transit
 * gateway, `aws-customer-gateway` the AWS resource that stands for its peer, `azure` a VPN gateway or a local
 * network gateway that stands for its peer, `gcp` a Cloud Router.
 */
export type AsnPlace = "aws-gateway" | "aws-customer-gateway" | "azure" | "gcp" | "on-premises";

/** ASNs that every cloud accepts for itself and for its peer, one for each cloud. */
export const defaultAsns = { aws: 64512, gcp: 64514, azure: 65521 } as const;

/**
 * What is wrong with an ASN in a place: nothing, or a list of problems. 32-bit ASNs are accepted where the
 * cloud takes them; on AWS a customer gateway's goes into `bgpAsnExtended` above 2147483647.
 *
 * | place | accepted |
 * |---|---|
 * | `aws-gateway` | 64512–65534, 4200000000–4294967294 |
 * | `aws-customer-gateway` | 1–4294967295, without Amazon's own 7224, 9059, 10124, 17943 |
 * | `azure` | 1–4294967294, without Azure's own 8074, 8075, 12076, 65515–65520 and those of IANA |
 * | `gcp` | 64512–65534, 4200000000–4294967294 |
 * | `on-premises` | 1–4294967294, without those reserved by IANA |
 *
 * A gateway's ASN is set at its peer too, so check it for both: AWS at 65515 is a sound gateway, but not the
 * peer of an Azure one. An Azure gateway can be left at its default 65515 only by not setting an ASN.
 *
 * Sources:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayRequestOptions.html,
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/cgw-options.html,
 * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq,
 * https://cloud.google.com/sdk/gcloud/reference/compute/routers/create,
 * https://www.iana.org/assignments/iana-as-numbers-special-registry
 *
 * @example
 * asnProblems(65515, "azure"); // ["65515 is Azure's own default; use 64512–65514 or 65521–65534"]
 */
export function asnProblems(asn: number, place: AsnPlace): string[] {
  if (!Number.isInteger(asn) || asn < 1 || asn > largestAsn) {
    return [`${asn} is not an ASN, a whole number from 1 to ${largestAsn}; ${rules[place].fix}`];
  }
  const { refused, fix } = rules[place];
  const range = refused.find(({ first, last }) => first <= asn && asn <= last);
  return range === undefined ? [] : [`${asn} is ${range.as}; ${fix}`];
}

/**
 * What is wrong with two gateways' ASNs as BGP peers: they must differ, or both ends take the session for
 * internal BGP and drop each other's routes.
 *
 * Source: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq, RFC 4271 section 9.1.2
 */
export function asnPairProblems(a: number, b: number): string[] {
  return a === b ? [`${a} is the ASN of both ends; give each gateway its own`] : [];
}

/**
 * The default ASN of a numbered network of a mesh: 64512 for network 0, 64513 for network 1, … 64543 for network
 * 31. Every cloud accepts it, for its own gateway and for its peer's.
 *
 * @throws {AddressPlanError} for a number that is not a whole one from 0 to 31.
 * @example
 * networkAsn(2); // 64514
 */
export function networkAsn(number: number): number {
  const problems = networkNumberProblems(number, "number");
  if (problems.length > 0) {
    throw new AddressPlanError(problems);
  }
  return firstPrivateAsn + number;
}

/** A gateway and its ASN; the name appears in messages. */
export interface GatewayAsn {
  readonly name: string;
  readonly asn: number;
}

/**
 * A problem for every two gateways with the same ASN, which would drop the routes that passed the other: BGP
 * takes its own ASN in a path for a loop (RFC 4271 section 9.1.2). Each names both and an ASN that every cloud
 * accepts and no gateway has; who follows all of them has no clash left.
 *
 * @example
 * asnClashes([{ name: "shop", asn: 64512 }, { name: "ledger", asn: 64512 }]);
 * // ["shop and ledger both have ASN 64512: give ledger another, such as 64513"]
 */
export function asnClashes(gateways: readonly GatewayAsn[]): string[] {
  const taken = new Set(gateways.map(({ asn }) => asn));
  const clashes: string[] = [];
  for (const [index, { name, asn }] of gateways.entries()) {
    const rivals = gateways.slice(0, index).filter((other) => other.asn === asn);
    if (rivals.length > 0) {
      const free = firstFreeAsn(taken);
      taken.add(free);
      clashes.push(
        ...rivals.map(
          (rival) => `${rival.name} and ${name} both have ASN ${asn}: give ${name} another, such as ${free}`,
        ),
      );
    }
  }
  return clashes;
}

function firstFreeAsn(taken: ReadonlySet<number>): number {
  for (const { first, last } of usableEverywhere) {
    for (let asn = first; asn <= last; asn++) {
      if (!taken.has(asn)) {
        return asn;
      }
    }
  }
  throw new RangeError("every private ASN is taken");
}

const firstPrivateAsn = 64512;

/** The private ASNs of RFC 6996 without those Azure keeps. */
const usableEverywhere = [
  { first: firstPrivateAsn, last: 65514 },
  { first: 65521, last: 65534 },
  { first: 4200000000, last: 4294967294 },
] as const;

/** RFC 6793: four octets. */
const largestAsn = 4294967295;

interface RefusedAsns {
  readonly first: number;
  readonly last: number;
  /** What they are, after "is". */
  readonly as: string;
}

interface AsnRule {
  readonly refused: readonly RefusedAsns[];
  readonly fix: string;
}

/** All but RFC 6996. */
const notPrivate: readonly RefusedAsns[] = [
  { first: 1, last: 64511, as: "not a private ASN" },
  { first: 65535, last: 4199999999, as: "not a private ASN" },
  { first: largestAsn, last: largestAsn, as: "not a private ASN" },
];

const amazonReserved: readonly RefusedAsns[] = [
  { first: 7224, last: 7224, as: "Amazon's own" },
  { first: 9059, last: 9059, as: "Amazon's own in eu-west-1" },
  { first: 10124, last: 10124, as: "Amazon's own in ap-northeast-1" },
  { first: 17943, last: 17943, as: "Amazon's own in ap-southeast-1" },
];

const ianaReserved: readonly RefusedAsns[] = [
  { first: 23456, last: 23456, as: "reserved by IANA as AS_TRANS (RFC 6793)" },
  { first: 64496, last: 64511, as: "reserved by IANA for documentation (RFC 5398)" },
  { first: 65535, last: 65535, as: "reserved by IANA as the last 16-bit ASN (RFC 7300)" },
  { first: 65536, last: 65551, as: "reserved by IANA for documentation (RFC 5398)" },
  { first: largestAsn, last: largestAsn, as: "reserved by IANA as the last 32-bit ASN (RFC 7300)" },
];

const azureReserved: readonly RefusedAsns[] = [
  { first: 8074, last: 8075, as: "reserved by Azure" },
  { first: 12076, last: 12076, as: "reserved by Azure" },
  { first: 65515, last: 65515, as: "Azure's own default" },
  { first: 65516, last: 65516, as: "not among the private ASNs Azure lists as usable" },
  { first: 65517, last: 65520, as: "reserved by Azure" },
  { first: 429496729, last: 429496729, as: "refused by Azure" },
];

const privateFix = "use 64512–65534 or 4200000000–4294967294";

const rules: Readonly<Record<AsnPlace, AsnRule>> = {
  "aws-gateway": { refused: notPrivate, fix: privateFix },
  "aws-customer-gateway": { refused: amazonReserved, fix: privateFix },
  azure: { refused: [...azureReserved, ...ianaReserved], fix: "use 64512–65514 or 65521–65534" },
  gcp: { refused: notPrivate, fix: privateFix },
  "on-premises": { refused: ianaReserved, fix: privateFix },
};
