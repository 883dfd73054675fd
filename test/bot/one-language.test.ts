import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formFor } from "../../src/bot/form.ts";
import type { Answer, Intent } from "../../src/bot/incoming.ts";
import { shownFieldsOf } from "../../src/bot/inputs.ts";
import { labelOf, missing } from "../../src/bot/labels.ts";
import { exampleIn } from "../../src/bot/lines/help.ts";
import { correctedLine, printLine } from "../../src/bot/lines/line-text.ts";
import { parseLine } from "../../src/bot/lines/parse.ts";
import { typedButton } from "../../src/bot/lines/typed-button.ts";
import { createRegistry } from "../../src/bot/registry.ts";
import type { Agreement } from "../../src/domain/agreement.ts";
import type { Day } from "../../src/domain/units.ts";
import type { Content, Form, FormField } from "../../src/messages/content.ts";
import type { Language } from "../../src/messages/language.ts";
import { labelText } from "../../src/messages/phrase.ts";
import { plainText } from "../../src/messages/plain.ts";
import { createWords } from "../../src/messages/words.ts";
import { agreements, commands, examplesOf } from "../support/commands.ts";
import { mixedWords, otherLanguage } from "../support/other-language.ts";
import { openWorkspace, type Workspace } from "../support/workspace.ts";

test("no word stands in the messages of both languages without a reason", () => {
  expect(mixedWords()).toEqual([]);
});

const registry = createRegistry(commands, agreements);
const words = createWords();
const lines = commands.flatMap((command) => command.lines.map((line) => ({ command, line })));
const examples = lines.flatMap(({ line }) =>
  examplesOf(line).map((example) => ({ example, runs: registry.runsOf(line) })),
);
/** What takes a project from one phase to the next is typed where it is told, and what ends it at the end. */
const ends = /^(?:project cancel|handover|kickoff|golive|deliver)/u;

/**
 * What belongs to neither language: people, the customer and its code, what the agreement calls by an English name in
 * Swedish, and what was typed as nonsense.
 */
const names =
  /<sv\|en>|(?<=porting.*|<)fullmakt|kundcenter@icentrex\.se|Anna Lind|Erik Holm|Karin Ek|Johan Berg|Petra Sund|Olle Okänd|Solbacken Vård AB|solbacken-(?:kund|icentrex)|@?johan\.berg|Kö Premium|ko-premium|fax(?= |$)|Yealink|Jabra|göteborg(?= |$)|PO-77/giu;

const people = { anna: true, erik: true, karin: false, johan: false, petra: false, olle: false } as const;
type Who = keyof typeof people;
const called: Readonly<Record<Who, string>> = {
  ...{ anna: "Anna Lind", erik: "Erik Holm", karin: "Karin Ek" },
  ...{ johan: "Johan Berg", petra: "Petra Sund", olle: "Olle Okänd" },
};

/** Everything that was shown, by what showed it. */
class Shown {
  readonly #texts = new Map<string, string>();
  readonly #language: Language;
  readonly #agreement: () => Agreement;
  constructor(language: Language, agreement: () => Agreement) {
    this.#language = language;
    this.#agreement = agreement;
  }

