import { auxiliaries, isDeed, isOtherVerb, modals, openers, others, takesOn, towards } from "../language/deed-words.ts";
import { beforeDayAtEnd, nameAtEnd, turning } from "../language/minutes-words.ts";
import type { Word } from "../language/stems.ts";
import type { Doubt } from "./meeting-facts.ts";
import { doerBehind, labelled, lastSpent } from "./minutes-doer.ts";
import { agentIn, anotherIn, speakerAt } from "./minutes-others.ts";
import { namedAt, peopleMeant } from "./minutes-people.ts";
import { isDayAt, type Statement } from "./minutes-statement.ts";
import type { PersonRef } from "./person.ts";

/** Who is to do what a statement says (M1). */
export interface Owned {
  /** The member's whole name, or somebody else's as it was said; unset when nobody is named. */
  readonly owner?: string;
  readonly doubt?: Doubt;
  /** A deed is said of them: `Karin skickar`, `jag ska ringa`; not only their name beside a thing. */
  readonly deed: boolean;
  /** With a word that makes it one to come: `ska`, `will`. */
  readonly modal: boolean;
  /** The words that name them and say no more: places among the statement's words. */
  readonly spent: ReadonlySet<number>;
}

const nobody: Owned = { doubt: { why: "nobody" }, deed: false, modal: false, spent: new Set() };

/**
 * The owner of a statement: who its label, its cell or an `@` names, else its subject, else the speaker of *jag*. Two
 * people, or one of two who share that part of their names, are nobody for certain.
 */
export function ownerOf(statement: Statement, people: readonly PersonRef[]): Owned {
  const [line] = statement.lines;
  const { words } = statement;
  const first = words.findIndex(({ folded }) => !openers.has(folded));
  if (first === -1 || line === undefined) return nobody;
  const cell = line.owner === undefined ? undefined : inCell(line.owner, people);
  if (cell !== undefined) {
    const owned = { ...cell, deed: true, modal: false, spent: new Set<number>() };
    const doubt = cell.doubt ?? agentIn(statement, cell.owner, people) ?? doerBehind(statement, cell.owner, -1);
    return doubt === undefined ? owned : { ...owned, doubt };
  }
  const found = mentioned(statement, people) ?? subject(statement, first, people) ?? beside(statement, people);
  if (found === undefined) return nobody;
  const others =
    found.doubt === undefined
      ? (anotherIn(statement, found, people) ??
        agentIn(statement, found.owner, people) ??
        (found.spent.has(first) ? doerBehind(statement, found.owner, lastSpent(found.spent, first)) : undefined))
      : undefined;
  return others === undefined ? found : { ...found, doubt: others };
}

function inCell(said: string, people: readonly PersonRef[]): Pick<Owned, "owner" | "doubt"> {
  const found = said
    .split(/\s*(?:[,/&+]|\s(?:och|and|samt)\s)\s*/u)
    .filter((part) => part !== "")
    .map((part) => ({ part, meant: whole(part, people) }));
  if (found.length > 1) return { doubt: { why: "two-people", names: found.map(({ part }) => part) } };
  return one(found[0]?.meant ?? [], said);
}

/** By name, handle or initials. */
function whole(said: string, people: readonly PersonRef[]): readonly PersonRef[] {
  const found = peopleMeant(said, people);
  if (found.length > 0) return found;
  return namedAt([{ raw: said, folded: "", stem: "", start: 0, end: 0 }], 0, people)?.people ?? [];
}

function one(meant: readonly PersonRef[], said: string): Pick<Owned, "owner" | "doubt"> {
  const [person, ...more] = meant;
  if (person === undefined) return { owner: said.trim().slice(0, 200), doubt: { why: "outsider" } };
  if (more.length > 0) return { owner: said, doubt: { why: "namesake", names: meant.map(({ name }) => name) } };
  return { owner: person.name };
}

