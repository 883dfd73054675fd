import type { MinutesContent, MinutesItem } from "./meeting-facts.ts";

/** As much of a draft as one card holds, in characters of its words and what stands around them. */
const pageRoom = 9_000;
/** What an item's buttons and marks take on a card, whatever it says. */
const itemRoom = 1_300;

/** The items of a draft as they stand on its cards, in order: each card holds one page on any platform. */
export function pagesOf({ items }: MinutesContent): readonly (readonly MinutesItem[])[] {
  const pages: MinutesItem[][] = [[]];
  let room = pageRoom;
  for (const item of items) {
    const size = itemRoom + item.text.length + (item.quote?.length ?? 0);
    const page = pages.at(-1) as MinutesItem[];
    if (size > room && page.length > 0) {
      pages.push([item]);
      room = pageRoom - size;
    } else {
      page.push(item);
      room -= size;
    }
  }
  return pages;
}
