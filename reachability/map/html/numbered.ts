/** A list in which each thing stands once, however often it is used. */
export class Numbered<T> {
  readonly all: T[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(thing: T): number {
    const key = JSON.stringify(thing);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.all.push(thing) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}
