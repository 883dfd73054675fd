import { afterEach, describe, expect, test } from "vitest";
import type { Answer, Dispatch } from "../../../src/bot/incoming.ts";
import type { Language } from "../../../src/messages/language.ts";
import { raw } from "../../../src/messages/phrase.ts";
import { Unavailable } from "../../../src/store/unavailable.ts";
import { doing } from "../../support/doing.ts";
import { startPlatform } from "../../support/slack-bot.ts";

/** Something that happens when the test says so. */
function gate<T>() {
  let [open, fail] = [(_value: T): void => undefined, (_error: unknown): void => undefined];
  const passed = new Promise<T>((resolve, reject) => {
    [open, fail] = [resolve, reject];
  });
  return { passed, open, fail };
}

const words = {
  sv: { notYet: "Inte sparat än", unsaved: "Databasen svarar inte" },
  en: { notYet: "Not stored yet", unsaved: "The database does not answer" },
} as const;

const languages: readonly Language[] = ["sv", "en"];

describe.each(languages)("neither the answer nor its job is stored in time, in %s", (language) => {
  let trial: Awaited<ReturnType<typeof startPlatform>>;
  afterEach(() => trial.stop());

  /**
   * A bot that greets at once; every other answer is there, and every job kept, when the test says so. It speaks
   * another language than the house.
   */
  async function start(atOnce = 8) {
    const [answer, kept] = [gate<Partial<Answer>>(), gate<void>()];
    const answers = new Map<string, Promise<Answer>>();
    const jobs: unknown[] = [];
    const dispatch: Dispatch = {
      async handle({ key, shows, intent }) {
        const first = answers.get(key);
        if (first !== undefined) return { ...(await first), repeated: true };
        const base = { outcome: "done", language, caused: [], repeated: false } as const;
        const given =
          intent.kind === "line" && intent.text === "hej" ? Promise.resolve({ reply: said("hej") }) : answer.passed;
        const whole = given.then((more): Answer => {
          const one: Answer = { ...base, replyId: "11111111-1111-4111-8111-111111111111", ...more };
          const shownBy = one.reply === undefined ? undefined : shows?.(one.reply, one.alone === true);
          return shownBy === undefined ? one : { ...one, shownBy };
        });
        answers.set(key, whole);
        return whole;
      },
      async system() {},
    };
    trial = await startPlatform(dispatch, {
      ...{ budget: 60, rest: 40, atOnce, language: language === "sv" ? "en" : "sv", standIn: { rates: "none" } },
      jobs: {
        async add(payload) {
          await kept.passed;
          jobs.push(payload);
        },
      },
    });
    // Who and where is known from now on, and which language is spoken there.
    let known = false;
    for (let tries = 0; tries < 50 && !known; tries += 1)
      known = (await trial.slack.command("anna", "solbacken", "hej")).answer?.text === "hej";
    return { answer, kept, jobs };
  }
  const said = (text: string): NonNullable<Answer["reply"]> => ({
    audience: "public",
    blocks: [{ kind: "text", text: raw(text) }],
  });
  const annas = () => trial.slack.reads("anna", "solbacken").map(({ text }) => text);
  const until = async (seen: () => boolean): Promise<void> => {
    for (let tries = 0; tries < 600 && !seen(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  test("the acknowledgement says so, and the job brings the answer once it is stored", async () => {
    const { answer, kept, jobs } = await start();
    const acked = await trial.slack.command("anna", "solbacken", "log 1h");
    expect(acked.answer?.text).toContain(words[language].notYet);
    expect(acked.answer?.ephemeralTo).toBe(trial.slack.user("anna").id);
    kept.open();
    // A greeting may have been late, too.
    const isLog = (job: unknown) => JSON.stringify(job).includes("log 1h");
    await until(() => jobs.some(isLog));
    answer.open({ reply: said("Loggat (H1)") });
    await trial.platform.job(jobs.find(isLog), doing());
    expect(annas().filter((text) => text.includes("Loggat (H1)"))).toHaveLength(1);
  });

  test("what was refused is told in a second message, where no job could be stored", async () => {
    const { answer, kept } = await start();
    const acked = await trial.slack.command("anna", "solbacken", "log 1h");
    expect(acked.answer?.text).toContain(words[language].notYet);
    kept.fail(new Unavailable("unreachable", "away"));
    answer.open({ outcome: "refused", alone: true, reply: { ...said("Det går inte"), to: "person" } });
    await until(() => annas().some((text) => text.includes("Det går inte")));
    expect(annas().filter((text) => text.includes("Det går inte"))).toHaveLength(1);
  });

  test("what was stored all the same is told with its answer", async () => {
    const { answer, kept } = await start();
    await trial.slack.command("anna", "solbacken", "log 1h");
    kept.fail(new Unavailable("unreachable", "away"));
    answer.open({ reply: said("Loggat (H1)") });
    await until(() => annas().some((text) => text.includes("Loggat (H1)")));
    expect(annas().filter((text) => text.includes("Loggat (H1)"))).toHaveLength(1);
  });

  test("what was never begun is told to be unsaved, with the line to send again", async () => {
    const { answer, kept } = await start(1);
    const first = trial.slack.command("erik", "solbacken", "log 2h");
    const acked = await trial.slack.command("anna", "solbacken", 'log 1h "växel"');
    await first;
    expect(acked.answer?.text).toContain(words[language].notYet);
    kept.fail(new Unavailable("unreachable", "away"));
    await until(() => annas().some((text) => text.includes(words[language].unsaved)));
    const told = annas().filter((text) => text.includes(words[language].unsaved));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('log 1h "växel"');
    answer.open({ reply: said("Loggat (H1)") });
    await until(() => annas().some((text) => text.includes("Loggat (H1)")));
    expect(annas().filter((text) => text.includes("Loggat (H1)"))).toHaveLength(1);
  });
});
