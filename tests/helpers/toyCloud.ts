import { asString, type Props } from "../../simulator/protocol/values";
import { SimulatedClouds } from "../../simulator/providers/clouds";
import { CloudError, type ResourceType, type SimulatedPackage } from "../../simulator/providers/resourceType";
import type { WorldOptions } from "../../simulator/world/world";

/** A network that links attach to: the smallest cloud in which everything that the core promises can be seen. */
const network: ResourceType = {
  token: "toy:index:Network",
  properties: {
    cidr: { type: "string", required: true, replace: true },
    note: { type: "string" },
    key: { type: "string", secret: true },
    password: { type: "string" },
    level: { type: "number", replaceIf: (before, after) => Number(after) < Number(before) },
    settings: { type: "object", replacePaths: ["bgp.asn"] },
    size: { type: "number", default: 1 },
  },
  computed: ["serial", "links"],
  credentials: ["password"],
  durations: { create: 60, update: 10, delete: 5 },
  check({ inputs, fail }) {
    if (asString(inputs.cidr) === "bad") {
      fail("cidr", 'InvalidCidr: "bad" is no CIDR');
    }
  },
  create: ({ draws }) => ({ id: `net-${draws.hex("id", 8)}`, outputs: { serial: draws.hex("serial", 6) } }),
  update: () => ({ updated: true }),
  delete: ({ world }, record) => {
    if (world.all("toy:index:Link").some((link) => link.inputs.network === record.id)) {
      throw new CloudError("InUse", `InUse: ${record.id} has links`);
    }
  },
  observe: (record, world): Props => ({
    links: world.all("toy:index:Link").filter((link) => link.inputs.network === record.id).length,
  }),
};

const link: ResourceType = {
  token: "toy:index:Link",
  properties: { network: { type: "string", required: true, replace: true } },
  computed: [],
  durations: { create: 30, update: 0, delete: 5 },
  busy: ({ inputs }) => ({
    keys: [asString(inputs.network) ?? ""],
    refusal: (key) => new CloudError("Busy", `Busy: ${key} has an operation in progress`),
  }),
  create: ({ inputs, world, draws }) => {
    if (!world.get("toy:index:Network", asString(inputs.network))) {
      throw new CloudError("NotFound", "NotFound: no such network");
    }
    return { id: `link-${draws.hex("id", 8)}`, outputs: {} };
  },
};

const toy: SimulatedPackage = {
  name: "toy",
  version: "1.0.0",
  folder: "simulator/toy",
  types: [network, link],
  functions: [
    { token: "toy:index:zones", call: (_, { config }) => ({ names: ["a", "b"], zone: config.zone ?? "" }) },
  ],
  configure: (variables) => variables,
};

export const toyClouds = (options?: WorldOptions): Promise<SimulatedClouds> =>
  SimulatedClouds.open([toy], options);

export const networkToken = network.token;
export const linkToken = link.token;

/** Creates as the engine does. */
export const make = (
  clouds: SimulatedClouds,
  token: string,
  name: string,
  props: Props,
  secrets: string[] = [],
) => clouds.create(`urn:pulumi:dev::toy::${token}::${name}`, token, { props, secrets: new Set(secrets) }, {});
