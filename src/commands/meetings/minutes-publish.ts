import type { ProjectContext } from "../../bot/command.ts";
import { refuse } from "../../bot/refusal.ts";
import type { MeetingMinutes, MinutesContent, MinutesItem, ProjectFacts, Task } from "../../domain/facts.ts";
import { isDeedItem, isTicked } from "../../domain/minutes.ts";
import { pagesOf } from "../../domain/minutes-pages.ts";
import { personMeant } from "../../domain/minutes-people.ts";
import { isAsSeen } from "../../domain/minutes-review.ts";
import { taskOwner } from "../../domain/task.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day } from "../../messages/phrase.ts";
import { lineBlock, said } from "../shared/blocks.ts";
import { byOf, showsLedger, stillOpen } from "../shared/checks.ts";
import { minutesOf, reviseDraft, saidIn, shownDraft, tellCall } from "./minutes-draft.ts";
import { followUps } from "./minutes-follow.ts";
import { publishedContent } from "./minutes-published.ts";
import { taskCard, taskSubject } from "./task-card.ts";

/** The message of published minutes in the shared channel. */
export const publishedSubject = (ref: Ref): string => `minutes/${ref}`;

/**
 * Nothing is published that may not have been seen (M1): of another revision than the `digest` of the one that was, and
 * of a draft that others have changed where none is named, the present draft is shown, with the line that publishes it.
 */
async function unseen(
  ctx: ProjectContext,
  draft: MeetingMinutes,
  content: MinutesContent,
  digest: string | undefined,
): Promise<Reply | undefined> {
  const { ref, revision = 0 } = draft;
  if (digest === undefined ? isAsSeen(content, { by: ctx.actor.name, revision }) : digest === String(revision))
    return undefined;
  if (!showsLedger(ctx)) throw refuse("minutes.refuse.older", { ref }, { line: `minutes ${ref}` });
  const pages = pagesOf(content).length;
  const line = `minutes approve ${ref} ${revision}`;
  const before =
    digest === undefined
      ? [said("minutes.review.read", { ref, pages }, "warning"), lineBlock(line)]
      : [said("minutes.review.older", { ref }, "warning")];
  return shownDraft(ctx, draft, { page: digest === undefined ? 1 : pages, before });
}

/** Publishes what of a draft is ticked (M1): it is posted for everyone, and its actions become tasks. */
export async function approve(ctx: ProjectContext, ref: Ref, digest: string | undefined): Promise<Reply> {
  const { facts, store, today } = ctx;
  const draft = minutesOf(facts, ref);
  if (facts.project.state === "cancelled") stillOpen(facts);
  if (draft.state === "approved")
    throw refuse("minutes.refuse.already", { ref, on: day(draft.approvedOn ?? draft.on) });
  const content = await saidIn(ctx, draft);
  if (draft.state === "drafting" || content === undefined) throw refuse("minutes.refuse.drafting", { ref });
  const shown = await unseen(ctx, draft, content, digest);
  if (shown !== undefined) return shown;
  const ticked = content.items.filter(isTicked);
  if (ticked.length === 0) throw refuse("minutes.refuse.empty", { ref });
  // A closed project gets its handover's minutes, and no new tasks: nobody would follow them.
  const tasks = facts.project.state === "open" ? await actionTasks(ctx, ticked.filter(isDeedItem)) : new Map();
  const published: MinutesContent = {
    ...content,
    items: content.items.map((item) => {
      const task = tasks.get(item);
      return task === undefined ? item : { ...item, task: task.ref };
    }),
  };
  const edition = { content: published, on: today, at: ctx.now, by: byOf(ctx.actor) };
  // What was drafted before items had quotes was read anew: what is published is kept.
  if (!(await store.minutes.approve(facts.project.id, ref, edition))) throw refuse("minutes.refuse.drafting", { ref });
  return tell(ctx, ref, published, { tasks: [...tasks.values()], follows: await followUps(ctx, ticked) });
}

/**
 * Tells everyone what was published, the customer's people what they are to do, and whoever published what became of
 * it.
 */
async function tell(
  ctx: ProjectContext,
  ref: Ref,
  published: MinutesContent,
  { tasks, follows }: { readonly tasks: readonly Task[]; readonly follows: readonly Block[] },
): Promise<Reply> {
  const { facts, place } = ctx;
  const after = await ctx.reload();
  const card = publishedContent(minutesOf(after, ref), published);
  const leftOut = published.items.filter((item) => !isTicked(item)).length;
  const left = leftOut === 0 ? [] : [said("minutes.approved.leftOut", { count: leftOut }, "quiet")];
  await reviseDraft(ctx, ref, (page) => ({
    audience: "public",
    blocks: [
      page === 1 ? said("minutes.approved", { ref }, "success") : said("minutes.page.done", { ref, page }, "quiet"),
    ],
  }));
  await tellCall(ctx, minutesOf(after, ref));
  // What is to be done about it is ours alone to see.
  if (follows.length > 0 && !showsLedger(ctx)) await ctx.post("internal", { audience: "ledger", blocks: follows });
  const mine = showsLedger(ctx) ? follows : [];
  const audience = mine.length > 0 ? "ledger" : "public";
  if (facts.project.shared === undefined) {
    const untold = said("minutes.approved.untold", { ref }, "warning");
    return { ...card, audience, blocks: [untold, ...card.blocks, ...mine] };
  }
  await ctx.post("shared", card, publishedSubject(ref));
  for (const task of tasks.filter((one) => isTheirs(after, one)))
    await ctx.post("shared", taskCard(task), taskSubject(task));
  const done = said(
    tasks.length === 0 ? "minutes.approved" : "minutes.approved.tasks",
    { ref, tasks: { list: tasks.map((task) => task.ref) }, count: tasks.length },
    "success",
  );
  return { audience, blocks: [done, ...left, ...mine], to: place.kind === "shared" ? "person" : undefined };
}

/**
 * What an action is as a task: for the member that it names, due when it says; who is no member stands in its words.
 */
export function taskFrom(facts: ProjectFacts, { owner, text, due }: MinutesItem): Pick<Task, "title" | "who" | "due"> {
  const who = owner === undefined ? undefined : personMeant(owner, facts.members);
  const title = who === undefined && owner !== undefined ? `${owner}: ${text}` : text;
  return { title, ...(who !== undefined && { who }), ...(due !== undefined && { due }) };
}

/** One task for each action. */
export async function actionTasks(
  ctx: ProjectContext,
  actions: readonly MinutesItem[],
): Promise<ReadonlyMap<MinutesItem, Task>> {
  const { facts, store, today } = ctx;
  const tasks = new Map<MinutesItem, Task>();
  for (const action of actions) {
    const { title, who, due } = taskFrom(facts, action);
    const ref = await ctx.nextRef("T");
    const about = { ref, title, source: "minutes", createdOn: today, due } as const;
    tasks.set(action, await store.tasks.add(facts.project.id, { ...about, who: who?.id }));
  }
  return tasks;
}

/** True for a task of somebody on the customer's or the partner's side. */
export function isTheirs(facts: ProjectFacts, { who }: Task): boolean {
  if (who === undefined) return false;
  const side = taskOwner(facts, { id: who.id, staff: false });
  return side !== undefined && side !== "supplier";
}
