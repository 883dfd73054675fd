import { createMinutesAssistant, type MinutesAssistant, type ModelRun } from "../src/assistant/minutes.ts";
import { readConfig } from "../src/config.ts";
import type { MinutesContent } from "../src/domain/facts.ts";
import type { MinutesSource } from "../src/domain/minutes-source.ts";
import { type Case, corpus, type Kind } from "../test/support/minutes-corpus.ts";
import { type Became, byPerfectModel, byTemplate, scoreOf } from "../test/support/minutes-score.ts";

/**
 * What becomes of what was said in the collected meetings (M1): for each way of drafting, by kind. With the variables
 * of a model, which each meeting is sent to, for that model too.
 */
type Draft = (one: Case, source: MinutesSource) => MinutesContent;
const drafts: Readonly<Record<string, Draft>> = {
  "built-in reader": byTemplate,
  "a model that answers what is true": byPerfectModel,
};
const sets = { "the collection": "open", "set aside while the rules were made": "held-out" } as const;
const became: readonly Became[] = ["ticked", "unsure", "offered", "missed"];
const print = (line: string) => process.stdout.write(`${line}\n`);

const { minutesModel } = readConfig(process.env);
const assistant = minutesModel === undefined ? undefined : createMinutesAssistant(minutesModel);

for (const [title, set] of Object.entries(sets)) {
  const cases = corpus(set);
  print(`\n${title}: ${cases.length} meetings`);
  for (const [name, draft] of Object.entries(drafts)) show(name, cases, draft);
  if (assistant === undefined) continue;
  const { drafted, runs, failed } = await byModel(assistant, cases);
  const done = cases.filter((one) => drafted.has(one));
  show(minutesModel?.model ?? "", done, (one) => drafted.get(one) ?? { items: [] });
  const sum = (of: (run: ModelRun) => number): number => Math.round(runs.reduce((all, run) => all + of(run), 0));
  print(
    `    ${sum(({ tokens }) => tokens)} tokens in ${sum(({ seconds }) => seconds)} s, ${sum(({ came }) => came)} items came, ` +
      `${sum(({ unread }) => unread)} not to be read, ${sum(({ unfound }) => unfound)} with a quote that stands nowhere`,
  );
  for (const why of failed) print(`    not drafted: ${why}`);
}

function show(name: string, cases: readonly Case[], draft: Draft): void {
  const scores = cases.map((one) => scoreOf(one, draft));
  const truths = scores.flatMap((score) => score.truths);
  print(`  ${name}: ${truths.length} true items, wrongly ticked ${scores.flatMap(({ wrong }) => wrong).length}`);
  for (const kind of [...new Set(truths.map(({ truth }) => truth.kind))] satisfies Kind[]) {
    const of = truths.filter(({ truth }) => truth.kind === kind);
    const counts = became.map((what) => `${what} ${of.filter((one) => one.became === what).length}`);
    print(`    ${kind.padEnd(9)} ${String(of.length).padStart(3)}: ${counts.join(", ")}`);
  }
}

/** One meeting after the other; of what fails the others go on. */
async function byModel({ draft }: MinutesAssistant, cases: readonly Case[]) {
  const drafted = new Map<Case, MinutesContent>();
  const runs: ModelRun[] = [];
  const failed: string[] = [];
  for (const one of cases) {
    try {
      const { content, run } = await draft({ notes: one.text, on: one.on, people: one.people });
      drafted.set(one, content);
      runs.push(run);
    } catch (error) {
      failed.push(`${one.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { drafted, runs, failed };
}
