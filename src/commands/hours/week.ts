import { freeLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { addDays } from "../../domain/calendar.ts";
import { sum } from "../../domain/money.ts";
import { mondayOf, type WeekDay, workWeek } from "../../domain/week.ts";
import type { Reply } from "../../messages/content.ts";
import { day, list, phrase, type Text, time } from "../../messages/phrase.ts";
import { said } from "../shared/blocks.ts";
import { dayCell, noneCell, timeCell } from "../shared/cells.ts";

/** What the person has logged this week, or in the week of a day, over all projects; and the days without anything. */
export const weekLine = freeLine({
  verb: "week",
  summary: "summary.log.week",
  examples: ["log week", "log week on:2026-11-16"],
  allow: ["staff"],
  audience: "ledger",
  reads: true,
  input: { on: field.day("past").default("today") },
  async run({ on }, { actor, store, agreement, today }): Promise<Reply> {
    const monday = mondayOf(on);
    const sunday = addDays(monday, 6);
    const work = actor.id === "system" ? [] : await store.hours.between(actor.id, monday, sunday);
    const days = workWeek(monday, work, agreement, today);
    const empty = days.filter(({ isEmpty }) => isEmpty);
    return {
      audience: "ledger",
      blocks: [
        said("log.week.title", {
          from: day(monday),
          to: day(sunday),
          total: time(sum(days.map((one) => one.minutes))),
        }),
        {
          kind: "table",
          columns: [
            { label: phrase("log.week.day") },
            { label: phrase("log.week.time"), align: "right" },
            { label: phrase("log.week.projects") },
          ],
          rows: days.map(row),
        },
        ...(empty.length === 0
          ? []
          : [said("log.week.empty", { count: empty.length, days: list(empty.map((one) => day(one.on))) }, "warning")]),
      ],
    };
  },
});

const row = ({ on, minutes, work }: WeekDay): readonly Text[] => [
  dayCell(on),
  minutes === 0 ? noneCell : timeCell(minutes),
  work.length === 0
    ? noneCell
    : phrase("log.week.work", {
        work: list(work.map((one) => phrase("log.week.one", { customer: one.customer, time: time(one.minutes) }))),
      }),
];
