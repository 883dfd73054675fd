import type { Context, ProjectContext } from "../../bot/command.ts";
import { refuse } from "../../bot/refusal.ts";
import type { Id } from "../../domain/units.ts";
import type { Content } from "../../messages/content.ts";
import { list, phrase } from "../../messages/phrase.ts";
import type { Conversation } from "../../store/store.ts";
import { standingCard, standingSubject } from "./standing-card.ts";

/**
 * Refuses a conversation that cannot be an internal channel: one with outsiders in it, a private chat, or a shared
 * channel (A1).
 */
export async function mustSuitInternal(context: Pick<Context, "store">, conversation: Conversation): Promise<void> {
  const { name } = conversation;
  if (conversation.private) throw refuse("bind.private", { name }, { field: "internal" });
  if (conversation.unseen === true)
    throw refuse("bind.unseen", { name, how: phrase("unseen.how") }, { field: "internal" });
  if (conversation.outsiders) throw refuse("bind.outsiders", { name }, { field: "internal" });
  const shared = (await context.store.places.projectsOf(conversation.id)).find((binding) => binding.as === "shared");
  if (shared !== undefined)
    throw refuse("bind.sharedAlready", { name, customer: shared.project.customer }, { field: "internal" });
}

/**
 * Refuses a conversation that cannot be this project's shared channel: it has one project, and is nobody's internal
 * channel (A1).
 */
export async function mustSuitShared(
  context: Pick<Context, "store">,
  conversation: Conversation,
  project?: Id,
): Promise<void> {
  const { name } = conversation;
  if (conversation.private) throw refuse("bind.private", { name }, { field: "shared" });
  const bindings = await context.store.places.projectsOf(conversation.id);
  const internal = bindings.filter((binding) => binding.as === "internal");
  if (internal.length > 0)
    throw refuse(
      "bind.internalAlready",
      { name, codes: list(internal.map(({ project: { code } }) => code)) },
      { field: "shared" },
    );
  const other = bindings.find((binding) => binding.project.id !== project);
  if (other !== undefined)
    throw refuse("bind.otherProject", { name, customer: other.project.customer }, { field: "shared" });
}

/** Binds a shared channel and pins the card that stays there. */
export async function bindShared(context: ProjectContext, conversation: Conversation): Promise<void> {
  const { project } = context.facts;
  if (!(await context.store.projects.bind(project.id, "shared", conversation.id)))
    throw refuse("bind.taken", { name: conversation.name }, { field: "shared" });
  await context.post("shared", standingCard(await context.reload(), context.agreement, context.today), standingSubject);
}

/**
 * Tells the customer's channel what was decided elsewhere; false when it was said there, or there is no such channel.
 */
export async function tellShared(context: ProjectContext, content: Content, subject?: string): Promise<boolean> {
  const { shared } = (await context.reload()).project;
  if (shared === undefined || shared === context.place.conversation) return false;
  return context.post("shared", content, subject);
}
