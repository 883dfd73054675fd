import type { Agreement } from "../domain/agreement.ts";
import type { ComingDate } from "../domain/coming.ts";
import type { PlanDay, PortingStep, ProjectFacts, Role } from "../domain/facts.ts";
import type { Overview } from "../domain/overview.ts";
import type { Phase } from "../domain/phase.ts";
import type { PlanTerms } from "../domain/plan.ts";
import { planDeeds } from "../domain/plan-deeds.ts";
import { portingSteps } from "../domain/porting.ts";
import type { Doubt } from "../domain/porting-outlook.ts";
import type { Party } from "../domain/role.ts";
import type { Day, LocalName } from "../domain/units.ts";
import type { Awaited, Waiting } from "../domain/waiting.ts";
import { countedAreas, mostNames } from "./area-words.ts";
import { writtenNumber } from "./data-value-words.ts";
import { at, day, list, name, named, type Phrase, phrase, type Value } from "./phrase.ts";

/** A phase in the trade's words. */
export function phaseWords(phase: Phase): Phrase {
  return phrase(`phase.${phase}`);
}

/** A name of the agreement, as a line of text and as a value. */
type NameText = ReturnType<typeof name>;
const unknown = (id: string): LocalName => ({ sv: id, en: id });

/** A planned day's name: *Go-live*. */
function planDayWords(which: PlanDay, { plan }: PlanTerms): NameText {
  return name(plan.find(({ id }) => id === which)?.name ?? unknown(which));
}

/** A planned day as a sentence begins: *The workshop*. */
export function theDayWords(which: PlanDay, terms: PlanTerms): NameText {
  return name(theDay(which, terms));
}

function theDay(which: PlanDay, { plan }: PlanTerms): LocalName {
  const found = plan.find(({ id }) => id === which);
  return found?.the ?? found?.name ?? unknown(which);
}

/** A step of the porting by its name: *Letter of authority*. */
export function stepWords(step: PortingStep, agreement: Pick<Agreement, "porting" | "plan" | "deadlines">): NameText {
  return name(
    [...portingSteps(agreement), ...agreement.plan, ...agreement.deadlines].find(({ id }) => id === step)?.name ??
      unknown(step),
  );
}

/** A step of the porting in a sentence: *the letter of authority*. */
export function theStepWords(step: PortingStep, agreement: Pick<Agreement, "porting">): NameText {
  const found = portingSteps(agreement).find(({ id }) => id === step);
  return named(found?.the ?? found?.name ?? unknown(step));
}

/** A milestone, or what is to be done before a day of the plan, in a sentence. */
export function deedWords(id: string, terms: Pick<Agreement, "plan" | "deadlines">): NameText {
  const found = planDeeds(terms).find((one) => one.id === id);
  return named(found?.the ?? found?.name ?? unknown(id));
}

/** A role's name as it is read: *approver*. */
export function roleWords(role: Role): Phrase {
  return phrase(`role.${role}`);
}

/** Whom something waits for, by name: the customer, the business partner, or the supplier. */
export function partyWords(
  who: Party,
  facts: Pick<ProjectFacts, "project">,
  agreement: Pick<Agreement, "supplier">,
): Value {
  const { customer, via } = facts.project;
  if (who === "customer") return customer;
  return who === "partner" && via.kind === "partner" ? via.name : name(agreement.supplier);
}

/** What waits for whom, by number. */
export function waitsWords(
  waits: Overview["waits"],
  facts: Pick<ProjectFacts, "project">,
  agreement: Pick<Agreement, "supplier">,
) {
  return waits.map(({ who, count }) => phrase("portfolio.waits", { who: partyWords(who, facts, agreement), count }));
}

/** The next planned day or call, in one piece: *Workshop Mon 30 Nov*. */
export function nextWords(next: ComingDate): Phrase {
  const { label, value } = comingWords(next);
  return phrase("portfolio.next", { what: label, on: value });
}

