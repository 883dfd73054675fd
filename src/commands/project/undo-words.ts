import type { ProjectContext } from "../../bot/command.ts";
import type { CheckIn } from "../../domain/facts.ts";
import type { Undoable } from "../../domain/undoable.ts";
import { day, name, type Phrase, phrase, time } from "../../messages/phrase.ts";
import { stepWords } from "../../messages/project-words.ts";

/** True for what belongs to the ledger: hours, travel, unsent prices (A1). */
export function isLedger(what: Undoable): boolean {
  return what.kind === "work" || what.kind === "trip" || what.kind === "change";
}

/** What a person calls it: a reference, or the milestone's or the area's word. */
export function targetOf(what: Undoable): string {
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
    case "task":
      return what.task.ref;
    case "porting":
      return what.entry.step;
    case "number":
      return what.entry.ref;
    case "kickoff":
      return "kickoff";
    case "go-live":
      return "golive";
  }
}

/** Exactly what was named: a press after something else has happened to it does nothing. */
export function tokenOf(what: Undoable): string {
  switch (what.kind) {
    case "check-in":
      return `${what.checkIn.ref}/${what.to}`;
    case "requirement":
      return `${what.requirement.ref}/${what.to}`;
    case "change":
      return `${what.change.ref}/${what.to}`;
    case "data":
    case "porting":
    case "number":
      return what.entry.id;
    case "kickoff":
    case "go-live":
      return `${what.kind}/${what.milestone.recordedAt}`;
    default:
      return targetOf(what);
  }
}

/** What it is, in words. */
export function named(what: Undoable, ctx: ProjectContext): Phrase {
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
      return requirementWords(what);
    case "change":
      return changeWords(what);
    case "check-in":
      return checkInWords(what.checkIn);
    case "task":
      return phrase("undo.of.task", { ref: what.task.ref, title: what.task.title });
    case "porting":
      return phrase("undo.of.porting", { step: stepWords(what.entry.step, ctx.agreement), on: day(what.entry.on) });
    case "number":
      return phrase("undo.of.number", { ref: what.entry.ref, kind: what.entry.kind, on: day(what.entry.on) });
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

/** The step that is taken back: that it was verified, delivered, left out, or agreed at all. */
function requirementWords({
  requirement: { ref, text, state },
  to,
}: Extract<Undoable, { readonly kind: "requirement" }>): Phrase {
  if (to === "undone") return phrase("undo.of.requirement", { ref, text });
  if (to === "wished")
    return phrase(state === "dropped" ? "undo.of.declinedWish" : "undo.of.agreedWish", { ref, text });
  if (state === "dropped") return phrase("undo.of.dropped", { ref, text });
  return phrase(to === "delivered" ? "undo.of.verified" : "undo.of.delivered", { ref, text });
}

function changeWords({ change: { ref, title, agreed }, to }: Extract<Undoable, { readonly kind: "change" }>): Phrase {
  if (to === "approved") return phrase("undo.of.done", { ref, title });
  return agreed === undefined
    ? phrase("undo.of.change", { ref, title })
    : phrase("undo.of.agreed", { ref, title, evidence: agreed });
}

function checkInWords({ ref, at, state }: CheckIn): Phrase {
  if (state === "scheduled") return phrase("undo.of.scheduled", { ref, at: { at } });
  return phrase(state === "no-show" ? "undo.of.noShow" : "undo.of.held", { ref, at: { at } });
}
