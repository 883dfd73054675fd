import type { Day } from "../../domain/units.ts";
import { day, phrase } from "../../messages/phrase.ts";
import { measures, sizeOf, type TimelinePicture, type TimelineRow } from "../../messages/picture.ts";
import { dayFacts } from "../../messages/picture-words.ts";
import { axis, marker, scaleOf, stretch, todayLabel, todaysLine, track } from "./axis.ts";
import { lettering, rowName, type Sheet, sheetOf } from "./sheet.ts";

const { edge, width } = measures;
const { head, row: rowHeight } = measures.timeline;
/** Of a row's line, below its top. */
const lineAt = 11;
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
  const isRed = isLate || row.isDoubtful === true;
  const red = isRed ? facts.slice(0, 2).join(" · ") : "";
  const calm = isRed ? facts.slice(2).map((fact) => `· ${fact}`) : [facts.join(" · ")];
  const after = edge + (isRed ? sheet.fonts.regular.width(`${red} `, small) : 0);
  return [
    rowName(sheet, say(row.name), { x: edge, top, most: track.from - edge - 12 }),
    stretch(track.from, track.to, y, palette.rule, 1),
    todaysLine(sheet, now, top),
    isLate ? stretch(x, now, y, palette.danger, 3) : "",
    marker(sheet, row.state, x, y),
    !isRed ? "" : lettering(sheet, red, { x: edge, y: top + 31, size: small, fill: palette.danger }),
    calm.length === 0
      ? ""
      : lettering(sheet, calm.join(""), {
          x: after,
          y: top + 31,
          size: small,
          fill: palette.faint,
          most: width - edge - after,
          least: 9.5,
        }),
  ].join("");
}
