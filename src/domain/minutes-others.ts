import { isDeed, modals, others, towards } from "../language/deed-words.ts";
import type { Word } from "../language/stems.ts";
import type { Doubt } from "./meeting-facts.ts";
import { namedAt } from "./minutes-people.ts";
import type { Statement } from "./minutes-statement.ts";
import type { PersonRef } from "./person.ts";

/** *Listan skickas av Erik*: whoever stands behind *av* does what is done. */
export function agentIn(
  { words, days }: Statement,
  owner: string | undefined,
  people: readonly PersonRef[],
): Doubt | undefined {
  for (const [place, { folded, raw, start }] of words.entries()) {
    const [by, done] = [words[place - 1]?.folded, words[place - 2]?.folded ?? ""];
    if ((by !== "av" && by !== "by") || !passive.test(done)) continue;
    if (days.some((day) => start >= day.start && start < day.end)) continue;
    const named = namedAt(words, place, people);
    const isOwner = named?.people.length === 1 && named.people[0]?.name === owner;
    if (!isOwner && (named !== undefined || /^\p{Lu}/u.test(raw) || others.has(folded)))
      return { why: "two-people", names: [owner ?? "", raw] };
  }
  return undefined;
}
const passive = /(?:[^s]s|[aeiou]d|[aeiou]t|en|ed|sent|made|done|tt)$/;

/** *Karin: jag mejlar listan*: who speaks is who is named. */
export const speakerAt = ({ text, words }: Statement, next: number): boolean =>
  /^\s*:/u.test(text.slice(words[next - 1]?.end ?? text.length)) && /^(?:jag|i)$/u.test(words[next]?.folded ?? "");

const andMore = /(?<!\p{L})(?:m\.? ?fl\b\.?|med flera|et al\b\.?|& co\b|och andra|and others)/iu;
/** *(eller Lisa)*. */
const orElse = /[(,–—-]\s*(?:eller|or|alt\.?|alternativt)\s*$/iu;

const someElse = (people: readonly PersonRef[], owner: string | undefined): boolean =>
  people.some(({ name }) => name !== owner);

/** Somebody else who may be the one: named otherwise than as somebody to whom it is done, or meant by a word. */
export function anotherIn(
  statement: Statement,
  { owner, spent }: { readonly owner?: string; readonly spent: ReadonlySet<number> },
  people: readonly PersonRef[],
): Doubt | undefined {
  const { words } = statement;
  const more = andMore.exec(statement.text)?.[0];
  if (more !== undefined) return { why: "two-people", names: [owner ?? "", more] };
  for (let place = 0; place < words.length; place++) {
    if (spent.has(place)) continue;
    const { folded, raw, start } = words[place] as Word;
    const before = words[place - 1]?.folded ?? "";
    if (others.has(folded) && !towards.has(before)) return { why: "two-people", names: [owner ?? "", raw] };
    if ((folded === "jag" || raw === "I") && place > 0 && !speakerAt(statement, Math.max(-1, ...spent) + 1))
      return { why: "two-people", names: [owner ?? "", raw] };
    const named = namedAt(words, place, people);
    const isOther = named !== undefined && (named.people.length === 0 || someElse(named.people, owner));
    if (
      isOther &&
      (!towards.has(before) ||
        (named.people.length === 1 && isDeed(words[behind(words, place + named.count)]?.folded ?? "")))
    )
      return { why: "two-people", names: [owner ?? "", raw] };
    const joins = /(?:\b(?:och|and|samt|medan|while|men|but|eller|or)|[,;/&+])\s*$/iu.test(
      statement.text.slice(Math.max(0, start - 8), start),
    );
    const next = words[place + 1]?.folded ?? "";
    if (
      joins &&
      /^\p{Lu}\p{Ll}+$/u.test(raw) &&
      (isDeed(next) || modals.has(next) || orElse.test(statement.text.slice(0, start))) &&
      !isDeed(folded)
    )
      return { why: "two-people", names: [owner ?? "", raw] };
  }
  return undefined;
}

/** *Till Erik att mejla*: the place of what somebody is to do, behind their name. */
const behind = (words: readonly Word[], next: number): number =>
  /^(?:att|to)$/.test(words[next]?.folded ?? "") ? next + 1 : next;
