import { z } from "zod";
import { pictureFile } from "./picture-file.ts";
import type { LocalName } from "./units.ts";

/** What stands on the documents that are handed over, beside what they say. */
export interface Letterhead {
  readonly name: string;
  /** A line each, in the head of the first page. */
  readonly address: readonly string[];
  /** A line each, at the foot of every page. */
  readonly foot: readonly LocalName[];
  /** Of headings and rules, `#rrggbb`; unset: the usual one. */
  readonly colour?: string;
  /** A PNG or a JPEG, in base64, instead of the name in letters. */
  readonly logo?: string;
}

/** White paper takes letters of at least this contrast (WCAG 2, normal text). */
const leastContrast = 4.5;
/** Each project keeps its agreement with the logo in it. */
const mostBytes = 200_000;

interface Schemas {
  readonly name: z.ZodType<LocalName>;
  readonly text: z.ZodString;
  /** In the file the name of a picture beside it; in what is stored the picture. */
  readonly picture: z.ZodType<string>;
}

export function letterheadSchema({ name, text, picture }: Schemas) {
  const line = text.max(120, "must have at most 120 characters");
  return z.strictObject({
    name: line,
    address: z.array(line).max(6, "must have at most 6 lines").default([]),
    foot: z.array(name).max(3, "must have at most 3 lines").default([]),
    colour: text
      .regex(/^#[\da-f]{6}$/iu, 'must be a colour such as "#0b5c8a", in quotes')
      .refine(
        (colour) => !/^#[\da-f]{6}$/iu.test(colour) || contrastOnWhite(colour) >= leastContrast,
        "must be darker: it could not be read on white paper",
      )
      .optional(),
    logo: picture
      .refine((logo) => logo.length <= Math.ceil(mostBytes / 3) * 4, `must be at most ${mostBytes / 1000} kB`)
      .refine((logo) => pictureFile(Buffer.from(logo, "base64")) !== undefined, "is no PNG or JPEG that can be printed")
      .optional(),
  });
}

function contrastOnWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
