import { defineCommand, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import { latestUndoable, type Undoable, type UndoRefusal, undoableNamed } from "../../domain/undo.ts";
import type { Reply } from "../../messages/content.ts";
import { day, name, phrase, time } from "../../messages/phrase.ts";
import { reviseAreaCard } from "../data/area-card.ts";
import { checkInCard, checkInSubject } from "../hours/check-in-card.ts";
import { offerSubject } from "../offers/offer-card.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { byOf, internalOnly, showsLedger } from "../shared/checks.ts";
import { settleCard } from "../shared/settled.ts";
import { undoTarget } from "./undo-target-field.ts";

/** True for what belongs to the ledger: hours, travel, unsent prices (A1). */
function isLedger(what: Undoable): boolean {
  return what.kind === "work" || what.kind === "trip" || what.kind === "change";
}

/** What a person calls it: a reference, or the milestone's or the area's word. */
function targetOf(what: Undoable): string {
  switch (what.kind) {
    case "work":
      return what.entry.ref;
    case "trip":
      return what.trip.ref;
    case "requirement":
      return what.requirement.ref;
    case "change":
      return what.change.ref;
    case "check-in":
      return what.checkIn.ref;
    case "data":
      return what.entry.area;
    case "kickoff":
      return "kickoff";
    case "go-live":
      return "golive";
  }
}

/** Exactly what was named: a press after something else has happened to it does nothing. */
function tokenOf(what: Undoable): string {
  switch (what.kind) {
    case "check-in":
      return `${what.checkIn.ref}/${what.to}`;
    case "data":
      return what.entry.id;
    case "kickoff":
    case "go-live":
      return `${what.kind}/${what.milestone.recordedAt}`;
    default:
      return targetOf(what);
  }
}

/** What it is, in words. */
function named(what: Undoable, ctx: ProjectContext) {
  switch (what.kind) {
    case "work":
      return phrase("undo.of.work", {
        ref: what.entry.ref,
        time: time(what.entry.minutes),
        on: day(what.entry.on),
        ...(what.entry.note === "" ? { noted: "no", note: "" } : { noted: "yes", note: what.entry.note }),
      });
    case "trip":
      return phrase("undo.of.trip", { ref: what.trip.ref, on: day(what.trip.on) });
    case "requirement":
      return phrase("undo.of.requirement", { ref: what.requirement.ref, text: what.requirement.text });
    case "change":
      return phrase("undo.of.change", { ref: what.change.ref, title: what.change.title });
    case "check-in":
      return phrase(what.to === "scheduled" ? "undo.of.held" : "undo.of.scheduled", { ref: what.checkIn.ref, at: { at: what.checkIn.at } });
    case "data": {
      const area = ctx.agreement.areas.find(({ id }) => id === what.entry.area);
      return phrase("undo.of.data", {
        area: area === undefined ? what.entry.area : name(area.name),
        kind: what.entry.kind,
        on: day(what.entry.on),
      });
    }
    case "kickoff":
      return phrase("undo.of.kickoff", { on: day(what.milestone.on) });
    case "go-live":
      return phrase("undo.of.golive", { on: day(what.milestone.on) });
  }
}

/** Takes it back, as a new fact; false when somebody else was first. */
async function takeBack(what: Undoable, ctx: ProjectContext): Promise<boolean> {
  const { store, facts, today, actor } = ctx;
  const project = facts.project.id;
  const detail = { on: today, by: byOf(actor) };
  switch (what.kind) {
    case "work":
      return store.hours.undo(project, what.entry.ref);
    case "trip":
      return store.travel.undo(project, what.trip.ref);
    case "requirement":
      return store.requirements.move(project, what.requirement.ref, what.requirement.state, "undone", detail);
    case "change":
      return store.changes.move(project, what.change.ref, [what.change.state], "undone", today);
    case "check-in":
      return what.to === "scheduled"
        ? store.checkIns.unhold(project, what.checkIn.ref)
        : store.checkIns.cancel(project, what.checkIn.ref, "");
    case "data":
      return store.customerData.undo(project, what.entry.id);
    case "go-live":
      return store.projects.takeBack(project, "goLive");
    case "kickoff":
      if (!(await store.projects.takeBack(project, "kickoff"))) return false;
      await store.requirements.freeze(project, false);
      return true;
  }
}

/** What the shared channel was told is brought up to date. */
async function retell(what: Undoable, ctx: ProjectContext): Promise<void> {
  if (what.kind === "check-in") {
    const call = (await ctx.reload()).checkIns.find(({ ref }) => ref === what.checkIn.ref);
    if (call !== undefined) await ctx.revise(checkInSubject(call), checkInCard(call));
  }
  if (what.kind === "change") {
    await settleCard(ctx, offerSubject(what.change.ref), said("offer.card.withdrawn", { on: day(ctx.today) }, "warning"), "first");
  }
  if (what.kind === "data") await reviseAreaCard(ctx, what.entry.area);
}

async function undoIt(what: Undoable, ctx: ProjectContext): Promise<Reply> {
  if (isLedger(what)) internalOnly(ctx);
  const of = named(what, ctx);
  if (!(await takeBack(what, ctx))) throw refuse("undo.refuse.already", { what: targetOf(what) });
  await retell(what, ctx);
  const invoiced = (what.kind === "work" || what.kind === "trip") && what.invoiced;
  return {
    audience: isLedger(what) ? "ledger" : "public",
    blocks: [said("undo.done", { what: of }, "success"), ...(invoiced ? [said("undo.invoiced")] : [])],
  };
}

/** Names the actor's own latest reversible fact before anything happens to it. */
function nameLatest(ctx: ProjectContext): Reply {
  const decision = latestUndoable(ctx.facts, ctx.actor.id);
  if (!decision.ok) throw refusal(decision.refused);
  const { what } = decision;
  if (isLedger(what)) internalOnly(ctx);
  const confirm = {
    id: "undo",
    label: phrase("undo.button"),
    style: "danger" as const,
    runs: "undo confirm",
    values: { what: targetOf(what), seen: tokenOf(what) },
    once: true,
  };
  return {
    audience: showsLedger(ctx) ? "ledger" : "public",
    to: "person",
    question: true,
    blocks: [said("undo.ask", { what: named(what, ctx) }), ...buttonsBlock([confirm])],
  };
}

function undoNamed(ctx: ProjectContext, target: string, seen?: string): Reply | Promise<Reply> {
  const decision = undoableNamed(ctx.facts, target);
  if (decision.ok && seen !== undefined && seen !== tokenOf(decision.what)) throw refuse("undo.refuse.already", { what: target });
  if (!decision.ok) {
    if (/^[HVX]\d+$/iu.test(target)) internalOnly(ctx);
    throw refusal(decision.refused, target);
  }
  return undoIt(decision.what, ctx);
}

function refusal(why: UndoRefusal, what = "") {
  switch (why.kind) {
    case "nothing":
      return refuse("undo.refuse.nothing");
    case "unknown":
      return refuse("undo.refuse.unknown", { what: why.target });
    case "already":
      return refuse("undo.refuse.already", { what });
    case "closed-project":
      return refuse(why.state === "cancelled" ? "closed.cancelled" : "closed.closed");
    case "customers-answer":
      return refuse("undo.refuse.customers");
    case "delivered":
      return refuse("undo.refuse.delivered", { what });
    case "frozen":
      return refuse("undo.refuse.frozen", { what });
    case "superseded":
      return refuse("undo.refuse.superseded");
    case "sent":
      return refuse("undo.refuse.sent", { what }, { line: `change withdraw ${what}` });
    case "has-minutes":
      return refuse("undo.refuse.minutes", { what, ref: why.ref });
    case "invoiced":
      return refuse("undo.refuse.invoiced", { what });
    case "changes-follow":
      return refuse("undo.refuse.changes", { refs: { list: why.refs } });
    case "go-live-follows":
      return refuse("undo.refuse.golive", undefined, { line: "undo golive" });
    case "approval-follows":
      return refuse("undo.refuse.approval");
  }
}

export const undo = defineCommand({
  name: "undo",
  summary: "summary.undo",
  lines: [
    projectLine({
      summary: "summary.undo",
      examples: ["undo", "undo H3"],
      allow: ["staff"],
      audience: "place",
      input: { what: undoTarget().optional().inPlace() },
      run: async ({ what }, ctx) => (what === undefined ? nameLatest(ctx) : undoNamed(ctx, what)),
    }),
    projectLine({
      verb: "confirm",
      by: "card",
      summary: "summary.undo",
      examples: [],
      allow: ["staff"],
      audience: "place",
      input: { what: field.hidden(), seen: field.hidden() },
      run: async ({ what, seen }, ctx) => undoNamed(ctx, what, seen),
    }),
  ],
});
