import type { Project } from "../../domain/facts.ts";
import type { Block } from "../../messages/content.ts";
import { list } from "../../messages/phrase.ts";
import { said } from "./blocks.ts";

/** How many are named. */
const most = 20;

/** What a list of projects does not show: those that cannot be read, and how many are not worked out yet. */
export function unlistedBlocks(lost: readonly Project[], unknown: number): readonly Block[] {
  const which = list(lost.slice(0, most).map(({ customer, code }) => `${customer} (${code})`));
  return [
    ...(lost.length === 0 ? [] : [said("portfolio.unreadable", { count: lost.length, which }, "warning")]),
    ...unknownBlocks(unknown),
  ];
}

/** How many projects are not worked out yet. */
export const unknownBlocks = (unknown: number): readonly Block[] =>
  unknown === 0 ? [] : [said("portfolio.unknown", { count: unknown }, "warning")];
