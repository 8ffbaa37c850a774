import { expect } from "chai";
import fc from "fast-check";
import { gatewaySkus } from "../../../components/cross-cloud-vpn/azure/skus";
import { measuredSkus, type ThroughputEnd } from "../../../components/cross-cloud-vpn/gatewayThroughput";
import { throughput, type ThroughputRequest } from "../../../components/cross-cloud-vpn/throughput";

const vgw: ThroughputEnd = { cloud: "aws", gateway: "vpn-gateway", tunnelBandwidth: "standard" };
const tgw: ThroughputEnd = { cloud: "aws", gateway: "transit-gateway", tunnelBandwidth: "standard" };
const large: ThroughputEnd = { cloud: "aws", gateway: "transit-gateway", tunnelBandwidth: "large" };
const azure = (sku: string): ThroughputEnd => ({ cloud: "azure", gateway: "virtual-network-gateway", sku });
const virtualWan = (scaleUnits: number): ThroughputEnd => ({
  cloud: "azure",
  gateway: "virtual-wan",
  scaleUnits,
});
const gcp: ThroughputEnd = { cloud: "gcp" };
const onPremises: ThroughputEnd = { cloud: "onPremises" };

const link = (
  ends: ThroughputRequest["ends"],
  tunnels: number,
  rest: Partial<ThroughputRequest> = {},
): ThroughputRequest => ({ ends, tunnels, cipher: "aes-gcm", routing: "bgp", ...rest });

