import { describe, expect, test } from "vitest";
import { readFonts } from "../../src/documents/picture/font.ts";
import { palettes } from "../../src/documents/picture/palette.ts";
import { createPainter, pictureSvg } from "../../src/documents/picture/picture.ts";
import { fitted } from "../../src/documents/picture/sheet.ts";
import { scaleOf } from "../../src/documents/picture/timeline.ts";
import { raw } from "../../src/messages/phrase.ts";
import {
  type HoursPicture,
  sizeOf,
  type TimelinePicture,
  type TimelineRow,
  themes,
} from "../../src/messages/picture.ts";
import { pictureWords } from "../../src/messages/picture-words.ts";
import { createWords } from "../../src/messages/words.ts";
import { day } from "../fixtures/project-facts.ts";

const words = createWords();
const fonts = readFonts();
const svg = (
  picture: TimelinePicture | HoursPicture,
  theme: "light" | "dark" = "light",
  language: "sv" | "en" = "sv",
) => pictureSvg(picture, { language, theme }, { words, fonts });

const row = (name: string, on: string, more: Partial<TimelineRow> = {}): TimelineRow => ({
  name: raw(name),
  on: day(on),
  state: "ahead",
  ...more,
});
const timeline = (rows: readonly TimelineRow[], today = "2026-12-14", more = 0): TimelinePicture => ({
  ...{ kind: "timeline", title: raw("Solbacken Vård AB"), today: day(today), rows, more },
});
const late = timeline([
  row("Workshop", "2026-11-30", { state: "done" }),
  row("Kunddata", "2026-12-04", { state: "late", late: 6, who: raw("Solbacken Vård AB") }),
  row("Portering", "2026-12-14", { who: raw("iCentrex") }),
  row("Driftsättning", "2027-01-15"),
]);
const hours: HoursPicture = {
  kind: "hours",
  title: raw("Solbacken Vård AB"),
  rows: [
    { name: raw("Konfiguration"), included: 480, used: 480, left: 0, covered: 150, notAgreed: 90 },
    { name: raw("Avstämning"), included: 240, used: 105, left: 120, covered: 0, notAgreed: 0 },
  ],
  more: 0,
};
const textsIn = (drawn: string): readonly string[] =>
  [...drawn.matchAll(/<text[^>]*>([^<]*)<\/text>/gu)].map(([, text]) => text ?? "");

describe("C2: the plan along a line of time", () => {
  test("a day stands where it is between the first and the last, and today among them", () => {
    const at = scaleOf(timeline([row("a", "2026-12-01"), row("b", "2026-12-21")], "2026-12-11"));
    const [first, middle, last] = [at(day("2026-12-01")), at(day("2026-12-11")), at(day("2026-12-21"))];
    expect(middle - first).toBeCloseTo(last - middle);
    // Today before all, and after all: the line reaches to it.
    expect(scaleOf(timeline([row("a", "2026-12-21")], "2026-12-01"))(day("2026-12-01"))).toBeCloseTo(first);
    expect(scaleOf(timeline([row("a", "2026-12-01")], "2026-12-21"))(day("2026-12-21"))).toBeCloseTo(last);
  });

  test("a single day that is today stands within the line", () => {
    const at = scaleOf(timeline([row("a", "2026-12-11")], "2026-12-11"))(day("2026-12-11"));
    expect(at).toBeGreaterThan(200);
    expect(at).toBeLessThan(330);
  });

  test("what is late has a red bar up to today's line, which is labelled; what is due today has none", () => {
    const drawn = svg(late);
    const { danger } = palettes.light;
    const bars = [
      ...drawn.matchAll(new RegExp(`<line x1="([\\d.]+)"[^>]*x2="([\\d.]+)"[^>]*stroke="${danger}"`, "gu")),
    ];
    const at = scaleOf(late);
    expect(bars.map(([, from, to]) => [Number(from), Number(to)])).toEqual([
      [expect.closeTo(at(day("2026-12-04")), 1), expect.closeTo(at(day("2026-12-14")), 1)],
    ]);
    expect(textsIn(drawn)).toContain("idag");
    expect(textsIn(drawn)).toContain("fre 4 dec · 6 arbetsdagar sent");
    expect(textsIn(drawn)).toContain("· väntar på Solbacken Vård AB");
    expect(textsIn(drawn)).toContain("mån 14 dec · idag · väntar på iCentrex");
    expect(textsIn(svg(late, "dark", "en"))).toContain("Fri 15 Jan 2027");
  });

  test("what more there is is said", () => {
    expect(textsIn(svg({ ...late, more: 28 }))).toContain("och 28 till");
    expect(sizeOf({ ...late, more: 28 }).height).toBeGreaterThan(sizeOf(late).height);
  });
});

