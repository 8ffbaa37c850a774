import type { Cidr } from "../../addressing";
import { groupBy } from "../groupBy";
import type { EstateBuilder } from "../model";
import {
  follow,
  known,
  labelOf,
  orElse,
  type Properties,
  readBoolean,
  readList,
  type Reference,
  type Resource,
} from "../resources";
import { GroupMembers, namedGroups } from "./applicationSecurityGroups";
import { type Arm, found, isIncomplete, objectsIn, textAt, textIn } from "./arm";
import { prefixOf } from "./prefixes";
import type { Subnet, Subnets } from "./subnets";
import { tokens } from "./tokens";

/** A network interface, with the virtual machine that it belongs to. */
export interface NetworkInterface {
  readonly urn: string;
  /** Of the machine where it is that one's only or first interface. */
  readonly name: string;
  readonly machine: Resource | undefined;
  /** How many interfaces the machine has. */
  readonly siblings: number;
  readonly region: string | undefined;
  readonly zone: string | undefined;
  readonly subnet: Subnet;
  /** Its private addresses; the subnet's ranges while these are not known. */
  readonly addresses: readonly Cidr[];
  readonly securityGroup: Reference;
  readonly forwards: boolean | undefined;
  /** Its public addresses; undefined in the list while which is not known. */
  readonly publicAddresses: readonly (Resource | undefined)[];
  /** Whether it is in a load balancer's pool. */
  readonly balanced: boolean;
}

/** All network interfaces, and the application security groups that they are in. */
export class NetworkInterfaces {
  readonly all: readonly NetworkInterface[];
  readonly members = new GroupMembers();
  /** Whether machines have interfaces that can't be told. */
  readonly incomplete: boolean;
  readonly #byAddress = new Map<string, NetworkInterface[]>();
  readonly #bySubnet: ReadonlyMap<Subnet, readonly NetworkInterface[]>;

  constructor(
    private readonly arm: Arm,
    private readonly subnets: Subnets,
    private readonly estate: EstateBuilder,
  ) {
    const machines = machinesByInterface(arm);
    this.incomplete = arm.stack
      .all(tokens.virtualMachine)
      .some((machine) => hasUnknownInterface(arm, machine));
    this.all = arm.stack.all(tokens.networkInterface).flatMap((resource) => {
      return this.#interface(resource, machines.get(resource.urn)) ?? [];
    });
    this.#bySubnet = groupBy(this.all, ({ subnet }) => subnet);
    for (const one of this.all) {
      for (const address of one.addresses) {
        const key = `${one.subnet.network.id} ${address.text}`;
        this.#byAddress.set(key, [...(this.#byAddress.get(key) ?? []), one]);
      }
    }
  }

  /** The interfaces of a virtual network that have an address. */
  at(network: string, address: Cidr): readonly NetworkInterface[] {
    return this.#byAddress.get(`${network} ${address.text}`) ?? [];
  }

  in(subnet: Subnet): readonly NetworkInterface[] {
    return this.#bySubnet.get(subnet) ?? [];
  }

  #interface(resource: Resource, place: Place | undefined): NetworkInterface | undefined {
    const { urn } = resource;
    const name = place?.name ?? labelOf(resource);
    const configurations = objectsIn(known(readList(resource, "ipConfigurations")));
    const placed = configurations.map((one) =>
      this.subnets.at(follow(one, "subnet.id"), resource, "ipConfigurations"),
    );
    const subnet = placed.find((one) => one !== undefined);
    if (subnet === undefined) {
      this.estate.note(urn, `the subnet of ${name} is not known`);
      return undefined;
    }
    for (const configuration of configurations) {
      const list = "ipConfigurations";
      this.members.add(
        urn,
        namedGroups(this.arm, configuration, "applicationSecurityGroups", resource, list),
      );
    }
    return {
      urn,
      name,
      machine: place?.machine,
      siblings: place?.siblings ?? 0,
      region: textAt(resource, "location") ?? subnet.network.region,
      zone: place?.zone,
      subnet,
      addresses: addressesOf(configurations, subnet),
      securityGroup: this.arm.refer(resource, "networkSecurityGroup.id", tokens.networkSecurityGroup),
      forwards: orElse(readBoolean(resource, "enableIPForwarding"), false),
      publicAddresses: configurations.flatMap((one) => publicAddress(this.arm, one, resource)),
      balanced: configurations.some(
        (one) => follow(one, "loadBalancerBackendAddressPools").state !== "absent",
      ),
    };
  }
}

function addressesOf(configurations: readonly Properties[], subnet: Subnet): readonly Cidr[] {
  const addresses = configurations.map((one) => prefixOf(textIn(one, "privateIPAddress")));
  const given = addresses.filter((one) => one !== undefined);
  return given.length === 0 || given.length < addresses.length ? [...given, ...subnet.ranges] : given;
}

function publicAddress(arm: Arm, configuration: Properties, from: Resource): (Resource | undefined)[] {
  const list = "ipConfigurations";
  const reference = arm.referIn(configuration, "publicIPAddress.id", from, list, tokens.publicIPAddress);
  return reference.state === "absent" ? [] : [found(reference)];
}

function hasUnknownInterface(arm: Arm, machine: Resource): boolean {
  const list = readList(machine, "networkProfile.networkInterfaces");
  return (
    isIncomplete(list) ||
    objectsIn(known(list)).some((one) => {
      const reference = arm.referIn(one, "id", machine, "networkProfile", tokens.networkInterface);
      return reference.state === "unknown";
    })
  );
}

/** How an interface's machine makes it known. */
interface Place {
  readonly machine: Resource;
  readonly name: string;
  readonly siblings: number;
  readonly zone: string | undefined;
}

function machinesByInterface(arm: Arm): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const machine of arm.stack.all(tokens.virtualMachine)) {
    const path = "networkProfile.networkInterfaces";
    const list = known(readList(machine, path)) ?? [];
    const listed = objectsIn(list);
    const region = textAt(machine, "location");
    const [zone] = known(readList(machine, "zones")) ?? [];
    const primary = Math.max(
      0,
      listed.findIndex((one) => known(follow(one, "primary")) === true),
    );
    for (const [index, element] of listed.entries()) {
      const resource = found(arm.referIn(element, "id", machine, "networkProfile", tokens.networkInterface));
      if (resource !== undefined) {
        places.set(resource.urn, {
          machine,
          name: index === primary ? labelOf(machine) : `${labelOf(machine)} ${labelOf(resource)}`,
          siblings: list.length - 1,
          zone: typeof zone === "string" && region !== undefined ? `${region}-${zone}` : undefined,
        });
      }
    }
  }
  return places;
}
