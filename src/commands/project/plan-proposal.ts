import { randomUUID } from "node:crypto";
import type { ProjectContext } from "../../bot/command.ts";
import { refuse } from "../../bot/refusal.ts";
import type { Plan } from "../../domain/facts.ts";
import type { Content } from "../../messages/content.ts";
import { said } from "../shared/blocks.ts";
import { settleCard } from "../shared/settled.ts";

const subject = "plan/question";

/** What is asked before the plan is changed: the newest question alone holds, and none once the plan is another. */
export const planProposal = {
  subject,
  seen: ({ facts }: ProjectContext): string => `${randomUUID()} ${planKey(facts.project.plan)}`,
  replace: endPlanQuestion,
  async mustHold({ store, facts }: ProjectContext, seen: string | undefined): Promise<void> {
    if (seen === undefined) return;
    const newest = await store.messages.bySubject(facts.project.id, subject);
    const isNewest = newest !== undefined && seenIn(newest.content).includes(seen);
    if (!isNewest || !seen.endsWith(` ${planKey(facts.project.plan)}`)) throw refuse("plan.refuse.replaced");
  },
};

/** Never empty: what a form carries is trimmed. */
const planKey = (plan: Plan): string =>
  `plan:${Object.entries(plan)
    .map(([which, on]) => `${which}=${on}`)
    .toSorted()
    .join(",")}`;

/** The question's buttons go where the platform edits: it was replaced, or the plan is another by now. */
export async function endPlanQuestion(ctx: ProjectContext): Promise<void> {
  const open = await ctx.store.messages.bySubject(ctx.facts.project.id, subject);
  // What one alone sees can not be edited everywhere: its press is refused all the same.
  if (open === undefined || open.visibleTo !== undefined || seenIn(open.content).length === 0) return;
  await settleCard(ctx, subject, said("plan.question.ended", undefined, "quiet"), "first");
}

/** Which questions its buttons are of; none once they are gone. */
const seenIn = ({ blocks }: Content): readonly string[] =>
  blocks.flatMap((block) =>
    block.kind === "buttons" ? block.buttons.flatMap(({ values }) => values?.seen ?? []) : [],
  );
