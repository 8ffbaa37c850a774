import { addressBits, type Cidr, contains, overlaps, parseCidrOrReport } from "./cidr";
import { type CidrEntry, findOverlaps, firstFreeBlock } from "./overlap";

/** Where a network lives. Every place draws from a block of its own. */
export type Place = "aws" | "gcp" | "azure" | "onPremises";

/** One block per place, in CIDR notation. Blocks must not overlap. */
export type AddressBlocks = Readonly<Record<Place, string>>;

/** The central plan: a quarter of 10.0.0.0/10 for each place, and three quarters of 10.0.0.0/8 to grow into. */
export const centralBlocks: AddressBlocks = {
  aws: "10.0.0.0/12",
  gcp: "10.16.0.0/12",
  azure: "10.32.0.0/12",
  onPremises: "10.48.0.0/12",
};

/** A subnet that wants addresses of its network. */
export interface SubnetRequest {
  /** Unique in its plan. */
  readonly name: string;
  /** The size, such as 24 for a /24. */
  readonly prefixLength: number;
  /**
   * Pins the addresses, such as those of a network that exists already. Size and `prefixLength` must agree.
   * @default - the lowest free addresses
   */
  readonly cidr?: string;
  /**
   * Keeps the addresses of a network that is gone, so that no later one moves into them.
   * @default false
   */
  readonly retired?: boolean;
}

/** A network that wants addresses of its place. */
export interface NetworkRequest extends SubnetRequest {
  readonly place: Place;
}

/** Thrown with everything that is wrong with a plan, one problem each in `problems`. */
export class AddressPlanError extends Error {
  override readonly name = "AddressPlanError";

  constructor(readonly problems: string[]) {
    super(`The addresses cannot be planned:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
  }
}

/**
 * Gives every network addresses of its place's block, in the order of the requests: a pinned one gets its
 * `cidr`, any other the lowest free addresses of its size. No two networks overlap, and the same requests
 * always give the same plan.
 *
 * The order is the plan's memory. Append new networks at the end: that never moves an earlier one. Instead of
 * deleting a request, set `retired`: that moves none either.
 *
 * @returns the networks by name, without the retired ones.
 * @throws {AddressPlanError} for a name used twice, blocks that overlap, a pinned network outside its place's
 * block or in another one's addresses, a prefix length that differs from the pinned one's, and a block with
 * no room left.
 * @example
 * planAddresses([
 *   { name: "shop", place: "aws", prefixLength: 16 },
 *   { name: "ledger", place: "azure", prefixLength: 16, cidr: "10.40.0.0/16" },
 * ]).get("shop")?.text; // "10.0.0.0/16"
 */
export function planAddresses(
  requests: readonly NetworkRequest[],
  blocks: AddressBlocks = centralBlocks,
): ReadonlyMap<string, Cidr> {
  const parsedBlocks = parseBlocks(blocks);
  const plan = new Plan("requests");
  for (const [index, request] of requests.entries()) {
    const block = parsedBlocks.get(request.place);
    if (block === undefined) {
      const places = [...parsedBlocks.keys()].join(", ");
      plan.report(index, request, "place", `"${request.place}" has no block: use one of ${places}`);
    } else {
      plan.add(index, request, { cidr: block, name: `${request.place}'s block ${block.text}` });
    }
  }
  return plan.finish();
}

/**
 * Divides a network into subnets, by the rules of {@link planAddresses}: in the order of the requests, never
 * overlapping, and appending or retiring a subnet moves no other.
 *
 * Every cloud keeps some addresses of a subnet for itself; leave room for them.
 *
 * @returns the subnets by name, without the retired ones.
 * @throws {AddressPlanError} as {@link planAddresses}.
 * @example
 * planSubnets(parseCidr("10.0.0.0/16"), [
 *   { name: "public-a", prefixLength: 24 },
 *   { name: "private-a", prefixLength: 20 },
 * ]).get("private-a")?.text; // "10.0.16.0/20"
 */
export function planSubnets(network: Cidr, requests: readonly SubnetRequest[]): ReadonlyMap<string, Cidr> {
  const plan = new Plan("subnets");
  for (const [index, request] of requests.entries()) {
    plan.add(index, request, { cidr: network, name: `the network ${network.text}` });
  }
  return plan.finish();
}

interface Block {
  readonly cidr: Cidr;
  /** What a message calls it. */
  readonly name: string;
}

interface Placed {
  readonly request: SubnetRequest;
  readonly cidr: Cidr;
}

