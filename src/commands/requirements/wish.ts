import type { ProjectContext } from "../../bot/command.ts";
import { refuse } from "../../bot/refusal.ts";
import type { By, Requirement } from "../../domain/facts.ts";
import { isFrozen } from "../../domain/requirement.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day } from "../../messages/phrase.ts";
import { tellShared } from "../project/channel-guard.ts";
import { quoted, said } from "../shared/blocks.ts";
import { byOf, ofCustomer } from "../shared/checks.ts";
import { settleCard } from "../shared/settled.ts";
import { wishCard, wishSubject } from "./wish-card.ts";

/**
 * Keeps what the customer wishes before kickoff, word for word, until it is agreed on as a requirement or declined
 * (S5).
 */
export async function keepWish(ctx: ProjectContext, text: string): Promise<Reply> {
  const { facts, store, today, now, actor } = ctx;
  const ref = await ctx.nextRef("R");
  const wished = { on: today, by: byOf(actor) };
  const words = { ref, text, deviation: false, wished };
  await store.requirements.add(facts.project.id, {
    ...words,
    agreedOn: today,
    agreedBy: wished.by,
    recordedAt: now,
    baseline: false,
  });
  await ctx.post("internal", wishCard(words), wishSubject(ref));
  return { audience: "public", blocks: [said("require.wish.kept", { ref }, "success"), ...quoted(text)] };
}

/**
 * Agrees on a wish as it is, or as it is worded now: a requirement like any other from then on (S1). The customer is
 * told.
 */
export async function agreeOnWish(
  ctx: ProjectContext,
  wish: Requirement,
  { text, deviation, by }: Pick<Requirement, "text" | "deviation"> & { readonly by: By | undefined },
): Promise<Reply> {
  const { facts, store, today, now, actor } = ctx;
  const { ref } = wish;
  const agreedWith = by ?? ofCustomer(ctx, wish.wished?.by);
  const agreed = {
    ...{ text, deviation, agreedOn: today, agreedBy: byOf(actor), recordedAt: now, baseline: isFrozen(facts.project) },
    agreedWith,
  };
  if (!(await store.requirements.agree(facts.project.id, ref, agreed))) throw refuse("require.moved", { ref });
  const done = said(deviation ? "require.addedDeviation" : "require.added", { ref, text }, "success");
  await answered(
    ctx,
    wish,
    done,
    said("require.wish.told.agreed", { ref, who: wish.wished?.by.name ?? "", text }, "success"),
  );
  return { audience: "public", blocks: [done] };
}

/** What is said when a wish was declined; the customer is told why. */
export async function sayDeclined(ctx: ProjectContext, wish: Requirement, reason: string): Promise<Reply> {
  const { ref, text } = wish;
  const done = said("require.wish.declined", { ref, text, reason, on: day(ctx.today), by: ctx.actor.name });
  await answered(
    ctx,
    wish,
    done,
    said("require.wish.told.declined", { ref, who: wish.wished?.by.name ?? "", text, reason }),
  );
  return { audience: "public", blocks: [done] };
}

async function answered(ctx: ProjectContext, { ref }: Requirement, outcome: Block, told: Block): Promise<void> {
  await settleCard(ctx, wishSubject(ref), outcome);
  await tellShared(ctx, { audience: "public", blocks: [told] });
}
