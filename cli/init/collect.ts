import { rangeProblems } from "./addressRanges";
import { type Answers, answersIn, cloudsIn, type QuestionKey, type Texts } from "./answers";
import { clouds } from "./clouds";
import { componentProblems } from "./componentProblems";
import type { Prompts } from "./prompts";
import { type Question, questions } from "./questions";

/** Everything that is wrong with what was given. */
export class AnswersError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Nothing was written:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.name = "AnswersError";
  }
}

/** How answers are come by that no flag gives. */
export interface Sources {
  /** Whose name the project has where it is not given. */
  readonly folder: string;
  /** Whether defaults are taken where nobody can be asked. */
  readonly yes: boolean;
  /** Absent where nobody can be asked, or is to be. */
  readonly prompts?: Prompts | undefined;
}

/**
 * The answers: by flag, else by default or by question.
 *
 * @throws {AnswersError} with all that is wrong or missing, before anything is asked.
 */
export async function collectAnswers(given: Texts, { folder, yes, prompts }: Sources): Promise<Answers> {
  throwIfAny(problemsOf(withDefaults(given, folder), given));
  const open = questions.filter((question) => question.ask !== undefined && isOpen(question, given));
  if (!yes && prompts === undefined && open.length > 0) {
    throw new AnswersError([
      "nobody can be asked here, for standard input is no terminal: give --yes for the defaults, or these flags:",
      ...open.map(({ flag, takes, about }) => `${flag} ${takes}: ${about}`),
    ]);
  }
  const texts = withDefaults(prompts === undefined ? given : await askAll(given, folder, prompts), folder);
  throwIfAny(problemsOf(texts, texts));
  return answersIn(texts);
}

async function askAll(given: Texts, folder: string, prompts: Prompts): Promise<Texts> {
  let known = given;
  for (const question of questions.filter(({ ask }) => ask !== undefined)) {
    if (isOpen(question, known)) {
      const before = known;
      const problem = (text: string): string | undefined => {
        const answered = { ...before, [question.key]: text };
        return question.problem(text, before) ?? problemsOf(withDefaults(answered, folder), answered)[0];
      };
      const answer = await prompts.ask(question, question.fallback(known, folder), problem);
      known = { ...known, [question.key]: answer };
    }
  }
  return known;
}

function isOpen(question: Question, known: Texts): boolean {
  return known[question.key] === undefined && applies(question, known);
}

/** Before the clouds are known, any may be among them. */
function applies({ cloud }: Question, { clouds: chosen }: Texts): boolean {
  return cloud === undefined || chosen === undefined || cloudsIn(chosen).includes(cloud);
}

function withDefaults(given: Texts, folder: string): Texts {
  return questions.reduce<Texts>(
    (known, question) =>
      isOpen(question, known) ? { ...known, [question.key]: question.fallback(known, folder) } : known,
    given,
  );
}

/** @param given - the texts that are to blame; others are defaults */
function problemsOf(texts: Texts, given: Texts): string[] {
  const wrong = new Set<QuestionKey>();
  const problems = questions.flatMap((question) => {
    const { key, flag, cloud } = question;
    const text = given[key];
    if (text === undefined) {
      return [];
    }
    const problem =
      wrong.has("clouds") || applies(question, texts)
        ? question.problem(text, texts)
        : `there is nothing to do with it: ${cloud ?? ""} is not among the clouds (${texts.clouds ?? ""})`;
    if (problem !== undefined) {
      wrong.add(key);
    }
    return problem === undefined ? [] : [`${flag}: ${problem}`];
  });
  const all = [...problems, ...rangesWrong(texts, wrong)];
  return all.length === 0 ? componentProblems(answersIn(texts)) : all;
}

function rangesWrong(texts: Texts, wrong: ReadonlySet<QuestionKey>): string[] {
  if (wrong.has("clouds") || wrong.has("spokes") || wrong.has("segments")) {
    return [];
  }
  const chosen = cloudsIn(texts.clouds ?? "");
  const ranges = clouds
    .filter((cloud) => chosen.includes(cloud))
    .map((cloud) => ({ cloud, flag: `--${cloud}-range`, text: texts[`${cloud}Range`] ?? "" }));
  return rangeProblems(ranges, Number(texts.spokes));
}

function throwIfAny(problems: readonly string[]): void {
  if (problems.length > 0) {
    throw new AnswersError(problems);
  }
}
