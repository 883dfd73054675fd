import type { ProjectContext } from "../../bot/command.ts";
import type { Agreement } from "../../domain/agreement.ts";
import { turnTo } from "../../domain/away.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import { leadOf } from "../../domain/role.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block, Button, Content } from "../../messages/content.ts";
import { at, name, phrase } from "../../messages/phrase.ts";
import { timeOfPick as instantOf, proposalSubject } from "../../scheduler/proposal.ts";
import type { Store, StoredMessage } from "../../store/store.ts";
import { said } from "../shared/blocks.ts";
import { settleCard } from "../shared/settled.ts";

/** The buttons of the times that a card has offered, of those that are gone too. */
export const buttonsOf = (content: Content): readonly Button[] =>
  [
    ...content.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : [])),
    ...(content.retired ?? []),
  ].filter(({ runs }) => runs === "checkin pick");

/** True while somebody may choose on a card. */
export const isOpen = ({ content }: StoredMessage): boolean => content.blocks.some(({ kind }) => kind === "buttons");

/** Who holds the call: the lead, else the supplier. */
export const leadName = (facts: ProjectContext["facts"], { supplier }: Agreement) =>
  leadOf(facts)?.name ?? phrase("ask.us", { supplier: name(supplier) });

/** Who answers about times; the call itself is the lead's, and no time is proposed while they are away. */
export const askedName = ({ facts, agreement: { supplier }, today }: ProjectContext) =>
  turnTo(facts, today)?.name ?? phrase("ask.us", { supplier: name(supplier) });

/** The times that the customer may choose among now, milliseconds since 1970. */
export async function proposedTimes(store: Store, { project }: Pick<ProjectFacts, "project">): Promise<number[]> {
  const card = await store.messages.bySubject(project.id, proposalSubject);
  return card !== undefined && isOpen(card) ? buttonsOf({ ...card.content, retired: [] }).map(instantOf) : [];
}

/** A call that was booked in another way: nobody is asked to choose any more. */
export async function settleProposal(
  ctx: ProjectContext,
  booked: { readonly ref: Ref; readonly at: number },
): Promise<void> {
  const outcome: Block = said("checkin.proposal.booked", { ref: booked.ref, at: at(booked.at) });
  const card = await ctx.store.messages.bySubject(ctx.facts.project.id, proposalSubject);
  if (card !== undefined && isOpen(card)) await settleCard(ctx, proposalSubject, outcome);
}
