import { areaStates, missingAreas } from "../../domain/customer-data.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import { isOfCustomer, partyOf, roleOf } from "../../domain/role.ts";
import { isSnoozed } from "../../domain/snooze.ts";
import type { Day, Id } from "../../domain/units.ts";
import { theAreasWords } from "../../messages/area-words.ts";
import { day, phrase } from "../../messages/phrase.ts";
import { heldUpWords } from "../held-up.ts";
import { reached, repeats } from "../nudge.ts";
import { type Due, defineReminder, type OnDay } from "../reminder.ts";

/**
 * What the customer, or the partner, has said that they are stuck with (D5): from then on it is ours to deal with, and
 * nobody nags them for it.
 */
export const stuck = defineReminder({
  name: "stuck",
  due: (onDay) => [...stuckAreas(onDay), ...heldUp(onDay)],
});

function stuckAreas({ facts, agreement, calendar, today }: OnDay): readonly Due[] {
  const { every } = agreement.reminders.stuck;
  const saidOn = new Map<string, { since: Day; reason: string; who: string; areas: string[] }>();
  for (const { area, stuck: said } of missingAreas(areaStates(facts, agreement))) {
    if (said === undefined || !isOfCustomer(facts, said.by.id) || isSnoozed(facts.snoozes, `data/${area.id}`, today))
      continue;
    const key = `${said.on} ${said.reason}`;
    const one = saidOn.get(key) ?? { since: said.on, reason: said.reason, who: said.by.name, areas: [] };
    saidOn.set(key, { ...one, areas: [...one.areas, area.id] });
  }
  return [...saidOn.values()].flatMap(({ since, reason, who, areas }) => {
    const nudge = reached([{ name: "after-1", at: 1 }], since, today, calendar, repeats(agreement, every));
    if (nudge === undefined) return [];
    const what = theAreasWords(
      agreement.areas.filter(({ id }) => areas.includes(id)),
      agreement,
    );
    const text = phrase("remind.stuck", { who, what, since: day(since), reason });
    return [
      {
        key: `stuck/data/${since}/${areas.join("+")}/${nudge.name}`,
        to: "internal",
        subject: "stuck",
        text,
        late: true,
      },
    ];
  });
}

/** Snoozes that somebody outside has set by saying what they wait for. */
function heldUp({ facts, agreement, today }: OnDay): readonly Due[] {
  return facts.snoozes.flatMap((snooze): readonly Due[] => {
    if (today >= snooze.until || !isFromOutside(facts, snooze.by.id)) return [];
    const values = {
      who: snooze.by.name,
      what: heldUpWords(snooze.subject, agreement),
      reason: snooze.reason,
      until: day(snooze.until),
    };
    const text = phrase("remind.stuck.until", values);
    return [
      { key: `stuck/${snooze.subject}/${snooze.until}/once`, to: "internal", subject: "stuck", text, late: true },
    ];
  });
}

function isFromOutside(facts: ProjectFacts, person: Id | "system"): boolean {
  const role = person === "system" ? undefined : roleOf(facts, person);
  return role !== undefined && partyOf(role) !== "supplier";
}
