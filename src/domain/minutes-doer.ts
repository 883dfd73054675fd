import { auxiliaries, isDeed, isOtherVerb, modals } from "../language/deed-words.ts";
import { aside, between, letting, objects, plainVerbs } from "../language/doer-words.ts";
import type { Doubt } from "./meeting-facts.ts";
import { isDayAt, type Statement } from "./minutes-statement.ts";

/** A label says that it is something to do. */
export const labelled = ({ lines: [line] }: Statement): boolean => line?.label === "action" || line?.label === "data";

/** The last of the words that name the owner, of those that stand together from the first. */
export function lastSpent(spent: ReadonlySet<number>, first: number): number {
  let place = first;
  while (spent.has(place + 1)) place++;
  return place;
}

/**
 * *Erik: kunden mejlar listan*, *Erik och driften mejlar*, *Erik or his deputy to mail*: between who is named first and
 * what is done stands somebody else, known here or not.
 */
export function doerBehind(statement: Statement, owner: string | undefined, last: number): Doubt | undefined {
  const helper = letIn(statement, last);
  if (helper !== undefined) return { why: "two-people", names: [owner ?? "", helper] };
  const { words, text } = statement;
  const isVoice = last !== -1 && /^\s*:/u.test(text.slice(words[last]?.end));
  if (!labelled(statement) && !isVoice) return undefined;
  const apart = last === -1 || /^\s*[:,–—-]/u.test(text.slice(words[last]?.end)) || text.startsWith("@");
  const rest = words
    .slice(last + 1, last + 10)
    .filter(({ start, end }) => !isDayAt(statement, start, end) && !isAside(text, start));
  const next = rest[0]?.folded ?? "";
  if (!apart && (isOtherVerb(next) || plainVerbs.has(next))) return undefined;
  const joined = /^\s*(?:\/\s*\p{L}|\((?:eller|or|och|and|alt)(?!\p{L}))/iu.test(
    text.slice(words[last]?.end ?? text.length),
  );
  for (const [place, { folded }] of rest.entries()) {
    const before = rest.slice(0, place).map((word) => word.folded);
    const toCome = before.some((one) => modals.has(one) && (one !== "to" || !apart));
    if (isDeed(folded)) {
      if (isVoice && /^(?:jag|i)$/.test(rest[place + 1]?.folded ?? "")) return undefined;
      const object = objects.has(rest[place + 1]?.folded ?? "");
      if (!toCome && !(folded.endsWith("r") || (folded.endsWith("s") && object))) return undefined;
      const other = rest.slice(0, place).find((word) => !auxiliaries.has(word.folded) && !between.has(word.folded));
      return other === undefined && !joined
        ? undefined
        : { why: "two-people", names: [owner ?? "", (other ?? rest[0])?.raw ?? ""] };
    }
  }
  return undefined;
}
/** *Erik låter Lisa mejla*: who it is that Erik lets do it. */
function letIn({ words }: Statement, last: number): string | undefined {
  const rest = words.slice(last + 1, last + 8);
  const at = rest.findIndex(({ folded }) => !auxiliaries.has(folded) && !modals.has(folded));
  const [verb, who, ...then] = rest.slice(Math.max(at, 0));
  const lets = verb !== undefined && letting.has(verb.folded) && who !== undefined && !isDeed(who.folded);
  return lets && !aside.has(who.folded) && then.slice(0, 3).some(({ folded }) => isDeed(folded)) ? who.raw : undefined;
}
/** In brackets, and nobody who shares it: *Erik Sand (projektledare)*. */
const isAside = (text: string, at: number): boolean =>
  /\((?!(?:eller|or|och|and|alt)(?!\p{L}))[^()]*$/iu.test(text.slice(0, at)) && /^[^()]*\)/u.test(text.slice(at));
