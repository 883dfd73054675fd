import { type Refused, refused } from "./decision.ts";
import type { Doubt, LeftLine, MinutesContent, MinutesItem, MinutesKind } from "./meeting-facts.ts";
import { withNumbers } from "./minutes.ts";
import { type Claim, isOpen } from "./minutes-check.ts";
import { type LeftOver, leftIn, sayTheSame, sentenceOf } from "./minutes-left.ts";
import { pagesOf } from "./minutes-pages.ts";
import type { MinutesSource } from "./minutes-source.ts";
import type { PersonRef } from "./person.ts";
import { spokenDays } from "./spoken-day.ts";
import type { Day } from "./units.ts";

/** An item as somebody saw it: its number, and the revision that it was last changed in. */
export interface Seen {
  readonly id: number;
  readonly rev: number;
}
/** Who does something to a draft, and which revision of it that makes. */
export interface Reviewing {
  readonly by: string;
  readonly revision: number;
}
/** `gone`: dropped, or the draft was written anew. `changed`: somebody has changed the item since it was seen. */
export type ReviewRefusal = { readonly kind: "gone" } | { readonly kind: "changed"; readonly item: MinutesItem };
export type Review = { readonly ok: true; readonly content: MinutesContent } | Refused<ReviewRefusal>;
/** The check of `checking`: a claim as an item with its doubt, or undefined when its quote stands nowhere. */
export type Check = (claim: Claim) => MinutesItem | undefined;

/** What a draft is made of, beside the items. */
interface Around {
  readonly source: MinutesSource;
  readonly on: Day;
  readonly people: readonly PersonRef[];
}
/** The place of a draft among those of its minutes. */
interface Among {
  /** The draft that it replaces. */
  readonly before?: MinutesContent | undefined;
  /** The revision that it makes. */
  readonly revision: number;
}

/** As many of the lines that became nothing are kept to be picked from, and so much of each, in characters. */
const mostLeft = 100;
const longestLeft = 200;

/** A draft with the lines that became nothing, and how many were internal (M1). */
export function draftWithLeft({ items }: MinutesContent, { source, on, people }: Around): MinutesContent {
  const left = leftIn(source, { items }, { on, people });
  return {
    items,
    came: items.length,
    left: mostLikely(left).map(({ line: { number, speaker, time }, sentence, words }) => ({
      line: number,
      words: words.length > longestLeft ? `${words.slice(0, longestLeft - 1)}…` : words,
      ...given({ sentence, speaker, time }),
    })),
    ...(left.length > mostLeft && { leftMore: left.length - mostLeft }),
    ...(source.withheld > 0 && { withheld: source.withheld }),
  };
}

/** As many as are kept, in order: of more, those first that may be a decision or an action. */
function mostLikely(left: readonly LeftOver[]): readonly LeftOver[] {
  const order = [...left.filter(({ likely }) => likely), ...left.filter(({ likely }) => !likely)];
  const kept = new Set(order.slice(0, mostLeft));
  return left.filter((one) => kept.has(one));
}

/**
 * A draft as it is kept. Numbers go on after those of the draft that it replaces, so that a button of that one never
 * means another item.
 */
export function nextDraft(content: MinutesContent, { before, revision }: Among): MinutesContent {
  const numbered = withNumbers({ ...content, ...(before?.last !== undefined && { last: before.last }) });
  return { ...numbered, items: numbered.items.map((item) => ({ ...item, rev: revision })) };
}

/** The lines that are left to be picked from, and the sentences: those that are no item by now. */
export function leftOf({ items, left = [] }: MinutesContent): readonly LeftLine[] {
  return left.filter(({ line, sentence, words }) => {
    const made = items.filter(({ lines }) => lines.includes(line));
    return sentence === undefined
      ? made.length === 0
      : !made.some(({ quote = "" }) => sayTheSame(quote, words.replace(/…$/u, "")));
  });
}

const revOf = ({ rev = 0 }: MinutesItem): number => rev;

/** Changes the item that was seen; refused where it is another by now, so that two people may review at once. */
function change(content: MinutesContent, { id, rev }: Seen, to: (item: MinutesItem) => readonly MinutesItem[]): Review {
  const item = content.items.find((one) => one.id === id);
  if (item === undefined) return refused({ kind: "gone" });
  if (revOf(item) !== rev) return refused({ kind: "changed", item });
  return {
    ok: true,
    content: { ...content, items: content.items.flatMap((one) => (one === item ? to(item) : [one])) },
  };
}

/** Ticks an item, whatever is doubted of it, or takes its tick away (M1). */
export function tick(content: MinutesContent, seen: Seen, on: boolean, { by, revision: rev }: Reviewing): Review {
  return change(content, seen, ({ off: _off, sure: _sure, ...item }) => {
    if (!on) return [{ ...item, by, rev, off: true }];
    return [item.doubt === undefined ? { ...item, rev } : { ...item, by, rev, sure: true }];
  });
}

/** Drops an item: its line, or what of it the item was made of, is among what became nothing again. */
export function drop(content: MinutesContent, seen: Seen, { source, on }: Pick<Around, "source" | "on">): Review {
  const item = content.items.find(({ id }) => id === seen.id);
  const review = change(content, seen, () => []);
  const [line] = item?.lines ?? [];
  if (!review.ok || item === undefined) return review;
  const { left = [] } = content;
  // Beside another item its line is taken: what is free again is its own sentence.
  const isShared = review.content.items.some(({ lines }) => line !== undefined && lines.includes(line));
  const sentence = isShared ? sentenceOf(source, item, on) : undefined;
  const isThere = left.some((one) => one.line === line && one.sentence === sentence);
  const { speaker, time, quote: words = item.text } = item;
  const freed = line === undefined || isThere ? [] : [given({ line, sentence, words, speaker, time })];
  const dropped = (content.dropped ?? 0) + 1;
  return { ok: true, content: { ...review.content, dropped, left: [...freed, ...left] } };
}

