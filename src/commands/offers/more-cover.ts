import type { ProjectContext } from "../../bot/command.ts";
import { refuse } from "../../bot/refusal.ts";
import type { Change, Pricing } from "../../domain/facts.ts";
import { moreCover } from "../../domain/more-cover.ts";
import type { Reply } from "../../messages/content.ts";
import { time } from "../../messages/phrase.ts";
import { said } from "../shared/blocks.ts";
import { stillOpen } from "../shared/checks.ts";
import { price, register } from "./offers.ts";

/**
 * Offers the difference between what is approved and a higher estimate or cap (S6): as a change of its own, or as the
 * one that waits.
 */
export async function offerMore(
  ctx: ProjectContext,
  change: Change,
  wanted: Pricing & { readonly kind: "running" },
): Promise<Reply> {
  stillOpen(ctx.facts);
  const more = moreCover(change, wanted, ctx.facts);
  if (!more.ok) {
    throw refuse(
      "change.refuse.covered",
      { ref: change.ref, time: time(more.refused.minutes) },
      { field: wanted.cap === undefined ? "estimate" : "cap" },
    );
  }
  const effect = { kind: "more-cover", change: change.ref } as const;
  const receipt =
    more.open === undefined
      ? await register(ctx, { kind: "change", title: change.title, effect, pricing: more.pricing }, undefined)
      : await price(ctx, more.open.ref, more.pricing);
  const total = said("change.more", { ref: change.ref, covered: time(more.covered), total: time(more.total) });
  const [first, ...rest] = receipt.blocks;
  return { ...receipt, blocks: first === undefined ? [total] : [first, total, ...rest] };
}
