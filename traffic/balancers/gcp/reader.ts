import { Pointers } from "../../../reachability/gcp/pointers";
import { read, type Resource, type Value } from "../../../reachability/resources";
import type { Reader } from "../reader";

/** What the parts of this reader work with. */
export class GcpReader {
  readonly pointers: Pointers;

  constructor(readonly common: Reader) {
    this.pointers = new Pointers(common.stack);
  }

  all(...types: readonly string[]): readonly Resource[] {
    return types.flatMap((type) => this.common.stack.all(type));
  }

  /** What a property points to by a self link, an id or a name. */
  at(from: Resource, path: string, types: readonly string[]): Resource | undefined {
    return this.of(read(from, path), from, path, types);
  }

  /** The same for a value that was read elsewhere. */
  of(value: Value<unknown>, from: Resource, path: string, types: readonly string[]): Resource | undefined {
    const pointed = this.pointers.of(value, from, path, ...types);
    return pointed.state === "found" ? pointed.resource : undefined;
  }
}
