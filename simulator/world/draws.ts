import { createHash } from "node:crypto";

/**
 * What a real cloud draws at random, drawn from the world's seed and the resource's URN instead: the same program
 * on the same seed gets the same ids, addresses and keys, in whatever order the engine creates its resources.
 */
export class Draws {
  constructor(private readonly key: string) {}

  /** Hexadecimal digits, such as for `vpc-0a1b2c3d4e5f60718`. */
  hex(label: string, length: number): string {
    return this.bytes(label, Math.ceil(length / 2))
      .toString("hex")
      .slice(0, length);
  }

  /** Characters out of an alphabet, such as for a preshared key. */
  text(label: string, length: number, alphabet: string): string {
    const bytes = this.bytes(label, length * 2);
    return Array.from({ length }, (_, i) =>
      alphabet.charAt(bytes.readUInt16BE(i * 2) % alphabet.length),
    ).join("");
  }

  /** A whole number from 0 up to, but not including, `bound`. */
  below(label: string, bound: number): number {
    return this.bytes(label, 6).readUIntBE(0, 6) % bound;
  }

  /** A version 4 UUID. */
  uuid(label: string): string {
    const h = this.hex(label, 32);
    const variant = "89ab"[parseInt(h.charAt(16), 16) % 4] ?? "8";
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20)}`;
  }

  private bytes(label: string, count: number): Buffer {
    const blocks = Array.from({ length: Math.ceil(count / 32) }, (_, i) =>
      createHash("sha256").update(`${this.key}\0${label}\0${i}`).digest(),
    );
    return Buffer.concat(blocks).subarray(0, count);
  }
}
