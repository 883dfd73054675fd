import type { MinutesContent, MinutesItem } from "../../src/domain/facts.ts";
import { checking } from "../../src/domain/minutes-check.ts";
import { leftIn, sayTheSame } from "../../src/domain/minutes-left.ts";
import { draftFrom } from "../../src/domain/minutes-reader.ts";
import { type MinutesSource, minutesSource } from "../../src/domain/minutes-source.ts";
import { fold } from "../../src/language/fold.ts";
import type { Case, Kind, Truth } from "./minutes-corpus.ts";

/** What became of what was true, and what was ticked that is not. */
export interface Score {
  readonly truths: readonly { readonly truth: Truth; readonly became: Became }[];
  /** Ticked, and nothing that was said. */
  readonly wrong: readonly MinutesItem[];
}
/** Ticked; an item that is not; a line that the picker offers; nothing. */
export type Became = "ticked" | "unsure" | "offered" | "missed";

const flat = (text: string): string => text.replace(/\s+/gu, " ");
const group = (kind: Kind): Kind => (kind === "data" ? "action" : kind);

/** What the built-in reader drafts. */
export const byTemplate = (one: Case, source: MinutesSource): MinutesContent => draftFrom(source, one.on, one.people);

/** What a model would draft that answers with what is true and nothing else, after it has been checked. */
export function byPerfectModel({ truth, people, on }: Case, source: MinutesSource): MinutesContent {
  const { check } = checking(source, people, on);
  const items = truth.flatMap(({ kind, quote, owner, day }) => {
    const item = check({ kind, text: quote, quote, owner, due: day });
    return item === undefined ? [] : [item];
  });
  return { items };
}

export function scoreOf(one: Case, draft: typeof byTemplate): Score {
  const source = minutesSource(one.text);
  const content = draft(one, source);
  const left = leftIn(source, content, one);
  const fits = (truth: Truth, item: MinutesItem): boolean =>
    group(item.kind) === group(truth.kind) && isQuoted(truth, item, source);
  const truths = one.truth.map((truth) => {
    const items = content.items.filter((item) => fits(truth, item));
    const became: Became = items.some((item) => item.doubt === undefined)
      ? "ticked"
      : items.length > 0
        ? "unsure"
        : left.some(({ line, words }) => sayTheSame(words, truth.quote) && flat(line.words).includes(truth.quote))
          ? "offered"
          : "missed";
    return { truth, became };
  });
  const wrong = content.items.filter(
    (item) => item.doubt === undefined && !one.truth.some((truth) => fits(truth, item) && isRight(truth, item)),
  );
  return { truths, wrong };
}

function isQuoted(truth: Truth, item: MinutesItem, { lines }: MinutesSource): boolean {
  const [quote, said] = [flat(item.quote ?? ""), truth.quote];
  if (!quote.includes(said) && !said.includes(quote)) {
    const row = lines.find(({ number }) => item.lines.includes(number));
    return row !== undefined && flat(row.words).includes(said) && row.said.includes(said);
  }
  return true;
}

function isRight({ kind, unsure, maybe, owner, day }: Truth, item: MinutesItem): boolean {
  if (unsure) return false;
  if (group(kind) !== "action") return true;
  const owned = owner === undefined ? maybe : fold(item.owner ?? "") === fold(owner);
  return owned && (item.due === day || (maybe && day === undefined));
}
