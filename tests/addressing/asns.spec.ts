import { expect } from "chai";
import fc from "fast-check";
import { AddressPlanError } from "../../addressing/addressPlan";
import {
  asnClashes,
  asnPairProblems,
  type AsnPlace,
  asnProblems,
  defaultAsns,
  type GatewayAsn,
  networkAsn,
} from "../../addressing/asns";

const places: AsnPlace[] = ["aws-gateway", "aws-customer-gateway", "azure", "gcp", "on-premises"];

describe("asnProblems", () => {
  const accepted: Record<AsnPlace, number[]> = {
    "aws-gateway": [64512, 65515, 65534, 4200000000, 4294967294],
    "aws-customer-gateway": [1, 7223, 64496, 65534, 2147483647, 2147483648, 4294967295],
    azure: [1, 64512, 65514, 65521, 65534, 65552, 4200000000, 4294967294],
    gcp: [64512, 65515, 65534, 4200000000, 4294967294],
    "on-premises": [1, 7224, 64495, 64512, 65515, 65534, 65552, 4200000000, 4294967294],
  };
  const refused: Record<AsnPlace, number[]> = {
    "aws-gateway": [1, 64511, 65535, 4199999999, 4294967295],
    "aws-customer-gateway": [7224, 9059, 10124, 17943],
    azure: [
      8074, 8075, 12076, 23456, 64496, 64511, 65515, 65516, 65517, 65520, 65535, 65551, 429496729, 4294967295,
    ],
    gcp: [1, 16550, 64511, 65535, 4199999999, 4294967295],
    "on-premises": [23456, 64496, 64511, 65535, 65536, 65551, 4294967295],
  };
  for (const place of places) {
    for (const asn of accepted[place]) {
      it(`accepts ${asn} for ${place}`, () => expect(asnProblems(asn, place)).to.deep.equal([]));
    }
    for (const asn of refused[place]) {
      it(`refuses ${asn} for ${place}`, () => {
        const problems = asnProblems(asn, place);
        expect(problems).to.have.length(1);
        expect(problems[0]).to.match(new RegExp(`^${asn} is .+; use 64512–`));
      });
    }
    for (const asn of [0, -1, 64512.5, NaN, Infinity, 4294967296]) {
      it(`refuses ${asn} for ${place}: it is no ASN`, () => {
        expect(asnProblems(asn, place)[0]).to.contain(
          `${asn} is not an ASN, a whole number from 1 to 4294967295`,
        );
      });
    }
  }

  it("says why and what to use", () => {
    expect(asnProblems(65515, "azure")).to.deep.equal([
      "65515 is Azure's own default; use 64512–65514 or 65521–65534",
    ]);
    expect(asnProblems(64000, "gcp")).to.deep.equal([
      "64000 is not a private ASN; use 64512–65534 or 4200000000–4294967294",
    ]);
    expect(asnProblems(9059, "aws-customer-gateway")).to.deep.equal([
      "9059 is Amazon's own in eu-west-1; use 64512–65534 or 4200000000–4294967294",
    ]);
  });
});

describe("defaultAsns", () => {
  it("suit every cloud, as its own and as its peer's, and differ", () => {
    const asns = Object.values(defaultAsns);
    expect(asns).to.have.length(3);
    for (const asn of asns) {
      expect(places.flatMap((place) => asnProblems(asn, place))).to.deep.equal([]);
    }
    expect(asns.flatMap((a, i) => asns.slice(i + 1).flatMap((b) => asnPairProblems(a, b)))).to.deep.equal([]);
  });
});

describe("asnPairProblems", () => {
  it("refuses the same ASN on both ends", () => {
    expect(asnPairProblems(64512, 64513)).to.deep.equal([]);
    expect(asnPairProblems(64512, 64512)).to.deep.equal([
      "64512 is the ASN of both ends; give each gateway its own",
    ]);
  });
});

describe("networkAsn", () => {
  it("suits every cloud, as its own and as its peer's, and differs for each of 32 networks", () => {
    const asns = Array.from({ length: 32 }, (_, number) => networkAsn(number));
    expect(asns.flatMap((asn) => places.flatMap((place) => asnProblems(asn, place)))).to.deep.equal([]);
    expect(new Set(asns).size).to.equal(32);
  });

  // Changing a deployed gateway's ASN takes its links down: these must never change.
  it("is 64512 for network 0 and 64543 for network 31", () => {
    expect(networkAsn(0)).to.equal(64512);
    expect(networkAsn(31)).to.equal(64543);
  });

  for (const number of [-1, 32, 0.5, NaN]) {
    it(`refuses network ${number}`, () => {
      expect(() => networkAsn(number))
        .to.throw(AddressPlanError)
        .with.deep.property("problems", [
          `number: ${number} is not the number of a network: use a whole number from 0 to 31`,
        ]);
    });
  }
});

describe("asnClashes", () => {
  it("names both owners of every clash, and a free ASN", () => {
    const gateways = [
      { name: "shop", asn: 64512 },
      { name: "ledger", asn: 65010 },
      { name: "archive", asn: 64512 },
      { name: "office", asn: 64513 },
      { name: "branch", asn: 64512 },
    ];
    expect(asnClashes(gateways)).to.deep.equal([
      "shop and archive both have ASN 64512: give archive another, such as 64514",
      "shop and branch both have ASN 64512: give branch another, such as 64515",
      "archive and branch both have ASN 64512: give branch another, such as 64515",
    ]);
    expect(asnClashes([])).to.deep.equal([]);
  });

  it("offers only what every cloud accepts, however many are taken", () => {
    const taken = Array.from({ length: 65515 - 64512 }, (_, index) => ({
      name: `gateway-${index}`,
      asn: 64512 + index,
    }));
    const more = Array.from({ length: 14 }, (_, index) => ({ name: `more-${index}`, asn: 65521 + index }));
    const twin = { name: "twin", asn: 64512 };
    expect(asnClashes([...taken, twin])[0]).to.match(/such as 65521$/);
    expect(asnClashes([...taken, ...more, twin])[0]).to.match(/such as 4200000000$/);
    for (const offered of [65521, 4200000000]) {
      expect(places.flatMap((place) => asnProblems(offered, place))).to.deep.equal([]);
    }
  });

  it("has a message for every pair, and none is left for who follows them", () => {
    const gateways = fc
      .array(fc.integer({ min: 64512, max: 64520 }), { maxLength: 12 })
      .map((asns): GatewayAsn[] => asns.map((asn, index) => ({ name: `gateway-${index}`, asn })));
    fc.assert(
      fc.property(gateways, (given) => {
        const clashes = asnClashes(given);
        const pairs = given.flatMap((a, index) => given.slice(index + 1).filter(({ asn }) => asn === a.asn));
        expect(clashes).to.have.length(pairs.length);
        const advice = new Map(
          clashes.map((clash) => {
            const [, name = "", asn] = /give (\S+) another, such as (\d+)$/.exec(clash) ?? [];
            return [name, Number(asn)];
          }),
        );
        const fixed = given.map(({ name, asn }) => ({ name, asn: advice.get(name) ?? asn }));
        expect(asnClashes(fixed)).to.deep.equal([]);
      }),
    );
  });
});
