import { late } from "../domain/late.ts";
import { reminderProfiles } from "../domain/reminder-profile.ts";
import { said as turnSaid } from "../domain/turn.ts";
import type { Day } from "../domain/units.ts";
import type { Block, Button, Content } from "../messages/content.ts";
import { phrase, raw, type Text } from "../messages/phrase.ts";
import { allDue, dueUnsnoozed } from "./due.ts";
import { answersFor } from "./item-buttons.ts";
import { type Outcome, outcomes, stillWaits } from "./outcome.ts";
import { type Due, nudgedAbout, type Snapshot } from "./reminder.ts";

const subjectStart = "nag/";
/** A message names as many things as are read; the others are opened by its last button. */
const mostNamed = 5;

/** How many things are named of each project where a message holds the reminders of several: together no more. */
export const namedOfEach = (projects: number): number => Math.max(1, Math.floor(mostNamed / Math.max(1, projects)));

/** The subject of a channel's one reminder message of a day, where no digest carries what it says. */
export const nagSubject = (day: Day): string => `${subjectStart}${day}`;

/** The day of a reminder message; undefined for any other. */
export function nagDay(subject: string | undefined): Day | undefined {
  return subject?.startsWith(subjectStart) ? (subject.slice(subjectStart.length) as Day) : undefined;
}

/**
 * What is left of a reminder message where a later one says all that it said, and the platform keeps what was said.
 */
