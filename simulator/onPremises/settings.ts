import { ConfigError, type Place } from "./configError";
import { settingsTokens, type SettingsToken } from "./settingsTokens";

/** A value with the place that it stands at. */
export interface Setting extends Place {
  readonly text: string;
}

/** A section of a strongSwan settings file, with the place of its first mention. */
export interface Section extends Place {
  readonly values: Map<string, Setting>;
  readonly sections: Map<string, Section>;
}

/** A router's files by name; a name may begin with the path that messages shall show. */
export type Files = Readonly<Record<string, string>>;

/**
 * Reads a settings file with all that it includes. Sections of one name are merged, and the last value of a key wins.
 * A file to include that does not exist is passed over, as strongSwan does with a warning.
 *
 * Source: https://docs.strongswan.org/docs/latest/config/strongswanConf.html
 */
export function readSettings(files: Files, file: string, pathOf: (file: string) => string): Section {
  const root = newSection({ file: pathOf(file), line: 1 });
  new Reader(files, pathOf).read(file, root, []);
  return root;
}

const newSection = ({ file, line }: Place): Section => ({
  file,
  line,
  values: new Map(),
  sections: new Map(),
});

class Reader {
  constructor(
    private readonly files: Files,
    private readonly pathOf: (file: string) => string,
  ) {}

  read(file: string, root: Section, including: readonly string[]): void {
    const open = [root];
    const tokens = settingsTokens(this.pathOf(file), this.files[file] ?? "");
    for (let index = 0; index < tokens.length; index++) {
      const token = tokens[index] as SettingsToken;
      const section = open.at(-1) as Section;
      if (token.kind === "include") {
        this.include(token, section, [...including, file]);
      } else if (token.kind === "}" && open.length > 1) {
        open.pop();
      } else if (token.kind === "name") {
        const next = tokens[++index];
        if (next?.kind === "{") {
          open.push(subsection(section, token));
        } else if (next?.kind === "value") {
          assign(section, token, next.text);
        } else {
          const what =
            next?.kind === ":"
              ? "refers to other sections, which is not simulated"
              : `needs "{" or "=" behind it`;
          // Without the name: it may be the rest of a key that needs quotes.
          throw new ConfigError(token, `a name ${what}`);
        }
      } else {
        throw new ConfigError(token, `${token.kind === "value" ? "=" : token.kind} is unexpected here`);
      }
    }
    const unclosed = open.at(-1);
    if (open.length > 1 && unclosed) {
      throw new ConfigError(unclosed, `a section has no "}"`);
    }
  }

  private include(token: SettingsToken & { kind: "include" }, into: Section, including: string[]): void {
    const pattern = token.text.replace(/^\.\//, "");
    if (pattern.includes("/")) {
      throw new ConfigError(token, `"${pattern}" lies outside the router's folder`);
    }
    if (/[?[\]~]/.test(pattern)) {
      throw new ConfigError(token, `"${pattern}" has wildcards other than *, which are not simulated`);
    }
    const form = new RegExp(
      `^${pattern
        .split("*")
        .map((part) => part.replaceAll(/[.+^${}()|\\]/g, "\\$&"))
        .join("[^/]*")}$`,
    );
    for (const file of Object.keys(this.files)
      .filter((name) => form.test(name))
      .sort()) {
      if (including.includes(file)) {
        throw new ConfigError(token, `"${file}" includes itself`);
      }
      this.read(file, into, including);
    }
  }
}

/** `a.b { … }` is `a { b { … } }`. */
function subsection(parent: Section, { text, ...place }: Place & { readonly text: string }): Section {
  return text.split(".").reduce((section, name) => {
    const child = section.sections.get(name) ?? newSection(place);
    section.sections.set(name, child);
    return child;
  }, parent);
}

function assign(parent: Section, name: Place & { readonly text: string }, text: string | undefined): void {
  const path = name.text.split(".");
  const key = path.pop() ?? "";
  const section = path.length > 0 ? subsection(parent, { ...name, text: path.join(".") }) : parent;
  if (text === undefined) {
    section.values.delete(key);
  } else {
    section.values.set(key, { file: name.file, line: name.line, text });
  }
}
