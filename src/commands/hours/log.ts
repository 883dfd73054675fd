import { defineCommand, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { By, WorkTarget } from "../../domain/facts.ts";
import type { Day, Minutes, Ref } from "../../domain/units.ts";
import { canRecordWork, type WorkDecision, type WorkQuestion, type WorkRefusal } from "../../domain/work.ts";
import type { Block, Button, Reply } from "../../messages/content.ts";
import { day, name, phrase, time, type Value } from "../../messages/phrase.ts";
import type { Person } from "../../store/store.ts";
import { said } from "../shared/blocks.ts";
import { byOf, stillOpen } from "../shared/checks.ts";
import { coverBlocks, effectOf } from "./cover.ts";

const input = {
  time: field.duration(),
  activity: field.activity(),
  note: field.text({ max: 500 }).optional().inPlace(),
  on: field.day("past").default("today"),
  by: field.person().optional(),
};

interface Work {
  readonly time: Minutes;
  readonly activity: WorkTarget;
  readonly note: string | undefined;
  readonly on: Day;
  readonly by: Person | undefined;
}

/** Who worked: the one who logs, or the colleague who is named. */
function worker(ctx: ProjectContext, by: Person | undefined): By {
  if (by === undefined) return byOf(ctx.actor);
  if (!by.staff) throw refuse("log.refuse.notStaff", { who: by.name }, { field: "by" });
  return { id: by.id, name: by.name };
}

const decide = (ctx: ProjectContext, work: Work, by: By): WorkDecision =>
  canRecordWork({ minutes: work.time, on: work.on, by: by.id }, ctx.facts, ctx.agreement, ctx.today);

async function record(ctx: ProjectContext, work: Work, by: By): Promise<Reply> {
  const { facts, store, now } = ctx;
  const ref = await ctx.nextRef("H");
  const { time: minutes, activity: target, note = "", on } = work;
  const entry = await store.hours.add(facts.project.id, { ref, target, minutes, note, on, recordedAt: now, by });
  const effect = await effectOf(ctx, { ref, entry: entry.id, target });
  return { audience: "ledger", blocks: [said("log.done", doneValues(ctx, work, by, ref), "success"), ...coverBlocks(effect, ctx)] };
}

function doneValues(ctx: ProjectContext, work: Work, by: By, ref: Ref): Readonly<Record<string, Value>> {
  const values = { ref, time: time(work.time), work: workName(ctx, work.activity) };
  const dated = work.on === ctx.today ? { dated: "no", on: "" } : { dated: "yes", on: day(work.on) };
  return { ...values, ...dated, ...(by.id === ctx.actor.id ? { other: "no", who: "" } : { other: "yes", who: by.name }) };
}

function workName({ agreement, facts }: ProjectContext, target: WorkTarget): Value {
  if (target.kind === "package")
    return name(agreement.packages.find(({ id }) => id === target.package)?.name ?? { sv: target.package, en: target.package });
  const title =
    target.kind === "change"
      ? facts.changes.find(({ ref }) => ref === target.ref)?.title
      : facts.faults.find(({ ref }) => ref === target.ref)?.text;
  return title === undefined ? target.ref : `${target.ref} ${title}`;
}

/** Nothing is recorded until the button is pressed. */
function ask(work: Work, by: By, questions: readonly WorkQuestion[]): Reply {
  const values = {
    ...{ time: input.time.kind.print(work.time), activity: input.activity.kind.print(work.activity), on: work.on },
    ...(work.note === undefined ? {} : { note: work.note }),
    ...(work.by === undefined ? {} : { by: work.by.handle }),
  };
  const blocks: readonly Block[] = [
    ...questions.map((question) => questionBlock(question, by.name)),
    { kind: "buttons", buttons: [anywayButton("log anyway", values)] },
  ];
  return { audience: "ledger", question: true, blocks };
}

/** The yes to a question: it records what was asked about, once. */
export const anywayButton = (runs: string, values: Readonly<Record<string, string>>): Button => ({
  ...{ id: "anyway", label: phrase("log.button.anyway"), runs, values, once: true },
});

/** What looks like a typing mistake, as it is asked. */
export function questionBlock(question: WorkQuestion, who: string): Block {
  switch (question.kind) {
    case "long-day":
      return said("log.ask.long", { total: time(question.total), on: day(question.on), who }, "warning");
    case "long-ago":
      return said("log.ask.longAgo", { on: day(question.on), days: question.days }, "warning");
    case "before-opening":
      return said("log.ask.beforeOpening", { on: day(question.on), opened: day(question.openedOn) }, "warning");
  }
}

/** Why work or travel cannot be recorded. */
export function workRefusal(ctx: ProjectContext, why: WorkRefusal) {
  switch (why.kind) {
    case "project-not-open":
      stillOpen(ctx.facts);
      return refuse("closed.closed");
    case "future":
      return refuse("log.refuse.future", { on: day(why.on) }, { field: "on" });
    case "too-much":
      return refuse("log.refuse.tooMuch", { total: time(why.total) }, { field: "time" });
  }
}

export const log = defineCommand({
  name: "log",
  summary: "summary.log",
  lines: [
    projectLine({
      summary: "summary.log",
      examples: ['log 2h30 configuration "hunt groups"', 'log 1h X2 "new call flow" on:fri'],
      allow: ["staff"],
      audience: "ledger",
      input,
      async run(work, ctx) {
        const by = worker(ctx, work.by);
        const decision = decide(ctx, work, by);
        if (!decision.ok) throw workRefusal(ctx, decision.refused);
        return decision.ask.length > 0 ? ask(work, by, decision.ask) : record(ctx, work, by);
      },
    }),
    projectLine({
      verb: "anyway",
      by: "card",
      summary: "summary.log",
      examples: [],
      allow: ["staff"],
      audience: "ledger",
      input,
      async run(work, ctx) {
        const by = worker(ctx, work.by);
        const decision = decide(ctx, work, by);
        if (!decision.ok) throw workRefusal(ctx, decision.refused);
        return record(ctx, work, by);
      },
    }),
  ],
});
