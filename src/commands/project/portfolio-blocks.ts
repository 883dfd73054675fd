import type { ListedProjects } from "../../bot/listing.ts";
import { businessCalendar } from "../../domain/calendar.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import { invoiceBasis } from "../../domain/invoice-basis.ts";
import { late } from "../../domain/late.ts";
import { overviewOf } from "../../domain/overview.ts";
import { phaseOf } from "../../domain/phase.ts";
import { dayOfRole } from "../../domain/plan.ts";
import type { Day } from "../../domain/units.ts";
import type { Block, Button } from "../../messages/content.ts";
import { lateSince } from "../../messages/late-words.ts";
import { money, phrase, raw, type Text } from "../../messages/phrase.ts";
import { nextWords, phaseWords, waitsWords } from "../../messages/project-words.ts";
import type { ListAsked } from "../../store/store.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { dayCell, listCell, moneyCell, noneCell, timeCell } from "../shared/cells.ts";

type Only = ListAsked["only"];
type Shown = ListedProjects["shown"][number];

/** A page of the open projects, and what all of them have to invoice. */
export function openBlocks(open: ListedProjects, only: Only, today: Day): readonly Block[] {
  const { shown, count, before, toInvoice: sum, next } = open;
  const title = only === undefined ? said("portfolio.title", { count }) : said(`portfolio.title.${only}`, { count });
  if (shown.length === 0) return [title];
  const columns = [
    { label: phrase("portfolio.column.project") },
    { label: phrase("portfolio.column.phase") },
    { label: phrase("portfolio.column.next") },
    { label: phrase("portfolio.column.waits") },
    { label: phrase("status.column.notAgreed"), align: "right" },
    toInvoice,
    { label: phrase("portfolio.column.goLive") },
  ] as const;
  const paged = before > 0 || next !== undefined;
  return [
    title,
    { kind: "table", columns, rows: shown.map((one) => row(one, today)) },
    ...(paged ? [said("portfolio.page", { from: before + 1, to: before + shown.length, count }, "quiet")] : []),
    ...(count < 2 || sum === 0 ? [] : [said("portfolio.sum", { sum: money(sum) })]),
  ];
}

/** The way to the next page, and to what is late alone where that is not all. */
export function pageButtons(
  { count, late, before, next, shown }: ListedProjects,
  only: Only,
  most: number,
): readonly Block[] {
  const onward: Button[] = [];
  if (next !== undefined) {
    const rest = Math.min(most, count - before - shown.length);
    const values = { ...(only === undefined ? {} : { only }), after: next };
    onward.push({
      id: "next",
      label: phrase("portfolio.button.next", { count: rest }),
      style: "primary",
      runs: "portfolio",
      values,
    });
  }
  if (next !== undefined && only === undefined && late > 0 && late < count)
    onward.push({
      id: "late",
      label: phrase("portfolio.button.late", { count: late }),
      runs: "portfolio",
      values: { only: "late" },
    });
  return buttonsBlock(onward);
}

/** Projects that are handed over or cancelled, with money that was never invoiced. */
export function endedBlocks({ shown, count, next }: ListedProjects): readonly Block[] {
  if (shown.length === 0) return [];
  const columns = [
    { label: phrase("portfolio.column.project") },
    { label: phrase("portfolio.column.phase") },
    toInvoice,
  ] as const;
  const rows = shown.map(({ facts, agreement }) => [
    called(facts),
    phaseWords(phaseOf(facts, agreement)),
    moneyCell(invoiceBasis(facts, agreement).net),
  ]);
  return [
    said("portfolio.ended", { count }, "warning"),
    { kind: "table", columns, rows },
    ...(next === undefined ? [] : [said("portfolio.ended.more", { count: count - shown.length }, "quiet")]),
    said("portfolio.close", {}, "quiet"),
  ];
}

const toInvoice = { label: phrase("portfolio.column.toInvoice"), align: "right" } as const;
const called = ({ project }: ProjectFacts): Text => raw(`${project.customer} (${project.code})`);

function row({ facts, agreement }: Shown, today: Day): readonly Text[] {
  const { phase, waits, next, ledger } = overviewOf(facts, agreement, today);
  const { goLive } = facts.project;
  const behind = lateSince(late(facts, agreement, businessCalendar(agreement.calendar), today));
  const left = invoiceBasis(facts, agreement).net;
  return [
    called(facts),
    phaseWords(phase),
    behind === undefined && next === undefined
      ? noneCell
      : listCell([...(behind ? [behind] : []), ...(next ? [nextWords(next)] : [])]),
    listCell(waitsWords(waits, facts, agreement)),
    ledger.notAgreed === 0 ? noneCell : timeCell(ledger.notAgreed),
    left === 0 ? noneCell : moneyCell(left),
    goLive === undefined
      ? dayCell(dayOfRole(facts.project, agreement, "go-live"))
      : phrase("portfolio.live", { on: dayCell(goLive.on) }),
  ];
}
