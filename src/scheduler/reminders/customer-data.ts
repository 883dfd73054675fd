import type { DataArea } from "../../domain/agreement.ts";
import { type AreaStatus, areaStates, missingAreas } from "../../domain/customer-data.ts";
import { dayOfRole } from "../../domain/plan.ts";
import { isOfCustomer } from "../../domain/role.ts";
import type { Button } from "../../messages/content.ts";
import { day, list, named, type Phrase, type PhraseId, phrase, type Value } from "../../messages/phrase.ts";
import { daysBefore, escalation, lateness, type Nudge, reached, repeats } from "../nudge.ts";
import { contact } from "../people.ts";
import { defineReminder, isSilent, type OnDay } from "../reminder.ts";

/**
 * The customer data that is missing (D2): before its day, on it and after it, then escalated. It is the one message
 * that names the missing areas; a snoozed area is left out. What is missing when the service goes live is chased all
 * the same.
 */
export const customerData = defineReminder({
  name: "customer-data",
  due(onDay) {
    const { facts, agreement, calendar, today } = onDay;
    const due = dayOfRole(facts.project, agreement, "customer-data");
    if (due === undefined) return [];
    const nudge = reached(nudgesOf(onDay), due, today, calendar, repeats(agreement));
    const areas = missingAreas(areaStates(facts, agreement)).filter((one) => isAsked(one, onDay));
    if (nudge === undefined || areas.length === 0) return [];
    const text = phrase(wordsOf(nudge), { who: contact(facts), due: day(due), areas: missingWords(areas, agreement) });
    return [
      {
        key: `customer-data/${due}/${nudge.name}`,
        to: "shared",
        subject: "data",
        text,
        buttons,
        takesFiles: true,
        explained: true,
        ...lateness(nudge),
        ...escalation(nudge),
      },
    ];
  },
});

/** What the customer has said they are stuck with is ours to deal with (D5); what is snoozed is nobody's. */
function isAsked({ area, stuck }: AreaStatus, onDay: OnDay): boolean {
  return !isSilent(onDay, `data/${area.id}`) && (stuck === undefined || !isOfCustomer(onDay.facts, stuck.by.id));
}

function nudgesOf({ agreement }: OnDay): readonly Nudge[] {
  const days = agreement.reminders.customerData;
  return [
    ...daysBefore(days.before),
    { name: "on", at: 0 },
    ...days.after.map((count): Nudge => ({ name: `after-${count}`, at: count })),
    { name: `lead-${days.escalateLead}`, at: days.escalateLead, escalates: "lead" },
    { name: `sponsor-${days.escalateSponsor}`, at: days.escalateSponsor, escalates: "sponsor" },
  ];
}

function wordsOf({ at }: Nudge): PhraseId {
  if (at === 0) return "remind.data.on";
  return at < 0 ? "remind.data.before" : "remind.data.after";
}

/** More areas than this are counted: nobody reads thirteen names. */
const mostNames = 5;

/** What is missing, by name; nearly all by what is not, and many by their number. What came back says why. */
function missingWords(areas: readonly AreaStatus[], { areas: all }: OnDay["agreement"]): Value {
  const plain = areas.filter(({ state, stuck }) => state !== "rejected" && stuck === undefined);
  if (plain.length <= mostNames) return list(areas.map(missing));
  const others = all.filter(({ id }) => !areas.some(({ area }) => area.id === id));
  const told = areas.filter((one) => !plain.includes(one)).map(missing);
  return list([manyWords(plain.length, all.length, told.length === 0 ? others : undefined), ...told]);
}

function manyWords(count: number, all: number, others: readonly DataArea[] | undefined): Phrase {
  if (count === all) return phrase("remind.data.all", { count });
  if (others === undefined || others.length > 3) return phrase("remind.data.many", { count, all });
  return phrase("remind.data.allBut", { all, others: list(others.map((area) => named(area.name))) });
}

function missing({ area, state, note, stuck }: AreaStatus): Value {
  const called = { name: area.name };
  if (stuck !== undefined) return phrase("remind.data.stuck", { area: called, reason: stuck.reason });
  if (state !== "rejected") return called;
  return phrase("remind.data.rejected", { area: called, findings: linesOf(note ?? "").join("; ") });
}

const linesOf = (note: string): readonly string[] =>
  note
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

const buttons: readonly Button[] = [
  { id: "hand-in", label: phrase("remind.button.handIn"), style: "primary", runs: "data hand-in", asks: true },
  { id: "say-stuck", label: phrase("remind.button.stuck"), runs: "data say-stuck", asks: true },
];
