import { defineCommand, freeLine } from "../../bot/command.ts";
import type { Agreement } from "../../domain/agreement.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import { invoiceBasis } from "../../domain/invoice-basis.ts";
import { overviewOf } from "../../domain/overview.ts";
import { phaseOf } from "../../domain/phase.ts";
import { dayOfRole } from "../../domain/plan.ts";
import type { Day, Ore } from "../../domain/units.ts";
import type { Block } from "../../messages/content.ts";
import { list, money, phrase, raw, type Text } from "../../messages/phrase.ts";
import { nextWords, phaseWords, waitsWords } from "../../messages/project-words.ts";
import { lineBlock, said } from "../shared/blocks.ts";
import { dayCell, listCell, moneyCell, noneCell, timeCell } from "../shared/cells.ts";

/** Every open project in one table, and those that have ended with money left to invoice. */
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
        const { projects, agreements } = context.store;
        const [open, ended] = [await projects.all(), await projects.endedWithMoney()];
        if (open.length + ended.length === 0)
          return { audience: "ledger", blocks: [said("portfolio.none"), lineBlock('open "Solbacken Vård AB"')] };
        const terms = await agreements.ofMany([...open, ...ended].map(({ project }) => project.id));
        const known = (all: readonly ProjectFacts[]): readonly Known[] =>
          all.flatMap((facts) => {
            const agreement = terms.get(facts.project.id);
            return agreement === undefined ? [] : [{ facts, agreement, left: invoiceBasis(facts, agreement).net }];
          });
        const lost = [...open, ...ended].flatMap(({ project }) => (terms.has(project.id) ? [] : [`${project.customer} (${project.code})`]));
        return {
          audience: "ledger",
          blocks: [
            ...openBlocks(known(open), context.today),
            ...endedBlocks(known(ended)),
            ...(lost.length === 0 ? [] : [said("portfolio.unreadable", { count: lost.length, which: list(lost) }, "warning")]),
          ],
        };
      },
    }),
  ],
});

/** A project, what it was sold by, and what is on no closed basis yet, öre without VAT (I1). */
interface Known {
  readonly facts: ProjectFacts;
  readonly agreement: Agreement;
  readonly left: Ore;
}

function openBlocks(projects: readonly Known[], today: Day): readonly Block[] {
  const title = said("portfolio.title", { count: projects.length });
  if (projects.length === 0) return [title];
  const columns = [
    { label: phrase("portfolio.column.project") },
    { label: phrase("portfolio.column.phase") },
    { label: phrase("portfolio.column.next") },
    { label: phrase("portfolio.column.waits") },
    { label: phrase("status.column.notAgreed"), align: "right" },
    toInvoice,
    { label: phrase("portfolio.column.goLive") },
  ] as const;
  return [title, { kind: "table", columns, rows: projects.map((one) => row(one, today)) }, ...sumBlocks(projects)];
}

/** Projects that are handed over or cancelled, with money that was never invoiced. */
function endedBlocks(projects: readonly Known[]): readonly Block[] {
  const left = projects.filter((one) => one.left !== 0);
  if (left.length === 0) return [];
  const columns = [{ label: phrase("portfolio.column.project") }, { label: phrase("portfolio.column.phase") }, toInvoice] as const;
  const rows = left.map(({ facts, agreement, left: sum }) => [called(facts), phaseWords(phaseOf(facts, agreement)), moneyCell(sum)]);
  return [
    said("portfolio.ended", { count: left.length }, "warning"),
    { kind: "table", columns, rows },
    said("portfolio.close", {}, "quiet"),
  ];
}

const toInvoice = { label: phrase("portfolio.column.toInvoice"), align: "right" } as const;
const called = ({ project }: ProjectFacts): Text => raw(`${project.customer} (${project.code})`);

function sumBlocks(projects: readonly Known[]): readonly Block[] {
  const sum = projects.reduce((all, { left }) => all + left, 0);
  return projects.length < 2 || sum === 0 ? [] : [said("portfolio.sum", { sum: money(sum) })];
}

function row({ facts, agreement, left }: Known, today: Day): readonly Text[] {
  const { phase, waits, next, ledger } = overviewOf(facts, agreement, today);
  const { goLive } = facts.project;
  return [
    called(facts),
    phaseWords(phase),
    next === undefined ? noneCell : nextWords(next),
    listCell(waitsWords(waits, facts, agreement)),
    ledger.notAgreed === 0 ? noneCell : timeCell(ledger.notAgreed),
    left === 0 ? noneCell : moneyCell(left),
    goLive === undefined ? dayCell(dayOfRole(facts.project, agreement, "go-live")) : phrase("portfolio.live", { on: dayCell(goLive.on) }),
  ];
}
