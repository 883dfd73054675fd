import type { Day } from "../domain/units.ts";
import type { Block, Content } from "../messages/content.ts";
import { phrase, raw } from "../messages/phrase.ts";
import { allDue, dueUnsnoozed } from "./due.ts";
import { type Outcome, outcomes } from "./outcome.ts";
import type { Due, Snapshot } from "./reminder.ts";

const subjectStart = "nag/";

/** What a notice nudges about, whichever nudge it is: a later one takes its place. */
export const nudgedAbout = (key: string): string => key.slice(0, key.lastIndexOf("/"));

/** The subject of a channel's one reminder message of a day. */
export const nagSubject = (day: Day): string => `${subjectStart}${day}`;

/** The day of a reminder message; undefined for any other. */
export function nagDay(subject: string | undefined): Day | undefined {
  return subject?.startsWith(subjectStart) ? (subject.slice(subjectStart.length) as Day) : undefined;
}

/** What is left of a reminder message when a later one says all that it said. */
export function supersededContent(where: Due["to"]): Content {
  return {
    audience: where === "internal" ? "ledger" : "public",
    blocks: [{ kind: "text", text: phrase("remind.superseded"), tone: "quiet" }],
  };
}

const amongOf =
  (where: Due["to"], keys: readonly string[]) =>
  ({ key, to }: Due): boolean =>
    to === where && keys.includes(key);

/** True while something of these notices still has to be said in a channel. */
export function stillSays(snapshot: Snapshot, where: Due["to"], keys: readonly string[]): boolean {
  return allDue(snapshot).some(amongOf(where, keys));
}

/**
 * A channel's reminder message: what still holds of the notices in it, as the snapshot's day sees it. What holds no
 * more is gone from it, and what became of it is said in its place (C2). Worked hours may be among an internal one's,
 * so it is ledger (A1).
 */
export function nagContent(snapshot: Snapshot, where: Due["to"], keys: readonly string[]): Content {
  const among = amongOf(where, keys);
  const items = allDue(snapshot).filter(among);
  const paused = dueUnsnoozed(snapshot).filter(among);
  const holds = new Set([...items, ...paused].map(({ key }) => key));
  // A later nudge about the same thing says it anew: nothing became of it.
  const nudged = new Set([...holds].map(nudgedAbout));
  const gone = keys.filter((key) => !nudged.has(nudgedAbout(key)));
  const became = gone.length === 0 ? [] : outcomes(gone, snapshot);
  const heading: readonly Block[] = where === "internal" ? [{ kind: "heading", text: raw(snapshot.facts.project.customer) }] : [];
  const stands = items.length > 0 ? itemBlocks(items) : nothingLeft(paused.length > 0, became);
  return {
    audience: where === "internal" ? "ledger" : "public",
    blocks: [...heading, ...stands, ...outcomeBlocks(became)],
    ...(items.some(({ takesFiles }) => takesFiles === true) ? { takesFiles: true } : {}),
  };
}

function itemBlocks(items: readonly Due[]): readonly Block[] {
  const texts = items.map(({ text }) => text);
  const buttons = items.flatMap((item) => item.buttons ?? []);
  return [
    ...(texts.length === 1
      ? texts.map((text): Block => ({ kind: "text", text }))
      : ([
          { kind: "text", text: phrase("remind.several") },
          { kind: "list", items: texts },
        ] as const)),
    ...(buttons.length === 0 ? [] : ([{ kind: "buttons", buttons }] as const)),
  ];
}

/** Thanks only where all of it was done. */
function nothingLeft(paused: boolean, became: readonly Outcome[]): readonly Block[] {
  if (paused) return [{ kind: "text", text: phrase("remind.paused"), tone: "quiet" }];
  return became.every((one) => one.done) ? [{ kind: "text", text: phrase("remind.cleared"), tone: "success" }] : [];
}

const outcomeBlocks = (became: readonly Outcome[]): readonly Block[] =>
  became.map(({ text }): Block => ({ kind: "text", text, tone: "quiet" }));
