import type { CrossCloudVpnArgs } from "../../../components";
import { officeSide, sides } from "./programs";
import { type Refusal, refuses } from "./refusals";

type Args = Partial<CrossCloudVpnArgs>;

const office = (side: object): Args => ({ aws: sides.aws, onPremises: { ...officeSide(), ...side } });

const refusals: readonly Refusal[] = [
  ["no public address", office({ publicAddresses: [] }), /onPremises\.publicAddresses: .+one or two public/],
  [
    "three public addresses",
    office({ publicAddresses: ["185.43.7.9", "185.43.8.9", "185.43.9.9"] }),
    /onPremises\.publicAddresses: must be a plain array of one or two public IPv4 addresses/,
  ],
  [
    "one public address twice",
    office({ publicAddresses: ["185.43.7.9", "185.43.7.9"] }),
    /onPremises\.publicAddresses\[1\]: "185\.43\.7\.9" is given twice: remove one/,
  ],
  ...(
    [
      ["10.1.2.3", "private"],
      ["172.20.1.1", "private"],
      ["192.168.178.1", "private"],
      ["100.64.1.1", "shared by carriers"],
      ["127.0.0.1", "loopback"],
      ["169.254.1.1", "link-local"],
      ["224.0.0.1", "multicast"],
    ] as const
  ).map(([address, what]): Refusal => [
    `the ${what} address ${address}`,
    office({ publicAddresses: [address] }),
    new RegExp(`onPremises\\.publicAddresses\\[0\\]: "${address}" is ${what}.*: give the address that the`),
  ]),
  [
    "a public address that is none",
    office({ publicAddresses: ["185.43.7.256"] }),
    /onPremises\.publicAddresses\[0\]: "185\.43\.7\.256" is no IPv4 address/,
  ],
  [
    "a host name as public address",
    office({ publicAddresses: ["vpn.corp.test"] }),
    /onPremises\.publicAddresses\[0\]: "vpn\.corp\.test" is no IPv4 address: give one such as/,
  ],
  ["an office without an ASN", office({ asn: undefined }), /onPremises\.asn: must be a plain number/],
  ["an office without prefixes", office({ prefixes: [] }), /onPremises\.prefixes: must be a plain array/],
];

describe("CrossCloudVpn refuses an on-premises side, before any child exists:", () => {
  refuses(refusals);
});
