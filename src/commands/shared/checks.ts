import type { Actor, ProjectContext } from "../../bot/command.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import { isInternal } from "../../bot/turn/place.ts";
import type { By, Project } from "../../domain/facts.ts";
import { isOfCustomer } from "../../domain/role.ts";
import { phrase } from "../../messages/phrase.ts";

/** Who acts, as facts refer to them. */
export const byOf = (actor: Actor): By => ({ id: actor.id, name: actor.name });

/** Lets only a project that is open through: what is closed or cancelled takes no more facts. Throws the refusal. */
export function stillOpen({ project }: { readonly project: Pick<Project, "state" | "code"> }): void {
  const { state, code } = project;
  if (state !== "open") throw notOpen({ state, code });
}

/** What a project that is closed or cancelled answers. */
export const notOpen = ({ state, code }: { readonly state: "closed" | "cancelled"; readonly code: string }): Refusal =>
  state === "cancelled" ? cancelled({ code }) : refuse("closed.closed");

/** A cancelled project takes no more facts until it is taken up again. */
export const cancelled = ({ code }: Pick<Project, "code">): Refusal =>
  refuse("closed.cancelled", undefined, { line: `project reopen in:${code}` });

/**
 * Lets a call through that stands: what was booked is held, moved and cancelled after the handover too (L4). Throws the
 * refusal of a cancelled project, which has none.
 */
export function callStands({ project }: { readonly project: Pick<Project, "state" | "code"> }): void {
  if (project.state === "cancelled") throw cancelled(project);
}

/** Lets only words through for something new: a reference alone is a slip, and names what is there already. */
export function saysSomething(words: string, field: string): void {
  const ref = words.trim().toUpperCase();
  if (/^[RXCTHVMFP]\d{1,6}$/u.test(ref)) throw refuse("refusal.onlyRef", { ref }, { field });
}

/** Whoever it is, where they speak for the customer. */
export const ofCustomer = ({ facts }: Pick<ProjectContext, "facts">, by: By | undefined): By | undefined =>
  by !== undefined && isOfCustomer(facts, by.id) ? by : undefined;

/** True where what belongs to the ledger may be said (A1). */
export function showsLedger(ctx: Pick<ProjectContext, "place" | "actor">): boolean {
  return isInternal(ctx.place, ctx.actor);
}

/**
 * Refuses what belongs to the ledger anywhere else than in internal places (A1): of lines whose audience is their
 * place's.
 */
export function internalOnly(ctx: Pick<ProjectContext, "place" | "actor">): void {
  if (showsLedger(ctx) || ctx.actor.id === "system") return;
  throw refuse("refusal.ledger", undefined, { recorded: true, next: phrase("refusal.ledger.next") });
}