describe("S6: hours per package", () => {
  test("each part is as long as its minutes, what is outside after what is included", () => {
    const drawn = svg(hours);
    const { accent, cover, danger } = palettes.light;
    const wide = (fill: string) =>
      [
        ...drawn.matchAll(
          new RegExp(`<rect x="([\\d.]+)" y="[\\d.]+" width="([\\d.]+)" height="8" fill="${fill}"`, "gu"),
        ),
      ].map(([, x, width]) => [Number(x), Number(width)]);
    const each = 332 / 720;
    expect(wide(accent)).toEqual([
      [14, expect.closeTo(480 * each, 1)],
      [14, expect.closeTo(105 * each, 1)],
    ]);
    expect(wide(cover)).toEqual([[expect.closeTo(14 + 480 * each, 1), expect.closeTo(150 * each, 1)]]);
    expect(wide(danger)).toEqual([[expect.closeTo(14 + 630 * each, 1), expect.closeTo(90 * each, 1)]]);
    expect(textsIn(drawn)).toContain("1 h 30 min ej avtalat");
  });

  test("nothing included and nothing worked is drawn too", () => {
    const empty = { name: raw("Tomt"), included: 0, used: 0, left: 0, covered: 0, notAgreed: 0 };
    expect(svg({ ...hours, rows: [empty] })).not.toMatch(/NaN|Infinity/u);
  });
});

test("the words of a picture say all that it shows, in both languages", () => {
  expect(pictureWords(words, "sv", { ...late, more: 28 })).toBe(
    "Planen, Solbacken Vård AB, mån 14 dec. Workshop: mån 30 nov, klart. Kunddata: fre 4 dec, 6 arbetsdagar sent, väntar på Solbacken Vård AB. Portering: mån 14 dec, idag, väntar på iCentrex. Driftsättning: fre 15 jan 2027. och 28 till.",
  );
  expect(pictureWords(words, "en", hours)).toBe(
    "Hours per work package, Solbacken Vård AB. Konfiguration: 8 h of 8 h used, 0 min left, 2 h 30 min outside, agreed, 1 h 30 min not agreed. Avstämning: 1 h 45 min of 4 h used, 2 h left.",
  );
});

describe("people's own words", () => {
  test("are no markup, and are cut where there is no room", () => {
    const name = `</text><script>"&'${"lång ".repeat(40)}`;
    const drawn = svg({ ...timeline([row(name, "2026-12-18")]), title: raw(name) });
    expect(drawn).not.toContain("<script");
    expect(textsIn(drawn)[0]).toMatch(/^&lt;\/text&gt;&lt;script&gt;&quot;&amp;'lång .*…$/u);
    expect(fonts.bold.width(fitted(fonts.bold, name, 13, 150), 13)).toBeLessThanOrEqual(150);
  });

  test("are drawn in our own font, which has what is typed; what it has not is left out, never a box", () => {
    for (const font of Object.values(fonts))
      for (const letter of "åäöÅÄÖéüőŁżşΩЖ→✓–−…·•„”»×½€") expect(font.has(letter), letter).toBe(true);
    expect(fitted(fonts.regular, "Skicka 📎 ritning\u0000 שלום", 12, 400)).toBe("Skicka  ritning");
    expect(fitted(fonts.regular, "📎", 12, 400)).toBe("…");
    expect(fitted(fonts.regular, "e\u0301", 12, 400)).toBe("e\u0301");
  });
});

/** How much lighter the lighter of two colours is (WCAG 2.2). */
function contrast(one: string, other: string): number {
  const light = (colour: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [more = 0, less = 0] = [light(one), light(other)].toSorted((a, b) => b - a);
  return (more + 0.05) / (less + 0.05);
}

test.each(themes)("texts are read easily where it is %s: 4.5 to 1 or more", (theme) => {
  const { ground, ink, faint, danger, accent, onAccent, cover } = palettes[theme];
  for (const colour of [ink, faint, danger]) expect(contrast(colour, ground)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(onAccent, accent)).toBeGreaterThanOrEqual(4.5);
  for (const colour of [accent, cover, danger]) expect(contrast(colour, ground)).toBeGreaterThanOrEqual(3);
});

describe("painted", () => {
  const painter = createPainter(words);
  /** The size that a PNG says it has. */
  const measured = (png: Uint8Array) => {
    const bytes = Buffer.from(png);
    expect(bytes.subarray(0, 8).toString("hex")).toBe("89504e470d0a1a0a");
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  };

  test("is a PNG of twice as many pixels as it measures, and what was painted is kept", async () => {
    for (const picture of [late, hours]) {
      const { width, height } = sizeOf(picture);
      expect(measured(await painter.paint(picture, { language: "sv", theme: "dark" }))).toEqual({
        width: 2 * width,
        height: 2 * height,
      });
    }
    const look = { language: "sv", theme: "light" } as const;
    const [first, second] = await Promise.all([painter.paint(late, look), painter.paint(structuredClone(late), look)]);
    expect(second).toBe(first);
    expect(Buffer.compare(await painter.paint(late, { ...look, theme: "dark" }), first)).not.toBe(0);
  });

  test("keeps nobody waiting for long: most of it is done on another thread", async () => {
    const rows = Array.from({ length: 12 }, (_, index) =>
      row(`Uppgift nummer ${index}`, `2026-12-${10 + index}`, { who: raw("iCentrex") }),
    );
    await painter.paint(late, { language: "en", theme: "light" });
    let [longest, before] = [0, performance.now()];
    const beat = setInterval(() => {
      const now = performance.now();
      [longest, before] = [Math.max(longest, now - before), now];
    }, 1);
    await painter.paint(timeline(rows, "2026-12-14", 28), { language: "en", theme: "light" });
    clearInterval(beat);
    expect(longest).toBeLessThan(200);
  });
});