describe("throughput", () => {
  const examples: [what: string, request: ThroughputRequest, there: number, back: number][] = [
    ["a virtual private gateway, which sends through one tunnel", link([vgw, gcp], 4), 1000, 4000],
    ["a transit gateway over several tunnels", link([tgw, gcp], 4), 4000, 4000],
    ["one tunnel of a transit gateway", link([tgw, azure("VpnGw5AZ")], 1), 1250, 1250],
    ["large tunnels, which Azure's tunnels limit", link([large, azure("VpnGw5AZ")], 4), 9200, 9200],
    ["a small SKU", link([tgw, azure("VpnGw1AZ")], 4), 650, 650],
    ["CBC on Azure", link([tgw, azure("VpnGw3AZ")], 2, { cipher: "aes-cbc" }), 1400, 1400],
    ["CBC without Azure", link([tgw, gcp], 2, { cipher: "aes-cbc" }), 2000, 2000],
    ["static routes", link([tgw, azure("VpnGw3AZ")], 2, { routing: "static" }), 1250, 1250],
    ["one scale unit of Virtual WAN", link([tgw, virtualWan(1)], 4), 500, 500],
    ["Virtual WAN, whose tunnels end at 1 Gbps", link([large, virtualWan(20)], 4), 4000, 4000],
    ["the premises, which are fast enough", link([onPremises, gcp], 2), 2000, 2000],
    ["the premises behind a virtual private gateway", link([onPremises, vgw], 2), 2500, 1250],
  ];
  for (const [what, request, there, back] of examples) {
    it(`knows ${what}`, () => {
      expect(throughput(request).directions.map(({ mbps }) => mbps)).to.deep.equal([there, back]);
    });
  }

  it("says which way, through how many tunnels, and what limits it", () => {
    const [there, back] = throughput(link([vgw, azure("VpnGw2AZ")], 4)).directions;
    expect(there).to.deep.equal({
      from: "aws",
      to: "azure",
      mbps: 1250,
      perTunnelMbps: 1250,
      tunnels: 1,
      limitedBy: {
        cloud: "aws",
        why: "the AWS virtual private gateway sends into one tunnel at a time; the AWS virtual private gateway takes 1250 Mbps through one tunnel with AES-GCM",
      },
    });
    expect(back).to.deep.include({ from: "azure", to: "aws", tunnels: 4, mbps: 1250, perTunnelMbps: 1250 });
    expect(back.limitedBy).to.deep.equal({
      cloud: "azure",
      why: "Azure's VpnGw2AZ takes 1250 Mbps through all its tunnels",
    });
  });

  const warnings: [what: string, request: ThroughputRequest, expected: RegExp[]][] = [
    [
      "a virtual private gateway that halves what the other end could take",
      link([vgw, gcp], 4),
      [/^AWS to Google Cloud: 1000 Mbps.+into one tunnel at a time.+with a transit gateway 4000 Mbps$/],
    ],
    [
      "a SKU too small for the tunnels, both ways, with the smallest that is not",
      link([tgw, azure("VpnGw1AZ")], 4),
      [
        /^AWS to Azure: 650 Mbps.+with the SKU VpnGw4AZ 5000 Mbps$/,
        /^Azure to AWS: 650 Mbps.+with the SKU VpnGw4AZ 5000 Mbps$/,
      ],
    ],
    [
      "CBC on Azure, though it halves nothing",
      link([gcp, azure("VpnGw1AZ")], 1, { cipher: "aes-cbc" }),
      [
        /^Google Cloud to Azure: 500 Mbps.+with AES-CBC; with the cipher profile "strong", AES-GCM, 650 Mbps$/,
        /^Azure to Google Cloud: 500 Mbps/,
      ],
    ],
    [
      "static routes",
      link([tgw, azure("VpnGw5AZ")], 2, { routing: "static" }),
      [/static routes lead into one tunnel.+with routing "bgp" 2500 Mbps$/, /with routing "bgp" 2500 Mbps$/],
    ],
    [
      "standard tunnels of a transit gateway",
      link([tgw, onPremises], 2),
      [/with tunnelBandwidth "large" 10000 Mbps$/, /with tunnelBandwidth "large" 10000 Mbps$/],
    ],
    [
      "too few scale units",
      link([tgw, virtualWan(1)], 4),
      [/with 8 scale units 4000 Mbps$/, /with 8 scale units 4000 Mbps$/],
    ],
    ["nothing where the ends are a match", link([tgw, gcp], 4), []],
    ["nothing where a change would bring little", link([tgw, azure("VpnGw3AZ")], 1), []],
    ["nothing where CBC costs nothing", link([tgw, gcp], 4, { cipher: "aes-cbc" }), []],
  ];
  for (const [what, request, expected] of warnings) {
    it(`warns of ${what}`, () => {
      const found = throughput(request).warnings;
      expect(found, found.join("\n")).to.have.length(expected.length);
      expected.forEach((pattern, index) => expect(found[index]).to.match(pattern));
    });
  }

  it("notes the limits in packets per second, with their sources", () => {
    const { notes } = throughput(link([large, gcp], 4));
    expect(notes).to.have.length(2);
    expect(notes[0]).to.match(/400,000 packets a second.+https:\/\/docs\.aws\.amazon\.com/);
    expect(notes[1]).to.match(/250,000 packets a second.+both ways.+https:\/\/cloud\.google\.com/);
    expect(throughput(link([tgw, onPremises], 2)).notes[0]).to.contain("140,000");
  });

  it("has figures for every SKU that can be created", () => {
    expect(measuredSkus).to.deep.equal(gatewaySkus);
    expect(() => throughput(link([tgw, azure("Basic")], 2))).to.throw(RangeError, /"Basic".+VpnGw1AZ/);
  });

  for (const tunnels of [0, 1.5, NaN]) {
    it(`refuses ${tunnels} tunnels`, () =>
      expect(() => throughput(link([tgw, gcp], tunnels))).to.throw(RangeError, `${tunnels} is not a number`));
  }

  const ends = fc.constantFrom(vgw, tgw, large, gcp, azure("VpnGw1AZ"), azure("VpnGw4AZ"), virtualWan(3));
  const requests = fc.record({
    ends: fc.tuple(ends, fc.oneof(ends, fc.constant(onPremises))),
    tunnels: fc.integer({ min: 1, max: 16 }),
    cipher: fc.constantFrom("aes-gcm" as const, "aes-cbc" as const),
    routing: fc.constantFrom("bgp" as const, "static" as const),
  });

  it("is finite, never falls with tunnels, GCM or BGP, and mirrors its ends", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const [there, back] = throughput(request).directions;
        const [first, second] = request.ends;
        const mirrored = throughput({ ...request, ends: [second, first] }).directions;
        expect(mirrored.map(({ mbps }) => mbps)).to.deep.equal([back.mbps, there.mbps]);
        const better: Partial<ThroughputRequest>[] = [
          { tunnels: request.tunnels + 1 },
          { cipher: "aes-gcm" },
          { routing: "bgp" },
        ];
        for (const change of better) {
          throughput({ ...request, ...change }).directions.forEach(({ mbps }, index) =>
            expect(mbps).to.be.at.least(index === 0 ? there.mbps : back.mbps),
          );
        }
        for (const { mbps, perTunnelMbps, tunnels } of [there, back]) {
          expect(mbps).to.satisfy(Number.isFinite);
          expect(mbps).to.be.within(perTunnelMbps, perTunnelMbps * tunnels);
        }
      }),
    );
  });
});
