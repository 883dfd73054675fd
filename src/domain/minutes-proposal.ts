import type { MinutesContent, MinutesItem } from "./meeting-facts.ts";
import { isDeedItem, isTicked, notesDigest, withNumbers } from "./minutes.ts";

/** A model's draft beside the one that a person has in hand (M1). */
export interface Compared {
  /** What only the model has found. */
  readonly fresh: readonly MinutesItem[];
  /** How many items both hold, and how many only the draft in hand does. */
  readonly same: number;
  readonly only: number;
}

const flat = (text = ""): string => text.replace(/\s+/gu, " ").trim().toLowerCase();

/** Two items say the same of the notes: of one kind, of one line, and one is quoted from within the other. */
function isSame(one: MinutesItem, other: MinutesItem): boolean {
  if (one.kind !== other.kind && !(isDeedItem(one) && isDeedItem(other))) return false;
  if (!one.lines.some((line) => other.lines.includes(line))) return false;
  const [quote, against] = [flat(one.quote), flat(other.quote)];
  return quote.includes(against) || against.includes(quote);
}

export function compared({ items }: MinutesContent, proposal: MinutesContent): Compared {
  const fresh = proposal.items.filter((one) => !items.some((other) => isSame(one, other)));
  const only = items.filter((one) => !proposal.items.some((other) => isSame(one, other))).length;
  return { fresh, same: items.length - only, only };
}

/** As many of what only the model has found are shown at once, and are taken by one press. */
const mostShown = 20;

/** What only the model has found, as far as it is shown, and the digest of that: what is not shown is not taken. */
export function shownFresh({ fresh }: Compared): { readonly shown: readonly MinutesItem[]; readonly digest: string } {
  const shown = fresh.slice(0, mostShown);
  return { shown, digest: notesDigest(JSON.stringify(shown.map(({ kind, text, quote }) => [kind, text, quote]))) };
}

/** The draft in hand, as it is, with what of the model's is `fresh`: ticked where code says so, and not by anybody. */
export function withProposed(content: MinutesContent, fresh: readonly MinutesItem[], revision: number): MinutesContent {
  const { items, ...rest } = withNumbers({
    ...content,
    items: [...content.items, ...fresh.map(({ id: _theirs, ...item }) => ({ ...item, rev: revision }))],
    came: (content.came ?? 0) + fresh.length,
  });
  return { ...rest, items: items.toSorted((a, b) => (a.lines[0] ?? 0) - (b.lines[0] ?? 0)) };
}

/** How many of them are ticked. */
export const tickedIn = (items: readonly MinutesItem[]): number => items.filter(isTicked).length;
