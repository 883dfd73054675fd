import type { MinutesContent, MinutesItem } from "./meeting-facts.ts";
import { isTicked } from "./minutes.ts";

/** What a correction does to what was published (M1): an item that comes in, goes, or says something else. */
export type Amendment =
  | { readonly kind: "added"; readonly now: MinutesItem }
  | { readonly kind: "removed"; readonly was: MinutesItem }
  | { readonly kind: "changed"; readonly was: MinutesItem; readonly now: MinutesItem };

/** What of published minutes is another after a correction, in the order of the notes. Nothing: it corrects nothing. */
export function amendments(before: MinutesContent, after: MinutesContent): readonly Amendment[] {
  const was = new Map(before.items.filter(isTicked).map((item) => [item.id, item]));
  const now = new Map(after.items.filter(isTicked).map((item) => [item.id, item]));
  const removed = [...was.values()]
    .filter(({ id }) => !now.has(id))
    .map((item): Amendment => ({ kind: "removed", was: item }));
  const others = [...now.values()].flatMap((item): readonly Amendment[] => {
    const earlier = was.get(item.id);
    if (earlier === undefined) return [{ kind: "added", now: item }];
    return saidOf(earlier) === saidOf(item) ? [] : [{ kind: "changed", was: earlier, now: item }];
  });
  const lineOf = (one: Amendment): number => ("now" in one ? one.now : one.was).lines[0] ?? 0;
  return [...removed, ...others].toSorted((a, b) => lineOf(a) - lineOf(b));
}

/** What a reader sees of an item. */
const saidOf = ({ kind, text, owner, due }: MinutesItem): string => JSON.stringify([kind, text, owner, due]);
