/** @typedef {{ version: 4 | 6, start: bigint, end: bigint, length: number }} Addresses */

/**
 * The addresses that a text such as 10.0.1.5, 10.0.0.0/16 or 2001:db8::/32 stands for.
 * @param {string} text
 * @returns {Addresses | undefined}
 */
function rangeOf(text) {
  const [address = "", suffix, ...rest] = text.trim().split("/");
  const v4 = numberOfV4(address);
  const number = v4 ?? numberOfV6(address);
  const bits = v4 === undefined ? 128 : 32;
  const length = suffix === undefined ? bits : /^\d{1,3}$/.test(suffix) ? Number(suffix) : NaN;
  if (number === undefined || rest.length > 0 || !(length <= bits)) {
    return undefined;
  }
  const host = (1n << BigInt(bits - length)) - 1n;
  const start = number - (number & host);
  return { version: v4 === undefined ? 6 : 4, start, end: start + host, length };
}

/** @param {string} text */
function numberOfV4(text) {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) {
    return undefined;
  }
  const parts = text.split(".").map(Number);
  return parts.every((part) => part <= 255)
    ? parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n)
    : undefined;
}

/** @param {string} text */
function numberOfV6(text) {
  if (!/^[0-9a-f:]{2,39}$/i.test(text) || text.split("::").length > 2) {
    return undefined;
  }
  const [before = "", after] = text.split("::");
  const head = before === "" ? [] : before.split(":");
  const tail = after === undefined || after === "" ? [] : after.split(":");
  const missing = 8 - head.length - tail.length;
  const groups = [...head, ...Array(Math.max(0, missing)).fill("0"), ...tail];
  const complete = after === undefined ? missing === 0 : missing > 0;
  return complete && groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n)
    : undefined;
}
