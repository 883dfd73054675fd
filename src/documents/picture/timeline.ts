import { addDays, daysBetween, weekdayOf } from "../../domain/calendar.ts";
import type { Day } from "../../domain/units.ts";
import { day, phrase } from "../../messages/phrase.ts";
import { measures, sizeOf, type TimelinePicture, type TimelineRow } from "../../messages/picture.ts";
import { dayFacts } from "../../messages/picture-words.ts";
import { lettering, rectangle, round, type Sheet, sheetOf } from "./sheet.ts";

const { edge, width } = measures;
const { head, row: rowHeight } = measures.timeline;
/** Where the line of time runs, from the first day to the last. */
const track = { from: 186, to: width - edge - 6 } as const;
/** Of a row's line, below its top. */
const lineAt = 11;
const dot = 5;
const small = 11.5;

/** Days along a line, each in a row of its own: what is done, what is late up to today's line, what is ahead. */
export function timelineSvg(sheet: Sheet, picture: TimelinePicture): string {
  const { palette, say } = sheet;
  const scale = scaleOf(picture);
  const today = scale(picture.today);
  const end = head + picture.rows.length * rowHeight;
  return sheetOf(sizeOf(picture), palette.ground, [
    lettering(sheet, say(picture.title), {
      x: edge,
      y: 27,
      size: 15,
      weight: "bold",
      fill: palette.ink,
      most: width - 2 * edge,
    }),
    lettering(sheet, say(phrase("picture.timeline.head", { today: day(picture.today) })), {
      x: edge,
      y: 44,
      size: small,
      fill: palette.faint,
    }),
    ...axis(sheet, picture, scale),
    ...picture.rows.map((row, index) =>
      drawnRow(sheet, row, { top: head + index * rowHeight, scale, today: picture.today }),
    ),
    ...(picture.rows.length === 0 ? [] : [todayLabel(sheet, today)]),
    ...(picture.more === 0
      ? []
      : [
          lettering(sheet, say(phrase("picture.more", { count: picture.more })), {
            x: edge,
            y: end + 14,
            size: small,
            fill: palette.faint,
          }),
        ]),
  ]);
}

/** Where a day stands: the first and the last of all, today among them, are the ends of the line. */
export function scaleOf({ rows, today }: Pick<TimelinePicture, "rows" | "today">): (day: Day) => number {
  const { first, last } = spanOf({ rows, today });
  const all = daysBetween(first, last);
  return (on) => track.from + ((track.to - track.from) * daysBetween(first, on)) / all;
}

/** A week at least, so that a single day has room on both sides. */
function spanOf({ rows, today }: Pick<TimelinePicture, "rows" | "today">): { readonly first: Day; readonly last: Day } {
  const days = [...rows.map(({ on }) => on), today].toSorted();
  const [first = today, last = today] = [days[0], days.at(-1)];
  const lacking = Math.max(0, 7 - daysBetween(first, last));
  return { first: addDays(first, -Math.floor(lacking / 2)), last: addDays(last, Math.ceil(lacking / 2)) };
}

const axisAt = head - 10;
/** Room that a label of the axis needs. */
const labelRoom = 36;

/** Mondays or the first of months, as close as their labels have room, and none under today's. */
function axis(sheet: Sheet, picture: TimelinePicture, scale: (day: Day) => number): readonly string[] {
  if (picture.rows.length === 0) return [];
  const today = scale(picture.today);
  const shown: number[] = [today];
  return ticksOf(picture).flatMap((on) => {
    const x = scale(on);
    if (x < track.from + 4 || x > track.to - 8 || shown.some((one) => Math.abs(one - x) < labelRoom)) return [];
    shown.push(x);
    return [
      lettering(sheet, shortDay(sheet, on), { x, y: axisAt, size: 10.5, fill: sheet.palette.faint, anchor: "middle" }),
    ];
  });
}

function ticksOf(picture: TimelinePicture): readonly Day[] {
  const { first, last } = spanOf(picture);
  const days = Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index));
  if (days.length <= 60) return days.filter((on) => weekdayOf(on) === 1);
  return days.filter((on) => on.endsWith("-01"));
}

