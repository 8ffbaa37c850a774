import { expect } from "chai";
import fc from "fast-check";
import {
  addressCount,
  cidrHost,
  CidrError,
  contains,
  formatAddress,
  isCidr,
  nthSubnet,
  overlaps,
  parseAddress,
  parseCidr,
  parseCidrOrReport,
  subnets,
} from "../../addressing/cidr";
import { networks, shareAnAddress, smallNetworks } from "./arbitraries";

const anyNetwork = fc.oneof(networks(4), networks(6));

describe("parseCidr", () => {
  const accepted: [text: string, version: 4 | 6, start: bigint, size: bigint, canonical: string][] = [
    ["10.0.0.0/8", 4, 0x0a000000n, 1n << 24n, "10.0.0.0/8"],
    ["10.1.0.0/16", 4, 0x0a010000n, 65536n, "10.1.0.0/16"],
    ["0.0.0.0/0", 4, 0n, 1n << 32n, "0.0.0.0/0"],
    ["255.255.255.255/32", 4, 0xffffffffn, 1n, "255.255.255.255/32"],
    ["169.254.21.4/30", 4, 0xa9fe1504n, 4n, "169.254.21.4/30"],
    ["::/0", 6, 0n, 1n << 128n, "::/0"],
    ["2001:db8::/32", 6, 0x20010db8n << 96n, 1n << 96n, "2001:db8::/32"],
    ["2001:0DB8:0:0::/64", 6, 0x20010db8n << 96n, 1n << 64n, "2001:db8::/64"],
    ["fd00:0:0:1:0:0:0:0/126", 6, (0xfd00n << 112n) | (1n << 64n), 4n, "fd00:0:0:1::/126"],
    ["2001:db8:0:1:1:1:1:1/128", 6, 0x20010db8000000010001000100010001n, 1n, "2001:db8:0:1:1:1:1:1/128"],
  ];
  for (const [text, version, start, size, canonical] of accepted) {
    it(`reads ${text}`, () => {
      const cidr = parseCidr(text);
      expect(cidr.version).to.equal(version);
      expect(cidr.start).to.equal(start);
      expect(cidr.end).to.equal(start + size - 1n);
      expect(cidr.prefixLength).to.equal(Number(text.split("/")[1]));
      expect(cidr.text).to.equal(canonical);
    });
  }

  const refused: [text: string, message: RegExp][] = [
    ["10.1.0.7/16", /^"10\.1\.0\.7\/16" has host bits set: the network is 10\.1\.0\.0\/16$/],
    ["2001:db8::1/64", /host bits set: the network is 2001:db8::\/64/],
    ["10.0.0.1/0", /the network is 0\.0\.0\.0\/0/],
    ["010.0.0.0/8", /leading zero/],
    ["10.0.0.00/8", /leading zero/],
    ["10.00.0.0/8", /leading zero/],
    ["10.0/16", /four octets/],
    ["10/8", /four octets/],
    ["10.0.0.0.0/8", /four octets/],
    ["10.0..0/8", /octet out of range/],
    ["10.0.0.256/32", /octet out of range/],
    ["99999999999.0.0.0/8", /octet out of range/],
    ["0x0a000000/8", /digits and dots only/],
    ["0xa.0.0.0/8", /digits and dots only/],
    ["167772160/8", /four octets/],
    ["10.0.0.0/33", /prefix length: write a plain number, \/0 to \/32/],
    ["10.0.0.0/08", /prefix length/],
    ["10.0.0.0/+8", /prefix length/],
    ["10.0.0.0/-1", /prefix length/],
    ["10.0.0.0/8.0", /prefix length/],
    ["10.0.0.0/1e1", /prefix length/],
    ["10.0.0.0/", /prefix length/],
    ["10.0.0.0/8/8", /prefix length/],
    ["10.0.0.0/8 ", /prefix length/],
    ["10.0.0.0/8\n", /prefix length/],
    ["10.0.0.0/255.0.0.0", /prefix length/],
    ["10.0.0.0", /has no prefix length: write 10\.0\.0\.0\/32/],
    ["2001:DB8::1", /has no prefix length: write 2001:db8::1\/128/],
    [" 10.0.0.0/8", /digits and dots only/],
    ["10.0.0.0 /8", /digits and dots only/],
    ["１０.0.0.0/8", /digits and dots only/],
    ["-10.0.0.0/8", /digits and dots only/],
    ["", /not an IP address/],
    ["/8", /not an IP address/],
    ["shop", /not an IP address/],
    ["::ffff:1.2.3.4/96", /hexadecimal digits and colons only/],
    ["::ffff:102:304/128", /IPv4 written as IPv6.+1\.2\.3\.4/],
    ["::ffff:0:0/96", /IPv4 written as IPv6/],
    ["fe80::%eth0/64", /hexadecimal digits and colons only/],
    ["[fd00::]/8", /hexadecimal digits and colons only/],
    ["fd00::/129", /\/0 to \/128/],
    ["fd00::/0128", /prefix length/],
    ["1::2::3/128", /:: once/],
    ["1:2:3/48", /eight groups/],
    ["1:2:3:4:5:6:7:8:9/128", /eight groups/],
    ["12345::/16", /up to four digits/],
    [":::/0", /not IPv6/],
  ];
  for (const [text, message] of refused) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(() => parseCidr(text)).to.throw(CidrError, message);
      expect(isCidr(text)).to.equal(false);
    });
  }

  it("shortens hostile text in the message and shows its control characters", () => {
    const { message } = catchError(() => parseCidr(`\u001b[2J${"9".repeat(100_000)}`));
    expect(message.length).to.be.lessThan(200);
    expect(message).to.contain("\\u001b");
  });

  it("is undone by text, for every network", () => {
    fc.assert(
      fc.property(anyNetwork, (cidr) => {
        expect(parseCidr(cidr.text)).to.deep.equal(cidr);
        expect(isCidr(cidr.text)).to.equal(true);
      }),
    );
  });

  it("throws nothing but CidrError, whatever the text", () => {
    const noise = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[0-9a-fx.:/% ]*$/),
      anyNetwork.chain(({ text }) =>
        fc.nat(text.length).map((at) => `${text.slice(0, at)}0${text.slice(at)}`),
      ),
    );
    fc.assert(
      fc.property(noise, (text) => {
        try {
          parseCidr(text);
        } catch (error) {
          expect(error).to.be.instanceOf(CidrError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("parseCidrOrReport", () => {
  it("gives the network and reports nothing, or reports and gives nothing", () => {
    const problems: string[] = [];
    const report = (problem: string) => problems.push(problem);
    expect(parseCidrOrReport("10.0.0.0/8", report)?.text).to.equal("10.0.0.0/8");
    expect(problems).to.deep.equal([]);
    expect(parseCidrOrReport("10.0.0.1/8", report)).to.equal(undefined);
    expect(problems).to.deep.equal(['"10.0.0.1/8" has host bits set: the network is 10.0.0.0/8']);
  });
});

describe("parseAddress and formatAddress", () => {
  const canonical: [text: string, formatted: string][] = [
    ["10.0.0.1", "10.0.0.1"],
    ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["2001:0db8::0001", "2001:db8::1"],
    ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["2001:0:0:1:0:0:0:1", "2001:0:0:1::1"],
    ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"],
    ["2001:DB8::ABCD", "2001:db8::abcd"],
    ["::", "::"],
  ];
  for (const [text, formatted] of canonical) {
    it(`writes ${text} as ${formatted}`, () => {
      const address = parseAddress(text);
      expect(address.text).to.equal(formatted);
      expect(formatAddress(address.version, address.value)).to.equal(formatted);
    });
  }

  it("refuses a network where an address is asked for", () => {
    expect(() => parseAddress("10.0.0.0/8")).to.throw(CidrError, /is a network, not an address/);
  });

  it("refuses numbers that are no address", () => {
    expect(formatAddress(4, 0xffffffffn)).to.equal("255.255.255.255");
    expect(() => formatAddress(4, 1n << 32n)).to.throw(RangeError);
    expect(() => formatAddress(4, -1n)).to.throw(RangeError);
    expect(() => formatAddress(6, 1n << 128n)).to.throw(RangeError);
  });
});

describe("contains and overlaps", () => {
  it("agree with trying every address", () => {
    fc.assert(
      fc.property(smallNetworks, smallNetworks, (a, b) => {
        expect(overlaps(a, b)).to.equal(shareAnAddress(a, b));
        expect(contains(a, b)).to.equal(shareAnAddress(a, b) && addressCount(a) >= addressCount(b));
      }),
    );
  });

  it("are reflexive, and overlap is symmetric and means that one contains the other", () => {
    fc.assert(
      fc.property(anyNetwork, anyNetwork, (a, b) => {
        expect(contains(a, a) && overlaps(a, a)).to.equal(true);
        expect(overlaps(a, b)).to.equal(overlaps(b, a));
        expect(overlaps(a, b)).to.equal(contains(a, b) || contains(b, a));
      }),
    );
  });

  it("keep IPv4 and IPv6 apart", () => {
    const [ipv4, ipv6] = [parseCidr("0.0.0.0/0"), parseCidr("::/0")];
    expect(overlaps(ipv4, ipv6)).to.equal(false);
    expect(contains(ipv6, ipv4)).to.equal(false);
  });
});

describe("cidrHost", () => {
  const cidr = parseCidr("169.254.21.0/30");
  const hosts: [index: number | bigint, address: string][] = [
    [0, "169.254.21.0"],
    [1, "169.254.21.1"],
    [3n, "169.254.21.3"],
    [-1, "169.254.21.3"],
    [-4, "169.254.21.0"],
  ];
  for (const [index, address] of hosts) {
    it(`counts ${index} as ${address}`, () => expect(cidrHost(cidr, index)).to.equal(address));
  }
  for (const index of [4, -5, 0.5, NaN, 2 ** 60]) {
    it(`refuses ${index}`, () => expect(() => cidrHost(cidr, index)).to.throw(CidrError));
  }
  it("reaches the whole of IPv6", () => {
    expect(cidrHost(parseCidr("::/0"), -1)).to.equal("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
  });
});

describe("subnets and nthSubnet", () => {
  it("cover a network without a gap or an overlap", () => {
    fc.assert(
      fc.property(smallNetworks, fc.nat(6), (cidr, further) => {
        const prefixLength = Math.min(32, cidr.prefixLength + further);
        let next = cidr.start;
        for (const subnet of subnets(cidr, prefixLength)) {
          expect(subnet).to.deep.equal(parseCidr(subnet.text));
          expect(subnet.start).to.equal(next);
          expect(subnet.prefixLength).to.equal(prefixLength);
          next = subnet.end + 1n;
        }
        expect(next).to.equal(cidr.end + 1n);
      }),
    );
  });

  it("can be taken one by one from a network of any size, and again", () => {
    const all = subnets(parseCidr("fd00::/8"), 64);
    for (let round = 0; round < 2; round++) {
      const [first, second] = all;
      expect([first?.text, second?.text]).to.deep.equal(["fd00::/64", "fd00:0:0:1::/64"]);
    }
  });

  it("agree with each other", () => {
    const cidr = parseCidr("10.0.0.0/12");
    expect([...subnets(cidr, 16)]).to.deep.equal(
      [...Array(16).keys()].map((index) => nthSubnet(cidr, 16, index)),
    );
  });

  it("refuse what a network cannot be divided into", () => {
    const cidr = parseCidr("10.0.0.0/16");
    for (const prefixLength of [15, 33, -1, 24.5, NaN]) {
      expect(() => subnets(cidr, prefixLength)).to.throw(CidrError, /use \/16 to \/32/);
    }
    for (const index of [-1, 256, 0.5]) {
      expect(() => nthSubnet(cidr, 24, index)).to.throw(CidrError);
    }
  });
});

function catchError(act: () => unknown): Error {
  try {
    act();
  } catch (error) {
    return error as Error;
  }
  throw new Error("nothing was thrown");
}
