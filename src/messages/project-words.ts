import type { Agreement } from "../domain/agreement.ts";
import type { PlanDay, ProjectFacts, Role } from "../domain/facts.ts";
import type { Overview } from "../domain/overview.ts";
import type { Phase } from "../domain/phase.ts";
import type { ComingDate, PlanWarning } from "../domain/plan.ts";
import type { Party } from "../domain/role.ts";
import type { Day, LocalName } from "../domain/units.ts";
import type { Awaited, Waiting } from "../domain/waiting.ts";
import { at, day, list, name, type Phrase, phrase, type Value } from "./phrase.ts";

/** A phase in the trade's words. */
export function phaseWords(phase: Phase): Phrase {
  return phrase(`phase.${phase}`);
}

/** A planned day's name: *Go-live*. */
export function planDayWords(which: PlanDay): Phrase {
  return phrase(`plan.day.${which}`);
}

/** A planned day as a sentence begins: *The workshop*. */
export function theDayWords(which: PlanDay): Phrase {
  return phrase(`plan.the.${which}`);
}

/** A role's name as it is read: *approver*. */
export function roleWords(role: Role): Phrase {
  return phrase(`role.${role}`);
}

/** Whom something waits for, by name: the customer, the business partner, or the supplier. */
export function partyWords(who: Party, facts: Pick<ProjectFacts, "project">, agreement: Pick<Agreement, "supplier">): Value {
  const { customer, via } = facts.project;
  if (who === "customer") return customer;
  return who === "partner" && via.kind === "partner" ? via.name : name(agreement.supplier);
}

/** What waits for whom, by number. */
export function waitsWords(waits: Overview["waits"], facts: Pick<ProjectFacts, "project">, agreement: Pick<Agreement, "supplier">) {
  return waits.map(({ who, count }) => phrase("portfolio.waits", { who: partyWords(who, facts, agreement), count }));
}

/** The next planned day or call, in one piece: *Workshop Mon 30 Nov*. */
export function nextWords(next: ComingDate): Phrase {
  const { label, value } = comingWords(next);
  return phrase("portfolio.next", { what: label, on: value });
}

/** A day ahead as a labelled value. */
export function comingWords(coming: ComingDate): { readonly label: Phrase; readonly value: Phrase } {
  if (coming.kind === "plan") return { label: planDayWords(coming.which), value: phrase("cell.day", { on: day(coming.on) }) };
  return { label: phrase("plan.day.checkin", { ref: coming.ref }), value: phrase("cell.at", { at: at(coming.at) }) };
}

/**
 * What waits, with the day it is due or was: *customer data: hardware and fax (by Fri 4 Dec)*. `named`: more areas than these are counted
 * instead; else only all of them are.
 */
export function waitingWords(item: Waiting, agreement: Pick<Agreement, "areas">, today: Day, named = Number.POSITIVE_INFINITY): Phrase {
  const what =
    item.what.kind === "data" && item.what.areas.length > named && item.what.areas.length < agreement.areas.length
      ? phrase("waits.data.count", { count: item.what.areas.length, all: agreement.areas.length })
      : awaitedWords(item.what, agreement);
  if (item.due !== undefined) return phrase(item.due < today ? "waits.late" : "waits.due", { what, due: day(item.due) });
  return item.since === undefined ? what : phrase("waits.since", { what, since: day(item.since) });
}

function awaitedWords(what: Awaited, agreement: Pick<Agreement, "areas">): Phrase {
  switch (what.kind) {
    case "data":
      // The names of all of them say no more than their number.
      if (what.areas.length === agreement.areas.length && what.stuck.length === 0)
        return phrase("waits.data.all", { count: what.areas.length });
      return what.stuck.length === 0
        ? phrase("waits.data", { areas: areaList(what.areas, agreement), count: what.areas.length })
        : phrase("waits.data.stuck", {
            areas: areaList(what.areas, agreement),
            count: what.areas.length,
            stuck: areaList(what.stuck, agreement),
          });
    case "data-review":
      return phrase("waits.data-review", { areas: areaList(what.areas, agreement) });
    case "porting":
      return phrase(`waits.porting.${what.step}`);
    case "task":
    case "offer":
    case "change-price":
    case "change-send":
    case "wish":
      return phrase(`waits.${what.kind}`, { ref: what.ref, title: what.title });
    case "fault":
      return phrase("waits.fault", { ref: what.ref, title: what.text });
    case "minutes":
      return phrase("waits.minutes", { ref: what.ref });
    case "deliver":
    case "verify":
      return phrase(`waits.${what.kind}`, { refs: list(what.refs), count: what.refs.length });
    case "kickoff":
    case "go-live":
    case "ask-approval":
    case "approval":
    case "handover":
      return phrase(`waits.${what.kind}`);
  }
}

function areaList(areas: readonly string[], agreement: Pick<Agreement, "areas">): Value {
  return list(areas.map((id) => name(areaName(id, agreement))));
}

function areaName(id: string, agreement: Pick<Agreement, "areas">): LocalName {
  return agreement.areas.find((area) => area.id === id)?.name ?? { sv: id, en: id };
}

/** What looks wrong in a plan, said and not refused. */
export function planWarningWords(warning: PlanWarning, plan: Readonly<Partial<Record<PlanDay, Day>>>): Phrase {
  if (warning.kind !== "not-a-business-day") return phrase(`plan.warning.${warning.kind}`);
  const on = plan[warning.which];
  return phrase("plan.warning.not-a-business-day", { which: planDayWords(warning.which), on: on === undefined ? "" : day(on) });
}