/** What a person makes of an item. */
export interface Edit {
  readonly kind: MinutesKind;
  readonly text: string;
  readonly owner?: string | undefined;
  readonly due?: Day | undefined;
}

/**
 * Edits an item: it is that person's, and ticked because they say so. Code checks it once more all the same, and says
 * what it doubts.
 */
export function edit(
  content: MinutesContent,
  seen: Seen,
  to: Edit,
  { by, revision: rev, check }: Reviewing & { readonly check: Check },
): Review {
  return change(content, seen, (item) => {
    const { id, lines, quote, speaker, time, task } = item;
    const claim = { ...given(to), quote: quote ?? "", line: lines[0] };
    const read = check(claim);
    const isMeant = read?.doubt !== undefined && saysWhichDay(read.doubt, to.due);
    const { doubt, owner = to.owner } = (isMeant ? check({ ...claim, settled: { due: true } }) : read) ?? {};
    const acts = to.kind === "action" || to.kind === "data";
    const kept = {
      ...({ id, rev, lines, kind: to.kind, text: to.text, by, edited: true, sure: true } as const),
      ...given({ quote, speaker, time, task, doubt }),
      ...(acts ? given({ owner, due: to.due }) : {}),
    };
    return [kept];
  });
}

/** Of the days that a line may mean, the one that it does: another than those is not in the line, and told. */
const saysWhichDay = ({ why, days = [] }: Doubt, due: Day | undefined): boolean =>
  due !== undefined &&
  (why === "which-day" || why === "two-days" || why === "day-of-what") &&
  (days.length === 0 || days.includes(due));

/** Chooses who, or when: that is doubted no more, and what is left is (M1). Once both stand, the words say neither. */
export function settle(
  content: MinutesContent,
  seen: Seen,
  chosen: { readonly owner?: string; readonly due?: Day },
  {
    by,
    revision: rev,
    check,
    words,
  }: Reviewing & { readonly check: Check; readonly words: (item: MinutesItem) => string },
): Review {
  return change(content, seen, (item) => {
    const settled = {
      ...item.settled,
      ...(chosen.owner !== undefined && { owner: true as const }),
      ...(chosen.due !== undefined && { due: true as const }),
    };
    const { doubt: _doubt, off: _off, ...kept } = { ...item, ...chosen };
    const claim = { ...kept, quote: item.quote ?? "", line: item.lines[0], settled };
    const checked = check(given(claim) as Claim);
    const made = { ...kept, ...given({ doubt: checked?.doubt }), by, rev, settled };
    // A person's own words stay.
    return [isOpen(made) || made.edited === true ? made : { ...made, text: words(made) }];
  });
}

/** Adds what a person has picked from the notes: theirs, and ticked where nothing of it is doubted, as what is read. */
export function add(
  content: MinutesContent,
  picked: readonly MinutesItem[],
  { by, revision: rev }: Reviewing,
): MinutesContent {
  const added = picked.map((item) => ({ ...item, by, rev }));
  const { items, ...rest } = withNumbers({ ...content, items: [...content.items, ...added] });
  return { ...rest, items: items.toSorted((a, b) => (a.lines[0] ?? 0) - (b.lines[0] ?? 0)) };
}

/** How many items of a draft people have worded, chosen who or when for, ticked, added and dropped. */
export interface Handled {
  readonly edited: number;
  readonly chosen: number;
  readonly ticked: number;
  readonly added: number;
  readonly dropped: number;
}

/** What is lost when another draft replaces it (M1); undefined for one that nobody has touched. */
export function handled({ items, dropped = 0 }: MinutesContent): Handled | undefined {
  const counts = { edited: 0, chosen: 0, ticked: 0, added: 0, dropped };
  for (const item of items) {
    if (item.edited === true) counts.edited += 1;
    else if (item.settled !== undefined) counts.chosen += 1;
    else if (item.sure === true || item.off === true) counts.ticked += 1;
    else if (item.by !== undefined) counts.added += 1;
  }
  return Object.values(counts).some((count) => count > 0) ? counts : undefined;
}

/**
 * True for a due day that has passed when somebody sets it: nobody can keep it any more. One that the notes say, or
 * that the item has had, is what the meeting said.
 */
export function isTooLate(
  { due, quote = "", doubt }: MinutesItem,
  wanted: Day | undefined,
  { today, on }: { readonly today: Day; readonly on: Day },
): boolean {
  if (wanted === undefined || wanted >= today || wanted === due) return false;
  return ![...(doubt?.days ?? []), ...spokenDays(quote, on).flatMap(({ days }) => days)].includes(wanted);
}

/** Without what is not given. */
function given<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

/**
 * Whether somebody who types that a draft is to be published can mean the one that there is (M1): it stands on one
 * card, and is as it was drafted or as they have left it themself. Else they say which revision they have seen.
 */
export function isAsSeen(content: MinutesContent, { by, revision }: Reviewing): boolean {
  if (pagesOf(content).length > 1) return false;
  const { items, dropped = 0 } = content;
  const asDrafted = dropped === 0 && items.every((item) => revOf(item) === revision && item.by === undefined);
  return asDrafted || items.some((item) => revOf(item) === revision && item.by === by);
}
