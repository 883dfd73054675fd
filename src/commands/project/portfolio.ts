import { type Context, defineCommand, freeLine } from "../../bot/command.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import { allocate } from "../../domain/hours.ts";
import { phaseOf } from "../../domain/phase.ts";
import { comingDates } from "../../domain/plan.ts";
import type { Party } from "../../domain/role.ts";
import { waiting } from "../../domain/waiting.ts";
import { phrase, raw, type Text } from "../../messages/phrase.ts";
import { comingWords, partyWords, phaseWords } from "../../messages/project-words.ts";
import { lineBlock, said } from "../shared/blocks.ts";
import { dayCell, listCell, noneCell, timeCell } from "../shared/cells.ts";

/** Every open project in one table. */
export const portfolio = defineCommand({
  name: "portfolio",
  summary: "summary.portfolio",
  lines: [
    freeLine({
      summary: "summary.portfolio",
      examples: ["portfolio"],
      allow: ["staff"],
      audience: "ledger",
      reads: true,
      input: {},
      async run(_, context) {
        const projects = await context.store.projects.all();
        if (projects.length === 0) return { audience: "ledger", blocks: [said("portfolio.none"), lineBlock('open "Solbacken Vård AB"')] };
        const rows: (readonly Text[])[] = [];
        for (const facts of projects) rows.push(await row(facts, context));
        return {
          audience: "ledger",
          blocks: [
            said("portfolio.title", { count: projects.length }),
            {
              kind: "table",
              columns: [
                { label: phrase("portfolio.column.project") },
                { label: phrase("portfolio.column.phase") },
                { label: phrase("portfolio.column.next") },
                { label: phrase("portfolio.column.waits") },
                { label: phrase("status.column.notAgreed"), align: "right" },
                { label: phrase("plan.day.golive") },
              ],
              rows,
            },
          ],
        };
      },
    }),
  ],
});

async function row(facts: ProjectFacts, { store, today }: Context): Promise<readonly Text[]> {
  const { project } = facts;
  const agreement = await store.agreements.of(project.id);
  const all = waiting(facts, agreement, today);
  const sides = (["customer", "partner", "supplier"] satisfies Party[]).flatMap((who) => {
    const count = all.filter((item) => item.who === who).length;
    return count === 0 ? [] : [phrase("portfolio.waits", { who: partyWords(who, facts, agreement), count })];
  });
  const { notAgreed } = allocate(facts, agreement);
  const [next] = comingDates(facts, today);
  const coming = next === undefined ? undefined : comingWords(next);
  return [
    raw(`${project.customer} (${project.code})`),
    phaseWords(phaseOf(facts)),
    coming === undefined ? noneCell : phrase("portfolio.next", { what: coming.label, on: coming.value }),
    listCell(sides),
    notAgreed === 0 ? noneCell : timeCell(notAgreed),
    project.goLive === undefined ? dayCell(project.plan.golive) : phrase("portfolio.live", { on: dayCell(project.goLive.on) }),
  ];
}
