import { defineCommand, everyone, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { MeetingMinutes, MinutesContent, ProjectFacts, Task } from "../../domain/facts.ts";
import { canKeepMinutes, type MeetingRefusal } from "../../domain/meeting.ts";
import { draftFromNotes, minutesSchema, personMeant } from "../../domain/minutes.ts";
import { supported } from "../../domain/minutes-support.ts";
import { taskOwner } from "../../domain/task.ts";
import type { Ref } from "../../domain/units.ts";
import type { Reply } from "../../messages/content.ts";
import { day, phrase } from "../../messages/phrase.ts";
import { minutesJob } from "../../store/contract/jobs.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { internalOnly, stillOpen } from "../shared/checks.ts";
import { meetingField } from "./meeting-field.ts";
import { draftContent, publishedContent } from "./minutes-card.ts";
import { taskCard, taskSubject } from "./task-card.ts";

const draftSubject = (ref: Ref): string => `minutes/${ref}/draft`;

function minutesOf(facts: ProjectFacts, ref: Ref): MeetingMinutes {
  const found = facts.minutes.find((one) => one.ref === ref);
  if (found === undefined) throw refuse("minutes.refuse.unknown", { ref });
  return found;
}

/**
 * Takes in the notes of a meeting: drafted at once by the template, or by the model as a job (DESIGN: one command, one
 * transaction).
 */
async function take(ctx: ProjectContext, meeting: MeetingMinutes["meeting"], notes: string): Promise<Reply> {
  internalOnly(ctx);
  const { facts, store, modelDrafts } = ctx;
  const decision = canKeepMinutes(facts, meeting, ctx.today);
  if (!decision.ok) throw refusal(ctx, decision.refused);
  const ref = decision.rewrites ?? (await ctx.nextRef("M"));
  const drafter = modelDrafts ? "model" : "template";
  if (decision.rewrites === undefined)
    await store.minutes.add(facts.project.id, { ref, meeting, on: decision.on, notes, state: "drafting", drafter });
  else await store.minutes.rewrite(facts.project.id, ref, notes);
  if (modelDrafts) {
    await store.jobs.add(minutesJob, { project: facts.project.id, ref });
    return { audience: "ledger", blocks: [said("minutes.drafting", { ref })] };
  }
  await store.minutes.draft(facts.project.id, ref, "template", draftFromNotes(notes, decision.on, facts.members));
  return draftContent(minutesOf(await ctx.reload(), ref));
}

/** Shows minutes: a draft to staff in internal places (A1), approved ones to everyone. */
function show(ctx: ProjectContext, minutes: MeetingMinutes): Reply {
  if (minutes.state === "approved") return publishedContent(minutes);
  if (!ctx.actor.staff) throw refuse("minutes.refuse.unknown", { ref: minutes.ref });
  internalOnly(ctx);
  return draftContent(minutes);
}

async function showOrAsk(ctx: ProjectContext, meeting: MeetingMinutes["meeting"]): Promise<Reply> {
  const kept = ctx.facts.minutes.findLast((one) => one.meeting === meeting);
  if (kept !== undefined) return show(ctx, kept);
  if (!ctx.actor.staff) throw refuse("minutes.refuse.none", { meeting });
  internalOnly(ctx);
  const decision = canKeepMinutes(ctx.facts, meeting, ctx.today);
  if (!decision.ok) throw refusal(ctx, decision.refused);
  const write = {
    id: "write",
    label: phrase("minutes.button.write"),
    style: "primary" as const,
    runs: "minutes",
    values: { meeting },
    asks: true,
  };
  return { audience: "ledger", blocks: [said("minutes.none", { meeting }), ...buttonsBlock([write])] };
}

/** Publishes a draft: what it says is posted for everyone, and its actions become tasks. */
async function approve(ctx: ProjectContext, ref: Ref): Promise<Reply> {
  const { facts, store, today, place } = ctx;
  const draft = minutesOf(facts, ref);
  if (facts.project.state === "cancelled") stillOpen(facts);
  if (draft.state === "approved")
    throw refuse("minutes.refuse.already", { ref, on: day(draft.approvedOn ?? draft.on) });
  if (draft.state === "drafting" || draft.content === undefined) throw refuse("minutes.refuse.drafting", { ref });
  if (!(await store.minutes.approve(facts.project.id, ref, today))) throw refuse("minutes.refuse.drafting", { ref });
  // A closed project gets its handover's minutes, and no new tasks: nobody would follow them.
  const tasks = facts.project.state === "open" ? await actionTasks(ctx, draft.content) : [];
  const after = await ctx.reload();
  const content = publishedContent(minutesOf(after, ref), tasks);
  await ctx.revise(draftSubject(ref), { audience: "public", blocks: [said("minutes.approved", { ref }, "success")] });
  if (facts.project.shared === undefined)
    return { ...content, blocks: [said("minutes.approved.untold", { ref }, "warning"), ...content.blocks] };
  await ctx.post("shared", content, `minutes/${ref}`);
  for (const task of tasks.filter((one) => isTheirs(after, one)))
    await ctx.post("shared", taskCard(task), taskSubject(task));
  const done = said(
    tasks.length === 0 ? "minutes.approved" : "minutes.approved.tasks",
    { ref, tasks: { list: tasks.map((task) => task.ref) }, count: tasks.length },
    "success",
  );
  return { audience: "public", blocks: [done], to: place.kind === "shared" ? "person" : undefined };
}

/** One task for each action, for the member that it names, due when it says. */
async function actionTasks(ctx: ProjectContext, { actions }: MinutesContent): Promise<readonly Task[]> {
  const { facts, store, today } = ctx;
  const tasks: Task[] = [];
  for (const action of actions) {
    const owner = action.owner === undefined ? undefined : personMeant(action.owner, facts.members);
    const ref = await ctx.nextRef("T");
    const title = owner === undefined && action.owner !== undefined ? `${action.owner}: ${action.text}` : action.text;
    await store.tasks.add(facts.project.id, {
      ...{ ref, title, source: "minutes", createdOn: today },
      who: owner?.id,
      due: action.due,
    });
    tasks.push({
      id: ref,
      ref,
      title,
      source: "minutes",
      createdOn: today,
      who: owner,
      due: action.due,
    });
  }
  return tasks;
}

/** True for a task of somebody on the customer's or the partner's side. */
function isTheirs(facts: ProjectFacts, { who }: Task): boolean {
  if (who === undefined) return false;
  const side = taskOwner(facts, { id: who.id, staff: false });
  return side !== undefined && side !== "supplier";
}

/**
 * A job's draft comes back. What the notes do not say is dropped once more: they may have been written anew since
 * (DESIGN).
 */
async function drafted(ctx: ProjectContext, ref: Ref, json: string, drafter: "model" | "template"): Promise<Reply> {
  const minutes = minutesOf(ctx.facts, ref);
  if (minutes.state === "approved") return draftContent(minutes);
  const brought = minutesSchema.parse(JSON.parse(json));
  const content = drafter === "model" ? supported(brought, minutes.notes, minutes.on) : brought;
  await ctx.store.minutes.draft(ctx.facts.project.id, ref, drafter, content);
  const card = draftContent(minutesOf(await ctx.reload(), ref), drafter === "template" ? "model-failed" : undefined);
  await ctx.post("internal", card, draftSubject(ref));
  return card;
}

function refusal(ctx: ProjectContext, why: MeetingRefusal) {
  switch (why.kind) {
    case "cancelled-project":
      stillOpen(ctx.facts);
      return refuse("closed.cancelled");
    case "unknown":
      return refuse("checkin.refuse.unknown", { ref: why.meeting }, { field: "meeting" });
    case "cancelled":
      return refuse("minutes.refuse.cancelled", { ref: why.meeting }, { field: "meeting" });
    case "future":
      return refuse("minutes.refuse.future", { on: day(why.on) }, { field: "meeting" });
    case "no-kickoff":
      return refuse("minutes.refuse.noKickoff", undefined, { line: "kickoff", field: "meeting" });
    case "no-go-live":
      return refuse("minutes.refuse.noGoLive", undefined, { field: "meeting" });
    case "approved":
      return refuse("minutes.refuse.approved", { ref: why.ref, on: day(why.on) }, { line: `minutes ${why.ref}` });
  }
}

export const minutes = defineCommand({
  name: "minutes",
  summary: "summary.minutes",
  lines: [
    projectLine({
      summary: "summary.minutes",
      examples: ["minutes C1 decision: go live on 15 January", "minutes M1"],
      allow: everyone,
      audience: "place",
      input: { meeting: meetingField(), notes: field.longText().optional().inPlace() },
      async run({ meeting: target, notes }, ctx) {
        if (notes !== undefined && !ctx.actor.staff) throw refuse("refusal.staff", undefined, { recorded: true });
        if (target.kind === "minutes") {
          return notes === undefined ? show(ctx, target.minutes) : take(ctx, target.minutes.meeting, notes);
        }
        return notes === undefined ? showOrAsk(ctx, target.meeting) : take(ctx, target.meeting, notes);
      },
    }),
    projectLine({
      verb: "approve",
      summary: "summary.minutes.approve",
      examples: ["minutes approve M1"],
      allow: ["staff"],
      audience: "public",
      input: { minutes: field.ref("M") },
      run: (values, ctx) => approve(ctx, values.minutes),
    }),
    projectLine({
      verb: "drafted",
      by: "card",
      summary: "summary.minutes",
      examples: [],
      allow: ["system"],
      audience: "ledger",
      input: { ref: field.hidden(), content: field.hidden(), drafter: field.hidden() },
      run: ({ ref, content, drafter }, ctx) =>
        drafted(ctx, ref, content, drafter === "template" ? "template" : "model"),
    }),
  ],
});
