import { ConfigError, type Place } from "./configError";

/** A piece of a strongSwan settings file. */
export type SettingsToken = Place &
  (
    | { readonly kind: "{" | "}" | ":" }
    | { readonly kind: "name"; readonly text: string }
    | { readonly kind: "include"; readonly text: string }
    /** The whole of what follows `=`; undefined where nothing does, which unsets the key. */
    | { readonly kind: "value"; readonly text: string | undefined }
  );

/**
 * Cuts a settings file into tokens. A name reaches up to a space or one of `# { } : , = "`; a value up to the line's end,
 * a comment or `}`, its words joined by one space, or in quotes, where a backslash escapes.
 *
 * Source: https://docs.strongswan.org/docs/latest/config/strongswanConf.html
 */
export function settingsTokens(file: string, text: string): SettingsToken[] {
  const scanner = new Scanner(file, text);
  const tokens: SettingsToken[] = [];
  for (let token = scanner.next(); token !== undefined; token = scanner.next()) {
    tokens.push(token);
  }
  return tokens;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "\n": "" };

class Scanner {
  private position = 0;
  private line = 1;

  constructor(
    private readonly file: string,
    private readonly text: string,
  ) {}

  next(): SettingsToken | undefined {
    this.take(/(?:\s|#[^\n]*)+/y);
    const place = this.place();
    const character = this.text[this.position];
    switch (character) {
      case undefined:
        return undefined;
      case "{":
      case "}":
      case ":":
        this.position++;
        return { ...place, kind: character };
      case "=":
        this.position++;
        return { ...place, kind: "value", text: this.value() };
      case '"':
      case ",":
        throw new ConfigError(place, `${character} is unexpected here`);
      default:
        return this.take(/include[\t ]+(?!=)/y) === undefined
          ? { ...place, kind: "name", text: this.take(/[^#{}:,="\s]+/y) ?? "" }
          : { ...place, kind: "include", text: this.pattern() };
    }
  }

  private value(): string | undefined {
    const words: string[] = [];
    for (;;) {
      this.take(/[\t\r ]+/y);
      const word = this.text[this.position] === '"' ? this.quoted() : this.take(/[^#}"\r\n\t ]+/y);
      if (word === undefined) {
        return words.length > 0 ? words.join(" ") : undefined;
      }
      words.push(word);
    }
  }

  private pattern(): string {
    return this.text[this.position] === '"' ? this.quoted() : (this.take(/[^#}"\s]+/y) ?? "");
  }

  private quoted(): string {
    const place = this.place();
    const raw = this.take(/"(?:[^"\\]|\\[^])*"/y);
    if (raw === undefined) {
      throw new ConfigError(place, "a quoted string has no end");
    }
    return raw
      .slice(1, -1)
      .replaceAll("\r", "")
      .replaceAll(/\\([^])/g, (_, escaped: string) => escapes[escaped] ?? escaped);
  }

  /** What a sticky pattern matches here. */
  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const [taken] = pattern.exec(this.text) ?? [];
    if (taken !== undefined) {
      this.position += taken.length;
      this.line += taken.split("\n").length - 1;
    }
    return taken;
  }

  private place(): Place {
    return { file: this.file, line: this.line };
  }
}