/** A porting day that is planned, and cannot be promised: for which numbers, or why else, and when it can be (D7). */
export const doubtWords = (on: Day, { refs: [ref, ...more], nearest }: Doubt): Phrase => {
  const values = { on: day(on), nearest: day(nearest) };
  return ref === undefined
    ? phrase("plan.doubt.letter", values)
    : phrase("plan.doubt", { ...values, ref, more: more.length });
};

/** A day ahead as a labelled value. */
export function comingWords(coming: ComingDate): { readonly label: Phrase | NameText; readonly value: Phrase } {
  if (coming.kind === "plan") {
    const value =
      coming.doubt === undefined ? phrase("cell.day", { on: day(coming.on) }) : doubtWords(coming.on, coming.doubt);
    return { label: name(coming.name), value };
  }
  return { label: phrase("plan.day.checkin", { ref: coming.ref }), value: phrase("cell.at", { at: at(coming.at) }) };
}

/** What waits, with the day it is due or was: *customer data: hardware and fax (by Fri 4 Dec)*. */
export function waitingWords(item: Waiting, agreement: WaitTerms, today: Day): Phrase {
  const words = waitingFor(item, agreement, today);
  return item.person === undefined ? words : phrase("waits.person", { what: words, who: item.person.name });
}

function waitingFor(item: Waiting, agreement: WaitTerms, today: Day): Phrase {
  const what = awaitedWords(item.what, agreement);
  if (item.due !== undefined)
    return phrase(item.due < today ? "waits.late" : "waits.due", { what, due: day(item.due) });
  return item.since === undefined ? what : phrase("waits.since", { what, since: day(item.since) });
}

/** What of an agreement has the names of what people wait for. */
type WaitTerms = Pick<Agreement, "areas" | "porting" | "plan" | "deadlines">;

function awaitedWords(what: Awaited, agreement: WaitTerms): Phrase {
  switch (what.kind) {
    case "data":
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
      return portingWords(what.step, agreement);
    case "number":
      return phrase("waits.number", { ref: what.ref, number: writtenNumber(what.number), step: what.step });
    case "plan":
      return phrase("waits.plan", { what: deedWords(what.id, agreement) });
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

function portingWords(id: PortingStep, agreement: WaitTerms): Phrase {
  const step = portingSteps(agreement).find((one) => one.id === id);
  const values = { step: named(step?.name ?? unknown(id)) };
  return phrase(step?.takesEffectAfterPorting === true ? "waits.porting.after" : "waits.porting", values);
}

function areaList(areas: readonly string[], agreement: Pick<Agreement, "areas">): Value {
  // More than anybody reads are counted; the names of all say no more than their number.
  const known = agreement.areas.filter(({ id }) => areas.includes(id));
  const isAll = known.length > 1 && known.length === agreement.areas.length;
  if (known.length > mostNames || isAll) return countedAreas(known, agreement.areas);
  return list(areas.map((id) => name(agreement.areas.find((area) => area.id === id)?.name ?? unknown(id))));
}

/** A planned day in a sentence: *the workshop*. */
export const theDayInside = (which: PlanDay, terms: PlanTerms): NameText => named(theDay(which, terms));

/** Two days of a plan in the wrong order, or one that is no business day. */
type PlanWarning =
  | { readonly kind: "before"; readonly which: PlanDay; readonly other: PlanDay }
  | { readonly kind: "not-a-business-day"; readonly which: PlanDay; readonly on: Day };
/** What looks wrong in a plan, said and not refused. */
export function planWarningWords(warning: PlanWarning, terms: PlanTerms): Phrase {
  const { which } = warning;
  if (warning.kind === "before") {
    const isData = terms.plan.some(({ id, means }) => id === warning.other && means === "customer-data");
    const values = { which: theDayWords(which, terms), other: theDayInside(warning.other, terms) };
    return phrase(isData ? "plan.warning.before-data" : "plan.warning.before", values);
  }
  return phrase("plan.warning.not-a-business-day", { which: planDayWords(which, terms), on: day(warning.on) });
}
