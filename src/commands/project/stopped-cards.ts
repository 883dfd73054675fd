import type { ProjectContext } from "../../bot/command.ts";
import { daysKept } from "../../domain/kept-true.ts";
import type { Block, Button } from "../../messages/content.ts";
import { isLedger } from "../../messages/picture-block.ts";
import { isTypedInstead } from "../../messages/typed-instead.ts";
import type { StoredMessage } from "../../store/store.ts";
import { faultSubject } from "../delivery/fault-card.ts";
import { said } from "../shared/blocks.ts";
import { standingSubject } from "./standing-card.ts";

/**
 * Takes the buttons off the cards of a project that has ended: nothing on them can be answered now. What they said
 * stays, with the word that it is over. Of one that was handed over it is the customer's cards, but for those of
 * faults, which are reported and looked after as before (L4).
 */
export async function stopCards(ctx: ProjectContext, ended: "cancelled" | "closed"): Promise<void> {
  const { shared } = ctx.facts.project;
  for (const { subject, content, conversation } of await cardsOf(ctx)) {
    if (ended === "closed" && (conversation !== shared || subject.startsWith(faultSubject({ ref: "" })))) continue;
    const buttons = buttonsOf(content);
    if (buttons.length === 0) continue;
    const left = content.blocks.filter((block) => block.kind !== "buttons" && !isTypedInstead(block));
    await ctx.revise(subject, {
      ...content,
      blocks: [...left, said(`card.${ended}`, undefined, "quiet")],
      retired: [...(content.retired ?? []), ...buttons],
      stopped: content.blocks,
    });
  }
}

/** Gives the cards of a project that was taken up again their buttons back: they ask as they did. */
export async function resumeCards(ctx: ProjectContext): Promise<void> {
  for (const { subject, content } of await cardsOf(ctx)) {
    const { stopped, retired, ...rest } = content;
    if (stopped === undefined) continue;
    const back = new Set(buttonsOf({ blocks: stopped }).map(({ id }) => id));
    const still = (retired ?? []).filter(({ id }) => !back.has(id));
    await ctx.revise(subject, { ...rest, blocks: stopped, ...(still.length === 0 ? {} : { retired: still }) });
  }
}

/** The cards and old digests that are not kept up to date by themselves, where we may still write on them (A1). */
async function cardsOf({
  store,
  facts,
  now,
}: ProjectContext): Promise<readonly (StoredMessage & { subject: string })[]> {
  const { id, internal } = facts.project;
  const since = now - daysKept * 24 * 3_600_000;
  const place = internal === undefined ? undefined : await store.places.get(internal);
  return (await store.messages.cards(id)).flatMap((card) => {
    const { subject, content, conversation, saidAt } = card;
    const closed = isLedger(content) && !(conversation === internal && place?.outsiders === false);
    if (subject === undefined || subject === standingSubject || closed) return [];
    return subject.startsWith("digest/") && saidAt >= since ? [] : [{ ...card, subject }];
  });
}

const buttonsOf = ({ blocks }: { readonly blocks: readonly Block[] }): readonly Button[] =>
  blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []));
