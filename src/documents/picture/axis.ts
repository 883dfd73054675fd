import { addDays, daysBetween, weekdayOf } from "../../domain/calendar.ts";
import type { Day } from "../../domain/units.ts";
import { day, phrase } from "../../messages/phrase.ts";
import { measures, type TimelineRow } from "../../messages/picture.ts";
import { lettering, rectangle, round, type Sheet } from "./sheet.ts";

const { edge, width } = measures;
/** Where the line of time runs, from the first day to the last. */
export const track = { from: 186, to: width - edge - 6 } as const;
const dot = 5;
const diamond = 6;

/** What a line of time has to have room for. */
export interface Days {
  readonly rows: readonly { readonly on: Day }[];
  readonly today: Day;
}

/** Where a day stands: the first and the last of all, today among them, are the ends of the line. */
export function scaleOf({ rows, today }: Days): (day: Day) => number {
  const { first, last } = spanOf({ rows, today });
  const all = daysBetween(first, last);
  return (on) => track.from + ((track.to - track.from) * daysBetween(first, on)) / all;
}

/** A week at least, so that a single day has room on both sides. */
function spanOf({ rows, today }: Days): { readonly first: Day; readonly last: Day } {
  const days = [...rows.map(({ on }) => on), today].toSorted();
  const [first = today, last = today] = [days[0], days.at(-1)];
  const lacking = Math.max(0, 7 - daysBetween(first, last));
  return { first: addDays(first, -Math.floor(lacking / 2)), last: addDays(last, Math.ceil(lacking / 2)) };
}

/** The line that its labels stand on. */
const axisAt = measures.timeline.head - 10;
/** Room that a label of the axis needs. */
const labelRoom = 36;

/** Mondays or the first of months, as close as their labels have room, and none under today's. */
export function axis(sheet: Sheet, picture: Days, scale: (day: Day) => number): readonly string[] {
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

function ticksOf(picture: Days): readonly Day[] {
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

export function todayLabel(sheet: Sheet, x: number): string {
  const text = sheet.say(phrase("picture.today"));
  const wide = sheet.fonts.bold.width(text, 10.5) + 12;
  const left = Math.min(Math.max(x - wide / 2, track.from - 10), width - 6 - wide);
  const box = { x: left, y: axisAt - 12, width: wide, height: 16 };
  const fill = sheet.palette.onAccent;
  return `${rectangle(box, sheet.palette.accent, 8)}${lettering(sheet, text, { x: left + wide / 2, y: axisAt, size: 10.5, weight: "bold", fill, anchor: "middle" })}`;
}

/** Today's line in a row; it pauses between the rows, so that it runs through nobody's words. */
export const todaysLine = ({ palette }: Sheet, x: number, top: number): string =>
  `<line x1="${round(x)}" y1="${top - 4}" x2="${round(x)}" y2="${top + 20}" stroke="${palette.accent}" stroke-width="1.5"/>`;

/** A piece of a row's line. */
export const stretch = (from: number, to: number, y: number, stroke: string, thick: number): string =>
  `<line x1="${round(from)}" y1="${round(y)}" x2="${round(to)}" y2="${round(y)}" stroke="${stroke}" stroke-width="${thick}" stroke-linecap="round"/>`;

/**
 * Done is filled with a tick, late filled with a bar, ahead a ring; a day that weighs more is a diamond: nobody needs
 * to tell colours apart.
 */
export function marker(
  { palette }: Sheet,
  state: TimelineRow["state"],
  x: number,
  y: number,
  shape: "circle" | "diamond" = "circle",
): string {
  const [left, up] = [round(x), y];
  const body = (fill: string, stroke: string): string =>
    shape === "circle"
      ? `<circle cx="${left}" cy="${up}" r="${dot}" fill="${fill}" stroke="${stroke}" stroke-width="1.8"/>`
      : `<path d="M${left} ${up - diamond}l${diamond} ${diamond}l-${diamond} ${diamond}l-${diamond}-${diamond}z" fill="${fill}" stroke="${stroke}" stroke-width="1.8" stroke-linejoin="round"/>`;
  const sign = (drawn: string): string =>
    `<path d="${drawn}" fill="none" stroke="${palette.ground}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>`;
  switch (state) {
    case "done":
      return `${body(palette.accent, palette.accent)}${sign(`M${round(left - 2.6)} ${up}l2 2.1l3.4-4`)}`;
    case "late":
      return `${body(palette.danger, palette.danger)}${sign(`M${left} ${up - 2.6}v2.6M${left} ${up + 2.5}v.1`)}`;
    case "ahead":
      return body(palette.ground, palette.faint);
  }
}
