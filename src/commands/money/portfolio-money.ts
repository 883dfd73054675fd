import { type Context, freeLine, type Line } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { listProjects } from "../../bot/listing.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import { type MoneyOverview, moneyOverview, moneySum } from "../../domain/money-overview.ts";
import { overviewOf } from "../../domain/overview.ts";
import type { Day } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { type Phrase, phrase, raw, type Text } from "../../messages/phrase.ts";
import { type MoneyFileFor, moneyFileJob } from "../../store/contract/jobs.ts";
import type { Store } from "../../store/store.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { moneyCell, noneCell, timeCell } from "../shared/cells.ts";
import { unknownBlocks } from "../shared/unlisted.ts";

/** How many projects one message shows, how many are counted for it, and how many are read at a time. */
const onePage = 20;
const mostCounted = 500;
const atATime = 100;

/** Which projects: those with hours that nobody agreed to, beyond what was sold, or waiting for the customer. */
export const moneyFilters = ["not-agreed", "over-budget", "waits"] as const;
export type MoneyFilter = (typeof moneyFilters)[number];

/** A project's money, by what it is called. */
export interface CountedProject extends MoneyOverview {
  readonly called: string;
}
/** Some projects' money. */
export interface CountedMoney {
  readonly all: readonly CountedProject[];
  /** Those that cannot be worked out, and are not counted. */
  readonly lost: readonly string[];
  /** How many are not worked out yet, and not counted either. */
  readonly unknown: number;
  /** There are more than are counted. */
  readonly more: boolean;
}

/** What open projects, and those that ended with money left, are about in money. */
export const portfolioMoneyLines: readonly Line[] = [
  freeLine({
    verb: "money",
    summary: "summary.portfolio.money",
    examples: ["portfolio money", "portfolio money not-agreed"],
    allow: ["staff"],
    audience: "ledger",
    reads: true,
    lists: true,
    input: { which: field.choice(moneyFilters).optional().inPlace(), after: field.after("number").optional() },
    run: ({ which, after }, ctx) => show(ctx, which, after),
  }),
  freeLine({
    verb: "money-file",
    by: "card",
    summary: "summary.portfolio.money",
    examples: [],
    allow: ["staff"],
    audience: "ledger",
    input: { which: field.choice(moneyFilters).optional() },
    async run({ which }, { store, actor, place, language }) {
      if (actor.id === "system") throw new Error("Nobody has asked for it");
      const asked: MoneyFileFor = { by: actor.id, where: place.conversation, language, ...(which && { which }) };
      await store.jobs.add(moneyFileJob, asked);
      return { audience: "ledger", blocks: [said("portfolio.money.fileBegun")] };
    },
  }),
];

/** What of the projects is counted, and how they are read. */
interface Counting {
  readonly today: Day;
  readonly which: MoneyFilter | undefined;
  /** Projects; untold, all there are. */
  readonly most?: number;
  readonly heard: Context["unreadable"];
  /** Reads one page of them: within the transaction of whoever waits, or each in one of its own. */
  readonly page: <T>(read: (store: Store) => Promise<T>) => Promise<T>;
}

/** Works out the money of open projects and of those that ended with some left. */
export async function countMoney({ today, which, most, heard, page: paged }: Counting): Promise<CountedMoney> {
  const all: CountedProject[] = [];
  const lost = new Map<string, string>();
  let unknown = 0;
  const name = ({ project }: ProjectFacts): string => `${project.customer} (${project.code})`;
  for (const state of ["open", "ended"] as const) {
    const only = state === "ended" ? "money" : which === "waits" ? undefined : which;
    if (state === "ended" && which !== undefined) continue;
    for (let after: string | undefined; ; ) {
      const from = after;
      const page = await paged((store) =>
        listProjects(store, { state, only, today, after: from, most: atATime }, heard),
      );
      unknown = page.unknown;
      for (const facts of page.lost) lost.set(facts.project.id, name(facts));
      for (const { facts, agreement } of page.shown) {
        try {
          const theirs = overviewOf(facts, agreement, today).waits.some(({ who }) => who === "customer");
          if (which === "waits" && !theirs) continue;
          all.push({ called: name(facts), ...moneyOverview(facts, agreement) });
        } catch (error) {
          heard(facts.project.id, error);
          lost.set(facts.project.id, name(facts));
        }
      }
      after = page.next;
      if (after === undefined) break;
      if (most !== undefined && all.length >= most) return { all, lost: [...lost.values()], unknown, more: true };
    }
  }
  return { all, lost: [...lost.values()], unknown, more: false };
}

async function show(
  { store, today, unreadable: heard }: Context,
  which: MoneyFilter | undefined,
  after: string | undefined,
): Promise<Reply> {
  const { all, lost, unknown, more } = await countMoney({
    ...{ today, which, heard, most: mostCounted },
    page: (read) => read(store),
  });
  const from = Math.min(Number(after ?? 0), Math.max(0, all.length - 1));
  const shown = all.slice(from, from + onePage);
  const rest = all.length - from - shown.length;
  const of: Readonly<Record<string, string>> = which === undefined ? {} : { which };
  const title = said(`portfolio.money.title.${which ?? "all"}`, { count: all.length, more: more ? "yes" : "no" });
  const without = [
    ...(lost.length === 0 ? [] : [said("portfolio.money.lost", { count: lost.length }, "warning")]),
    ...unknownBlocks(unknown),
  ];
  if (all.length === 0) return { audience: "ledger", blocks: [title, ...without] };
  return {
    audience: "ledger",
    blocks: [
      title,
      table(shown, all),
      ...(all.length > shown.length
        ? [
            said(
              "portfolio.money.page",
              { from: from + 1, to: from + shown.length, count: all.length, more: more ? "yes" : "no" },
              "quiet",
            ),
          ]
        : []),
      ...(more ? [said("portfolio.money.more", { count: all.length }, "quiet")] : []),
      ...without,
      ...buttonsBlock([
        ...(rest > 0
          ? [
              {
                ...{ id: "next", label: phrase("portfolio.button.next", { count: Math.min(onePage, rest) }) },
                ...{ style: "primary" as const, runs: "portfolio money" },
                values: { ...of, after: String(from + onePage) },
              },
            ]
          : []),
        { id: "file", label: phrase("portfolio.money.button.file"), runs: "portfolio money-file", values: of },
      ]),
    ],
  };
}

/** What the columns of money are called, in words and in the file alike. */
export const moneyColumns: readonly Phrase[] = (["agreed", "worked", "billable", "notAgreed", "closed"] as const).map(
  (column) => phrase(`portfolio.money.column.${column}`),
);

function table(shown: readonly CountedProject[], all: readonly CountedProject[]): Block {
  const row = (first: Text, { agreed, worked, billable, notAgreed, closed }: MoneyOverview): readonly Text[] => [
    first,
    moneyCell(agreed),
    timeCell(worked),
    moneyCell(billable),
    notAgreed === 0 ? noneCell : timeCell(notAgreed),
    moneyCell(closed),
  ];
  return {
    kind: "table",
    columns: [
      { label: phrase("portfolio.column.project") },
      ...moneyColumns.map((label) => ({ label, align: "right" as const })),
    ],
    rows: [...shown.map((one) => row(raw(one.called), one)), row(phrase("invoice.list.sum"), moneySum(all))],
  };
}
