import { defineCommand, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { Id } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { type Language, languages } from "../../messages/language.ts";
import { phrase } from "../../messages/phrase.ts";
import type { Conversation } from "../../store/store.ts";
import { stillOpen } from "../shared/checks.ts";
import { bindShared, mustSuitInternal, mustSuitShared } from "./channel-guard.ts";
import { standingSubject } from "./standing-card.ts";

const input = { language: field.choice(languages).optional() };

/**
 * Binds the channel where it is typed to a project: its internal channel, or the one that is shared with the customer.
 */
export const bind = defineCommand({
  name: "bind",
  summary: "summary.bind",
  lines: [
    projectLine({
      summary: "summary.bind",
      examples: ["bind"],
      allow: ["staff"],
      audience: "public",
      opensPlace: true,
      input: { channel: field.choice(["internal", "shared"]), ...input },
      opening: (_given, { facts }) => stillOpen(facts),
      run: ({ channel, language }, context) => bindAs[channel](context, language),
    }),
    projectLine({
      verb: "internal",
      summary: "summary.bind.internal",
      examples: ["bind internal in:solbacken"],
      allow: ["staff"],
      audience: "public",
      opensPlace: true,
      input,
      run: ({ language }, context) => bindAs.internal(context, language),
    }),
    projectLine({
      verb: "shared",
      summary: "summary.bind.shared",
      serves: "shared",
      examples: ["bind shared in:solbacken"],
      allow: ["staff"],
      audience: "public",
      opensPlace: true,
      input,
      run: ({ language }, context) => bindAs.shared(context, language),
    }),
  ],
});

const bindAs = {
  async internal(context: ProjectContext, language: Language | undefined): Promise<Reply> {
    const here = await channelHere(context, "internal");
    await mustSuitInternal(context, here);
    await context.store.projects.bind(context.facts.project.id, "internal", here.id);
    await speak(context, here, language);
    return bound(context, "internal", here);
  },
  async shared(context: ProjectContext, language: Language | undefined): Promise<Reply> {
    const here = await channelHere(context, "shared");
    await mustSuitShared(context, here, context.facts.project.id);
    await speak(context, here, language);
    await retireCard(context);
    await bindShared(context, here);
    return bound(context, "shared", here);
  },
} as const;

async function channelHere(context: ProjectContext, as: "internal" | "shared"): Promise<Conversation> {
  stillOpen(context.facts);
  const { project } = context.facts;
  const here = await context.store.places.get(context.place.conversation);
  if (here === undefined) throw new Error(`The conversation ${context.place.conversation} is not known`);
  if (project[as] === here.id) throw refuse(`bind.${as}.already`, { name: here.name, customer: project.customer });
  return here;
}

async function speak({ store }: ProjectContext, here: Conversation, language: Language | undefined): Promise<void> {
  if (language !== undefined) await store.places.setLanguage(here.id, language);
}

/** The card in the shared channel that the project leaves has no buttons any more, and says where it went. */
async function retireCard(context: ProjectContext): Promise<void> {
  const { project } = context.facts;
  if (project.shared === undefined) return;
  await context.revise(standingSubject, {
    audience: "public",
    pinned: false,
    blocks: [{ kind: "text", tone: "quiet", text: phrase("standing.moved", { customer: project.customer }) }],
  });
}

async function bound(context: ProjectContext, as: "internal" | "shared", here: Conversation): Promise<Reply> {
  const { project } = context.facts;
  const before = await nameOf(context, project[as]);
  const text =
    before === undefined
      ? phrase(`bind.${as}.done`, { name: here.name, customer: project.customer })
      : phrase(`bind.${as}.moved`, { name: here.name, customer: project.customer, before });
  const blocks: Block[] = [{ kind: "text", tone: "success", text }];
  if (as === "internal" && project.shared === undefined) {
    blocks.push(
      { kind: "text", text: phrase("bind.nextShared") },
      { kind: "line", line: `bind shared in:${project.code}` },
    );
  }
  return { audience: "public", blocks };
}

async function nameOf({ store }: ProjectContext, conversation: Id | undefined): Promise<string | undefined> {
  return conversation === undefined ? undefined : (await store.places.get(conversation))?.name;
}
