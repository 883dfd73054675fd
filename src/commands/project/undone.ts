import type { ProjectContext } from "../../bot/command.ts";
import { currentRequest } from "../../domain/delivery.ts";
import { portedStep } from "../../domain/porting.ts";
import type { Undoable } from "../../domain/undoable.ts";
import type { Block } from "../../messages/content.ts";
import { day } from "../../messages/phrase.ts";
import { reviseAreaCards } from "../data/review-card.ts";
import { deliverySubject } from "../delivery/delivery-card.ts";
import { checkInCard, checkInSubject } from "../hours/check-in-card.ts";
import { tellChange } from "../hours/check-in-told.ts";
import { taskCard, taskSubject } from "../meetings/task-card.ts";
import { dropEffect } from "../offers/data-change.ts";
import { offerSubject } from "../offers/offer-card.ts";
import { reviseNumber } from "../porting/told.ts";
import { askAgain } from "../requirements/wish-card.ts";
import { said } from "../shared/blocks.ts";
import { byOf } from "../shared/checks.ts";
import { settleCard } from "../shared/settled.ts";
import { tellShared } from "./channel-guard.ts";

/** Takes it back, as a new fact; false when somebody else was first. */
export async function takeBack(what: Undoable, ctx: ProjectContext): Promise<boolean> {
  const { store, facts, today, actor } = ctx;
  const project = facts.project.id;
  const detail = { on: today, by: byOf(actor) };
  switch (what.kind) {
    case "work":
      return store.hours.undo(project, what.entry.ref);
    case "trip":
      return store.travel.undo(project, what.trip.ref);
    case "requirement": {
      const { ref, state, wished } = what.requirement;
      return store.requirements.move(
        project,
        ref,
        state,
        what.to,
        what.to === "wished" && wished !== undefined ? wished : detail,
      );
    }
    case "change":
      if (what.to === "undone") await dropEffect(ctx, what.change);
      return store.changes.move(project, what.change.ref, [what.change.state], what.to, today);
    case "check-in":
      if (what.checkIn.state !== "scheduled" && !(await store.checkIns.unhold(project, what.checkIn.ref))) return false;
      return what.to === "scheduled" || store.checkIns.cancel(project, what.checkIn.ref, "");
    case "task":
      return store.tasks.reopen(project, what.task.ref);
    case "porting":
      return store.porting.undo(project, what.entry.id);
    case "number": {
      if (!(await store.portingRequests.undo(project, what.entry.id))) return false;
      const step = what.entry.kind === "ported" ? portedStep(ctx.agreement) : undefined;
      const all = facts.porting.filter((entry) => entry.step === step && !entry.undone);
      for (const entry of all) await store.porting.undo(project, entry.id);
      return true;
    }
    case "data":
      return store.customerData.undo(project, what.entry.id);
    case "go-live": {
      const asked = currentRequest(facts);
      if (asked?.state === "asked") {
        await store.deliveries.outdate(project, asked.id);
        await settleCard(
          ctx,
          deliverySubject(asked.id),
          said("deliver.card.takenBack", { on: day(today) }, "warning"),
          "first",
        );
      }
      return store.projects.takeBack(project, "goLive");
    }
    case "kickoff":
      if (!(await store.projects.takeBack(project, "kickoff"))) return false;
      await store.requirements.freeze(project, false);
      return true;
  }
}

/** What the shared channel was told is brought up to date. */
export async function retell(what: Undoable, ctx: ProjectContext): Promise<void> {
  if (what.kind === "check-in") {
    const facts = await ctx.reload();
    const call = facts.checkIns.find(({ ref }) => ref === what.checkIn.ref);
    if (call?.state === "cancelled") await tellChange(ctx, call.ref, call.at);
    else if (call !== undefined) await ctx.revise(checkInSubject(call), checkInCard(call, facts));
  }
  if (what.kind === "change") {
    const outcome = what.to === "approved" ? said("offer.card.notDone", { on: day(ctx.today) }) : withdrawn(ctx);
    await settleCard(ctx, offerSubject(what.change.ref), outcome, what.to === "approved" ? "last" : "first");
  }
  if (what.kind === "requirement" && what.to === "wished") {
    await askAgain(ctx, what.requirement);
    const { ref, text, wished } = what.requirement;
    await tellCustomer(ctx, said("require.wish.told.again", { ref, text, who: wished?.by.name ?? "" }));
  }
  if (what.kind === "go-live" || what.kind === "kickoff") {
    const values = { customer: ctx.facts.project.customer, on: day(what.milestone.on) };
    await tellCustomer(
      ctx,
      said(what.kind === "kickoff" ? "kickoff.takenBack" : "golive.takenBack", values, "warning"),
    );
  }
  if (what.kind === "task") {
    const task = (await ctx.reload()).tasks.find(({ ref }) => ref === what.task.ref);
    if (task !== undefined) await ctx.revise(taskSubject(task), taskCard(task));
  }
  if (what.kind === "number") {
    await reviseNumber(ctx, what.entry.ref);
    const { ref, kind } = what.entry;
    if (kind === "confirmed" || kind === "ported")
      await tellCustomer(ctx, said("porting.told.takenBack", { ref, kind }, "warning"));
  }
  if (what.kind === "data") await reviseAreaCards(ctx, what.entry.area);
}

/** What the customer was told, and holds no more, is told to hold no more. */
async function tellCustomer(ctx: ProjectContext, block: Block): Promise<void> {
  await tellShared(ctx, { audience: "public", blocks: [block] });
}

const withdrawn = ({ today }: ProjectContext): Block => said("offer.card.withdrawn", { on: day(today) }, "warning");
