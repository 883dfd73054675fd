import type { Day } from "../../domain/units.ts";
import { day, phrase, type Text, time } from "../../messages/phrase.ts";
import { measures, type ProjectRow, type ProjectsPicture, sizeOf } from "../../messages/picture.ts";
import { dayFacts, projectFacts } from "../../messages/picture-words.ts";
import { axis, marker, scaleOf, stretch, todayLabel, todaysLine, track } from "./axis.ts";
import { fitted, hatching, lettering, rectangle, rowName, type Sheet, sheetOf } from "./sheet.ts";

const { edge, width } = measures;
const { head, row: rowHeight } = measures.projects;
/** Of a row's line, below its top. */
const lineAt = 11;
const small = 11.5;

/** Projects along one line of time, a row each: what is late up to today's line, what is next, and go-live. */
export function projectsSvg(sheet: Sheet, picture: ProjectsPicture): string {
  const { palette, say } = sheet;
  const days = { rows: picture.rows.flatMap(({ marks }) => marks), today: picture.today };
  const scale = scaleOf(days);
  const end = head + picture.rows.length * rowHeight;
  const more = picture.more === 0 ? 0 : measures.more;
  const quiet = { x: edge, size: small, fill: palette.faint } as const;
  return sheetOf(sizeOf(picture), palette.ground, [
    hatching(sheet),
    lettering(sheet, say(phrase("picture.projects.title")), {
      ...{ x: edge, y: 27, size: 15, weight: "bold", fill: palette.ink },
    }),
    lettering(sheet, say(phrase("picture.projects.head", { today: day(picture.today) })), { ...quiet, y: 44 }),
    ...axis(sheet, days, scale),
    ...picture.rows.map((row, index) =>
      drawnRow(sheet, row, { top: head + index * rowHeight, scale, today: picture.today }),
    ),
    ...(days.rows.length === 0 ? [] : [todayLabel(sheet, scale(picture.today))]),
    ...(more === 0
      ? []
      : [lettering(sheet, say(phrase("picture.more", { count: picture.more })), { ...quiet, y: end + 14 })]),
    ...legend(sheet, end + more + 16),
  ]);
}

interface Place {
  readonly top: number;
  readonly scale: (day: Day) => number;
  readonly today: Day;
}

function drawnRow(sheet: Sheet, row: ProjectRow, { top, scale, today }: Place): string {
  const { palette, say, fonts } = sheet;
  const y = top + lineAt;
  const now = scale(today);
  const late = row.marks.filter(({ state }) => state === "late");
  const from = Math.min(now, ...late.map(({ on }) => scale(on)));
  const text = { y: top + 31, size: small } as const;
  const notAgreed = row.notAgreed === 0 ? "" : say(time(row.notAgreed));
  const wide = notAgreed === "" ? 0 : fonts.bold.width(notAgreed, small);
  const most = width - 2 * edge - (wide === 0 ? 0 : wide + 24);
  const [first] = [...late, ...row.marks.filter(({ state }) => state === "ahead"), ...row.marks];
  // What is late is said in red, its day being where its sign stands; and else what is next.
  const facts =
    late.length > 0 && first !== undefined
      ? [first.name, ...dayFacts(first, today).slice(1), ...moreWords(row.moreLate + late.length - 1)]
      : projectFacts({ marks: first === undefined ? [] : [first], moreLate: 0, notAgreed: 0 }, today);
  return [
    rowName(sheet, say(row.name), { x: edge, top, most: track.from - edge - 14 }),
    stretch(track.from, track.to, y, palette.rule, 1),
    todaysLine(sheet, now, top),
    late.length === 0 ? "" : stretch(from, now, y, palette.danger, 3),
    ...row.marks.map((mark) => marker(sheet, mark.state, scale(mark.on), y, mark.goLive ? "diamond" : "circle")),
    lettering(sheet, factsWithin(sheet, facts.map(say), most), {
      ...{ ...text, x: edge, fill: late.length === 0 ? palette.faint : palette.danger, least: leastFacts, most },
    }),
    notAgreed === ""
      ? ""
      : square(sheet, width - edge - wide - 14, top + 31) +
        lettering(sheet, notAgreed, { ...text, x: width - edge, weight: "bold", fill: palette.danger, anchor: "end" }),
  ].join("");
}

const leastFacts = 9.5;

/** Where all of it has no room, it is the name that is cut, and not by how much it is late. */
function factsWithin({ fonts: { regular } }: Sheet, [first = "", ...rest]: readonly string[], most: number): string {
  const after = rest.map((fact) => ` · ${fact}`).join("");
  return `${fitted(regular, first, leastFacts, most - regular.width(after, leastFacts))}${after}`;
}

const moreWords = (count: number): readonly Text[] => (count === 0 ? [] : [phrase("picture.more", { count })]);

/** The sign of what nobody has agreed to, as in the picture of a project's hours. */
function square({ palette }: Sheet, x: number, y: number): string {
  const box = { x, y: y - 8, width: 9, height: 9 };
  return rectangle(box, palette.danger, 2) + rectangle(box, "url(#hatching)", 2);
}

/** What each sign says. */
function legend(sheet: Sheet, y: number): readonly string[] {
  const sign = (state: "late" | "ahead", shape: "circle" | "diamond") => (x: number) =>
    marker(sheet, state, x + 6, y - 4, shape);
  const signs = [
    { draw: sign("late", "circle"), text: phrase("picture.legend.late") },
    { draw: sign("ahead", "circle"), text: phrase("picture.legend.next") },
    { draw: sign("ahead", "diamond"), text: phrase("picture.legend.goLive") },
    { draw: (x: number) => square(sheet, x + 2, y), text: phrase("picture.legend.notAgreed") },
  ];
  let x: number = edge;
  return signs.map(({ draw, text }) => {
    const said = sheet.say(text);
    const drawn = draw(x) + lettering(sheet, said, { x: x + 16, y, size: 11, fill: sheet.palette.faint });
    x += 16 + sheet.fonts.regular.width(said, 11) + 14;
    return drawn;
  });
}
