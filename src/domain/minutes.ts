import { z } from "zod";
import { fold } from "../language/fold.ts";
import { sectionHeadings } from "../language/minutes-words.ts";
import { isDay } from "./calendar.ts";
import type { MinutesAction, MinutesContent, MinutesItem, PersonRef } from "./facts.ts";
import { keepable } from "./outside-text.ts";
import { type SpokenDay, spokenDays } from "./spoken-day.ts";
import type { Day } from "./units.ts";

const text = z.string().trim().min(1).max(1000).overwrite(keepable);
const lines = z
  .array(z.int().min(1))
  .min(1)
  .max(50)
  .describe("The numbers, from 1, of the lines of the notes that say it");
const item = z.object({ text, lines });
const action = z
  .object({
    text,
    lines,
    owner: z.string().trim().max(200).overwrite(keepable).nullish().describe("Who does it, as the notes name them"),
    due: z.string().nullish().describe("The day it is due, YYYY-MM-DD"),
  })
  .transform(
    ({ owner, due, ...said }): MinutesAction => ({
      ...said,
      ...(owner && { owner }),
      ...(due && isDay(due) && { due }),
    }),
  );

/**
 * Drafted minutes as a model returns them. A missing owner or due day may be null; a due day that is no day is dropped.
 * Its JSON schema is the input's: `z.toJSONSchema(minutesSchema, { io: "input" })`.
 */
export const minutesSchema = z.object({
  decisions: z.array(item).max(100),
  actions: z.array(action).max(100),
  questions: z.array(item).max(100),
});

type Section = keyof MinutesContent;

const sections: readonly Section[] = ["decisions", "actions", "questions"];
const bullet = /^(?:[-*•–]|\d{1,2}[.)](?=\s))\s*/u;
const checkbox = /^\[[ xX]?\]\s*/u;

/**
 * Drafts minutes from typed notes, without a model. In either language: a line that begins with `beslut:`, `decision:`
 * or `!` is a decision; with `åtgärd:`, `action:`, `todo:` or `- [ ]` an action, whose owner is named first (`karin:`)
 * or mentioned (`@karin`) and whose day is said (`senast 4/12`, `by 2026-12-04`, `fre`); with `fråga:` or `question:`,
 * or ending with `?`, a question. A heading alone on its line (`Beslut:`) holds for the lines up to the next empty one.
 * Any other line is left in the notes.
 *
 * @param today the day that weekdays and days without a year are read from
 * @param people those who can own an action, on the project
 */
export function draftFromNotes(notes: string, today: Day, people: readonly PersonRef[]): MinutesContent {
  const content = { decisions: [] as MinutesItem[], actions: [] as MinutesAction[], questions: [] as MinutesItem[] };
  let under: Section | undefined;
  for (const [index, line] of linesOf(notes).entries()) {
    const said = line.trim().replace(bullet, "");
    if (said === "") {
      under = undefined;
      continue;
    }
    const { section, rest } = sectionOf(said, under);
    if (section === undefined) continue;
    if (rest === "") under = section;
    else if (section === "actions") content.actions.push(actionOf(rest, index + 1, today, people));
    else content[section].push({ text: rest, lines: [index + 1] });
  }
  return content;
}

/** The lines of notes, composed letters throughout; a line's number is its index + 1. */
export function linesOf(notes: string): readonly string[] {
  return notes.normalize("NFC").split(/\r\n|\r|\n/);
}

function sectionOf(said: string, under: Section | undefined): { readonly section?: Section; readonly rest: string } {
  for (const section of sections) {
    const heading = sectionHeadings[section].exec(said);
    if (heading !== null) return { section, rest: said.slice(heading[0].length).replace(checkbox, "").trim() };
  }
  if (said.startsWith("!") && said.length > 1) return { section: "decisions", rest: said.slice(1).trim() };
  if (checkbox.test(said)) return { section: "actions", rest: said.replace(checkbox, "").trim() };
  if (said.endsWith("?")) return { section: "questions", rest: said };
  return under === undefined ? { rest: said } : { section: under, rest: said };
}

function actionOf(said: string, line: number, today: Day, people: readonly PersonRef[]): MinutesAction {
  const owned = ownerIn(said, people);
  const due = deadlineIn(owned.rest, today);
  const rest = due === undefined ? owned.rest : tidy(`${owned.rest.slice(0, due.start)} ${owned.rest.slice(due.end)}`);
  return {
    text: rest === "" ? said : rest,
    lines: [line],
    owner: owned.owner,
    due: due?.day,
  };
}

/**
 * A known person named first, or anybody mentioned with `@`. A word before a colon that is nobody's name is just a
 * word.
 */
function ownerIn(said: string, people: readonly PersonRef[]): { readonly owner?: string; readonly rest: string } {
  const first = /^@?([\p{L}\p{N}._-]+(?: \p{L}+){0,2}):\s*/u.exec(said);
  const named = first?.[1] === undefined ? undefined : personMeant(first[1], people);
  if (first !== null && named !== undefined) return { owner: named.name, rest: said.slice(first[0].length) };
  const mention = /(?<![\p{L}\p{N}.])@([\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?):?/u.exec(said);
  if (mention?.[1] === undefined) return { rest: said };
  const owner = personMeant(mention[1], people)?.name ?? mention[1];
  return { owner, rest: tidy(`${said.slice(0, mention.index)} ${said.slice(mention.index + mention[0].length)}`) };
}

/** The one person that a word means: a handle, a whole name, or a first name that only one of them has. */
export function personMeant(word: string, people: readonly PersonRef[]): PersonRef | undefined {
  const wanted = fold(word);
  const whole = people.find(({ handle, name }) => fold(handle) === wanted || fold(name) === wanted);
  if (whole !== undefined) return whole;
  const firsts = people.filter(({ name }) => fold(name).split(" ")[0] === wanted);
  return new Set(firsts.map(({ id }) => id)).size === 1 ? firsts[0] : undefined;
}

/**
 * The last day said with a deadline's word, else a day that ends the line: any other day is part of what is to be done.
 */
function deadlineIn(said: string, today: Day): SpokenDay | undefined {
  const days = spokenDays(said, today);
  return days.findLast(({ deadline }) => deadline) ?? days.findLast(({ end }) => /^[\s.)!]*$/.test(said.slice(end)));
}

const tidy = (rest: string): string =>
  rest
    .replace(/\(\s*\)/g, "")
    .replace(/\s+/g, " ")
    .replace(/\s+([.,;:!])/g, "$1")
    .replace(/^[\s,;:–-]+|(?<![\s,;:–(-])[\s,;:–(-]+$/g, "")
    .replace(/([,;:])\.$/, ".");
