import type { Readable, Writable } from "node:stream";

import { InterruptedError } from "../engine";
import type { Question } from "./questions";

/** Asks people at a terminal. */
export interface Prompts {
  /** @param fallback - what is taken where nothing else is given */
  ask(question: Question, fallback: string, problem: (text: string) => string | undefined): Promise<string>;
  confirm(message: string): Promise<boolean>;
}

export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
}

/** @returns prompts that throw {@link InterruptedError} when the user leaves them. */
export async function promptsAt(terminal: Terminal): Promise<Prompts> {
  // Loaded here only: it is of no use where nobody is asked.
  const { confirm, isCancel, multiselect, select, text } = await import("@clack/prompts");

  const answered = async <Value>(asked: Promise<Value>): Promise<Exclude<Value, symbol>> => {
    const answer = await asked;
    if (isCancel(answer)) {
      throw new InterruptedError("SIGINT");
    }
    return answer as Exclude<Value, symbol>;
  };

  return {
    async ask({ ask: message = "", choices, several }, fallback, problem) {
      if (choices === undefined) {
        const validate = (value = "") => problem(value || fallback);
        return answered(
          text({ ...terminal, message, placeholder: fallback, defaultValue: fallback, validate }),
        );
      }
      const options = choices.map(({ value, label }) => ({ value, label }));
      if (several !== true) {
        return answered(select({ ...terminal, message, options, initialValue: fallback }));
      }
      for (;;) {
        const initialValues = fallback.split(",");
        const chosen = await answered(multiselect({ ...terminal, message, options, initialValues }));
        const wrong = problem(chosen.join(","));
        if (wrong === undefined) {
          return chosen.join(",");
        }
        terminal.output.write(`${wrong}\n`);
      }
    },
    confirm: (message) => answered(confirm({ ...terminal, message })),
  };
}
