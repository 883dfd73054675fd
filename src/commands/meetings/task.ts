import { defineCommand, everyone, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { ProjectFacts, Task } from "../../domain/facts.ts";
import { portingRequests } from "../../domain/porting-request.ts";
import { partyOf, rolesOf } from "../../domain/role.ts";
import { openRemarks, openTasks, taskOwner } from "../../domain/task.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day } from "../../messages/phrase.ts";
import type { Person } from "../../store/store.ts";
import { mend } from "../porting/operator.ts";
import { buttonsBlock, lineBlock, said } from "../shared/blocks.ts";
import { byOf, saysSomething, stillOpen } from "../shared/checks.ts";
import { dueOf, finishButton, taskCard, taskSubject, taskTable } from "./task-card.ts";

/** Marks a task done, tells our own channel when somebody outside did it, and writes it into its card. */
async function finish(ctx: ProjectContext, ref: Ref): Promise<Reply> {
  const { facts, store, actor, today } = ctx;
  const task = taskOf(facts, ref);
  stillOpen(facts);
  if (task.doneOn !== undefined)
    throw refuse("task.refuse.already", { ref, by: task.doneBy?.name ?? "", on: day(task.doneOn) });
  if (task.withdrawn !== undefined)
    throw refuse("task.refuse.withdrawn", { ref, on: day(task.withdrawn.on), reason: task.withdrawn.reason });
  if (isOnlyPartner(ctx) && task.who?.id !== actor.id)
    throw refuse("task.refuse.notYours", { ref }, { recorded: true });
  const rejected = task.source === "porting" ? rejectedBy(facts, ref) : undefined;
  if (rejected !== undefined) return mend(ctx, rejected.ref);
  if (!(await store.tasks.finish(facts.project.id, ref, today, byOf(actor))))
    throw refuse("task.refuse.already", { ref, by: "", on: day(today) });
  const after = await ctx.reload();
  const done = taskOf(after, ref);
  await ctx.revise(taskSubject(done), taskCard(done));
  const blocks: Block[] = [said("task.done", { ref, title: task.title }, "success")];
  // Declined with remarks: when the last of them is put right, the approval is asked for again (L3).
  const remarksDone = task.source === "remark" && openRemarks(after).length === 0;
  if (!actor.staff) {
    const told = said("task.told", { who: actor.name, ref, title: task.title });
    await ctx.post("internal", {
      audience: "public",
      blocks: remarksDone ? [told, said("task.remarksDone"), lineBlock("deliver")] : [told],
    });
  } else if (remarksDone) {
    blocks.push(said("task.remarksDone"), lineBlock("deliver"));
  }
  return { audience: "public", blocks };
}

/** The number whose rejection made a task: while it is not mended, that is what being done with the task means (D4). */
const rejectedBy = (facts: ProjectFacts, task: Ref) =>
  portingRequests(facts).find(({ state, last }) => state === "rejected" && last?.task === task);

function taskOf(facts: ProjectFacts, ref: Ref): Task {
  const task = facts.tasks.find((one) => one.ref === ref);
  if (task === undefined) throw refuse("task.refuse.unknown", { ref });
  return task;
}

function isOnlyPartner({ actor, facts }: ProjectContext): boolean {
  return !actor.staff && rolesOf(facts, actor.id).every((role) => partyOf(role) === "partner");
}

async function add(
  ctx: ProjectContext,
  what: { readonly title: string; readonly who?: Person; readonly due?: Task["due"] },
): Promise<Reply> {
  const { facts, store, today, place } = ctx;
  const { title, who, due } = what;
  stillOpen(facts);
  saysSomething(title, "title");
  if (due !== undefined && due < today) throw refuse("task.refuse.past", { on: day(due) }, { field: "due" });
  if (who?.gone !== undefined) throw refuse(`task.refuse.${who.gone}`, { who: who.name }, { field: "who" });
  const owner = who === undefined ? undefined : taskOwner(facts, who);
  if (who !== undefined && owner === undefined) {
    throw refuse(
      "task.refuse.outsider",
      { who: who.name },
      { field: "who", line: `team add ${who.handle} in:${facts.project.code}` },
    );
  }
  const ref = await ctx.nextRef("T");
  const task = await store.tasks.add(facts.project.id, {
    ...{ ref, title, source: "person", createdOn: today },
    who: who?.id,
    due,
  });
  const asked = owner !== undefined && owner !== "supplier" && facts.project.shared !== undefined;
  if (asked) await ctx.post("shared", taskCard(task), taskSubject(task));
  if (asked && place.kind === "shared")
    return { audience: "public", to: "person", blocks: [said("task.added.here", { ref }, "success")] };
  const blocks: Block[] = [
    said(
      who === undefined ? "task.added.nobody" : "task.added",
      { ref, title, who: who?.name ?? "", ...dueOf(due) },
      "success",
    ),
  ];
  if (owner !== undefined && owner !== "supplier") blocks.push(said(asked ? "task.added.asked" : "task.added.untold"));
  return { audience: "public", blocks };
}

export const task = defineCommand({
  name: "task",
  summary: "summary.task",
  lines: [
    projectLine({
      summary: "summary.task",
      examples: ["task"],
      allow: everyone,
      audience: "public",
      reads: true,
      input: {},
      async run(_values, ctx) {
        const open = openTasks(ctx.facts);
        if (open.length === 0) return { audience: "public", blocks: [said("task.none")] };
        const mine =
          ctx.facts.project.state === "open" ? open.filter(({ who }) => who?.id === ctx.actor.id).slice(0, 5) : [];
        return {
          audience: "public",
          blocks: [said("task.open", { count: open.length }), taskTable(open), ...buttonsBlock(mine.map(mineButton))],
        };
      },
    }),
    projectLine({
      verb: "add",
      summary: "summary.task.add",
      examples: ['task add "Send floor plan" who:johan due:fri'],
      allow: ["staff"],
      audience: "public",
      input: { title: field.text({ max: 300 }), who: field.person().optional(), due: field.day("future").optional() },
      run: ({ title, who, due }, ctx) => add(ctx, { title, who, due }),
    }),
    projectLine({
      verb: "done",
      summary: "summary.task.done",
      examples: ["task done T1"],
      allow: ["staff"],
      audience: "public",
      input: { task: field.ref("T") },
      run: (values, ctx) => finish(ctx, values.task),
    }),
    projectLine({
      verb: "finish",
      by: "card",
      summary: "summary.task.done",
      examples: [],
      allow: everyone,
      audience: "public",
      input: { task: field.ref("T") },
      run: (values, ctx) => finish(ctx, values.task),
    }),
  ],
});

/** With its reference on it: several stand side by side. */
const mineButton = (one: Task) => ({
  ...finishButton(one),
  label: { say: "task.button.doneRef" as const, with: { ref: one.ref } },
});
