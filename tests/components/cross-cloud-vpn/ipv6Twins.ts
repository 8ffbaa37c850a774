import { expect } from "chai";
import { find, type RecordedResource } from "../../helpers/recordedMocks";

export const inputsOf = (resources: readonly RecordedResource[], name: string) =>
  find(resources, name).inputs;

/** A twin: the gateway's interface at the other end, the /126, AWS's host and the other end's. */
export type Twin = readonly [key: string, remote: number, network: string, aws: string, peer: string];

export const four: readonly Twin[] = [
  ["0-1", 0, "fdff:1::/126", "fdff:1::1", "fdff:1::2"],
  ["0-2", 0, "fdff:1::4/126", "fdff:1::5", "fdff:1::6"],
  ["1-1", 1, "fdff:1::8/126", "fdff:1::9", "fdff:1::a"],
  ["1-2", 1, "fdff:1::c/126", "fdff:1::d", "fdff:1::e"],
];
export const eight: readonly Twin[] = [
  ...four,
  ["2-1", 0, "fdff:1::10/126", "fdff:1::11", "fdff:1::12"],
  ["2-2", 0, "fdff:1::14/126", "fdff:1::15", "fdff:1::16"],
  ["3-1", 1, "fdff:1::18/126", "fdff:1::19", "fdff:1::1a"],
  ["3-2", 1, "fdff:1::1c/126", "fdff:1::1d", "fdff:1::1e"],
];

/** Where AWS ends a twin, by the mocks. */
export function awsEnd(key: string) {
  const [connection, number] = key.split("-") as [string, string];
  return { connection, number, outside: `203.0.113.1${Number(connection) + 1}${number}` };
}

/** AWS's end of a twin, besides its connection for IPv4. */
export function expectAwsTwin(
  resources: readonly RecordedResource[],
  [key, , network]: Twin,
  customerGateway: string,
): void {
  const { connection, number } = awsEnd(key);
  const inputs = inputsOf(resources, `shop-vpn-connection-${connection}-ipv6`);
  expect(inputs).to.include({
    customerGatewayId: `${customerGateway}_id`,
    transitGatewayId: "shop-transit-gateway_id",
    staticRoutesOnly: false,
    tunnelInsideIpVersion: "ipv6",
    [`tunnel${number}InsideIpv6Cidr`]: network,
    [`tunnel${number}StartupAction`]: "start",
  });
  expect(inputs).to.not.have.property(`tunnel${number}InsideCidr`);
  expect(inputs[`tunnel${number}Phase1EncryptionAlgorithms`]).to.deep.equal(["AES256-GCM-16"]);
  expect(inputsOf(resources, `shop-vpn-connection-${connection}`)).to.not.have.property(
    "tunnelInsideIpVersion",
  );
  for (const role of ["association", "propagation"]) {
    expect(inputsOf(resources, `shop-vpn-connection-${connection}-ipv6-${role}`)).to.include({
      transitGatewayAttachmentId: `attachment-of-${connection}-ipv6`,
      transitGatewayRouteTableId: "shop-transit-gateway-route-table_id",
    });
  }
}
