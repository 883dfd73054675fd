import { type AreaStatus, areaStates, missingAreas } from "../../domain/customer-data.ts";
import { sum } from "../../domain/money.ts";
import { planned } from "../../domain/plan.ts";
import { dataDay } from "../../domain/plan-dates.ts";
import { isOfCustomer } from "../../domain/role.ts";
import { ownTurn } from "../../domain/turn.ts";
import { areasWords, countedAreas, mostNames } from "../../messages/area-words.ts";
import type { Button } from "../../messages/content.ts";
import { day, list, type PhraseId, phrase, type Value } from "../../messages/phrase.ts";
import { daysBefore, escalation, lateness, type Nudge, reached, repeats } from "../nudge.ts";
import { reachedFor } from "../pace.ts";
import { contact, lead, there } from "../people.ts";
import { type Due, defineReminder, isSilent, type OnDay } from "../reminder.ts";

/**
 * The customer data that is missing (D2): before its day, on it and after it, then escalated. It is the one message
 * that names the missing areas; a snoozed area is left out. What is missing when the service goes live is chased all
 * the same. Without a day, planned or counted back from what follows, the lead is asked for one.
 */
export const customerData = defineReminder({
  name: "customer-data",
  due(onDay) {
    const { facts, agreement, calendar, today } = onDay;
    const due = dataDay(facts, agreement, calendar);
    const areas = missingAreas(areaStates(facts, agreement)).filter((one) => isAsked(one, onDay));
    if (due === undefined) return areas.length === 0 ? [] : noDay(areas, onDay);
    const about = { subject: "data", to: "shared" } as const;
    const nudge = reachedFor(onDay, about, nudgesOf(onDay), due, repeats(agreement));
    if (nudge === undefined || areas.length === 0) return [];
    const text = phrase(wordsOf(nudge), {
      who: contact(facts, today),
      due: day(due),
      areas: missingWords(areas, onDay),
    });
    return [
      {
        key: `customer-data/${due}/${nudge.name}`,
        ...about,
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

/** Nothing says by when: the lead is asked for a day, since the customer cannot be asked before there is one. */
function noDay(areas: readonly AreaStatus[], onDay: OnDay): readonly Due[] {
  const { facts, agreement, calendar, today } = onDay;
  const which = planned(agreement, "customer-data")?.id;
  const { openedOn } = facts.project;
  const nudge = reached([{ name: "after-1", at: 1 }], openedOn, today, calendar, repeats(agreement));
  if (which === undefined || nudge === undefined) return [];
  const text = phrase("remind.data.noDay", { lead: lead(facts, today), areas: missingWords(areas, onDay) });
  const set: Button = {
    id: `move-${which}`,
    label: phrase("remind.button.setDay"),
    runs: "plan move",
    values: { which },
    asks: true,
  };
  return [{ key: `customer-data/no-day/${nudge.name}`, to: "internal", subject: "data", text, buttons: [set] }];
}

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

/**
 * What is missing, by name; nearly all by what is not, and many by their number. Those that came back, that are stuck
 * or that wait for somebody in particular are said with it, together where it is the same of several.
 */
function missingWords(areas: readonly AreaStatus[], { facts, today, agreement }: OnDay): Value {
  const groups = new Map<string, AreaStatus[]>();
  for (const one of areas) {
    const whose = ownTurn(facts, `data/${one.area.id}`, "customer")?.id;
    const why = one.stuck?.reason ?? (one.state === "rejected" ? one.note : undefined);
    const key = whose === undefined && why === undefined ? "" : JSON.stringify([whose, why]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const { "": plain = [], ...told } = Object.fromEntries(groups);
  const isFew = areas.length <= mostNames;
  if (isFew) return list(areas.map((one) => waiting([one], { facts, today, agreement })));
  const grouped = Object.values(told);
  const namesIn = sum(grouped.map(({ length }) => (length <= mostNames ? length : 0)));
  const isReadable = Math.max(grouped.length, namesIn) <= mostNames;
  const said = isReadable ? grouped.map((some) => waiting(some, { facts, today, agreement })) : [];
  const rest = (isReadable ? plain : areas).map(({ area }) => area);
  if (rest.length === 0) return list(said);
  const names = rest.length + namesIn <= mostNames;
  const others = names
    ? rest.map(({ name }): Value => ({ name }))
    : [countedAreas(rest, agreement.areas, said.length === 0)];
  return list([...others, ...said]);
}

/**
 * Areas of which the same is said: why they have not come, and whom they wait for where somebody said that of them
 * alone.
 */
function waiting(
  some: readonly AreaStatus[],
  { facts, today, agreement }: Pick<OnDay, "facts" | "today" | "agreement">,
): Value {
  const [first] = some;
  if (first === undefined) return "";
  const what = missing(
    first,
    some.length === 1
      ? { name: first.area.name }
      : areasWords(
          some.map(({ area }) => area),
          agreement,
        ),
  );
  const person = ownTurn(facts, `data/${first.area.id}`, "customer");
  return person === undefined ? what : phrase("remind.turn", { what, who: there(facts, person, today) });
}

function missing({ state, note, stuck }: AreaStatus, area: Value): Value {
  if (stuck !== undefined) return phrase("remind.data.stuck", { area, reason: stuck.reason });
  if (state !== "rejected") return area;
  return phrase("remind.data.rejected", { area, findings: linesOf(note ?? "").join("; ") });
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
