import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { PersonRef } from "../../src/domain/person.ts";
import type { Day } from "../../src/domain/units.ts";
import { fold } from "../../src/language/fold.ts";
import { type Line, styles, transcriptOf } from "./minutes-transcripts.ts";

const kinds = ["decision", "action", "question", "change", "data"] as const;
export type Kind = (typeof kinds)[number];

/** What somebody who was there would have written down. */
export interface Truth {
  readonly kind: Kind;
  /** The words of the source that say it. */
  readonly quote: string;
  readonly owner?: string;
  readonly day?: Day;
  /** It was said, but no code can be sure of it: ticking it is wrong. */
  readonly unsure: boolean;
  /** Ticked or not, neither is wrong. */
  readonly maybe: boolean;
}
export interface Case {
  readonly name: string;
  readonly on: Day;
  readonly people: readonly PersonRef[];
  readonly text: string;
  readonly transcript: boolean;
  readonly truth: readonly Truth[];
  /** What nothing may be ticked from. */
  readonly not: readonly string[];
  /** What may not even be read. */
  readonly withheld: readonly string[];
}

const truthSchema = z
  .object({
    ...Object.fromEntries(kinds.map((kind) => [kind, z.string().optional()])),
    owner: z.string().optional(),
    day: z.string().optional(),
    unsure: z.boolean().default(false),
    maybe: z.boolean().default(false),
  })
  .strict()
  .transform((read): Truth => {
    const said = read as Record<string, unknown>;
    const kind = kinds.find((one) => typeof said[one] === "string");
    if (kind === undefined) throw new Error(`No kind in ${JSON.stringify(read)}`);
    const { owner, day, unsure, maybe } = read;
    return { kind, quote: said[kind] as string, owner, day: day as Day | undefined, unsure, maybe };
  });
const caseSchema = z.strictObject({
  on: z.string(),
  people: z.array(z.string()),
  notes: z.string().optional(),
  transcript: z
    .strictObject({
      as: z.enum(styles),
      minutes: z.number(),
      seed: z.number(),
      language: z.enum(["sv", "en"]),
    })
    .optional(),
  passages: z.array(z.string()).default([]),
  truth: z.array(truthSchema),
  not: z.array(z.string()).default([]),
  withheld: z.array(z.string()).default([]),
});

const peopleOf = (names: readonly string[]): readonly PersonRef[] =>
  names.map((name, index) => ({ id: String(index + 1), name, handle: fold(name).split(" ").slice(0, 1).join(".") }));

/** The cases of a folder: those that the rules were made by, or those that were set aside while they were made. */
export function corpus(set: "open" | "held-out"): readonly Case[] {
  const folder = new URL(`../fixtures/minutes/${set === "open" ? "" : "held-out/"}`, import.meta.url);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .toSorted()
    .map((file) => {
      const read = caseSchema.safeParse(parse(readFileSync(new URL(file, folder), "utf8"), { schema: "core" }));
      if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`);
      const { on, people, notes, transcript, passages, ...rest } = read.data;
      const team = peopleOf(people).map((one, _, all) => ({
        ...one,
        handle:
          all.filter(({ handle }) => handle === one.handle).length > 1
            ? fold(one.name).replaceAll(" ", ".")
            : one.handle,
      }));
      const text =
        transcript === undefined
          ? (notes ?? "")
          : transcriptOf({ ...transcript, passages: passages.map(linesOf), people });
      return {
        name: file.slice(0, -5),
        on: on as Day,
        people: team,
        text,
        transcript: transcript !== undefined,
        ...rest,
      };
    });
}

function linesOf(passage: string): readonly Line[] {
  return passage
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const colon = line.indexOf(":");
      return { speaker: line.slice(0, colon).trim(), words: line.slice(colon + 1).trim() };
    });
}
