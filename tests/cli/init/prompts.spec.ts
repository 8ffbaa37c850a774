import { PassThrough } from "node:stream";
import { setTimeout } from "node:timers/promises";

import { expect } from "chai";

import type { QuestionKey } from "../../../cli/init/answers";
import { type Prompts, promptsAt } from "../../../cli/init/prompts";
import { questions } from "../../../cli/init/questions";

const keys = { enter: "\r", down: "\u001b[B", space: " ", interrupt: "\u0003" };

describe("the prompts of crosscloud init", () => {
  /** Answers a prompt by pressing keys, one at a time. */
  async function answer<T>(
    ask: (prompts: Prompts) => Promise<T>,
    ...pressed: string[]
  ): Promise<[T, string]> {
    const [input, output] = [new PassThrough(), new PassThrough()];
    let shown = "";
    output.on("data", (chunk: Buffer) => (shown += chunk.toString()));
    const answered = ask(await promptsAt({ input, output }));
    const press = async () => {
      for (const key of pressed) {
        await setTimeout(5);
        input.write(key);
      }
    };
    const [result] = await Promise.all([answered, press()]);
    return [result, shown];
  }

  const asking = (key: QuestionKey, fallback: string) => (prompts: Prompts) => {
    const question = questions.find((one) => one.key === key)!;
    return prompts.ask(question, fallback, (text) => question.problem(text, {}));
  };

  it("take what is typed", async () => {
    const [name] = await answer(asking("name", "folder"), "s", "h", "o", "p", keys.enter);
    expect(name).to.equal("shop");
  });

  it("take the default for nothing", async () => {
    const [name] = await answer(asking("name", "folder"), keys.enter);
    expect(name).to.equal("folder");
  });

  it("say what is wrong, and ask again", async () => {
    const [name, shown] = await answer(asking("name", "folder"), "s", "!", keys.enter, "\u007f", keys.enter);
    expect(name).to.equal("s");
    expect(shown).to.contain('"s!" is no name of a project');
  });

  it("take one of several choices", async () => {
    const [kind] = await answer(asking("azureHub", "hub-virtual-network"), keys.down, keys.enter);
    expect(kind).to.equal("virtual-wan");
  });

  it("take several choices, the default's and others", async () => {
    const [clouds] = await answer(
      asking("clouds", "aws,azure"),
      ...[keys.down, keys.down, keys.space, keys.enter],
    );
    expect(clouds).to.equal("aws,azure,gcp");
  });

  it("ask again where too few are chosen", async () => {
    const [clouds, shown] = await answer(asking("clouds", "aws,azure"), keys.space, keys.enter, keys.enter);
    expect(clouds).to.equal("aws,azure");
    expect(shown).to.contain('"azure" is not enough to join');
  });

  it("confirm, or don't", async () => {
    const confirm = (prompts: Prompts) => prompts.confirm("Write it?");
    expect((await answer(confirm, keys.enter))[0]).to.equal(true);
    expect((await answer(confirm, "n"))[0]).to.equal(false);
  });

  it("end with an interruption when the user leaves them", async () => {
    const left = await answer(asking("name", "folder"), "s", keys.interrupt).catch((error: unknown) => error);
    expect(left).to.have.property("name", "InterruptedError");
  });
});