function mentioned({ text, words }: Statement, people: readonly PersonRef[]): Owned | undefined {
  const mentions = [...text.matchAll(/(?<![\p{L}\p{N}.])@([\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?)/gu)];
  const [mention] = mentions;
  if (mention?.[1] === undefined) return undefined;
  const said = mention[1];
  const end = mention.index + mention[0].length;
  const spent = placesOf(words, mention.index, end);
  const deed = { deed: true, modal: false, spent };
  if (mentions.length > 1) return { ...deed, doubt: { why: "two-people", names: mentions.map((one) => one[1] ?? "") } };
  return { ...one(peopleMeant(said, people), said), ...deed };
}

const placesOf = (words: readonly Word[], from: number, to: number): ReadonlySet<number> =>
  new Set(words.flatMap(({ start, end }, place) => (start >= from && end <= to ? [place] : [])));

const places = (from: number, count: number): readonly number[] => Array.from({ length: count }, (_, at) => from + at);

function subject(statement: Statement, first: number, people: readonly PersonRef[]): Owned | undefined {
  const { words, text } = statement;
  const opened = places(0, first);
  const begins = afterDay(statement, first);
  const said = whoAt(statement, begins, people);
  if (said !== undefined) {
    const next = begins + said.count;
    const follows = text.slice(words[next - 1]?.end, words[next]?.start ?? text.length);
    const done = doing(words, next);
    const apart = /^\s*[:,–—-]/u.test(follows) && said.person !== "speaker";
    if (done !== undefined || apart || labelled(statement))
      return {
        ...said.meant,
        deed: done !== undefined || apart || !isOtherVerb(words[next]?.folded ?? ""),
        modal: done === "modal",
        spent: new Set([...opened, ...places(begins, said.count), ...(speakerAt(statement, next) ? [next] : [])]),
      };
  }
  // *Till fredag skickar Karin listan*, *den tar jag*: the deed first, then who.
  for (let place = first; place < Math.min(words.length - 1, first + 10); place++) {
    const { folded } = words[place] as Word;
    if (!(isDeed(folded) && folded.endsWith("r")) && !modals.has(folded)) continue;
    const after = whoAt(statement, place + 1, people);
    if (after === undefined || (place === first && !statement.plain.startsWith("da "))) continue;
    if (after.person === "named" && !words.slice(first, place).every((word) => opensTurned(word, statement))) continue;
    const spent = new Set([...opened, ...places(place + 1, after.count)]);
    return { ...after.meant, deed: true, modal: modals.has(folded), spent };
  }
  return undefined;
}

/** Behind the day that a sentence begins with: *On Friday Karin will call*. */
function afterDay({ words, days }: Statement, first: number): number {
  const isOfDay = ({ start, end }: Word): boolean => isDayAt({ days }, start, end);
  const before = /^(?:on|by|before|until)$/.test(words[first]?.folded ?? "") ? first + 1 : first;
  let place = before;
  while (place < words.length && isOfDay(words[place] as Word)) place++;
  return place === before && before > first ? first : place;
}

/** What stands before a deed and is not who does it: a day, or what it is done to. */
const opensTurned = ({ folded, start, end }: Word, statement: Statement): boolean =>
  turning.has(folded) || isDayAt(statement, start, end);

/** Whether a deed follows: at once, or after what only makes it one to come. */
function doing(words: readonly Word[], from: number): "modal" | "plain" | undefined {
  let modal = false;
  const taken = takesOn(
    words
      .slice(from, from + 4)
      .map(({ folded }) => folded)
      .join(" "),
  );
  if (taken !== undefined) return taken;
  for (let place = from; place < Math.min(words.length, from + 5); place++) {
    const { folded } = words[place] as Word;
    if (modals.has(folded)) modal = true;
    else if (isDeed(folded)) return modal ? "modal" : "plain";
    else if (!auxiliaries.has(folded) && folded !== "har" && folded !== "ocksa" && folded !== "also" && folded !== "da")
      return undefined;
    if (folded === "ansvarar") return "modal";
  }
  return undefined;
}

interface Who {
  readonly person: "speaker" | "named";
  readonly meant: Pick<Owned, "owner" | "doubt">;
  readonly count: number;
}

function whoAt(statement: Statement, place: number, people: readonly PersonRef[]): Who | undefined {
  const { words } = statement;
  const word = words[place];
  if (word === undefined) return undefined;
  if (word.folded === "jag" || word.raw === "I") {
    const speakers = new Set(statement.lines.map(({ speaker }) => speaker));
    const [speaker] = speakers;
    if (speakers.size !== 1 || speaker === undefined)
      return { person: "speaker", meant: { doubt: { why: "nobody" } }, count: 1 };
    return { person: "speaker", meant: one(peopleMeant(speaker, people), speaker), count: 1 };
  }
  const named = namedAt(words, place, people);
  if (named !== undefined) {
    const said = words.slice(place, place + named.count).map(({ raw }) => raw);
    const isOurs = !ofElsewhere(statement, words[place + named.count - 1]?.end ?? 0);
    return { person: "named", meant: one(isOurs ? named.people : [], said.join(" ")), count: named.count };
  }
  // Somebody whom nobody here knows: only where a deed to come is said of them.
  const next = words[place + 1]?.folded ?? "";
  const isNew = /^\p{Lu}\p{Ll}+$/u.test(word.raw) && !isDeed(word.folded) && !openers.has(word.folded);
  if (!isNew || others.has(word.folded) || !labelled(statement)) return undefined;
  if (!modals.has(next) && !isDeed(next) && !towards.has(next)) return undefined;
  return { person: "named", meant: one([], word.raw), count: 1 };
}

/** *Karin på Telia*, *Karin (Telia)*: said so that nobody takes her for ours. */
function ofElsewhere({ text, days }: Statement, end: number): boolean {
  const where = /^\s*(?:\(|(?:på|från|hos|at|from|of)\s+)(?=\p{Lu})/u.exec(text.slice(end));
  const at = end + (where?.[0].length ?? 0);
  return where !== null && !days.some((day) => at >= day.start && at < day.end);
}

/** *Ring veterinären (Karin, 1 dec)*: the day that a sentence ends with, and what it stands behind, taken off. */
function withoutDayAtEnd({ text, days }: Statement): string {
  const last = days.at(-1);
  if (last === undefined || !/^[\s).]*$/u.test(text.slice(last.end))) return text;
  return text.slice(0, last.start).replace(beforeDayAtEnd, "");
}

/** A name at the end: `(Karin)`, `– Karin`, `ansvarig: Karin`, `→ Karin`; a day may follow it. */
function beside(statement: Statement, people: readonly PersonRef[]): Owned | undefined {
  const { text, words } = statement;
  const last = nameAtEnd.exec(withoutDayAtEnd(statement));
  if (last?.[1] === undefined || !labelled(statement)) return undefined;
  const found = whole(last[1].trim(), people);
  if (found.length === 0) return undefined;
  // *Till Olle, Karin*: both may be whom it is for.
  const [, before = ""] = /(?<!\p{L})(\p{L}+)\s*$/u.exec(text.slice(0, last.index)) ?? [];
  const [other] = last[0].startsWith(",") && before !== "" ? whole(before, people) : [];
  if (other !== undefined)
    return { ...nobody, deed: true, doubt: { why: "two-people", names: [before, last[1].trim()] } };
  return { ...one(found, last[1].trim()), deed: true, modal: false, spent: placesOf(words, last.index, text.length) };
}
