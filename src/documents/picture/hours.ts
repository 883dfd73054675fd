import type { Minutes } from "../../domain/units.ts";
import { phrase } from "../../messages/phrase.ts";
import { type HoursPicture, type HoursRow, measures, sizeOf } from "../../messages/picture.ts";
import { hoursFacts, usedWords } from "../../messages/picture-words.ts";
import { hatching, lettering, rectangle, round, type Sheet, sheetOf, sizeFor } from "./sheet.ts";

const { edge, width } = measures;
const { head, row: rowHeight } = measures.hours;
const room = width - 2 * edge;
const small = 11.5;
const bar = { at: 22, height: 8, radius: 4 } as const;

/** A bar for each work package: what is used and left of what is included, and beyond it what is outside. */
export function hoursSvg(sheet: Sheet, picture: HoursPicture): string {
  const { palette, say } = sheet;
  const most = Math.max(1, ...picture.rows.map(whole));
  const end = head + picture.rows.length * rowHeight;
  const more = picture.more === 0 ? 0 : measures.more;
  return sheetOf(sizeOf(picture), palette.ground, [
    hatching(sheet),
    lettering(sheet, say(picture.title), { x: edge, y: 27, size: 15, weight: "bold", fill: palette.ink, most: room }),
    lettering(sheet, say(phrase("picture.hours.head")), { x: edge, y: 44, size: small, fill: palette.faint }),
    ...picture.rows.map((row, index) => drawnRow(sheet, row, head + index * rowHeight, room / most)),
    ...(more === 0
      ? []
      : [
          lettering(sheet, say(phrase("picture.more", { count: picture.more })), {
            x: edge,
            y: end + 12,
            size: small,
            fill: palette.faint,
          }),
        ]),
    ...legend(sheet, end + more + 16),
  ]);
}

/** All that a row's bar is long for: what is included, and beyond it what is outside. */
const whole = ({ included, covered, notAgreed }: HoursRow): Minutes => included + covered + notAgreed;

function drawnRow(sheet: Sheet, row: HoursRow, top: number, each: number): string {
  const { palette, say } = sheet;
  const used = say(usedWords(row));
  const taken = sheet.fonts.regular.width(used, small);
  const facts = hoursFacts(row).map(say);
  // What nobody has agreed to is said in red, after the rest.
  const calm = row.notAgreed === 0 ? facts : facts.slice(0, -1);
  const before = calm.map((fact) => `${fact}${row.notAgreed === 0 && fact === calm.at(-1) ? "" : " · "}`).join("");
  const last = row.notAgreed === 0 ? "" : (facts.at(-1) ?? "");
  const { regular, bold } = sheet.fonts;
  const size = sizeFor(regular.width(before, small) + bold.width(last, small), room, small, 8);
  const y = top + 44;
  return [
    lettering(sheet, say(row.name), {
      x: edge,
      y: top + 14,
      size: 13,
      weight: "bold",
      fill: palette.ink,
      most: room - taken - 12,
      least: 11,
    }),
    lettering(sheet, used, { x: width - edge, y: top + 14, size: small, fill: palette.faint, anchor: "end" }),
    ...segments(sheet, row, top + bar.at, each),
    before === "" ? "" : lettering(sheet, before, { x: edge, y, size, fill: palette.faint }),
    last === ""
      ? ""
      : lettering(sheet, last, {
          ...{ x: edge + regular.width(before, size), y, size, weight: "bold", fill: palette.danger },
        }),
  ].join("");
}

/** The bar: what is used from the left, what is left at the end of what is included, what is outside beyond it. */
function segments({ palette }: Sheet, row: HoursRow, y: number, each: number): readonly string[] {
  const { included, used, left, covered } = row;
  const piece = (from: Minutes, long: Minutes, fill: string, radius = 0): string =>
    long <= 0 ? "" : rectangle({ x: edge + from * each, y, width: long * each, height: bar.height }, fill, radius);
  const id = `bar${round(y)}`;
  return [
    `<clipPath id="${id}"><rect x="${edge}" y="${round(y)}" width="${round(Math.max(bar.height, whole(row) * each))}" height="${bar.height}" rx="${bar.radius}"/></clipPath>`,
    `<g clip-path="url(#${id})">`,
    piece(0, Math.max(included, whole(row) === 0 ? 1 : 0), palette.rule),
    piece(included - left, left, palette.wash),
    piece(0, used, palette.accent),
    piece(included, covered, palette.cover),
    piece(included + covered, row.notAgreed, palette.danger),
    piece(included + covered, row.notAgreed, "url(#hatching)"),
    "</g>",
    // Where what is included ends.
    whole(row) > included
      ? rectangle({ x: edge + included * each - 0.75, y: y - 3, width: 1.5, height: bar.height + 6 }, palette.ink)
      : "",
  ];
}

function legend(sheet: Sheet, y: number): readonly string[] {
  const { palette, say, fonts } = sheet;
  const kinds = [
    { fill: palette.accent, text: say(phrase("picture.legend.used")) },
    { fill: palette.wash, text: say(phrase("picture.legend.left")) },
    { fill: palette.cover, text: say(phrase("picture.legend.covered")) },
    { fill: palette.danger, text: say(phrase("picture.legend.notAgreed")), over: "url(#hatching)" },
  ];
  let x: number = edge;
  return kinds.map(({ fill, text, over }) => {
    const box = { x, y: y - 8, width: 9, height: 9 };
    const drawn = `${rectangle(box, fill, 2)}${over === undefined ? "" : rectangle(box, over, 2)}`;
    const word = lettering(sheet, text, { x: x + 14, y, size: 11, fill: palette.faint });
    x += 14 + fonts.regular.width(text, 11) + 16;
    return drawn + word;
  });
}
