import { AzureNetwork, TransitHub } from "../../../components";

/** A hub of a test's estate, and its location. */
export interface EstateHub {
  readonly kind: "hub-virtual-network" | "virtual-wan";
  readonly location: string;
}

export interface AzureEstate {
  /** Numbered in this order. */
  readonly hubs: Readonly<Record<string, EstateHub>>;
  readonly allowed?: readonly (readonly [string, string])[];
  readonly spokes: Readonly<Record<string, readonly [hub: string, segment: string]>>;
  /** Of networks with another range than `rangeOf` gives them. */
  readonly ranges?: Readonly<Record<string, string>>;
  /** The spokes whose route table the hub is not told of. */
  readonly withoutRoutes?: readonly string[];
}

export const networkNames = ["apple", "berry", "cedar", "daisy", "elder", "ficus"] as const;

/** Of a network by its name, so that it has the same in every estate. */
export const rangeOf = (name: string): string => `10.${name.charCodeAt(0)}.0.0/16`;

const segments = { prod: { number: 0 }, staging: { number: 1 }, shared: { number: 2 } };

/** A hub over networks of this library, which let in whatever reaches them. */
export function azureHub({ hubs, allowed = [], spokes, ranges = {}, withoutRoutes = [] }: AzureEstate) {
  const ownRange = (name: string) => ranges[name] ?? rangeOf(name);
  const networks = Object.fromEntries(
    Object.entries(spokes).map(([name, [hub]]) => [
      name,
      new AzureNetwork(name, {
        addressSpace: ownRange(name),
        peerAddressPrefixes: networkNames.filter((other) => other !== name).map(ownRange),
        location: hubs[hub]?.location ?? "westeurope",
      }),
    ]),
  );
  const used = new Set(Object.values(spokes).map(([, segment]) => segment));
  const hub = new TransitHub("corp", {
    segments: Object.fromEntries(Object.entries(segments).filter(([name]) => used.has(name))),
    allowed: allowed.filter((pair) => pair.every((name) => used.has(name))),
    hubs: Object.fromEntries(
      Object.entries(hubs).map(([name, azure], number) => [
        name,
        { number, azure: { ...azure, addressSpace: `10.${240 + number}.0.0/20` } },
      ]),
    ),
    spokes: Object.fromEntries(
      Object.entries(spokes).map(([name, [hubName, segment]]) => {
        const { routeTableName, ...azure } = networks[name]!;
        return [
          name,
          {
            ...{ hub: hubName, segment },
            azure: withoutRoutes.includes(name) ? azure : { ...azure, routeTableName },
          },
        ];
      }),
    ),
  });
  return { hub, networks };
}

/** Hub VNets in two regions. */
export const hubNetworks: AzureEstate = {
  hubs: {
    west: { kind: "hub-virtual-network", location: "westeurope" },
    north: { kind: "hub-virtual-network", location: "northeurope" },
  },
  allowed: [
    ["prod", "shared"],
    ["staging", "shared"],
  ],
  spokes: {
    apple: ["west", "prod"],
    berry: ["west", "prod"],
    cedar: ["west", "staging"],
    daisy: ["west", "staging"],
    elder: ["north", "shared"],
    ficus: ["north", "shared"],
  },
};

/** Hubs of Virtual WAN in two regions, every segment in both. */
export const wanHubs: AzureEstate = {
  ...hubNetworks,
  hubs: {
    west: { kind: "virtual-wan", location: "westeurope" },
    north: { kind: "virtual-wan", location: "northeurope" },
  },
  spokes: {
    apple: ["west", "prod"],
    berry: ["north", "prod"],
    cedar: ["west", "staging"],
    daisy: ["north", "staging"],
    elder: ["west", "shared"],
    ficus: ["north", "shared"],
  },
};
