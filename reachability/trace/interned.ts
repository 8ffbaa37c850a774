/** Numbers for things: equal things have one number. */
export class Interned<K> {
  readonly #numbers = new Map<K, number>();

  numberOf(key: K): number {
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(key, number);
    }
    return number;
  }
}
