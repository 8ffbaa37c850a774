import { inGroup, network, tokens } from "../estate";
import { asString, type Props } from "../../../../simulator/protocol/values";
import type { Made, SimulatedAccount } from "../../../helpers/simulated";

export const zone: Props = { ...inGroup, zoneName: "example.com", location: "global" };
export const zoneId = `${network}/dnsZones/example.com`;

export const makeZone = (account: SimulatedAccount, inputs: Props = zone): Promise<Made> =>
  account.create(tokens.zone, "zone", inputs);

export const record = (recordType: string, relativeRecordSetName: string, inputs: Props): Props => ({
  ...inGroup,
  zoneName: "example.com",
  recordType,
  relativeRecordSetName,
  ttl: 60,
  ...inputs,
});

export const addresses = (...texts: string[]): Props => ({
  aRecords: texts.map((ipv4Address) => ({ ipv4Address })),
});
export const canonical = (cname: string): Props => ({ cnameRecord: { cname } });
export const alias = (id: string): Props => ({ targetResource: { id } });

export const makeRecord = (account: SimulatedAccount, inputs: Props): Promise<Made> =>
  account.create(
    tokens.recordSet,
    ["zoneName", "recordType", "relativeRecordSetName"].map((part) => asString(inputs[part])).join("-"),
    inputs,
  );

export const privateZone: Props = { ...inGroup, privateZoneName: "corp.example", location: "global" };

export const makePrivateZone = (account: SimulatedAccount, inputs: Props = {}): Promise<Made> =>
  account.create(tokens.privateZone, "private", { ...privateZone, ...inputs });

export const link = (inputs: Props = {}): Props => ({
  ...inGroup,
  privateZoneName: "corp.example",
  virtualNetworkLinkName: "link",
  location: "global",
  virtualNetwork: { id: `${network}/virtualNetworks/vnet` },
  ...inputs,
});
