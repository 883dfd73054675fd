import type { ProjectContext } from "../../bot/command.ts";
import type { Agreement } from "../../domain/agreement.ts";
import { turnTo } from "../../domain/away.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import { partyOf, roleOf } from "../../domain/role.ts";
import { fold } from "../../language/fold.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { name, person, phrase, type Value } from "../../messages/phrase.ts";
import { wordsOf } from "../../messages/vocabulary.ts";
import { buttonsBlock, lineBlock, said } from "../shared/blocks.ts";
import { passOn } from "../shared/passed-on.ts";
import { buttonsFor } from "./standing-card.ts";

/**
 * Ordinary words by somebody who is not of ours: they get the name of the person who answers them, and what they can do
 * here; the lead hears what was written. A greeting or thanks calls nobody.
 */
export async function ask(ctx: ProjectContext, words: string): Promise<Reply> {
  const { facts, agreement, actor, today } = ctx;
  const role = actor.id === "system" ? undefined : roleOf(facts, actor.id);
  // Somebody whom nobody has named may press nothing.
  const buttons = role === undefined ? [] : buttonsFor(facts, partyOf(role));
  const who = turnTo(facts, today)?.name ?? phrase("ask.us", { supplier: name(agreement.supplier) });
  const polite = isPolite(words);
  if (!polite) await tellLead(ctx, words, role !== undefined);
  const text = polite ? said("ask.polite", { who }) : said("ask.passedOn", { who }, "success");
  const offered = buttons.length === 0 ? [] : [said("ask.meanwhile"), ...buttonsBlock(buttons)];
  return { audience: "public", to: "person", blocks: [text, ...offered, ...reachUs(facts, agreement)] };
}

/** Where else we are reached: who bought through a partner turns to that partner (F2). */
function reachUs({ project }: Pick<ProjectFacts, "project">, { faults }: Agreement): readonly Block[] {
  return project.via.kind === "partner" ? [] : [said("ask.reach", faults, "quiet")];
}

async function tellLead(ctx: ProjectContext, words: string, known: boolean): Promise<void> {
  const { facts, actor, place, today } = ctx;
  const lead = turnTo(facts, today);
  const where = place.kind === "private" ? undefined : (await ctx.store.places.get(place.conversation))?.name;
  const values: Readonly<Record<string, Value>> = {
    lead: lead === undefined ? phrase("remind.lead") : person(lead.id, lead.name),
    who: actor.name,
    ...(where === undefined ? { where: "", alone: "yes" } : { where, alone: "no" }),
  };
  const stranger: readonly Block[] = known
    ? []
    : [said("ask.stranger", { who: actor.name }), lineBlock(`team add ${actor.handle} in:${facts.project.code}`)];
  const next = said(place.kind === "private" ? "ask.answerDirectly" : "ask.answerThere", { who: actor.name });
  await passOn(ctx, { kind: "asked", words, before: [said("ask.told", values)], after: [next, ...stranger] });
}

const politeWords = new Set(wordsOf("ask.politeWords").map(fold));

/** Nothing but a greeting, thanks or a yes: `Hej!`, `Tack så mycket`. */
function isPolite(words: string): boolean {
  const said = fold(words)
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "");
  return said.every((word) => politeWords.has(word));
}
