import { type AreaStatus, areaStates, missingAreas } from "../../domain/customer-data.ts";
import { dayOfRole } from "../../domain/plan.ts";
import type { Button } from "../../messages/content.ts";
import { day, list, type PhraseId, phrase, type Value } from "../../messages/phrase.ts";
import { daysBefore, escalation, type Nudge, reached } from "../nudge.ts";
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
    const nudge = reached(nudgesOf(onDay), due, today, calendar);
    const areas = missingAreas(areaStates(facts, agreement)).filter(({ area }) => !isSilent(onDay, `data/${area.id}`));
    if (nudge === undefined || areas.length === 0) return [];
    const text = phrase(wordsOf(nudge), { who: contact(facts), due: day(due), areas: list(areas.map(missing)) });
    return [
      { key: `customer-data/${due}/${nudge.name}`, to: "shared", subject: "data", text, buttons, takesFiles: true, ...escalation(nudge) },
    ];
  },
});

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

function missing({ area, state, note, stuck }: AreaStatus): Value {
  const named = { name: area.name };
  if (stuck !== undefined) return phrase("remind.data.stuck", { area: named, reason: stuck.reason });
  if (state !== "rejected") return named;
  return phrase("remind.data.rejected", { area: named, findings: linesOf(note ?? "").join("; ") });
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
