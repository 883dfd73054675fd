import type { ProjectContext } from "../../bot/command.ts";
import type { Block, Button, Content } from "../../messages/content.ts";
import { isTypedInstead } from "../../messages/typed-instead.ts";

/**
 * Writes into a card what came of it and takes its buttons away; what was offered stays, word for word. False when
 * there is no card. `first` puts it above what it said: an offer that no longer applies.
 */
export async function settleCard(
  ctx: ProjectContext,
  subject: string,
  outcome: Block,
  where: "first" | "last" = "last",
): Promise<boolean> {
  const message = await ctx.store.messages.bySubject(ctx.facts.project.id, subject);
  return message === undefined ? false : ctx.revise(subject, settled(message.content, outcome, where));
}

/** A press that was on its way meets a retired button, so that it hears who decided and when. */
function settled(content: Content, outcome: Block, where: "first" | "last"): Content {
  const said = content.blocks.filter((block) => block.kind !== "buttons" && !isTypedInstead(block) && !isOver(block));
  const blocks = where === "first" ? [outcome, ...said] : [...said, outcome];
  return { ...content, blocks, retired: [...(content.retired ?? []), ...buttonsOf(content)] };
}

/** A new price that was on its way is so no more, and nobody is asked any more, whatever came of the offer. */
const isOver = (block: Block): boolean =>
  block.kind === "text" && (block.role === "pending" || block.role === "address");

const buttonsOf = ({ blocks }: Content): readonly Button[] =>
  blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []));
