import type { ListedProjects, Unreadable } from "../../bot/listing.ts";
import { businessCalendar } from "../../domain/calendar.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import { invoiceBasis } from "../../domain/invoice-basis.ts";
import { late } from "../../domain/late.ts";
import { overviewOf } from "../../domain/overview.ts";
import { phaseOf } from "../../domain/phase.ts";
import { dayOfRole } from "../../domain/plan.ts";
import type { Day } from "../../domain/units.ts";
import type { Block, Button } from "../../messages/content.ts";
import { lateInShort } from "../../messages/late-words.ts";
import { money, phrase, raw, type Text } from "../../messages/phrase.ts";
import type { ProjectRow } from "../../messages/picture.ts";
import { projectRow, projectsBlock } from "../../messages/project-pictures.ts";
import { nextWords, phaseWords, waitsWords } from "../../messages/project-words.ts";
import type { ListAsked } from "../../store/store.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { dayCell, listCell, moneyCell, noneCell, thenCell, timeCell } from "../shared/cells.ts";

type Only = ListAsked["only"];
type Project = ListedProjects["shown"][number];
interface Shown {
  readonly only: Only;
  readonly today: Day;
  readonly unreadable: Unreadable;
}

/** A page of the open projects, first as a picture, and what all of them have to invoice. */
export function openBlocks(open: ListedProjects, { only, today, unreadable }: Shown): readonly Block[] {
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
    ...projectsBlock(drawn(shown, today), today),
    { kind: "table", columns, rows: shown.map((one) => rowOf(one, columns.length, () => row(one, today), unreadable)) },
    ...(paged ? [said("portfolio.page", { from: before + 1, to: before + shown.length, count }, "quiet")] : []),
    ...(count < 2 || sum === 0 ? [] : [said("portfolio.sum", { sum: money(sum) })]),
  ];
}

/** A row of the picture for each; one that cannot be worked out stands in the table, with what to do. */
function drawn(shown: readonly Project[], today: Day): readonly ProjectRow[] {
  return shown.flatMap(({ facts, agreement }) => {
    try {
      return [projectRow(facts, agreement, today)];
    } catch {
      return [];
    }
  });
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
export function endedBlocks({ shown, count, next }: ListedProjects, unreadable: Unreadable): readonly Block[] {
  if (shown.length === 0) return [];
  const columns = [
    { label: phrase("portfolio.column.project") },
    { label: phrase("portfolio.column.phase") },
    toInvoice,
  ] as const;
  const ended = ({ facts, agreement }: Project) => [
    called(facts),
    phaseWords(phaseOf(facts, agreement)),
    moneyCell(invoiceBasis(facts, agreement).net),
  ];
  const rows = shown.map((one) => rowOf(one, columns.length, () => ended(one), unreadable));
  return [
    said("portfolio.ended", { count }, "warning"),
    { kind: "table", columns, rows },
    ...(next === undefined ? [] : [said("portfolio.ended.more", { count: count - shown.length }, "quiet")]),
    said("portfolio.close", {}, "quiet"),
  ];
}

const toInvoice = { label: phrase("portfolio.column.toInvoice"), align: "right" } as const;
const called = ({ project }: ProjectFacts): Text => raw(`${project.customer} (${project.code})`);

/** A project's row; of one that cannot be worked out, its name and what to do. */
function rowOf(
  { facts }: Project,
  columns: number,
  row: () => readonly Text[],
  unreadable: Unreadable,
): readonly Text[] {
  try {
    return row();
  } catch (error) {
    unreadable(facts.project.id, error);
    return [called(facts), phrase("list.unreadable"), ...Array.from({ length: columns - 2 }, () => noneCell)];
  }
}

function row({ facts, agreement }: Project, today: Day): readonly Text[] {
  const { phase, waits, next, ledger } = overviewOf(facts, agreement, today);
  const { goLive } = facts.project;
  const behind = lateInShort(late(facts, agreement, businessCalendar(agreement.calendar), today), facts, agreement);
  const left = invoiceBasis(facts, agreement).net;
  return [
    called(facts),
    phaseWords(phase),
    thenCell([...behind, ...(next ? [nextWords(next)] : [])]),
    listCell(waitsWords(waits, facts, agreement)),
    ledger.notAgreed === 0 ? noneCell : timeCell(ledger.notAgreed),
    left === 0 ? noneCell : moneyCell(left),
    goLive === undefined
      ? dayCell(dayOfRole(facts.project, agreement, "go-live"))
      : phrase("portfolio.live", { on: dayCell(goLive.on) }),
  ];
}