/** A plan in the making. A refused request takes no addresses, and those after it are still checked. */
class Plan {
  private readonly placed: Placed[] = [];
  private readonly indexByName = new Map<string, number>();
  private readonly problems: string[] = [];

  /** @param path - the property that holds the requests, for messages */
  constructor(private readonly path: string) {}

  add(index: number, request: SubnetRequest, block: Block): void {
    const namesake = this.indexByName.get(request.name);
    if (namesake !== undefined) {
      this.report(index, request, "name", `${this.path}[${namesake}] has the same name: give each its own`);
      return;
    }
    this.indexByName.set(request.name, index);
    const cidr =
      request.cidr === undefined
        ? this.lowestFree(index, request, block)
        : this.pinned(index, request, request.cidr, block);
    if (cidr !== undefined) {
      this.placed.push({ request, cidr });
    }
  }

  report(index: number, request: SubnetRequest, property: string, problem: string): void {
    this.problems.push(`${this.path}[${index}].${property} of "${request.name}": ${problem}`);
  }

  finish(): ReadonlyMap<string, Cidr> {
    if (this.problems.length > 0) {
      throw new AddressPlanError(this.problems);
    }
    const live = this.placed.filter(({ request }) => request.retired !== true);
    return new Map(live.map(({ request, cidr }) => [request.name, cidr]));
  }

  private lowestFree(index: number, request: SubnetRequest, block: Block): Cidr | undefined {
    const { prefixLength } = request;
    const longest = addressBits[block.cidr.version];
    if (!Number.isInteger(prefixLength) || prefixLength < block.cidr.prefixLength || prefixLength > longest) {
      const range = `/${block.cidr.prefixLength} to /${longest}`;
      this.report(
        index,
        request,
        "prefixLength",
        `/${prefixLength} does not fit in ${block.name}: use ${range}`,
      );
      return undefined;
    }
    const used = this.placed.map(({ cidr }) => cidr);
    const free = firstFreeBlock(block.cidr, prefixLength, used);
    if (free === undefined) {
      const problem = `no /${prefixLength} is left in ${block.name}: ${whatFits(block.cidr, prefixLength, used)}`;
      this.report(index, request, "prefixLength", problem);
    }
    return free;
  }

  private pinned(index: number, request: SubnetRequest, text: string, block: Block): Cidr | undefined {
    const report = (problem: string): void => this.report(index, request, "cidr", problem);
    const cidr = parseCidrOrReport(text, report);
    if (cidr === undefined) {
      return undefined;
    }
    const problems = this.pinProblems(cidr, request, block);
    problems.forEach(report);
    return problems.length === 0 ? cidr : undefined;
  }

  private pinProblems(cidr: Cidr, request: SubnetRequest, block: Block): string[] {
    const problems: string[] = [];
    if (cidr.prefixLength !== request.prefixLength) {
      problems.push(`${cidr.text} is not a /${request.prefixLength}: make cidr and prefixLength agree`);
    }
    if (!contains(block.cidr, cidr)) {
      problems.push(`${cidr.text} lies outside ${block.name}: pin it inside`);
    }
    for (const other of this.placed.filter((placed) => overlaps(placed.cidr, cidr))) {
      const name = `${other.request.retired === true ? "retired " : ""}"${other.request.name}"`;
      problems.push(`${cidr.text} overlaps ${other.cidr.text} of ${name}: pin it elsewhere`);
    }
    return problems;
  }
}

function whatFits(block: Cidr, tooLarge: number, used: readonly Cidr[]): string {
  for (let prefixLength = tooLarge + 1; prefixLength <= addressBits[block.version]; prefixLength++) {
    const free = firstFreeBlock(block, prefixLength, used);
    if (free !== undefined) {
      return `the largest that fits is ${free.text}`;
    }
  }
  return "it is full";
}

function parseBlocks(blocks: AddressBlocks): ReadonlyMap<string, Cidr> {
  const entries: CidrEntry<string>[] = [];
  const problems: string[] = [];
  for (const [place, text] of Object.entries(blocks)) {
    const cidr = parseCidrOrReport(text, (problem) => problems.push(`blocks.${place}: ${problem}`));
    if (cidr !== undefined) {
      entries.push({ cidr, owner: place });
    }
  }
  for (const { outer, inner } of findOverlaps(entries)) {
    const other = `${outer.cidr.text} of blocks.${outer.owner}`;
    problems.push(`blocks.${inner.owner}: ${inner.cidr.text} overlaps ${other}: keep the blocks apart`);
  }
  if (problems.length > 0) {
    throw new AddressPlanError(problems);
  }
  return new Map(entries.map(({ owner, cidr }) => [owner, cidr]));
}