  add(text: string, by: string): void {
    for (const line of text.split("\n")) if (!this.#texts.has(line)) this.#texts.set(line, by);
  }
  content(content: Pick<Content, "blocks" | "retired">, by: string): void {
    this.add(plainText(words, this.#language, content, "2026-11-23" as Day), by);
    const drawn = content.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []));
    for (const button of [...drawn, ...(content.retired ?? [])]) {
      this.add(words.text(this.#language, button.label), `${by}: button ${button.id}`);
      this.add(
        typedButton(registry, button, this.#language, this.#agreement()) ?? "",
        `${by}: button ${button.id} typed`,
      );
    }
  }
  fields(fields: readonly FormField[], by: string): void {
    for (const { name, type, label, hint, options = [], value = "" } of fields) {
      const texts = [labelText(label), ...(hint === undefined ? [] : [hint]), ...options.map((option) => option.label)];
      const written = type === "text" || type === "longtext" ? [value] : [];
      this.add(
        [...texts.map((text) => words.text(this.#language, text)), ...written].join("\n"),
        `${by}: field ${name}`,
      );
    }
  }
  form(form: Form, by: string): void {
    this.add(words.text(this.#language, form.title), `${by}: form`);
    this.fields(form.fields, by);
  }
  answer({ reply, form, errors = {} }: Answer, by: string): void {
    if (reply !== undefined) this.content(reply, by);
    if (form !== undefined) this.form(form, by);
    for (const [name, why] of Object.entries(errors))
      this.add(words.text(this.#language, why), `${by}: error at ${name}`);
  }
  /** What holds words of the other language, with the words. */
  strange(find: (language: Language, text: string) => readonly string[]): readonly string[] {
    return [...this.#texts].flatMap(([text, by]) => {
      const found = find(this.#language, text);
      return found.length === 0 ? [] : [`${found.join(" ")} | ${text} | ${by}`];
    });
  }
  get size(): number {
    return this.#texts.size;
  }
}

describe.each(["sv", "en"] as const)("whatever is shown in %s", (language) => {
  let ws: Workspace;
  const shown = new Shown(language, () => ws.agreement);
  const inLanguage = (line: string): string => exampleIn(registry, line, language, ws.agreement);

  async function does(who: Who, intent: Intent, where: string): Promise<Answer> {
    const answer = await ws.house.dispatch.handle({
      account: { platform: "local", tenant: "local", user: who, name: called[who], staff: people[who], handle: who },
      conversation: {
        ...{ platform: "local", tenant: "local", external: where, name: where },
        private: where.startsWith("dm-"),
        outsiders: where.endsWith("kund"),
      },
      key: randomUUID(),
      intent,
    });
    const what = intent.kind === "line" ? intent.text : JSON.stringify(intent);
    const by = `${who} in ${where}: ${what}`;
    if (answer.outcome === "failed") throw new Error(by);
    if (answer.language === language) shown.answer(answer, by);
    else shown.add(`answered in ${answer.language}: ${by}`, by);
    return answer;
  }
  const says = (text: string, who: Who = "anna", where = "solbacken") => does(who, { kind: "line", text }, where);

  /** An example of every line that leaves the phase as it is, and everything asked for in a form. */
  async function tries(who: Who, where: string, all = false): Promise<void> {
    for (const { line } of lines) {
      if (ends.test(registry.runsOf(line))) continue;
      for (const example of all ? examplesOf(line) : examplesOf(line).slice(0, 1))
        await says(inLanguage(example), who, where);
    }
    for (const { name } of commands) await says(inLanguage(name), who, where);
  }

  /** Every kind of value once as one that cannot be read, and every line with something that it does not take. */
  async function mistakes(): Promise<void> {
    const seen = new Set<string>();
    for (const { command, line } of lines) {
      const [example = ""] = examplesOf(line);
      const parsed = parseLine(registry, inLanguage(example));
      if (parsed.kind !== "run") continue;
      for (const [name, { kind }] of shownFieldsOf(line)) {
        const values = { ...parsed.raw, [name]: "zzyzx" };
        if (kind.joins === true || seen.has(`${name} ${kind.placeholder}`)) continue;
        seen.add(`${name} ${kind.placeholder}`);
        await says(printLine(command, line, values, { language, agreement: ws.agreement }));
      }
      await says(`${inLanguage(example)} zzyzx:7`);
    }
    for (const wrong of ["-7", "0", "7:77", "2026-02-30", "31/2", "7/13", "99"]) {
      await says(inLanguage(`log ${wrong} configuration`));
      await says(inLanguage(`plan move golive ${wrong}`));
      await says(inLanguage(`checkin schedule ${wrong}`));
      await says(inLanguage(`project set price:${wrong}`));
    }
  }

  /** Presses the buttons that change nothing of themselves and fills in the forms that they open, each kind once. */
  async function pressesAll(): Promise<void> {
    const seen = new Set<string>();
    const { rows } = await ws.test.pool.query<{ id: string; content: Content; place: string }>(
      "select m.id, m.content, c.external as place from messages m join conversations c on c.id = m.conversation_id order by m.seq desc",
    );
    for (const { id, content, place } of rows) {
      const buttons = content.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []));
      for (const button of buttons) {
        if (seen.has(`${place} ${button.runs}`)) continue;
        seen.add(`${place} ${button.runs}`);
        for (const who of place === "solbacken" ? (["anna"] as const) : (["olle", "karin"] as const)) {
          const { form } = await does(who, { kind: "press", message: id, button: button.id }, place);
          if (form !== undefined) await fills(who, form, place);
        }
      }
    }
  }

  async function fills(who: Who, form: Form, place: string): Promise<void> {
    const fits = ({ type, options = [], value }: FormField) =>
      value ?? (type === "select" || type === "choices" ? (options[0]?.value ?? "") : type === "flag" ? "no" : "zzyzx");
    await does(who, { kind: "form", form: form.id, values: {} }, place);
    await does(
      who,
      { kind: "form", form: form.id, values: Object.fromEntries(form.fields.map((one) => [one.name, fits(one)])) },
      place,
    );
  }

  async function everyMessage(by: string): Promise<void> {
    const { rows } = await ws.test.pool.query<{ content: Content; external: string }>(
      "select m.content, c.external from messages m join conversations c on c.id = m.conversation_id order by m.seq",
    );
    for (const { content, external } of rows) shown.content(content, `${by}, a message in ${external}`);
  }

  /** Every line's form, with all its fields, and its line with everything to be filled in. */
  async function everyForm(): Promise<void> {
    const facts = await ws.facts();
    await ws.test.database.transaction(async (store) => {
      for (const { line } of lines) {
        const runs = registry.runsOf(line);
        const env = {
          today: "2026-11-23" as Day,
          now: Date.parse("2026-11-23T09:00Z"),
          language,
          agreement: ws.agreement,
          facts,
          store,
        };
        shown.add(words.text(language, { say: line.summary }), `summary of ${runs}`);
        shown.fields(await formFor(line, {}, { ...env, platform: "local" }), `form of ${runs}`);
        const asked = shownFieldsOf(line).map(
          ([name, { kind }]) => [name, missing(name, labelOf(name, kind))] as const,
        );
        for (const [name, why] of asked) shown.add(words.text(language, why), `${runs} without ${name}`);
        if (line.by !== "card") {
          shown.add(
            correctedLine(registry, line, {}, Object.fromEntries(asked), language),
            `${runs} with nothing given`,
          );
          shown.add(typedButton(registry, { runs }, language, ws.agreement) ?? "", `button of ${runs} typed`);
        }
      }
    });
  }

  beforeAll(async () => {
    ws = await openWorkspace({ language: language === "sv" ? "en" : "sv" });
    const open = `open "Solbacken Vård AB" internal:solbacken shared:solbacken-kund data:2026-11-27 workshop:2026-12-04 golive:2026-12-18 porting:2026-12-18 options:ko-premium language:${language}`;
    await ws.conversation("solbacken", { outsiders: false });
    await ws.conversation("solbacken-kund", { outsiders: true });
    await says(open);
    await everyForm();
    for (const who of ["karin approver", "johan", "petra partner"]) await says(inLanguage(`team add ${who}`));
    for (const { name } of commands) await says(`help ${name}`);
    // Days that look odd are asked about.
    await says(inLanguage('open "Zzyzx" golive:2026-12-24 data:2026-12-18'), "anna", "dm-anna");
    await mistakes();
    await tries("anna", "solbacken", true);
    await pressesAll();
    for (const [who, where] of [
      ["anna", "solbacken-kund"],
      ["karin", "solbacken-kund"],
      ["karin", "dm-karin"],
      ["olle", "solbacken-kund"],
    ] as const) {
      await tries(who, where);
    }
    await everyMessage("opened");
    await ws.house.scheduler.playTo(Date.parse("2026-12-08T09:00+01:00"));
    await everyMessage("before kickoff");
    await says(inLanguage("kickoff"));
    await tries("anna", "solbacken");
    await pressesAll();
    await ws.house.scheduler.playTo(Date.parse("2026-12-22T09:00+01:00"));
    await everyMessage("before go-live");
    for (const { example, runs } of examples)
      if (/^(?:golive|deliver|handover)/u.test(runs)) await says(inLanguage(example));
    await everyMessage("before the end");
    await says(inLanguage('handover anyway:"zzyzx"'));
    await tries("anna", "solbacken");
    for (const { name } of commands) await says(inLanguage(name), "karin", "solbacken-kund");
    await everyMessage("at the end");
    await says(inLanguage("project reopen"));
    await says(inLanguage('project cancel "zzyzx"'));
    for (const { name } of commands) await says(inLanguage(name));
    await everyMessage("cancelled");
  }, 600_000);
  afterAll(() => ws.close());

  test("has no word of the other language", () => {
    expect(shown.strange(otherLanguage(ws.agreement, names))).toEqual([]);
  });
});
