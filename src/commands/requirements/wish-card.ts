import type { ProjectContext } from "../../bot/command.ts";
import type { Requirement } from "../../domain/facts.ts";
import type { Content } from "../../messages/content.ts";
import { phrase } from "../../messages/phrase.ts";
import { buttonsBlock, quoted, said } from "../shared/blocks.ts";

/** The message in our own channel that asks what becomes of a wish. */
export const wishSubject = (ref: string): string => `wish/${ref}`;

/** A customer's wish, word for word, with our two answers to it. */
export function wishCard({ ref, text, wished }: Pick<Requirement, "ref" | "text" | "wished">): Content {
  return {
    audience: "public",
    blocks: [
      said("require.wish.card", { ref, who: wished?.by.name ?? "" }),
      ...quoted(text),
      ...buttonsBlock([
        { id: "agree", label: phrase("require.wish.agree"), style: "primary", runs: "require agree", values: { ref } },
        {
          id: "decline",
          label: phrase("require.wish.decline"),
          style: "danger",
          runs: "require drop",
          values: { ref },
          asks: true,
        },
      ]),
    ],
  };
}

/** Asks anew in the wish's message, where it has one: what was said of it is taken back. */
export async function askAgain(ctx: ProjectContext, { ref }: Pick<Requirement, "ref">): Promise<void> {
  const now = (await ctx.reload()).requirements.find((one) => one.ref === ref);
  if (now !== undefined) await ctx.revise(wishSubject(ref), wishCard(now));
}
