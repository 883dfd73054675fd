import { everyone, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { MinutesContent, MinutesItem, Task } from "../../domain/facts.ts";
import { contentOf, isDeedItem, withNumbers } from "../../domain/minutes.ts";
import { type Amendment, amendments } from "../../domain/minutes-amend.ts";
import { pagesOf } from "../../domain/minutes-pages.ts";
import { isOpenTask } from "../../domain/task.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { phrase } from "../../messages/phrase.ts";
import { said } from "../shared/blocks.ts";
import { byOf, cancelled, internalOnly, saysSomething } from "../shared/checks.ts";
import { endSnoozes } from "../shared/ended-snoozes.ts";
import { minutesOf, reviseDraft, saidIn, shownDraft } from "./minutes-draft.ts";
import { actionTasks, isTheirs, publishedSubject, taskFrom } from "./minutes-publish.ts";
import { addendumContent, correctedBlock, publishedContent } from "./minutes-published.ts";
import { taskCard, taskSubject } from "./task-card.ts";

/** Published minutes that are corrected: as they are, as they are to be, and under which number. */
async function corrected(ctx: ProjectContext, ref: Ref) {
  internalOnly(ctx);
  const minutes = minutesOf(ctx.facts, ref);
  if (ctx.facts.project.state === "cancelled") throw cancelled(ctx.facts.project);
  if (minutes.state !== "approved") throw refuse("minutes.refuse.notPublished", { ref }, { line: `minutes ${ref}` });
  const now = contentOf(minutes, "", ctx.facts.members) ?? { items: [] };
  return { minutes, now, edition: (minutes.editions?.at(-1)?.edition ?? 1) + 1 };
}

/** Begins a correction, or goes on with the one that is being written: a card that only staff see (A1). */
async function correct(ctx: ProjectContext, ref: Ref): Promise<Reply> {
  const { minutes, now } = await corrected(ctx, ref);
  if (minutes.correction === undefined)
    await ctx.store.minutes.correct(ctx.facts.project.id, ref, minutes.revision ?? 0, now);
  const { question: _shown, ...card } = await shownDraft(ctx, minutesOf(await ctx.reload(), ref));
  return card;
}

/** Drops a correction that was being written: what was published stands. */
async function stop(ctx: ProjectContext, ref: Ref): Promise<Reply> {
  const { minutes } = await corrected(ctx, ref);
  if (minutes.correction === undefined) throw refuse("minutes.refuse.noCorrection", { ref });
  await ctx.store.minutes.correct(ctx.facts.project.id, ref, minutes.revision ?? 0, undefined);
  const done = said("minutes.stopped", { ref }, "quiet");
  await reviseDraft(ctx, ref, () => ({ audience: "ledger", blocks: [done] }));
  return { audience: "ledger", blocks: [done] };
}

/**
 * Publishes a correction as an addendum (M1): a new fact beside what was published, which stays readable. Tasks that
 * the minutes do not have any more are withdrawn, those that they say otherwise are changed; what was done stays done.
 */
async function amend(ctx: ProjectContext, ref: Ref, digest: string, reason: string): Promise<Reply> {
  const { minutes, now, edition } = await corrected(ctx, ref);
  const { facts, store, today } = ctx;
  saysSomething(reason, "reason");
  const next = await saidIn(ctx, minutes);
  if (minutes.correction === undefined || next === undefined) throw refuse("minutes.refuse.noCorrection", { ref });
  if (digest !== String(minutes.revision ?? 0)) {
    const why = said("minutes.review.older", { ref }, "warning");
    return shownDraft(ctx, minutes, { page: pagesOf(next).length, before: [why] });
  }
  const changes = amendments(now, next);
  if (changes.length === 0) throw refuse("minutes.refuse.sameAsBefore", { ref });
  const { content, tasks, kept } = await withTasks(ctx, changes, withNumbers(next), reason);
  const published = { content, on: today, at: ctx.now, by: byOf(ctx.actor), reason };
  if (!(await store.minutes.amend(facts.project.id, ref, edition, published)))
    throw refuse("minutes.refuse.noCorrection", { ref });
  const after = await ctx.reload();
  const done: Block[] = [
    said("minutes.amended", { ref, edition }, "success"),
    ...(kept.length === 0 ? [] : [said("minutes.amended.done", { tasks: { list: kept }, count: kept.length })]),
    ...(await endSnoozes(ctx)),
  ];
  await reviseDraft(ctx, ref, () => ({ audience: "ledger", blocks: done }));
  if (facts.project.shared === undefined)
    return { audience: "ledger", blocks: [...done, said("minutes.amended.untold", undefined, "warning")] };
  const amended = minutesOf(after, ref);
  await ctx.revise(publishedSubject(ref), (before) => ({
    ...before,
    blocks: [...before.blocks, ...correctedBlock(amended)],
  }));
  await ctx.post("shared", addendumContent(amended, changes, content), `${publishedSubject(ref)}/${edition}`);
  for (const task of after.tasks.filter(({ ref: one }) => tasks.includes(one))) {
    const there = await ctx.revise(taskSubject(task), taskCard(task));
    if (!there && isOpenTask(task) && isTheirs(after, task))
      await ctx.post("shared", taskCard(task), taskSubject(task));
  }
  return { audience: "ledger", blocks: done };
}

interface Amended {
  readonly content: MinutesContent;
  /** What was done to, or made. */
  readonly tasks: readonly Ref[];
  /** Done already: they stay as they are. */
  readonly kept: readonly Ref[];
}

/** Brings the tasks in line with what minutes say from now on. A closed project gets no new ones. */
async function withTasks(
  ctx: ProjectContext,
  changes: readonly Amendment[],
  content: MinutesContent,
  reason: string,
): Promise<Amended> {
  const { facts, store, today } = ctx;
  const touched: Ref[] = [];
  const kept: Ref[] = [];
  const fresh: MinutesItem[] = [];
  for (const one of changes) {
    const before = "was" in one ? one.was : undefined;
    const now = "now" in one && isDeedItem(one.now) ? one.now : undefined;
    const task = facts.tasks.find(({ ref }) => ref === before?.task);
    if (task === undefined || task.withdrawn !== undefined) {
      if (now !== undefined) fresh.push(now);
      continue;
    }
    if (task.doneOn !== undefined) kept.push(task.ref);
    else {
      if (now === undefined) await store.tasks.withdraw(facts.project.id, task.ref, today, reason);
      else {
        const { title, who, due } = taskFrom(facts, now);
        await store.tasks.change(facts.project.id, task.ref, { title, due, who: who?.id });
      }
      touched.push(task.ref);
    }
  }
  const made = facts.project.state === "open" ? await actionTasks(ctx, fresh) : new Map<MinutesItem, Task>();
  const items = content.items.map((item) => {
    const task = made.get(item)?.ref;
    return task === undefined ? item : { ...item, task };
  });
  return { content: { ...content, items }, tasks: [...touched, ...[...made.values()].map(({ ref }) => ref)], kept };
}

/** Shows what was published first, or in an earlier correction: everyone may read what everyone was given. */
async function earlier(ctx: ProjectContext, ref: Ref, edition: number): Promise<Reply> {
  const minutes = minutesOf(ctx.facts, ref);
  const content = await ctx.store.minutes.edition(ctx.facts.project.id, ref, edition);
  if (minutes.state !== "approved" || content === undefined) throw refuse("minutes.refuse.noEdition", { ref });
  const then = { ...minutes, content, editions: minutes.editions?.filter((one) => one.edition <= edition) ?? [] };
  const shown = publishedContent(then, contentOf(then, "", ctx.facts.members) ?? { items: [] });
  const title = { kind: "text", text: phrase("minutes.earlier", { ref, edition }), tone: "warning" } as const;
  return { ...shown, blocks: [title, ...shown.blocks] };
}

export const correctLines = [
  projectLine({
    verb: "correct",
    summary: "summary.minutes.correct",
    examples: ["minutes correct M1"],
    allow: ["staff"],
    audience: "ledger",
    input: { minutes: field.ref("M") },
    run: (values, ctx) => correct(ctx, values.minutes),
  }),
  projectLine({
    verb: "amend",
    by: "card",
    summary: "summary.minutes.amend",
    examples: [],
    allow: ["staff"],
    audience: "ledger",
    input: { minutes: field.hidden(), digest: field.hidden(), reason: field.text({ max: 300 }) },
    run: ({ minutes, digest, reason }, ctx) => amend(ctx, minutes, digest, reason),
  }),
  projectLine({
    verb: "stop",
    by: "card",
    summary: "summary.minutes.stop",
    examples: [],
    allow: ["staff"],
    audience: "ledger",
    input: { minutes: field.hidden() },
    run: (values, ctx) => stop(ctx, values.minutes),
  }),
  projectLine({
    verb: "edition",
    by: "card",
    summary: "summary.minutes.edition",
    examples: [],
    allow: everyone,
    audience: "public",
    reads: true,
    input: { minutes: field.hidden(), edition: field.hidden() },
    run: ({ minutes, edition }, ctx) => earlier(ctx, minutes, Number(edition) || 1),
  }),
];
