import { networkText, type PolicyType, readList } from "./routePolicyValues";

/** https://cloud.google.com/network-connectivity/docs/router/quotas: elements of a match, over both attributes */
const mostElements = 100;

/** What a match expression looks at. */
interface Read {
  readonly elements: number;
  readonly communities: boolean;
}

/**
 * Says what is wrong with the match expression of a term, if anything. The language is a small part of CEL:
 * `destination == '10.0.0.0/8'`, `!=`, `destination.inAnyRange(…)`, `communities.matchesEvery(…)` in import policies,
 * `!`, `&&`, parentheses and, between destinations, `||`.
 *
 * Source: https://cloud.google.com/network-connectivity/docs/router/reference/bgp-route-policy-reference, "Match operations"
 */
export function matchProblem(expression: string, type: PolicyType): string | undefined {
  const words = split(expression);
  if (words === undefined) {
    return "a quotation mark or parenthesis is not closed";
  }
  try {
    const parser = new MatchParser(words);
    const read = parser.whole();
    if (read.communities && type === "ROUTE_POLICY_TYPE_EXPORT") {
      return "communities can be matched in import policies only";
    }
    return read.elements > mostElements
      ? `it has ${read.elements} match elements; there can be ${mostElements}`
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) {
      return error.message;
    }
    throw error;
  }
}

class MatchParser {
  private at = 0;

  constructor(private readonly words: readonly string[]) {}

  whole(): Read {
    const read = this.either();
    if (this.at < this.words.length) {
      throw new SyntaxError(`${this.words[this.at] ?? ""} is not expected`);
    }
    return read;
  }

  private either(): Read {
    let read = this.both();
    while (this.words[this.at] === "||") {
      this.at++;
      const other = this.both();
      if (read.communities || other.communities) {
        throw new SyntaxError("|| joins matches of the destination only");
      }
      read = joined(read, other);
    }
    return read;
  }

  private both(): Read {
    let read = this.one();
    while (this.words[this.at] === "&&") {
      this.at++;
      read = joined(read, this.one());
    }
    return read;
  }

  private one(): Read {
    const word = this.words[this.at++];
    if (word === "!") {
      return this.one();
    }
    if (word === "(") {
      const read = this.either();
      if (this.words[this.at++] !== ")") {
        throw new SyntaxError("a parenthesis is not closed");
      }
      return read;
    }
    return operation(word);
  }
}

const joined = (a: Read, b: Read): Read => ({
  elements: a.elements + b.elements,
  communities: a.communities || b.communities,
});

function operation(word: string | undefined): Read {
  const [, compared] = /^destination\s*[!=]=\s*(.+)$/s.exec(word ?? "") ?? [];
  if (compared !== undefined) {
    requireNetwork(compared);
    return { elements: 1, communities: false };
  }
  const [, name, argument = ""] =
    /^(destination\.inAnyRange|communities\.matchesEvery)\s*\((.*)\)$/s.exec(word ?? "") ?? [];
  if (name === undefined) {
    throw new SyntaxError(
      `${word === undefined ? "the end" : JSON.stringify(word)} is no match; use destination ==, destination !=, destination.inAnyRange() or communities.matchesEvery()`,
    );
  }
  const items = readList(argument);
  const isCommunities = name === "communities.matchesEvery";
  for (const item of items) {
    if (isCommunities) {
      requireCommunity(item);
    } else {
      requireRange(item);
    }
  }
  return { elements: items.length, communities: isCommunities };
}

function requireNetwork(written: string): void {
  const problem = networkText(written);
  if (problem) {
    throw new SyntaxError(problem);
  }
}

/** A network in quotes, or `prefix('…')` with at most one of its methods. */
function requireRange(item: string): void {
  const [, network] =
    /^prefix\(\s*('[^']*'|"[^"]*")\s*\)(?:\.(?:longer\(\)|orLonger\(\)|lengthRange\(\s*\d+\s*,\s*\d+\s*\)|upTo\(\s*\d+\s*\)))?$/.exec(
      item,
    ) ?? [];
  if (item.startsWith("prefix") && network === undefined) {
    throw new SyntaxError(
      `${item} is no range; write prefix('10.0.0.0/8'), with .longer(), .orLonger(), .lengthRange(a, b) or .upTo(n)`,
    );
  }
  if (item.startsWith("prefixSets")) {
    throw new SyntaxError("named sets are not simulated; list the ranges");
  }
  requireNetwork(network ?? item);
}

function requireCommunity(item: string): void {
  const [, high, low] = /^['"](\d{1,5}):(\d{1,5})['"]$/.exec(item) ?? [];
  if (high === undefined || Number(high) > 65535 || Number(low) > 65535) {
    throw new SyntaxError(`${item} is no community; write '65001:1234', two numbers of 16 bits`);
  }
}

/** Operators, parentheses that group, and whole operations; undefined where quotes or parentheses are left open. */
function split(expression: string): string[] | undefined {
  const words: string[] = [];
  let rest = expression.trim();
  while (rest !== "") {
    const [word = ""] = /^(?:\|\||&&|!(?!=)|[()])/.exec(rest) ?? [];
    const taken = word === "" ? operand(rest) : word;
    if (taken === undefined) {
      return undefined;
    }
    words.push(taken.trim());
    rest = rest.slice(taken.length).trim();
  }
  return words;
}

/** Up to the next operator or closing parenthesis that is in no quotes and in no call. */
function operand(text: string): string | undefined {
  let depth = 0;
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (quote !== "") {
      quote = char === quote ? "" : quote;
    } else if (char === "'" || char === '"') {
      quote = char;
    } else if (char === "(") {
      depth++;
    } else if (depth === 0 && (char === ")" || text.startsWith("||", i) || text.startsWith("&&", i))) {
      return text.slice(0, i);
    } else if (char === ")") {
      depth--;
    }
  }
  return depth === 0 && quote === "" ? text : undefined;
}
