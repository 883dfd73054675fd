import { asksSomebody, ofHearing, takesItOnSurely } from "../language/asking-words.ts";
import { assentsTo } from "../language/assent-words.ts";
import { decides } from "../language/decision-words.ts";
import { isDeed } from "../language/deed-words.ts";
import { fold } from "../language/fold.ts";
import { moodOf } from "../language/mood-words.ts";
import { wordsIn } from "../language/stems.ts";
import type { MinutesItem } from "./meeting-facts.ts";
import type { Checking, Claim } from "./minutes-check.ts";
import { dueOf } from "./minutes-due.ts";
import { contentOf } from "./minutes-matter.ts";
import { peopleMeant } from "./minutes-people.ts";
import type { MinutesSource, SourceLine } from "./minutes-source.ts";
import { type Statement, statementsOf } from "./minutes-statement.ts";
import type { PersonRef } from "./person.ts";
import type { Day } from "./units.ts";

/** What a turn answers: the item that it makes with the turn before it, and which of its own sentences that takes. */
export interface Answered {
  readonly item: MinutesItem;
  /** The sentence of the answer. */
  readonly answer: string;
  /** The sentence that is answered. */
  readonly asked: string;
}

/**
 * Reads a turn that says yes to the one before it (M1): *Karin, kan du skicka listan? Ja, det gör jag* is an action of
 * whoever says it, *Let's go with two queues. Agreed* is a decision of what was said. Two voices make it, so a person
 * ticks it: it is never ticked by itself.
 */
export function answeredIn(
  { lines }: MinutesSource,
  {
    people,
    on,
    check,
    says,
  }: { readonly people: readonly PersonRef[]; readonly on: Day } & Omit<Checking, "checkStatement">,
): (line: SourceLine) => Answered | undefined {
  const before = new Map(lines.map((line, place) => [line, lines[place - 1]]));

  function itemFrom(claim: Claim): MinutesItem | undefined {
    const item = check(claim);
    return item && { ...item, doubt: item.doubt ?? { why: "unsaid" } };
  }

  function taken(asked: Statement, line: SourceLine, answer: Statement): MinutesItem | undefined {
    const asks = asksSomebody.exec(asked.plain.trim());
    const [speaker, ...more] = peopleMeant(line.speaker ?? "", people);
    if (asks === null || speaker === undefined || more.length > 0 || ofHearing.test(asked.plain)) return undefined;
    const whom = asks.groups?.whom;
    const isOther = whom !== undefined && !peopleMeant(whom, people).includes(speaker);
    if (isOther || !takesItOnSurely(answer.plain.replace(/[.!\s]+$/u, ""))) return undefined;
    const text = deedIn(asked, people);
    const { due = dueOf(answer).due } = dueOf(asked);
    return text === undefined
      ? undefined
      : itemFrom({
          kind: "action",
          text,
          quote: `${asked.text} ${answer.text}`,
          owner: speaker.name,
          ...(due && { due }),
        });
  }

  return (line) => {
    const above = before.get(line);
    const [answer] = statementsOf(line, on);
    const asked = above === undefined ? undefined : statementsOf(above, on).at(-1);
    if (answer === undefined || asked === undefined || line.speaker === undefined) return undefined;
    if (above?.speaker === undefined || above.speaker === line.speaker) return undefined;
    if (line.label !== undefined || above.label !== undefined) return undefined;
    // *Ja, jag skickar loggan på måndag* says it all itself.
    if (says(answer, "action") === "surely") return undefined;
    const item = taken(asked, line, answer) ?? (agrees(answer.text) ? agreed(asked, answer.text) : undefined);
    return item && { item, answer: answer.text, asked: asked.text };
  };

  function agreed(asked: Statement, answer: string): MinutesItem | undefined {
    const mood = moodOf(asked.plain);
    if ((mood !== "proposal" && mood !== "question") || contentOf(asked.words).size === 0) return undefined;
    const text = asked.text.replace(/[.!]+$/u, "");
    return itemFrom({ kind: "decision", text, quote: `${asked.text} ${answer}` });
  }
}

/** *Agreed*, *ja, det är beslutat*: it says that something was decided, and not what. */
export function agrees(sentence: string): boolean {
  const folded = fold(sentence);
  if (folded.includes("?") || moodOf(folded) !== undefined) return false;
  const own = contentOf(wordsIn(sentence).filter(({ folded: word }) => !assentsTo(word)));
  return own.size === 0 && decides(folded) !== undefined;
}

/** What somebody is asked to do: from its verb on, without its day and who it is said to. */
function deedIn({ text, words, days }: Statement, people: readonly PersonRef[]): string | undefined {
  const first = words.find(({ folded }, place) => isDeed(folded) && place > 0);
  if (first === undefined) return undefined;
  let left = text.slice(first.start);
  for (const { start, end } of days.toReversed())
    if (start >= first.start) left = `${left.slice(0, start - first.start)} ${left.slice(end - first.start)}`;
  const said = left.replace(/[\s?.!]+$/u, "").replace(/\s(?:on|by|på|den|the)$/iu, "");
  const called = /,\s*([^,]+)$/u.exec(said);
  const isCalled = called?.[1] !== undefined && peopleMeant(called[1], people).length > 0;
  return (isCalled ? said.slice(0, called.index) : said).replace(/\s+/gu, " ").trim();
}
