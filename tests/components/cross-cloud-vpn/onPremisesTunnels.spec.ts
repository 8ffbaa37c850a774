import { expect } from "chai";
import fc from "fast-check";

import type { OnPremisesDevice } from "../../../components/cross-cloud-vpn/on-premises/device";
import { renderOnPremises } from "../../../components/cross-cloud-vpn/on-premises/render";
import { onPremisesTunnelEnds } from "../../../simulator";

const key = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 8,
  maxLength: 64,
});

const devices: fc.Arbitrary<OnPremisesDevice> = fc
  .record({
    routing: fc.constantFrom("static" as const, "bgp" as const),
    gcm: fc.boolean(),
    tunnels: fc.uniqueArray(
      fc.record({
        net: fc.integer({ min: 0, max: 0x3fff }),
        host: fc.constantFrom(1, 2),
        presharedKey: key,
        md5Key: fc.option(key, { nil: undefined }),
        preferred: fc.boolean(),
        peerAsn: fc.integer({ min: 64512, max: 64999 }),
      }),
      { minLength: 1, maxLength: 8, selector: ({ net }) => net },
    ),
  })
  .map(({ routing, gcm, tunnels }) => ({
    name: "shop.link",
    routing,
    asn: routing === "bgp" ? 65010 : undefined,
    prefixes: ["10.48.0.0/16"],
    peerPrefixes: ["10.0.0.0/16", "10.9.9.9/32"],
    proposals: gcm
      ? { ike: "aes256gcm16-prfsha384-ecp384", esp: "aes256gcm16-ecp384" }
      : { ike: "aes256-sha256-modp2048", esp: "aes256-sha256-modp2048" },
    lifetimeSeconds: { ike: 28800, ipsec: 3600 },
    bgpTimers: { keepalive: 60, hold: 180 },
    tunnels: tunnels.map(({ net, host, peerAsn, ...rest }, index) => {
      const inside = (last: number): string => `169.254.${net >> 6}.${(net & 63) * 4 + last}`;
      return {
        ...rest,
        key: `${index >> 1}-${(index & 1) + 1}`,
        outsideAddress: `203.0.113.${index & 1}`,
        peerOutsideAddress: `3.64.0.${index}`,
        insideAddress: inside(host),
        peerInsideAddress: inside(3 - host),
        peerAsn: routing === "bgp" ? peerAsn : undefined,
      };
    }),
  }));

describe("an on-premises router's files", () => {
  it("say what the tunnels need, as an independent reader finds", () => {
    fc.assert(
      fc.property(devices, (device) => {
        const ends = onPremisesTunnelEnds(renderOnPremises(device));
        expect(ends).to.have.length(device.tunnels.length);
        for (const [index, tunnel] of device.tunnels.entries()) {
          const { bgp, ...end } = ends[index]!;
          expect(end).to.deep.include({
            recordId: `shop-link-${tunnel.key}`,
            outsideAddress: tunnel.outsideAddress,
            peerOutsideAddress: tunnel.peerOutsideAddress,
            identity: tunnel.outsideAddress,
            peerIdentity: tunnel.peerOutsideAddress,
            presharedKey: tunnel.presharedKey,
            ikeVersions: [2],
            initiates: true,
          });
          expect(bgp).to.deep.equal(
            device.routing === "static"
              ? undefined
              : {
                  asn: device.asn,
                  peerAsn: tunnel.peerAsn,
                  insideAddress: tunnel.insideAddress,
                  peerInsideAddress: tunnel.peerInsideAddress,
                  families: ["ipv4"],
                  md5Key: tunnel.md5Key,
                },
          );
        }
      }),
    );
  });
});
