import type { Project } from "../../domain/facts.ts";
import type { Conversation } from "../../store/store.ts";
import type { Actor, Place } from "../command.ts";

/** A project whose channel a conversation is. */
export interface Binding {
  readonly project: Project;
  readonly as: "internal" | "shared";
}

/**
 * What kind of place a conversation is. An internal channel that outsiders have come into no longer is one, and a
 * conversation that is not bound counts as shared (A1).
 */
export function placeOf(conversation: Conversation, bindings: readonly Binding[]): Place {
  const is = { conversation: conversation.id, outsiders: conversation.outsiders, unseen: conversation.unseen };
  if (conversation.private) return { ...is, kind: "private" };
  if (bindings.some((binding) => binding.as === "shared")) return { ...is, kind: "shared" };
  if (bindings.length > 0) return { ...is, kind: conversation.outsiders ? "shared" : "internal" };
  return { ...is, kind: "unbound" };
}

/**
 * True where only staff can read what is said: what the ledger may be shown in (A1). Whoever else speaks in an internal
 * channel shows that it is not one: a platform does not tell of every guest.
 */
export function isInternal(place: Pick<Place, "kind">, actor: Pick<Actor, "id" | "staff">): boolean {
  return (place.kind === "internal" || place.kind === "private") && (actor.staff || actor.id === "system");
}
