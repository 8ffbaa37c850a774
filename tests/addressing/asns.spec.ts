import { expect } from "chai";
import { asnPairProblems, type AsnPlace, asnProblems, defaultAsns } from "../../addressing/asns";

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
