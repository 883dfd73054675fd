import { addDays, businessCalendar } from "../../src/domain/calendar.ts";
import type { Absence } from "../../src/domain/facts.ts";
import type { Day } from "../../src/domain/units.ts";
import { agreement, member, projectFacts } from "../fixtures/project-facts.ts";
import { erik } from "./beside.ts";
import { type Chance, chanceOf, type Manners } from "./people.ts";
import { type Beside, besideOf, besideWritten } from "./told.ts";
import { type Channels, type Counts, type Onboarding, playDay } from "./world.ts";

const calendar = businessCalendar(agreement.calendar);

export interface Asked {
  readonly projects: number;
  /** Calendar days. */
  readonly days: number;
  readonly seed: number;
  /** Nobody is reminded. */
  readonly quiet?: boolean;
}
export interface WeekRow extends Omit<Counts, "wrong"> {
  readonly monday: Day;
}
export interface Report {
  readonly weeks: readonly WeekRow[];
  /** Business days from the opening until the customer data was complete, one number a project that came so far. */
  readonly complete: readonly number[];
  readonly live: number;
  readonly beside: Beside;
  readonly wrong: readonly string[];
}

const start = "2026-11-02" as Day;

/** So many projects share an internal channel. */
const together = 3;

/** Plays whole onboardings with customers who are late, stuck and away, and consultants who forget and leave. */
export function simulate({ projects, days, seed, quiet = false }: Asked): Report {
  const all = Array.from({ length: projects }, (_, index) => ({
    one: openOne(index, days, chanceOf(seed * 7919 + index)),
    chance: chanceOf(seed * 104729 + index),
  }));
  const shared: Channels = { messages: new Map(), ofDay: new Map() };
  const weeks: (WeekRow & { readonly wrong: string[] })[] = [];
  for (let count = 0; count < days; count += 1) {
    const today = addDays(start, count);
    if (count % 7 === 0)
      weeks.push({ monday: today, shared: 0, internal: 0, escalations: 0, untilTold: [], wrong: [] });
    const counts = weeks.at(-1);
    if (counts === undefined || !calendar.isBusinessDay(today)) continue;
    for (const { one, chance } of all)
      if (one.facts.project.openedOn <= today) playDay(one, today, chance, counts, quiet, shared);
  }
  return {
    weeks,
    complete: all.flatMap(({ one: { completeOn, facts } }) =>
      completeOn === undefined ? [] : [calendar.businessDaysBetween(facts.project.openedOn, completeOn)],
    ),
    live: all.filter(({ one }) => one.facts.project.goLive !== undefined).length,
    beside: besideOf(all.map(({ one }) => one.facts)),
    wrong: weeks.flatMap((week) => week.wrong),
  };
}

function openOne(index: number, days: number, chance: Chance): Onboarding {
  const openedOn = calendar.addBusinessDays(start, 1 + Math.floor(chance() * Math.min(30, days / 3)));
  const from = (count: number): Day => calendar.addBusinessDays(openedOn, count + Math.floor(chance() * 4));
  const plan = { data: from(12), workshop: from(16), porting: from(28), golive: from(32) };
  const id = `p${index}`;
  const away = from(Math.floor(chance() * 30));
  const manners: Manners = {
    customer: [0.02, 0.05, 0.15][Math.floor(chance() * 3)] ?? 0.05,
    staff: [0.05, 0.2, 0.5][Math.floor(chance() * 3)] ?? 0.2,
    stuck: chance() * 0.2,
    holiday: [away, addDays(away, 14)],
    ...(chance() < 0.2 ? { leaves: from(15) } : {}),
    ...(chance() < 0.4 ? { away: absenceFrom(from(Math.floor(chance() * 40)), chance) } : {}),
    answers: chance() < 0.8,
  };
  const facts = projectFacts({
    project: {
      id,
      code: id,
      openedOn,
      plan,
      shared: `${id}-shared`,
      internal: `c${Math.floor(index / together)}-internal`,
    },
    members: [
      member("anna", "lead"),
      member("erik", "staff"),
      member("karin", "approver"),
      ...(chance() < 0.5 ? [member("lena", "sponsor")] : []),
    ],
  });
  return { facts, manners, claimed: new Set(), nags: [], told: new Map(), toldIn: new Map(), lateSince: new Map() };
}

/** Most name who stands in for them. */
const absenceFrom = (from: Day, chance: Chance): Absence => ({
  from,
  until: addDays(from, 5 + Math.floor(chance() * 16)),
  ...(chance() < 0.7 ? { standIn: erik } : {}),
});

const middle = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

/** A report as a table. */
export function written(
  { weeks, complete, live, beside, wrong }: Report,
  { projects, days, seed, quiet }: Asked,
): string {
  const rows = weeks.map(
    ({ monday, shared, internal, escalations, untilTold }) =>
      `${monday}  ${String(shared).padStart(9)}  ${String(internal).padStart(8)}  ${String(untilTold.length).padStart(10)}  ${String(middle(untilTold)).padStart(13)}  ${String(Math.max(0, ...untilTold)).padStart(5)}  ${String(escalations).padStart(11)}`,
  );
  return [
    `${projects} onboardings over ${days} days, seed ${seed}${quiet === true ? ", nobody reminded" : ""}`,
    "week of     customers'  internal  newly late  days to telling   most  escalations",
    ...rows,
    `customer data complete: ${complete.length} of ${projects}, after ${middle(complete)} business days in the middle; live: ${live}`,
    ...besideWritten(beside),
    wrong.length === 0 && quiet !== true
      ? "nothing late was silent for more than five business days, nobody was nagged on a day off, twice a day, for what was done or while somebody stood in for them"
      : "",
    ...wrong.slice(0, 40).map((one) => `WRONG ${one}`),
    "",
  ].join("\n");
}