/** A day without its weekday: *4 dec*. */
const shortDay = ({ say }: Sheet, on: Day): string =>
  say(day(on))
    .replace(/^\S+ /u, "")
    .replace(/ \d{4}$/u, "");

function todayLabel(sheet: Sheet, x: number): string {
  const text = sheet.say(phrase("picture.today"));
  const wide = sheet.fonts.bold.width(text, 10.5) + 12;
  const left = Math.min(Math.max(x - wide / 2, track.from - 10), width - 6 - wide);
  const box = { x: left, y: axisAt - 12, width: wide, height: 16 };
  const fill = sheet.palette.onAccent;
  return `${rectangle(box, sheet.palette.accent, 8)}${lettering(sheet, text, { x: left + wide / 2, y: axisAt, size: 10.5, weight: "bold", fill, anchor: "middle" })}`;
}

interface Place {
  readonly top: number;
  readonly scale: (day: Day) => number;
  readonly today: Day;
}

function drawnRow(sheet: Sheet, row: TimelineRow, { top, scale, today }: Place): string {
  const { palette, say } = sheet;
  const y = top + lineAt;
  const x = scale(row.on);
  const now = scale(today);
  const isLate = row.state === "late";
  const facts = dayFacts(row, today).map(say);
  // What is late is said in red; whom it waits for is not to blame for that.
  const red = isLate ? facts.slice(0, 2).join(" · ") : "";
  const calm = isLate ? facts.slice(2).map((fact) => `· ${fact}`) : [facts.join(" · ")];
  const after = edge + (isLate ? sheet.fonts.regular.width(`${red} `, small) : 0);
  const line = (from: number, to: number, stroke: string, thick: number): string =>
    `<line x1="${round(from)}" y1="${round(y)}" x2="${round(to)}" y2="${round(y)}" stroke="${stroke}" stroke-width="${thick}" stroke-linecap="round"/>`;
  // Today's line pauses between the rows, so that it runs through nobody's words.
  const todays = `<line x1="${round(now)}" y1="${top - 4}" x2="${round(now)}" y2="${top + 20}" stroke="${palette.accent}" stroke-width="1.5"/>`;
  return [
    lettering(sheet, say(row.name), {
      x: edge,
      y: top + 15,
      size: 13,
      weight: "bold",
      fill: palette.ink,
      most: track.from - edge - 14,
    }),
    line(track.from, track.to, palette.rule, 1),
    todays,
    isLate ? line(x, now, palette.danger, 3) : "",
    marker(sheet, row.state, x, y),
    !isLate ? "" : lettering(sheet, red, { x: edge, y: top + 31, size: small, fill: palette.danger }),
    calm.length === 0
      ? ""
      : lettering(sheet, calm.join(""), {
          x: after,
          y: top + 31,
          size: small,
          fill: palette.faint,
          most: width - edge - after,
        }),
  ].join("");
}

/** Done is filled with a tick, late filled with a bar, ahead a ring: nobody needs to tell colours apart. */
function marker({ palette }: Sheet, state: TimelineRow["state"], x: number, y: number): string {
  const circle = (fill: string, stroke: string): string =>
    `<circle cx="${round(x)}" cy="${y}" r="${dot}" fill="${fill}" stroke="${stroke}" stroke-width="1.8"/>`;
  const path = (shape: string): string =>
    `<path d="${shape}" fill="none" stroke="${palette.ground}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>`;
  const [left, up] = [round(x), y];
  switch (state) {
    case "done":
      return `${circle(palette.accent, palette.accent)}${path(`M${round(left - 2.6)} ${up}l2 2.1l3.4-4`)}`;
    case "late":
      return `${circle(palette.danger, palette.danger)}${path(`M${left} ${up - 2.6}v2.6M${left} ${up + 2.5}v.1`)}`;
    case "ahead":
      return circle(palette.ground, palette.faint);
  }
}
