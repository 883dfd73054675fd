/**
 * Why a conversation cannot be written to: the bot was taken out; it was deleted, alone or with its team, whose
 * administrator can restore a deleted team for 30 days and no longer; it is archived with its team; or it is not found,
 * and nobody has told us why.
 */
export type Gone = "removed" | "deleted" | "teamDeleted" | "teamHardDeleted" | "archived" | "missing";

/** What nothing that comes later changes. */
const forGood: ReadonlySet<Gone> = new Set(["deleted", "teamHardDeleted"]);

/**
 * Why it is gone once something more has happened to it. The first reason stays, so that what ends that one alone
 * brings it back; what is deleted itself, or for good, is that from then on.
 */
export function goneThen(before: Gone | undefined, why: Gone): Gone {
  if (before === undefined || before === "missing") return why;
  return forGood.has(why) && !forGood.has(before) ? why : before;
}

/** True where somebody can do something else about it than before. */
export const isNews = (before: Gone | undefined, now: Gone): boolean =>
  before !== now && !(before === "missing" && now === "deleted");
