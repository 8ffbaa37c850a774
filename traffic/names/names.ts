import { analyse } from "../../reachability";
import { type Resource, Stack } from "../../reachability/resources";
import { readBalancers } from "../balancers/readBalancers";
import { readCloudDns } from "./cloudDns";
import { type DnsProvider, plainName, type ServedName } from "./nameServer";
import { readRoute53 } from "./route53";
import { readAzureNames } from "./trafficManager";

/** The names that the DNS zones of one or more stacks serve. */
export class Names {
  readonly all: readonly ServedName[];

  constructor(resources: readonly Resource[]) {
    const stack = new Stack(resources);
    const balancers = readBalancers(resources, analyse(resources));
    this.all = [
      ...readRoute53(stack, balancers),
      ...readAzureNames(stack),
      ...readCloudDns(stack, balancers),
    ];
  }

  /**
   * A name as each provider serves it.
   *
   * @throws where none does, with the names that there are
   */
  of(name: string, provider?: DnsProvider): readonly ServedName[] {
    const found = this.all.filter(
      (one) => one.name === plainName(name) && (provider === undefined || one.provider === provider),
    );
    if (found.length === 0) {
      const names = [...new Set(this.all.map((one) => one.name))].sort();
      const by = provider === undefined ? "" : ` at ${provider}`;
      throw new Error(`${name} has no address${by}: there are ${names.slice(0, 8).join(", ") || "no names"}`);
    }
    return found;
  }
}
