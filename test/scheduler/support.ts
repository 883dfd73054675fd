import { businessCalendar, instantOf } from "../../src/domain/calendar.ts";
import type { DataEntry, Member, ProjectFacts, Role, Task } from "../../src/domain/facts.ts";
import type { Text } from "../../src/messages/phrase.ts";
import { createWords } from "../../src/messages/words.ts";
import { allDue, snapshotOf } from "../../src/scheduler/due.ts";
import { type Due, nudgedAbout, type Snapshot } from "../../src/scheduler/reminder.ts";
import { agreement, day } from "../fixtures/project-facts.ts";

export { agreement, day, projectFacts } from "../fixtures/project-facts.ts";

const zone = agreement.calendar.timeZone;
const words = createWords();

/** `2026-12-01 09:00` in Stockholm, as an instant. */
export function instant(typed: string): number {
  const [on = "", clock = "09:00"] = typed.split(" ");
  return instantOf(day(on), clock, zone);
}

export const snapshot = (facts: ProjectFacts, when: string): Snapshot => snapshotOf(facts, agreement, instant(when));

/** With what the customer has been told on the business days before, as the sweep would have told it. */
export function asTold(facts: ProjectFacts, when: string, days = 30): ProjectFacts {
  const { today } = snapshot(facts, when);
  const known = new Set<string>();
  const told = Array.from({ length: days }, (_, index) => calendar.addBusinessDays(today, index - days)).flatMap((on) =>
    allDue(snapshot(facts, `${on} 09:00`)).flatMap(({ key, to }) => {
      if (to !== "shared" || known.has(key)) return [];
      known.add(key);
      return [{ about: nudgedAbout(key), on }];
    }),
  );
  return { ...facts, told };
}

/** What is due of a reminder, by the start of its keys, of a customer who was told before. */
export function dueOf(name: string, facts: ProjectFacts, when: string): readonly Due[] {
  return allDue(snapshot(facts.told.length > 0 ? facts : asTold(facts, when), when)).filter(({ key }) =>
    key.startsWith(`${name}/`),
  );
}
export const keysOf = (name: string, facts: ProjectFacts, when: string): readonly string[] =>
  dueOf(name, facts, when).map(({ key }) => key);

/** What a text says in Swedish, to someone who reads it in 2026. */
export const swedish = (text: Text): string => words.text("sv", text, day("2026-12-01"));

export function member(handle: string, role: Role): Member {
  return { id: handle, handle, name: handle, role, reachable: true };
}
export const team: readonly Member[] = [
  member("anna", "lead"),
  member("karin", "customer"),
  member("johan", "approver"),
];

/** Every area but these has been approved. */
export function dataMissing(...missing: readonly string[]): readonly DataEntry[] {
  return agreement.areas.filter(({ id }) => !missing.includes(id)).map(({ id }) => data(id, "approved"));
}
export function data(area: string, kind: DataEntry["kind"], note?: string): DataEntry {
  const by = { id: "anna", name: "Anna" };
  const on = day("2026-11-20");
  return {
    id: `${area}-${kind}`,
    area,
    kind,
    on,
    recordedAt: 1,
    by,
    bySide: "staff",
    undone: false,
    ...(note !== undefined && { note }),
  };
}

export function task(ref: string, more: Partial<Task> = {}): Task {
  return { id: ref, ref, title: "Skicka planritning", source: "person", createdOn: day("2026-11-02"), ...more };
}

export const calendar = businessCalendar(agreement.calendar);
