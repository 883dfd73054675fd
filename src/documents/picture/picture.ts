import { createHash } from "node:crypto";
import { renderAsync } from "@resvg/resvg-js";
import type { Language } from "../../messages/language.ts";
import type { Picture, Theme } from "../../messages/picture.ts";
import type { Words } from "../../messages/words.ts";
import { type Font, fontFamily, fontFiles, readFonts, type Weight } from "./font.ts";
import { hoursSvg } from "./hours.ts";
import { palettes } from "./palette.ts";
import { projectsSvg } from "./projects.ts";
import type { Sheet } from "./sheet.ts";
import { timelineSvg } from "./timeline.ts";

/** In which words and colours a picture is drawn. */
export interface Look {
  readonly language: Language;
  readonly theme: Theme;
}

/** Draws pictures as PNG, of twice as many pixels as they measure. */
export interface Painter {
  paint(picture: Picture, look: Look): Promise<Uint8Array>;
}

/** As many pictures are kept as are looked at on a busy morning. */
const mostKept = 64;

/**
 * Paints on another thread, one picture at a time, since nobody's command is to wait for one; what was painted is kept
 * for the next who looks.
 */
export function createPainter(words: Words): Painter {
  const kept = new Map<string, Promise<Uint8Array>>();
  let fonts: Readonly<Record<Weight, Font>> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function paintedOnce(svg: string): Promise<Uint8Array> {
    const turn = last.then(() => png(svg));
    last = turn.catch(() => undefined);
    return turn;
  }

  return {
    paint(picture, look) {
      fonts ??= readFonts();
      const svg = pictureSvg(picture, look, { words, fonts });
      const key = createHash("sha256").update(svg).digest("base64");
      const known = kept.get(key);
      // What was looked at last is kept longest.
      kept.delete(key);
      const painted = known ?? paintedOnce(svg);
      kept.set(key, painted);
      painted.catch(() => kept.delete(key));
      for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest);
      return painted;
    },
  };
}

/** A picture as SVG. */
export function pictureSvg(
  picture: Picture,
  { language, theme }: Look,
  { words, fonts }: { readonly words: Words; readonly fonts: Sheet["fonts"] },
): string {
  const today = picture.kind === "hours" ? undefined : picture.today;
  const sheet: Sheet = { language, fonts, palette: palettes[theme], say: (said) => words.text(language, said, today) };
  switch (picture.kind) {
    case "timeline":
      return timelineSvg(sheet, picture);
    case "hours":
      return hoursSvg(sheet, picture);
    case "projects":
      return projectsSvg(sheet, picture);
  }
}

async function png(svg: string): Promise<Uint8Array> {
  const rendered = await renderAsync(svg, {
    font: { loadSystemFonts: false, fontFiles: Object.values(fontFiles), defaultFontFamily: fontFamily },
    fitTo: { mode: "zoom", value: 2 },
  });
  return rendered.asPng();
}