export function supersededContent(where: Due["to"], on: Day): Content {
  return {
    audience: where === "internal" ? "ledger" : "public",
    blocks: [{ kind: "text", text: phrase("remind.superseded", { on: { day: on } }), tone: "quiet" }],
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

/** What is due in a channel, in the order in which it is said: what is late first, then what blocks most. */
export const dueIn = (snapshot: Snapshot, where: Due["to"]): readonly Due[] =>
  lateFirst(
    snapshot,
    allDue(snapshot).filter(({ to }) => to === where),
  );

/** What is late in the order that it has everywhere (C2). */
function lateFirst({ facts, agreement, calendar, today }: Snapshot, all: readonly Due[]): readonly Due[] {
  const behind = all.filter((due) => due.late === true);
  if (behind.length === 0) return all;
  const order = behind.length < 2 ? [] : late(facts, agreement, calendar, today).map(({ subject }) => subject);
  const placeOf = ({ subject }: Due): number => {
    const at = order.indexOf(subject);
    return at < 0 ? order.length : at;
  };
  return [...behind.toSorted((a, b) => placeOf(a) - placeOf(b)), ...all.filter((due) => due.late !== true)];
}

/**
 * A channel's reminder message: what still holds of the notices in it, as the snapshot's day sees it. What holds no
 * more is gone from it, and what became of it is said in its place (C2). Worked hours may be among an internal one's,
 * so it is ledger (A1). `most`: so many things are named.
 */
export function nagContent(
  snapshot: Snapshot,
  where: Due["to"],
  keys: readonly string[],
  most: number = mostNamed,
): Content {
  const late = where === "internal" && holding(snapshot, where, keys).some((due) => due.late === true);
  const heading: readonly Block[] =
    where === "internal"
      ? [{ kind: "heading", text: raw(snapshot.facts.project.customer), ...(late ? { late } : {}) }]
      : [];
  return { audience: where === "internal" ? "ledger" : "public", ...sectionOf(snapshot, where, keys, heading, most) };
}

/**
 * A digest with what is due in its channel that day below it, in place of what stood there. Without a key, the digest
 * alone.
 */
export function withReminders(digest: Content, snapshot: Snapshot, where: Due["to"], keys: readonly string[]): Content {
  const at = digest.blocks.findIndex((block) => block.kind === "text" && block.role === "due");
  const said = at < 0 ? digest.blocks : digest.blocks.slice(0, at);
  const { takesFiles: _, ...rest } = digest;
  return { ...rest, ...(keys.length === 0 ? { blocks: said } : sectionOf(snapshot, where, keys, said)) };
}

function sectionOf(
  snapshot: Snapshot,
  where: Due["to"],
  keys: readonly string[],
  above: readonly Block[],
  most: number = mostNamed,
): Pick<Content, "blocks" | "takesFiles"> {
  const among = amongOf(where, keys);
  const items = holding(snapshot, where, keys);
  const paused = dueUnsnoozed(snapshot).filter(among);
  const holds = new Set([...items, ...paused].map(({ key }) => key));
  // A later nudge about the same thing says it anew: nothing became of it.
  const nudged = new Set([...holds].map(nudgedAbout));
  const ended = keys.filter((key) => !nudged.has(nudgedAbout(key)));
  const toOthers = ended.length === 0 ? new Map<string, Outcome>() : turnedElsewhere(snapshot, where);
  const gone = ended.filter((key) => !toOthers.has(nudgedAbout(key)));
  const turned = new Set(ended.flatMap((key) => toOthers.get(nudgedAbout(key)) ?? []));
  const became = ended.length === 0 ? [] : [...turned, ...(gone.length === 0 ? [] : outcomes(gone, snapshot))];
  const waits = gone.length > 0 && stillWaits(gone, snapshot);
  // A message of its own says something, and thanks for all; a digest's list says what waits.
  const alone = above.every(({ kind }) => kind === "heading");
  const stands =
    items.length > 0
      ? itemBlocks(items, snapshot, most)
      : nothingLeft({ alone, paused: paused.length > 0, waits, became, others: dueIn(snapshot, where) });
  const said = eachOnce([...stands, ...outcomeBlocks(became)]);
  const isBare = said.length === 0 && alone;
  const below = (isBare ? [elsewhere] : said).map((block, index) => (index === 0 ? asDue(block) : block));
  return {
    blocks: [...above, ...below],
    ...(items.some(({ takesFiles }) => takesFiles === true) ? { takesFiles: true } : {}),
  };
}

/**
 * What still holds of the notices in a message. What was said stays, whatever those who are asked have chosen since: it
 * is looked for as each profile would have said it.
 */
function holding(snapshot: Snapshot, where: Due["to"], keys: readonly string[]): readonly Due[] {
  const { facts } = snapshot;
  const items = dueIn(snapshot, where).filter(amongOf(where, keys));
  if (facts.members.every(({ reminders }) => reminders === undefined)) return items;
  const found = new Set(items.map(({ key }) => nudgedAbout(key)));
  const more: Due[] = [];
  for (const profile of reminderProfiles) {
    const missing = keys.filter((key) => !found.has(nudgedAbout(key)));
    if (missing.length === 0) break;
    const members = facts.members.map((member) => ({ ...member, reminders: profile }));
    const held = dueIn({ ...snapshot, facts: { ...facts, members } }, where).filter(({ key }) => missing.includes(key));
    more.push(...held);
    for (const { key } of held) found.add(nudgedAbout(key));
  }
  return lateFirst(snapshot, [...items, ...more]);
}

/** What a message asked for and somebody else is asked for now, in the other channel, by what it is about. */
function turnedElsewhere(snapshot: Snapshot, where: Due["to"]): ReadonlyMap<string, Outcome> {
  const { turns } = snapshot.facts;
  return new Map(
    dueIn(snapshot, where === "shared" ? "internal" : "shared").flatMap(({ key, subject, text }) => {
      const who = turnSaid(turns, subject) === undefined ? undefined : text.with?.who;
      return who === undefined
        ? []
        : [[nudgedAbout(key), { text: phrase("remind.became.turned", { who }), done: false }] as const];
    }),
  );
}

/** Where what is due begins, so that it is found again in a digest. */
const asDue = (block: Block): Block => (block.kind === "text" ? { ...block, role: "due" } : block);

/** Each thing with its own buttons; more than are read are counted, and open. */
function itemBlocks(items: readonly Due[], snapshot: Snapshot, most: number): readonly Block[] {
  if (items.length === 1) return items.flatMap((item) => oneBlocks(item, snapshot));
  const named = items.slice(0, most);
  const left = items.length - named.length;
  const rest: Button = { id: "rest", label: phrase("remind.button.rest", { count: left }), runs: "reminders" };
  return [
    { kind: "text", text: phrase("remind.several", { count: items.length }) },
    ...named.flatMap((item) => oneBlocks(item, snapshot)),
    ...(left === 0 ? [] : [{ kind: "buttons", buttons: [rest] } as const]),
  ];
}

function oneBlocks(item: Due, snapshot: Snapshot): readonly Block[] {
  const buttons = answersFor(item, snapshot);
  return [textBlock(item.text), ...(buttons.length === 0 ? [] : [{ kind: "buttons", buttons } as const])];
}

const textBlock = (text: Text): Block => ({ kind: "text", text });

/** Everything that is due in a channel, each thing with its buttons. */
export function allItems(snapshot: Snapshot, where: Due["to"]): readonly Block[] {
  return eachOnce(dueIn(snapshot, where).flatMap((item) => oneBlocks(item, snapshot)));
}

/** Buttons are known by their ids: what would be the same of two things is told apart by its number. */
function eachOnce(blocks: readonly Block[]): readonly Block[] {
  const count = new Map<string, number>();
  const numbered = (button: Button): Button => {
    const times = (count.get(button.id) ?? 0) + 1;
    count.set(button.id, times);
    return times === 1 ? button : { ...button, id: `${button.id}-${times}` };
  };
  return blocks.map((block) => (block.kind === "buttons" ? { ...block, buttons: block.buttons.map(numbered) } : block));
}

/** What stood there waits as before, and is asked for in another message. */
const elsewhere: Block = { kind: "text", text: phrase("remind.became.waits"), tone: "quiet" };

interface Left {
  /** Nothing else stands in the message. */
  readonly alone: boolean;
  readonly paused: boolean;
  /** Something of it waits as before, and is asked for elsewhere. */
  readonly waits: boolean;
  readonly became: readonly Outcome[];
  readonly others: readonly Due[];
}

/** Thanks only where all of it was done, and nothing to do only where no other message asks for more. */
function nothingLeft({ alone, paused, waits, became, others }: Left): readonly Block[] {
  const isAll = !waits && others.length === 0;
  if (paused) return [{ kind: "text", text: phrase(isAll ? "remind.paused" : "remind.paused.here"), tone: "quiet" }];
  const cleared = alone && isAll && became.every((one) => one.done);
  return cleared ? [{ kind: "text", text: phrase("remind.cleared"), tone: "success" }] : [];
}

const outcomeBlocks = (became: readonly Outcome[]): readonly Block[] =>
  became.map(({ text }): Block => ({ kind: "text", text, tone: "quiet" }));
